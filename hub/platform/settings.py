"""All settings of the hub, from `HUB_*` in the environment; every mistake is reported at once."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, FilePath, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from hub.kernel.errors import Code, HubError, Kind, Reason

MAX_PORT = 65535
_URL = "url"
# What pydantic says of a field that has not been set and follows one that is wrong.
_FOLLOWS = "default_factory_not_called"
# What a URL has to begin with; the parts behind it are for those who connect.
_DATABASES = ("sqlite:///", "postgresql://", "postgresql+asyncpg://")
_BROKERS = ("amqp://", "amqps://")
_WEB = ("http://", "https://")


def _begins(*beginnings: str, or_empty: bool = False) -> AfterValidator:
    def check(value: str) -> str:
        if not value.startswith(beginnings) and (value or not or_empty):
            raise PydanticCustomError(_URL, "has to begin with {all}", {"all": " or ".join(beginnings)})
        return value

    return AfterValidator(check)


def _host_and_port(value: str) -> str:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or int(port) > MAX_PORT:
        raise PydanticCustomError("address", "has to be host:port")
    return value


Address = Annotated[str, AfterValidator(_host_and_port)]
DatabaseUrl = Annotated[str, _begins(*_DATABASES)]


def _as(other: str) -> Any:
    """Not set, it is what another field is: a part that moves is found there."""
    return Field(default_factory=lambda fields: fields[other])


class Settings(BaseSettings):
    """What can be set. A field `x` is read from `HUB_X`."""

    model_config = SettingsConfigDict(env_prefix="HUB_", extra="ignore", frozen=True)

    #: Where the data is: a `sqlite:///` URL for one process, `postgresql://` for many.
    database_url: DatabaseUrl = "sqlite:///var/hub.db"
    #: Where a room has its data when not there: no room reads another's.
    core_database_url: DatabaseUrl = _as("database_url")
    som_database_url: DatabaseUrl = _as("database_url")
    rom_database_url: DatabaseUrl = _as("database_url")
    activation_database_url: DatabaseUrl = _as("database_url")
    #: The broker of the distributed composition.
    amqp_url: Annotated[str, _begins(*_BROKERS)] = "amqp://guest:guest@127.0.0.1:5672/"
    #: Where the gateway listens; port 0 lets the system choose.
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=MAX_PORT)
    #: Where the command line finds the gateway; not set, where it listens.
    http_url: Annotated[str, _begins(*_WEB)] = Field(
        default_factory=lambda fields: f"http://{fields['http_host']}:{fields['http_port']}"
    )
    #: What `href` and `Location` start with; empty: what the client called.
    http_base_url: Annotated[str, _begins(*_WEB, or_empty=True)] = ""
    #: Where each room listens for gRPC, and where the others find it (`host:port`); not set, where it listens.
    core_listen: Address = "127.0.0.1:50051"
    som_listen: Address = "127.0.0.1:50052"
    rom_listen: Address = "127.0.0.1:50053"
    activation_listen: Address = "127.0.0.1:50054"
    core_target: Address = _as("core_listen")
    som_target: Address = _as("som_listen")
    rom_target: Address = _as("rom_listen")
    activation_target: Address = _as("activation_listen")
    #: A scenario file the emulated network plays from the start.
    scenario: FilePath | None = None
    #: What speaks to the network for activation: the emulated one, or element managers that are asked by messages.
    activation_driver: Literal["emulator", "forward"] = "emulator"
    #: Beginnings of the URLs that import and export jobs may open: folders (`file:///…/`) and servers, as a JSON list.
    exchange_urls: list[Annotated[str, _begins("file:///", *_WEB)]] = []
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
        wrong = (e for e in error.errors() if e["type"] != _FOLLOWS)
        reasons = [_reason(e["loc"], e["type"], e["msg"], e["input"]) for e in wrong]
        raise HubError(Kind.INVALID, *reasons) from error


def _reason(where: tuple[int | str, ...], kind: str, text: str, given: Any) -> Reason:
    # A URL may have a password in it.
    said = text if kind == _URL else f"{text}, got {given!r}"
    return Reason(Code.ATTRIBUTE_INVALID, said, f"HUB_{str(where[0]).upper()}")
