"""What somebody who has just started a hub is told to try."""

import pytest

from hub.cli.hints import hints


@pytest.mark.parametrize(
    ("url", "needed"), [("http://127.0.0.1:8080", False), ("http://127.0.0.1:8081", True)]
)
def test_a_hub_on_another_port_comes_with_the_setting_that_lets_commands_find_it(
    url: str, needed: bool
) -> None:
    assert (f"export HUB_HTTP_URL={url}\n" in hints(url, {})) is needed


def test_rooms_on_other_ports_come_with_the_settings_that_keep_commands_from_another_hub() -> None:
    told = hints("http://127.0.0.1:8080", {"com": "127.0.0.1:50051", "activation": "127.0.0.1:7"})

    assert [line.strip() for line in told.splitlines() if "export" in line] == [
        "export HUB_ACTIVATION_TARGET=127.0.0.1:7"
    ]


def test_the_page_that_lists_the_apis_is_told() -> None:
    assert "http://h:1/\n" in hints("http://h:1", {})
