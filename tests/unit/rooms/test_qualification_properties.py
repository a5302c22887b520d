"""For whatever catalogue, place and capacity: a service qualifies if, and only if, an order for it would find all it needs."""

import contextlib
from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hub.kernel.errors import Reason
from tests.unit.rooms.qualifying import Office, area, places, results, specification
from workers.som.catalog import Catalog, Facing
from workers.som.coverage import parts

TECHNOLOGIES = ("fiber", "dsl")
SITES = ("north", "south")
RESOURCES = ("port", "vlan")
POSTCODES = ("", "A", "AB", "B", "Z")
LEAVES = ("leaf-1", "leaf-2")

leaf = st.fixed_dictionaries(
    {
        "resources": st.lists(st.sampled_from(RESOURCES), max_size=3),
        "technology": st.sampled_from(("", *TECHNOLOGIES)),
        "lifecycle_status": st.sampled_from(("Active", "Active", "Launched", "Retired")),
    }
)
above = st.fixed_dictionaries(
    {
        "resources": st.lists(st.sampled_from(RESOURCES), max_size=2),
        "technology": st.sampled_from(("", *TECHNOLOGIES)),
        "under": st.lists(st.sampled_from((*LEAVES, "nobody")), max_size=3).map(tuple),
        "alternatives": st.lists(st.sampled_from(("top-1", "top-2")), unique=True),
    }
)
sites = st.dictionaries(st.sampled_from(TECHNOLOGIES), st.sampled_from(SITES))
supply = st.dictionaries(
    st.tuples(st.sampled_from(RESOURCES), st.sampled_from(("", *SITES))), st.integers(0, 4)
)


def made(identifier: str, facing: Facing, drawn: dict[str, Any]) -> Any:
    more = dict(drawn)
    return specification(identifier, *more.pop("resources"), facing=facing, **more)


def fits(catalog: Catalog, identifier: str, postcode: str, free: dict[tuple[str, str], int]) -> bool:
    """What an order would meet."""
    found = parts(catalog, identifier, places(postcode))
    if isinstance(found, Reason):
        return False
    wanted = Counter((r.resource_specification_id, p.site) for p in found for r in p.specification.resources)
    return all(free.get(what, 0) >= count for what, count in wanted.items())


@settings(max_examples=60, deadline=None)
@given(
    leaves=st.tuples(leaf, leaf),
    tops=st.tuples(above, above),
    areas=st.tuples(sites, sites),
    free=supply,
    postcode=st.sampled_from(POSTCODES),
)
def test_qualified_is_what_an_order_would_get(
    leaves: Any, tops: Any, areas: Any, free: dict[tuple[str, str], int], postcode: str
) -> None:
    entries = [
        *(made(i, Facing.RESOURCE, drawn) for i, drawn in zip(LEAVES, leaves, strict=True)),
        *(made(f"top-{n}", Facing.CUSTOMER, drawn) for n, drawn in enumerate(tops, 1)),
        area("wide", "A", **areas[0]),
        area("narrow", "AB", **areas[1]),
    ]
    catalog = Catalog(entries)
    with contextlib.closing(Office(entries, dict(free))) as office:
        answer = office.check(("top-1", postcode), provide_alternative=True)
        expected = {name: fits(catalog, name, postcode, free) for name in ("top-1", "top-2")}

        (item,) = answer.items
        assert item.wanted.qualified == expected["top-1"]
        assert {a.specification_id: a.qualified for a in item.alternatives} == {
            name: expected[name] for name in tops[0]["alternatives"]
        }
        assert item.wanted.qualified == (item.wanted.reason is None)
        if item.wanted.qualified and item.wanted.free is not None:
            assert item.wanted.free > 0

        if postcode:
            found = results(office.query(postcode, identifier="query"))
            assert found == {name: "qualified" for name, is_there in expected.items() if is_there}
