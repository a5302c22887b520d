"""`hub qualify`: what could be had where, and holding it for a while."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from hub.cli.running import prepare, run_async

if TYPE_CHECKING:
    from hub.compose.client import Client
    from proto.shared.v1.common_pb2 import Place
    from proto.som.v1.service_qualification_pb2 import ServiceQualification

# A little less than a call may take.
WAIT_SECONDS = 8.0


@click.command()
@click.argument("specification", required=False, metavar="[SPECIFICATION]")
@click.option("--place", metavar="ID", help="The address or site where it is wanted.")
@click.option("--postcode", metavar="P", help="Its postcode, where that says more.")
@click.option("--reserve", type=click.FloatRange(min=1), metavar="SECONDS", help="Hold it for so long.")
def qualify(
    specification: str | None, place: str | None, postcode: str | None, reserve: float | None
) -> None:
    """Ask whether a service could be had, and why not.

    SPECIFICATION is a service specification; without it, the answer is what could be had at the place. Without a
    place, it is looked for everywhere. SOM is asked over gRPC, where HUB_SOM_TARGET says.
    """
    if not specification and not (place or postcode):
        raise click.UsageError("say what is wanted, or where: SPECIFICATION, --place or --postcode")
    if not specification and reserve:
        raise click.UsageError("--reserve needs a SPECIFICATION")
    settings = prepare()
    from hub.cli import qualify_text
    from hub.compose.addresses import targets
    from hub.compose.client import Client
    from proto.shared.v1.common_pb2 import Place

    where = [Place(id=place or "", postcode=postcode or "")] if place or postcode else []

    async def work() -> "ServiceQualification":
        async with Client(targets(settings)) as client:
            await client.reach("som")
            if specification:
                return await _check(client, specification, where, reserve)
            return await _query(client, where)

    click.echo("\n".join(qualify_text.lines(run_async(work()))))


async def _check(
    client: "Client", specification: str, where: "list[Place]", reserve: float | None
) -> "ServiceQualification":
    from hub.messages.rpc import timestamp
    from hub.platform.rpc import call
    from proto.som.v1.service_qualification_pb2 import (
        CheckServiceQualificationRequest,
        QualifiedService,
        ServiceToQualify,
        SpecificationRef,
    )

    until = datetime.now(UTC) + timedelta(seconds=reserve) if reserve else None
    service = QualifiedService(service_specification=SpecificationRef(id=specification), place=where)
    request = CheckServiceQualificationRequest(
        item=[ServiceToQualify(service=service)],
        provide_alternative=True,
        provide_unavailability_reason=True,
        reserve_until=timestamp(until),
        wait_seconds=WAIT_SECONDS,
    )
    answer: ServiceQualification = await call(
        client.service_qualifications.CheckServiceQualification, request
    )
    return answer


async def _query(client: "Client", where: "list[Place]") -> "ServiceQualification":
    from hub.platform.rpc import call
    from proto.som.v1.service_qualification_pb2 import (
        QualifiedService,
        QueryServiceQualificationRequest,
        SearchCriteria,
    )

    criteria = SearchCriteria(service=QualifiedService(place=where))
    request = QueryServiceQualificationRequest(search_criteria=criteria, wait_seconds=WAIT_SECONDS)
    answer: ServiceQualification = await call(
        client.service_qualifications.QueryServiceQualification, request
    )
    return answer
