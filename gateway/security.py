"""Who is calling. Until credentials are checked everybody is the same, anonymous, client."""

from collections.abc import Mapping
from typing import Any

ANONYMOUS = "anonymous"


def client_of(scope: Mapping[str, Any]) -> str:
    """The name of the authenticated client; Connexion's security middleware leaves it in its context."""
    context = scope.get("extensions", {}).get("connexion_context", {})
    return str(context.get("user") or ANONYMOUS)
