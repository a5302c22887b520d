"""Identifiers: random ones for what is new, derived ones (UUIDv5, RFC 9562) for what must come out the same again."""

import uuid

_NAMESPACE = uuid.UUID("6f1d3a54-9a0e-5b7c-8f43-6d0f2f6f7a10")


def new_id() -> str:
    """A random UUID."""
    return str(uuid.uuid4())


def derived_id(*parts: str) -> str:
    """The same parts give the same UUID on every machine; no two lists of parts give the same one."""
    # Each part behind its length: a separator could be in a part itself.
    return str(uuid.uuid5(_NAMESPACE, "".join(f"{len(part)}:{part}" for part in parts)))
