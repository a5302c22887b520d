"""Lifecycle of a version of a catalogue entry (TMF620, 633, 634), the same in every room: what it allows, what follows.

Any text is a status; these are the ones that mean something.
"""

MAKING = frozenset({"In study", "In design", "In test"})
ORDERABLE = frozenset({"Active", "Launched"})
#: A version stays so for good: what comes after it is another version.
FINAL = frozenset({"Obsolete", "Rejected"})
#: It has been on the market, so it replaces what was there before; retired it does not bring that back.
SEEN = ORDERABLE | {"Retired", "Obsolete"}
#: Nobody is to rely on it any more: it may go even when others still name it.
LEAVING = frozenset({"Retired", "Obsolete", "Rejected"})


def orderable(status: str) -> bool:
    """Whether something new of it can be had."""
    return status in ORDERABLE


def changeable(status: str) -> bool:
    """Whether what somebody has of it can be changed; ending it always can be."""
    return status not in FINAL


def may_become(status: str, following: str) -> bool:
    return status not in FINAL or following == status
