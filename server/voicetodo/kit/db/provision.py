"""One schema and one role per module, and what each role may touch: its own rows, and nobody else's."""

from collections.abc import Iterable
from typing import Final

from voicetodo.kit.db.driver import Driver
from voicetodo.kit.db.pool import ROLE_PREFIX
from voicetodo.kit.db.setup import setting_up

#: Offered to every module under `extensions`, which stands in every search path.
_SHARED: Final = """
    create schema if not exists extensions;
    grant usage on schema extensions to public;
    create extension if not exists pg_trgm with schema extensions;
    create extension if not exists unaccent with schema extensions;
    create or replace function extensions.unaccented(text) returns text
        language sql immutable strict parallel safe
        return extensions.unaccent('extensions.unaccent'::regdictionary, $1);
    comment on function extensions.unaccented is 'unaccent for indexes: does not change with the search path';
    revoke create on schema public from public;
"""

#: Roles belong to the whole server, and another database's set-up may make the same one at this moment.
_ROLE: Final = """
    do $$ begin
        if not exists (select from pg_roles where rolname = '{role}') then
            create role {role} nologin;
        end if;
    exception when duplicate_object or unique_violation then null;
    end $$;
"""

_SCHEMA: Final = """
    create schema if not exists {schema};
    grant usage on schema {schema} to {role};
    alter default privileges in schema {schema} grant select, insert, update, delete on tables to {role};
    alter default privileges in schema {schema} grant usage on sequences to {role};
"""

#: For tables of which the role knows nothing, as after a restore without privileges. What a migration took from it, so
#: that a table only grows, stays taken.
_TABLES: Final = """
    do $$ declare each regclass; begin
        for each in
            select oid from pg_class
            where relnamespace = '{schema}'::regnamespace and relkind in ('r', 'p', 'v', 'm')
                and not has_table_privilege('{role}', oid, 'select')
        loop
            execute format('grant select, insert, update, delete on %s to {role}', each);
        end loop;
    end $$;
    grant usage on all sequences in schema {schema} to {role};
"""


async def provision(url: str, schemas: Iterable[str]) -> None:
    """Make what is missing, for the owner at `url`; repeating it changes nothing."""
    async with setting_up(url) as connection, connection.transaction():
        await connection.execute("set local client_min_messages = warning")
        await connection.execute(_SHARED)
        for schema in schemas:
            await _provide(connection, schema)


async def _provide(connection: Driver, schema: str) -> None:
    if not schema.isidentifier() or not schema.islower():
        raise ValueError(f"“{schema}” will not do as the name of a schema")
    role = f"{ROLE_PREFIX}{schema}"
    await connection.execute(_ROLE.format(role=role))
    # an owner that is not a superuser must be a member before it may become the role
    if not await connection.fetchval("select pg_has_role(current_user, $1, 'set')", role):
        await connection.execute(f"grant {role} to current_user with inherit false, set true")
    await connection.execute(_SCHEMA.format(schema=schema, role=role))
    await connection.execute(_TABLES.format(schema=schema, role=role))
