"""Acts that matter to security: told in the transaction that does them, and by whom."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import msgspec
import pytest

from voicetodo.kit.audit import Actor, Audited, audit, audited, current_actor, enter_request
from voicetodo.kit.caller import Caller
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id

ALICE = Caller(user_id=new_id(), session_id=new_id())
AGENT = (b"user-agent", b"Mozilla/5.0 (X11)\x1b[31m \xfc" + b"x" * 500)


def request(**more: Any) -> dict[str, Any]:
    return {"headers": [AGENT], "client": ("192.0.2.7", 50_000), "request_id": "r-12345678", **more}


def actor_of(scope: dict[str, Any], **given: Any) -> Actor:
    """As the task that answers this request finds it."""

    async def answer() -> Actor:
        enter_request(scope)
        return await asyncio.create_task(asking())

    async def asking() -> Actor:
        return current_actor(**given)

    return asyncio.run(answer())


class TestActor:
    def test_is_the_caller_of_the_request_in_their_own_name(self) -> None:
        actor = actor_of(request(user=ALICE))

        assert (actor.role, actor.user_id, actor.credential_id) == ("user", ALICE.user_id, ALICE.session_id)
        assert (actor.address, actor.request_id) == ("192.0.2.7", "r-12345678")

    def test_may_act_as_something_else(self) -> None:
        assert actor_of(request(user=ALICE), role="admin").role == "admin"

    def test_is_nobody_known_without_a_token(self) -> None:
        actor = actor_of(request(user=None))

        assert (actor.role, actor.user_id, actor.address) == ("anonymous", None, "192.0.2.7")

    def test_is_whoever_was_proven_otherwise(self) -> None:
        actor = actor_of(request(user=None), user_id=ALICE.user_id)

        assert (actor.role, actor.user_id) == ("user", ALICE.user_id)

    def test_is_the_product_itself_where_nobody_asked(self) -> None:
        assert asyncio.run(_now()) == Actor(role="system")

    def test_brings_a_user_agent_that_can_be_kept(self) -> None:
        agent = actor_of(request()).user_agent

        assert agent.startswith("Mozilla/5.0 (X11)[31m ü")
        assert len(agent) == 300


async def _now() -> Actor:
    return current_actor()


class TestAudit:
    async def test_is_told_where_the_transaction_commits(self, database: Callable[[str], Database]) -> None:
        db = database("auth")
        with suppress(LookupError):
            async with db.transaction() as tx:
                await audit(tx, "auth.signed_in", on=("session", new_id()))
                raise LookupError
        async with db.transaction() as tx:
            await audit(tx, "auth.session_revoked", on=("session", ALICE.session_id), of=ALICE.user_id, reason="lost")

        async with db.connection() as connection:
            rows = await connection.fetch("select name, user_id, payload from outbox")

        assert [(row["name"], row["user_id"]) for row in rows] == [("kit.audited.v1", ALICE.user_id)]
        told = msgspec.json.decode(rows[0]["payload"], type=Audited)
        assert (told.action, told.object_id, told.facts) == (
            "auth.session_revoked",
            str(ALICE.session_id),
            {"reason": "lost"},
        )

    def test_an_account_is_its_own_owner(self) -> None:
        assert audited("auth.suspended", on=("user", ALICE.user_id)).owner_id == ALICE.user_id

    @pytest.mark.parametrize("typed", ["alice@example.org", "Müller", "x" * 101, "two\nlines", "<b>"])
    def test_what_a_person_typed_is_not_taken(self, typed: str) -> None:
        with pytest.raises(ValueError, match="of ours"):
            audited("todo.shared", on=("category", new_id()), facts={"with_whom": typed})
        with pytest.raises(ValueError, match="of ours"):
            audited("todo.shared", on=("category", typed))

    @pytest.mark.parametrize("action", ["signed_in", "auth.Signed in", "auth.", ""])
    def test_an_act_has_a_name_that_can_be_looked_for(self, action: str) -> None:
        with pytest.raises(ValueError, match="An act reads like"):
            audited(action, on=("user", None))
