"""All settings of the hub, from `HUB_*` in the environment; every mistake is reported at once."""

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from hub.kernel.errors import Code, HubError, Kind, Reason


class Settings(BaseSettings):
    """What can be set. A field `x` is read from `HUB_X`."""

    model_config = SettingsConfigDict(env_prefix="HUB_", extra="ignore", frozen=True)

    #: Where the data is: a `sqlite:///` URL for one process, `postgresql://` for many.
    database_url: str = "sqlite:///var/hub.db"
    #: The broker of the distributed composition.
    amqp_url: str = "amqp://guest:guest@127.0.0.1:5672/"
    #: Where the gateway listens; port 0 lets the system choose.
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65535)
    #: Where the command line finds the gateway.
    http_url: str = "http://127.0.0.1:8080"
    #: What `href` and `Location` start with; empty: what the client called.
    http_base_url: str = ""
    #: Where each room listens for gRPC, and where the others find it (`host:port`).
    core_listen: str = "127.0.0.1:50051"
    som_listen: str = "127.0.0.1:50052"
    rom_listen: str = "127.0.0.1:50053"
    activation_listen: str = "127.0.0.1:50054"
    core_target: str = "127.0.0.1:50051"
    som_target: str = "127.0.0.1:50052"
    rom_target: str = "127.0.0.1:50053"
    activation_target: str = "127.0.0.1:50054"
    #: A scenario file the emulated network plays from the start.
    scenario: Path | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    #: `json` for machines, `text` for people.
    log_format: Literal["json", "text"] = "json"
    #: Check every answer of the gateway against its document (tests; costs time).
    validate_responses: bool = False


def load_settings(**fixed: Any) -> Settings:
    """The settings of this process, `fixed` ones as given; mistakes are one `HubError` with a reason each."""
    try:
        return Settings(**fixed)
    except ValidationError as error:
        reasons = [
            Reason(
                Code.ATTRIBUTE_INVALID, f"{e['msg']}, got {e['input']!r}", f"HUB_{str(e['loc'][0]).upper()}"
            )
            for e in error.errors()
        ]
        raise HubError(Kind.INVALID, *reasons) from error
