"""Where the files are that the project ships beside its code: contracts and examples."""

from pathlib import Path


def shipped(folder: str) -> Path:
    """A top-level folder, the same in a checkout and in an installed wheel."""
    return Path(__file__).parents[2] / folder
