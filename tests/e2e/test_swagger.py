"""Swagger UI of every API, in a real browser against a real hub."""

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions as see
from selenium.webdriver.support.wait import WebDriverWait

from tests.e2e.browser import browser
from tests.e2e.program import PATIENCE_SECONDS, up
from tests.served import SERVED, document, operations


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    async with up(tmp_path_factory.mktemp("hub") / "hub.db", "--demo") as hub:
        yield hub.url


@pytest.fixture(scope="module")
def chrome() -> Iterator[Chrome]:
    with browser() as page:
        yield page


def _until(chrome: Chrome, css: str) -> WebElement:
    return WebDriverWait(chrome, PATIENCE_SECONDS).until(
        see.element_to_be_clickable((By.CSS_SELECTOR, css)), f"nothing to press at {css}"
    )


@pytest.mark.parametrize("name", SERVED)
def test_the_page_of_an_api_shows_its_operations_and_tries_one_out(
    name: str, url: str, chrome: Chrome
) -> None:
    offered = [operation for _, _, operation in operations(name)]
    listing = next(operation for operation in offered if operation["operationId"].startswith("list"))

    chrome.get(f"{url}{document(name)['servers'][0]['url']}/ui/")
    block = f"#operations-{listing['tags'][0]}-{listing['operationId']}"
    _until(chrome, f"{block} .opblock-summary-control").click()
    assert len(chrome.find_elements(By.CSS_SELECTOR, ".opblock")) == len(offered)
    assert not chrome.find_elements(By.CSS_SELECTOR, ".errors-wrapper")

    _until(chrome, f"{block} .try-out__btn").click()
    _until(chrome, f"{block} .execute").click()
    status = _until(chrome, f"{block} .live-responses-table .response .response-col_status")
    assert status.text.startswith("200")
