"""Functions to filter and sort by what a document holds: on PostgreSQL what `hub.platform.search_document` is on SQLite."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# Milliseconds since 1970 of an ISO 8601 date; null for any other text. No cast in it can fail.
INSTANT = r"""
CREATE FUNCTION hub_instant(words text) RETURNS bigint LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    part text[] := regexp_match(words, '^([0-9]{4})-([0-9]{2})-([0-9]{2})'
        '(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,30}))?)?'
        '(?:[Zz]|([+-])([0-9]{2}):?([0-9]{2})?)?)?$');
    day date;
    hours int;
    minutes int;
    seconds int;
    shift int;
BEGIN
    IF part IS NULL OR part[1] = '0000' OR part[2]::int NOT BETWEEN 1 AND 12
        OR part[3]::int NOT BETWEEN 1 AND 31 THEN
        RETURN NULL;
    END IF;
    day := make_date(part[1]::int, part[2]::int, 1) + (part[3]::int - 1);
    hours := coalesce(part[4]::int, 0);
    minutes := coalesce(part[5]::int, 0);
    seconds := coalesce(part[6]::int, 0);
    IF extract(month FROM day)::int <> part[2]::int OR hours > 23 OR minutes > 59 OR seconds > 59
        OR part[9]::int > 23 OR part[10]::int > 59 THEN
        RETURN NULL;
    END IF;
    shift := coalesce(part[9]::int, 0) * 60 + coalesce(part[10]::int, 0);
    IF part[8] = '-' THEN
        shift := -shift;
    END IF;
    RETURN ((day - DATE '1970-01-01')::bigint * 86400 + hours * 3600 + (minutes - shift) * 60 + seconds) * 1000
        + substr(coalesce(part[7], '') || '000', 1, 3)::int;
