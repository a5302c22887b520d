"""Resource specifications as TMF634 writes them ↔ as the engine reads them. Pure.

`resourcePool` is our extension: what there is of the specification. It fills the room's pools when it is written.
"""

from typing import Any

from msgspec import field

from hub.kernel.errors import Code, Kind, refuse
from hub.platform.catalog_entry import Codec, Entry
from hub.platform.content import Members, from_content, to_content
from workers.rom.catalog import CharacteristicSpecification, ResourceSpecification
from workers.rom.pools import AddressPrefix, NumberRange, Pool, Stock, Supply


class CharacteristicValue(Members):
    value: Any = None
    is_default: bool = False


class Characteristic(Members):
    """`extensible`: other values than those that are listed will do, too."""

    name: str
    value_type: str = ""
    description: str = ""
    extensible: bool = False
    resource_spec_characteristic_value: list[CharacteristicValue] = field(default_factory=list)


class ResourcePool(Members):
    """One of the three supplies, at some network sites or, when it names none, everywhere."""

    id: str
    number_range: NumberRange | None = None
    address_prefix: AddressPrefix | None = None
    stock: Stock | None = None
    site: list[str] = field(default_factory=list)


class Specification(Members):
    category: str = ""
    resource_spec_characteristic: list[Characteristic] = field(default_factory=list)


class Supplied(Members):
    resource_pool: list[ResourcePool] = field(default_factory=list)


def read_specification(entry: Entry) -> ResourceSpecification:
    content = from_content(entry, Specification)
    return ResourceSpecification(
        entry.id,
        entry.version,
        entry.name,
        lifecycle_status=entry.lifecycle_status,
        description=entry.description,
        category=content.category,
        characteristics=[_characteristic(c) for c in content.resource_spec_characteristic],
    )


def write_specification(specification: ResourceSpecification) -> Entry:
    content = Specification(
        category=specification.category,
        resource_spec_characteristic=[_to_characteristic(c) for c in specification.characteristics],
    )
    return Entry(
        kind="resourceSpecification",
        id=specification.id,
        version=specification.version,
        name=specification.name,
        description=specification.description,
        lifecycle_status=specification.lifecycle_status,
        content={"isBundle": False, **to_content(content)},
    )


def pools_of(entry: Entry) -> list[Pool]:
    """What there is of a specification, as its entry says; a `HubError` names what is wrong with a supply."""
    return [
        Pool(id=p.id, specification_id=entry.id, supply=_supply(position, p), sites=sorted(set(p.site)))
        for position, p in enumerate(from_content(entry, Supplied).resource_pool)
    ]


def _supply(position: int, pool: ResourcePool) -> Supply:
    given = [s for s in (pool.number_range, pool.address_prefix, pool.stock) if s is not None]
    if len(given) != 1:
        text = "has one supply: numberRange, addressPrefix or stock"
        raise refuse(Kind.INVALID, Code.ATTRIBUTE_INVALID, text, f"resourcePool[{position}]")
    return given[0]


def _characteristic(characteristic: Characteristic) -> CharacteristicSpecification:
    given = [v for v in characteristic.resource_spec_characteristic_value if v.value is not None]
    return CharacteristicSpecification(
        characteristic.name,
        characteristic.value_type,
        characteristic.description,
        default=next((v.value for v in given if v.is_default), None),
        allowed=[] if characteristic.extensible else [v.value for v in given],
    )


def _to_characteristic(known: CharacteristicSpecification) -> Characteristic:
    values = known.allowed or ([known.default] if known.default is not None else [])
    return Characteristic(
        name=known.name,
        value_type=known.value_type,
        description=known.description,
        extensible=not known.allowed,
        resource_spec_characteristic_value=[
            CharacteristicValue(value=value, is_default=value == known.default) for value in values
        ],
    )


CODECS = {"resourceSpecification": Codec(ResourceSpecification, read_specification, write_specification)}
