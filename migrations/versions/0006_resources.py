"""Resources with their states and owners, several pools a specification, reservations and cancellations of resource orders."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

DOCUMENT = sa.JSON().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
IDENTIFIER = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")
DUE = sa.text("wake_at IS NOT NULL")
PAGE = 1000

Row = dict[str, Any]


def text(name: str, length: int = 120, *, index: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length), nullable=False, index=index)


def upgrade() -> None:
    aggregates(
        "rom_cancellation",
        text("order_id"),
        text("state", 40, index=False),
        sa.Column("requested_at", INSTANT, nullable=False),
    )
    aggregates(
        "rom_reservation",
        text("state", 40),
        text("external_id"),
        sa.Column("requested_at", INSTANT, nullable=False),
    )
    rebuild("rom_resource", resource_table, resources)
    rebuild("rom_pool", lambda: aggregates("rom_pool"), pools)


def downgrade() -> None:
    """What is reserved or out of service stays taken, of a specification's pools only the first can be kept."""
    rebuild("rom_resource", old_resource_table, old_resources)
    rebuild("rom_pool", lambda: aggregates("rom_pool", text("name", index=False)), old_pools)
    op.drop_table("rom_reservation")
    op.drop_table("rom_cancellation")


def resource_table() -> sa.Table:
    return aggregates(
        "rom_resource",
        text("pool_id", index=False),
        text("value", 255, index=False),
        text("specification_id", index=False),
        text("resource_order_id"),
        text("service_order_id"),
        sa.Column("service_id", IDENTIFIER, nullable=False, index=True),
        text("site", index=False),
        text("state", 40, index=False),
        text("status", 40, index=False),
        text("usage_state", 40, index=False),
        sa.Index(None, "pool_id", "value", unique=True),
    )


def old_resource_table() -> sa.Table:
    return aggregates(
        "rom_resource",
        text("pool_id", index=False),
        text("value", 255, index=False),
        text("service_order_id"),
        sa.Index(None, "pool_id", "value", unique=True),
    )


def resources(page: list[Row]) -> list[Row]:
    """The pool of a specification had its id, and a name, which is the pool's id from now on."""
    pools = documents("rom_pool", (row["document"]["specification_id"] for row in page))
    orders = documents("rom_resource_order", (row["document"]["resource_order_id"] for row in page))
    service_orders = documents("som_service_order", (row["document"]["service_order_id"] for row in page))
    made = []
    for row in page:
        document = {name: value for name, value in row["document"].items() if name != "status"}
        document |= {
            "pool_id": pools[document["specification_id"]]["name"],
            "state": "allocated",
            "since": orders.get(document["resource_order_id"], {}).get("completion_date"),
            "service_id": service_orders.get(document["service_order_id"], {}).get("service_id", ""),
        }
        names = (
            "pool_id",
            "value",
            "specification_id",
            "resource_order_id",
            "service_order_id",
            "service_id",
        )
        columns = {name: document[name] for name in names}
        columns |= {"site": "", "state": "allocated", "status": "available", "usage_state": "busy"}
        made.append(row | columns | {"document": document})
    return made


def pools(page: list[Row]) -> list[Row]:
    """A specification had one pool; now it has a list of them."""
    made = []
    for row in page:
        document = row["document"]
        pool = {name: document[name] for name in ("supply", "free", "allocated")}
        pool |= {"id": document["name"], "specification_id": document["id"], "sites": []}
        made.append({**own(row), "document": own(document) | {"pools": [pool]}})
    return made


def old_resources(page: list[Row]) -> list[Row]:
    names = ("name", "specification_id", "value", "resource_order_id", "service_order_id")
    made = []
    for row in page:
        document = own(row["document"]) | {name: row["document"][name] for name in names}
        columns = {name: document[name] for name in ("value", "service_order_id")}
        columns["pool_id"] = document["specification_id"]
        made.append({**own(row), **columns, "document": document | {"status": "reserved"}})
    return made


def old_pools(page: list[Row]) -> list[Row]:
    made = []
    for row in page:
        first = row["document"]["pools"][0]
        document = own(row["document"]) | {name: first[name] for name in ("supply", "free", "allocated")}
        made.append({**own(row), "name": first["id"], "document": document | {"name": first["id"]}})
    return made


def own(of: Row) -> Row:
    """What every aggregate has, in its columns and in its document."""
    return {name: of[name] for name in ("id", "version", "wake_at", "correlation") if name in of}


def rebuild(table: str, create: Callable[[], sa.Table], convert: Callable[[list[Row]], list[Row]]) -> None:
    """Makes a table anew with what each of its rows becomes: new columns that must not be empty need a value at once."""
    connection = op.get_bind()
    before = f"{table}_before"
    op.execute(f"CREATE TABLE {before} AS SELECT * FROM {table}")  # noqa: S608 (our own names)
    op.drop_table(table)
    target = create()
    for page in stored(before):
        rows = [row | {"document": json.dumps(row["document"])} for row in convert(page)]
        connection.execute(target.insert(), rows)
    op.drop_table(before)


def stored(table: str) -> Iterator[list[Row]]:
    """All rows, their documents decoded, a page at a time."""
    connection = op.get_bind()
    source = base(table)
    after = ""
    while True:
        query = sa.select(source).where(source.c.id > after).order_by(source.c.id).limit(PAGE)
        page = [dict(row) for row in connection.execute(query).mappings()]
        if not page:
            return
        yield [row | {"document": json.loads(row["document"])} for row in page]
        after = page[-1]["id"]


def base(table: str) -> sa.TableClause:
    """What every table of aggregates has; anything else can be found in the document."""
    columns: dict[str, Any] = {
        "id": IDENTIFIER,
        "version": sa.Integer(),
        "wake_at": INSTANT,
        "document": DOCUMENT,
    }
    return sa.table(table, *(sa.column(name, kind) for name, kind in columns.items()))


def documents(table: str, ids: Iterable[str]) -> dict[str, Row]:
    """Those there are, decoded, by id."""
    connection = op.get_bind()
    source = base(table)
    query = sa.select(source.c.id, source.c.document).where(source.c.id.in_(sorted(set(ids))))
    return {row.id: json.loads(row.document) for row in connection.execute(query)}


def aggregates(name: str, *items: sa.Column[Any] | sa.Index) -> sa.Table:
    return op.create_table(
        name,
        sa.Column("id", IDENTIFIER, primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wake_at", INSTANT),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Index(f"ix_{name}_wake_at", "wake_at", postgresql_where=DUE, sqlite_where=DUE),
        *items,
    )
