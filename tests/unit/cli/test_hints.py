"""What somebody who has just started a hub is told to try."""

import pytest

from hub.cli.hints import hints


@pytest.mark.parametrize(
    ("url", "needed"), [("http://127.0.0.1:8080", False), ("http://127.0.0.1:8081", True)]
)
def test_a_hub_on_another_port_comes_with_the_setting_that_lets_commands_find_it(
    url: str, needed: bool
) -> None:
    assert (f"export HUB_HTTP_URL={url}\n" in hints(url)) is needed


def test_every_api_has_its_page() -> None:
    told = hints("http://h:1")

    for api in ("tmf-api/productOrderingManagement/v4", "tmf-api/productInventory/v4", "operations/v1"):
        assert f"http://h:1/{api}/ui/\n" in told
