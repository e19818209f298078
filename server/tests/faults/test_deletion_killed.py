"""The server is killed while somebody is erased, account gone and tasks not yet: the next start goes on with it."""

import asyncio
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg

from tests.faults.serving import Server

_WAITS_FOR_US = "select exists (select from pg_locks where relation = 'todo.people'::regclass and not granted)"


async def test_what_was_begun_is_finished(postgres_url: str, tmp_path: Path) -> None:
    owner: Any = await asyncpg.connect(postgres_url)
    holding: Any = await asyncpg.connect(postgres_url)
    try:
        with Server(tmp_path, DATABASE_URL=postgres_url, ACCOUNT_GRACE_DAYS="0") as server:
            server.sign_up("ada").close()
            with server.sign_up("alice") as alice:
                alice_id = UUID(alice.get("/v1/me").json()["id"])
                alice.post("/v1/todos", json={"title": "cake"}).raise_for_status()
                # Whoever erases her tasks comes to this table last, and there it waits with all that is done already.
                await holding.execute("begin; lock table todo.people in access exclusive mode")
                alice.post("/v1/me/deletion").raise_for_status()

            await _until(owner, _WAITS_FOR_US)
            server.kill()
            assert not await owner.fetchval("select exists (select from auth.users where id = $1)", alice_id)
            assert await owner.fetchval("select count(*) from todo.todos where user_id = $1", alice_id) == 1

            await holding.execute("rollback")
            server.start()

            await _until(owner, "select not exists (select from todo.todos where user_id = $1)", alice_id)
            await _until(
                owner, "select exists (select from auth.tombstones where user_id = $1 and rounds = 1)", alice_id
            )
    finally:
        await holding.close()
        await owner.close()


async def _until(connection: Any, condition: str, *values: object) -> None:
    """Housekeeping comes some seconds after a start."""
    async with asyncio.timeout(150):
        while not await connection.fetchval(condition, *values):  # noqa: ASYNC110 - nobody tells when
            await asyncio.sleep(0.1)
