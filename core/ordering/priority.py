"""Who goes first when there is a backlog: what is under way before what is new, new orders by their priority."""

# TMF622: from 0 to 4, 0 is the highest and 4 the lowest.
_PRIORITIES = ("0", "1", "2", "3", "4")


def rank(priority: str) -> int:
    """How long a new order of this TMF622 priority may wait: 1 (priority 0) to 5; without a known one it is the lowest."""
    known = priority if priority in _PRIORITIES else _PRIORITIES[-1]
    return 1 + _PRIORITIES.index(known)
