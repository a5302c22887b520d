"""What SOM says could be had, on a running hub: by what lies at the place, and by what ROM has left."""

from datetime import timedelta
from typing import Any

import pytest
from google.protobuf.json_format import ParseDict

from core.ordering.rpc.mapping import from_order
from gateway.facades.tmf622_v4_mapping import ORDER
from hub.platform.rpc import call
from proto.som.v1 import service_order_pb2 as som
from proto.som.v1 import service_qualification_pb2 as pb
from tests.flow.hub import Hub
from tests.flow.orders import example
from tests.flow.test_service_orders import create, ended

# One port for all, on a site that has no other.
SMALL = (
    {
        "layer": "resource",
        "resourceSpecification": [{"id": "mast-slot", "name": "Slot"}],
        "resourcePool": [
            {
                "id": "mast slots",
                "resourceSpecificationId": "mast-slot",
                "numberRange": {"first": 1, "last": 1},
            }
        ],
    },
    {
        "layer": "service",
        "serviceSpecification": [
            {
                "id": "cfs-radio",
                "name": "Radio",
                "technology": "radio",
                "resourceComponent": [{"name": "slot", "resourceSpecificationId": "mast-slot"}],
                "alternative": ["cfs-dsl-access"],
            }
        ],
        "servingArea": [{"id": "hill", "prefix": ["XH"], "site": {"radio": "mast-01", "dsl": "dslam-01"}}],
    },
)


async def check(shop: Hub, specification: str, postcode: str, **more: Any) -> pb.ServiceQualification:
    service = {"serviceSpecification": {"id": specification}, "place": [{"postcode": postcode}]}
    asked = {
        "item": [{"service": service}],
        "provideAlternative": True,
        "provideUnavailabilityReason": True,
        "waitSeconds": 9,
        **more,
    }
    request = ParseDict(asked, pb.CheckServiceQualificationRequest())
    answer: pb.ServiceQualification = await call(
        shop.stubs["service_qualifications"].CheckServiceQualification, request
    )
    assert answer.state == "done"
    return answer


def told(answer: pb.ServiceQualification) -> tuple[str, list[str], list[str]]:
    """The result, the codes of the reasons, what would do instead."""
    (item,) = answer.item
    return (
        item.qualification_result,
        [reason.code for reason in item.eligibility_unavailability_reason],
        [each.alternate_service.service_specification.id for each in item.alternate_service_proposal],
    )


async def test_an_address_is_told_what_lies_there(shop: Hub) -> None:
    there = await check(shop, "cfs-fiber-access", "RS1 7")
    assert told(there) == ("qualified", [], [])
    assert there.item[0].free > 0
    only_dsl = await check(shop, "cfs-fiber-access", "HS2 1")
    assert told(only_dsl) == ("alternate", ["no-coverage"], ["cfs-dsl-access"])
    nowhere = await check(shop, "cfs-fiber-access", "QQ9 9")
    assert told(nowhere) == ("unqualified", ["no-coverage"], [])


async def order(shop: Hub, specification: str, postcode: str, **more: Any) -> som.ServiceOrder:
    """The order for the same, made directly and carried out."""
    place = {"id": "a-house", "postcode": postcode}
    service = {"serviceSpecification": {"id": specification}, "place": [place]}
    item = {"id": "1", "action": "add", "service": service}
    request = ParseDict({"serviceOrder": {"item": [item], **more}}, som.CreateServiceOrderRequest())
    made = await call(shop.stubs["service_orders"].CreateServiceOrder, request)
    await shop.still()
    found: som.ServiceOrder = await call(
        shop.stubs["service_orders"].GetServiceOrder, som.GetServiceOrderRequest(id=made.id)
    )
    return found


@pytest.mark.parametrize(
    ("specification", "postcode", "state", "code"),
    [
        ("cfs-fiber-access", "RS1 7", "completed", ""),
        ("cfs-fiber-access", "HS2 1", "rejected", "no-coverage"),
        ("cfs-dsl-access", "HS2 1", "completed", ""),
        ("cfs-fiber-access", "QQ9 9", "rejected", "no-coverage"),
    ],
)
async def test_an_order_meets_what_was_told(
    shop: Hub, specification: str, postcode: str, state: str, code: str
) -> None:
    _, reasons, _ = told(await check(shop, specification, postcode))
    ordered = await order(shop, specification, postcode)
    assert (ordered.state, ordered.reason.code, reasons) == (state, code, [code] if code else [])


async def test_what_is_held_is_for_the_order_that_names_it(shop: Hub) -> None:
    await shop.load(*SMALL)
    until = (shop.clock.now() + timedelta(hours=1)).isoformat()
    await check(shop, "cfs-radio", "XH1", id="mine", reserveUntil=until)

    other = await order(shop, "cfs-radio", "XH1")
    assert (other.state, other.reason.code) == ("failed", "pool-exhausted")
    mine = await order(shop, "cfs-radio", "XH1", serviceQualificationId="mine")
    assert mine.state == "completed"
    used = await call(
        shop.stubs["service_qualifications"].GetServiceQualification,
        pb.GetServiceQualificationRequest(id="mine"),
    )
    assert (used.reservation, used.HasField("expiration_date")) == ("used", False)


