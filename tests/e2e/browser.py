"""A browser to look at pages with: Debian's Chromium, installed where that is allowed."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from tests.servers.machine import Machine, NoServer

PACKAGE = "chromium-driver"  # it needs the browser, so it brings it
# Root may not have a sandbox, and containers have little shared memory.
ARGUMENTS = ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1400,1000")


@contextlib.contextmanager
def browser() -> Iterator[Chrome]:
    """A browser of its own, without a window; gone when it is no longer used."""
    machine = Machine()
    driver = _program(machine, "chromedriver")
    options = ChromeOptions()
    options.binary_location = str(_program(machine, "chromium"))
    for argument in ARGUMENTS:
        options.add_argument(argument)
    page = Chrome(options, Service(str(driver)))
    try:
        yield page
    finally:
        page.quit()


def _program(machine: Machine, name: str) -> Path:
    found = machine.program(name)
    if found is None and machine.can_install():
        machine.say(f"Installing {PACKAGE} for the tests of pages …")
        machine.install(PACKAGE)
        found = machine.program(name)
    if found is None:
        raise NoServer(f"no {name} in PATH: install a browser with its driver (Debian: {PACKAGE})")
    return found
