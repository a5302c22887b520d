"""How pages are run: what is compared, and what is not."""

import pytest

from tests.pages import Block, blocks, matches

PAGE = """# A page

```sh
echo one
```

```text
one
```

```
not run
```

```sh
X=1
```
"""


def test_commands_are_found_with_what_they_print() -> None:
    assert list(blocks(PAGE)) == [Block(4, "echo one\n", "one\n"), Block(16, "X=1\n", None)]


@pytest.mark.parametrize(
    ("printed", "told", "same"),
    [
        ("one\n", "one", True),
        ("one \n\n", "one", True),
        ('{"id":"7","a":1}', '{"id":"…","a":1}', True),
        ("a\nb\nc", "a…c", True),
        ("one", "two", False),
        ("one and two", "one", False),
        ("", "one", False),
        ("one", "", False),
        ('{"id":"7","a":2}', '{"id":"…","a":1}', False),
        ("a.c", "a?c", False),
    ],
)
def test_what_is_printed_is_what_is_told_but_for_what_is_left_open(
    printed: str, told: str, *, same: bool
) -> None:
    assert matches(printed, told) is same