async def test_what_is_used_up_is_told_before_an_order_meets_it(shop: Hub) -> None:
    await shop.load(*SMALL)
    assert told(await check(shop, "cfs-radio", "XH1")) == ("qualified", [], [])

    await create(shop, "so-1", "cfs-radio")
    assert await ended(shop, "so-1", "completed")

    assert told(await check(shop, "cfs-radio", "XH1")) == (
        "alternate",
        ["pool-exhausted"],
        ["cfs-dsl-access"],
    )
    await create(shop, "so-2", "cfs-radio")
    await ended(shop, "so-2", "failed")
    (failed,) = (
        body["event"]["serviceOrder"]
        for body in shop.bodies("ServiceOrderStateChangeEvent")
        if (body["event"]["serviceOrder"]["id"], body["event"]["serviceOrder"]["state"]) == ("so-2", "failed")
    )
    assert failed["errorMessage"][0]["code"] == "pool-exhausted"


async def test_what_is_held_is_nobody_elses_until_its_time_is_over_or_it_is_given_back(shop: Hub) -> None:
    await shop.load(*SMALL)
    until = (shop.clock.now() + timedelta(hours=1)).isoformat()

    held = await check(shop, "cfs-radio", "XH1", id="first", reserveUntil=until)
    assert (told(held)[0], held.reservation) == ("qualified", "held")
    assert told(await check(shop, "cfs-radio", "XH1"))[1] == ["pool-exhausted"]

    await call(
        shop.stubs["service_qualifications"].DeleteServiceQualification,
        pb.DeleteServiceQualificationRequest(id="first"),
    )
    await shop.still()
    second = await check(shop, "cfs-radio", "XH1", id="second", reserveUntil=until)
    assert (told(second)[0], second.reservation) == ("qualified", "held")

    await shop.pass_time(timedelta(hours=1))
    assert told(await check(shop, "cfs-radio", "XH1"))[0] == "qualified"
    over = await call(
        shop.stubs["service_qualifications"].GetServiceQualification,
        pb.GetServiceQualificationRequest(id="second"),
    )
    assert over.reservation == "expired"


async def test_the_small_town_of_the_examples_says_before_what_an_order_then_meets(shop: Hub) -> None:
    await shop.load(
        *(example(f"small-town/{layer}-catalog.yaml") for layer in ("resource", "service", "product"))
    )
    for free in (2, 1):
        there = await check(shop, "cfs-vdsl", "LS-4")
        assert (told(there), there.item[0].free) == (("qualified", [], []), free)
        assert (await shop.run(example("small-town/vdsl.json"))).state == "completed"

    assert told(await check(shop, "cfs-vdsl", "LS-4")) == (
        "alternate",
        ["pool-exhausted"],
        ["cfs-dsl-access"],
    )
    refused = await shop.run(example("small-town/vdsl.json"))
    assert (refused.state, refused.reasons[0].code) == ("failed", "pool-exhausted")

    assert told(await check(shop, "cfs-vdsl", "HS-4")) == ("alternate", ["no-coverage"], ["cfs-dsl-access"])
    assert told(await check(shop, "cfs-vdsl", "ZZ-4")) == ("unqualified", ["no-coverage"], [])
    body = example("small-town/vdsl.json")
    body["productOrderItem"][0]["product"]["place"][0]["id"] = "ZZ-4"
    nowhere = await shop.run(body)
    assert (nowhere.state, nowhere.reasons[0].code) == ("failed", "no-coverage")


async def test_an_order_that_names_a_qualification_gets_what_is_held_for_it_and_others_do_not(
    shop: Hub,
) -> None:
    await shop.load(
        *(example(f"small-town/{layer}-catalog.yaml") for layer in ("resource", "service", "product"))
    )
    until = (shop.clock.now() + timedelta(hours=1)).isoformat()
    for name in ("for jo", "for al"):
        held = await check(shop, "cfs-vdsl", "LS-4", id=name, reserveUntil=until)
        assert held.reservation == "held"

    without = await shop.run(example("small-town/vdsl.json"))
    body = example("small-town/vdsl.json")
    body["productOrderItem"][0]["qualification"] = [
        {"id": "none of ours", "@referredType": "ProductOfferingQualification"},
        {"id": "for jo", "@referredType": "CheckServiceQualification"},
    ]
    with_it = await shop.run(body)

    assert (without.state, without.reasons[0].code) == ("failed", "pool-exhausted")
    assert with_it.state == "completed"
    assert (
        ORDER.to_json(from_order(with_it))["productOrderItem"][0]["qualification"]
        == (body["productOrderItem"][0]["qualification"])
    )