END $$
"""

# What a text says as JSON; null when it is none, or has what PostgreSQL's texts cannot have.
PARSED = r"""
CREATE FUNCTION hub_parsed(words text) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN CASE WHEN strpos(words, '\u0000') = 0 THEN words::jsonb END;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    RETURN NULL;
END $$
"""

# The nodes, and in place of a list what is in it, nested lists too.
OPENED = """
CREATE FUNCTION hub_opened(nodes jsonb[]) RETURNS jsonb[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    WHILE EXISTS (SELECT FROM unnest(nodes) AS node WHERE jsonb_typeof(node) = 'array') LOOP
        nodes := ARRAY(
            SELECT entry.value
            FROM unnest(nodes) WITH ORDINALITY AS node(value, place)
            CROSS JOIN LATERAL jsonb_array_elements(
                CASE jsonb_typeof(node.value) WHEN 'array' THEN node.value ELSE jsonb_build_array(node.value) END
            ) WITH ORDINALITY AS entry(value, place)
            ORDER BY node.place, entry.place
        );
    END LOOP;
    RETURN nodes;
END $$
"""

# Everything under a path that is not null, objects included.
VALUES = """
CREATE FUNCTION hub_values(document jsonb, path jsonb) RETURNS jsonb[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    nodes jsonb[] := ARRAY[document];
    entries jsonb[];
    step jsonb;
    name text;
BEGIN
    FOR step IN SELECT value FROM jsonb_array_elements(path) WITH ORDINALITY ORDER BY ordinality LOOP
        nodes := hub_opened(nodes);
        IF jsonb_typeof(step) = 'string' THEN
            name := step #>> '{}';
            nodes := ARRAY(SELECT node -> name FROM unnest(nodes) AS node
                WHERE jsonb_typeof(node) = 'object' AND node ? name);
        ELSIF step ->> 0 = 'json' THEN
            nodes := ARRAY(SELECT hub_parsed(node #>> '{}') FROM unnest(nodes) AS node
                WHERE jsonb_typeof(node) = 'string');
            nodes := array_remove(nodes, NULL);
        ELSIF step ->> 0 = 'keys' THEN
            nodes := ARRAY(SELECT to_jsonb(member.key) FROM unnest(nodes) AS node
                CROSS JOIN LATERAL jsonb_each(CASE jsonb_typeof(node) WHEN 'object' THEN node END) AS member);
        ELSIF step ->> 0 = 'values' THEN
            nodes := ARRAY(SELECT member.value FROM unnest(nodes) AS node
                CROSS JOIN LATERAL jsonb_each(CASE jsonb_typeof(node) WHEN 'object' THEN node END) AS member);
        ELSIF step ->> 0 = 'unset' THEN
            nodes := ARRAY(SELECT node FROM unnest(nodes) AS node WHERE node <> step -> 1);
        ELSE
            entries := ARRAY(SELECT node FROM unnest(nodes) AS node WHERE jsonb_typeof(node) = 'object');
            nodes := ARRAY(SELECT node FROM unnest(entries) AS node
                WHERE coalesce(node -> (step ->> 2), 'null') IN ('null', '""'));
            FOR level IN 2 .. (step ->> 3)::int LOOP
                nodes := ARRAY(SELECT node FROM unnest(entries) AS node
                    WHERE jsonb_typeof(node -> (step ->> 2)) = 'string' AND node -> (step ->> 2) <> '""'
                        AND node -> (step ->> 2) IN (SELECT above -> (step ->> 1) FROM unnest(nodes) AS above));
            END LOOP;
        END IF;
        EXIT WHEN cardinality(nodes) = 0;
    END LOOP;
    RETURN array_remove(hub_opened(nodes), 'null'::jsonb);
END $$
"""

# -1, 0 or 1 as a value is less, the same or greater than what is asked for (text, number, instant); null when
# the two cannot be compared.
COMPARED = """
CREATE FUNCTION hub_compared(value jsonb, asked jsonb) RETURNS int LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    kind text := jsonb_typeof(value);
    words text := value #>> '{}';
    wanted text := asked ->> 0;
    moment bigint;
BEGIN
    IF kind = 'number' THEN
        RETURN CASE WHEN value::numeric < (asked ->> 1)::numeric THEN -1
            WHEN value::numeric > (asked ->> 1)::numeric THEN 1
            WHEN value::numeric = (asked ->> 1)::numeric THEN 0 END;
    ELSIF kind = 'boolean' THEN
        RETURN CASE WHEN words = wanted THEN 0 END;
    ELSIF kind <> 'string' THEN
        RETURN NULL;
    END IF;
    IF asked ->> 2 IS NOT NULL THEN
        moment := hub_instant(words);
        IF moment IS NOT NULL THEN
            RETURN sign(moment - (asked ->> 2)::bigint)::int;
        END IF;
    END IF;
    RETURN CASE WHEN words COLLATE "C" < wanted COLLATE "C" THEN -1
        WHEN words COLLATE "C" > wanted COLLATE "C" THEN 1 ELSE 0 END;
END $$
"""

MATCHES = """
CREATE FUNCTION hub_matches(document jsonb, path jsonb, operator text, given jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    found jsonb[] := hub_values(document, path);
BEGIN
    IF cardinality(found) = 0 THEN
        RETURN false;
    ELSIF operator = 'regex' THEN
        RETURN EXISTS (SELECT FROM unnest(found) AS there CROSS JOIN jsonb_array_elements(given) AS asked
            WHERE jsonb_typeof(there) = 'string' AND (there #>> '{}') COLLATE "C" ~ (asked.value ->> 0));
    ELSIF operator = 'ne' THEN
        RETURN NOT EXISTS (SELECT FROM unnest(found) AS there CROSS JOIN jsonb_array_elements(given) AS asked
            WHERE hub_compared(there, asked.value) = 0);
    END IF;
    RETURN EXISTS (SELECT FROM unnest(found) AS there CROSS JOIN jsonb_array_elements(given) AS asked
        WHERE CASE operator
            WHEN 'eq' THEN hub_compared(there, asked.value) = 0
            WHEN 'gt' THEN hub_compared(there, asked.value) > 0
            WHEN 'gte' THEN hub_compared(there, asked.value) >= 0
            WHEN 'lt' THEN hub_compared(there, asked.value) < 0
            WHEN 'lte' THEN hub_compared(there, asked.value) <= 0
        END);
END $$
"""

NUMBER = """
CREATE FUNCTION hub_number(document jsonb, path jsonb) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    first jsonb := (hub_values(document, path))[1];
BEGIN
    IF jsonb_typeof(first) = 'number' THEN
        RETURN CASE WHEN abs(first::numeric) > 1e300 THEN sign(first::numeric)::double precision * 1e300
            WHEN abs(first::numeric) < 1e-300 THEN 0 ELSE first::double precision END;
    ELSIF jsonb_typeof(first) = 'boolean' THEN
        RETURN CASE WHEN first::boolean THEN 1 ELSE 0 END;
    ELSIF jsonb_typeof(first) = 'string' THEN
        RETURN hub_instant(first #>> '{}');
    END IF;
    RETURN NULL;
END $$
"""

# As bytes, which sort alike whatever the database's collation is.
TEXT = """
CREATE FUNCTION hub_text(document jsonb, path jsonb) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    first jsonb := (hub_values(document, path))[1];
BEGIN
    RETURN CASE WHEN jsonb_typeof(first) = 'string' AND hub_instant(first #>> '{}') IS NULL
        THEN convert_to(first #>> '{}', 'UTF8') END;
END $$
"""

FUNCTIONS = (INSTANT, PARSED, OPENED, VALUES, COMPARED, MATCHES, NUMBER, TEXT)
NAMES = ("instant", "parsed", "opened", "values", "compared", "matches", "number", "text")


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for statement in FUNCTIONS:
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for name in reversed(NAMES):
            op.get_bind().exec_driver_sql(f"DROP FUNCTION hub_{name}")
