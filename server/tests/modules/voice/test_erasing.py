"""Whoever has no account any more has said nothing, and nobody's commands name them."""

from typing import Any
from uuid import UUID

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.voice.speaking import say
from voicetodo.kit.bus import announce
from voicetodo.main.assembly import Assembly
from voicetodo.modules.auth.events import UserDeleted


def ask(product: Product, sql: str, *values: object) -> Any:
    async def run(process: Assembly) -> Any:
        async with process.database("voice").transaction() as tx:
            return await tx.fetchval(sql, *values)

    return product.run(run)


def erase(product: Product, person: Person) -> None:
    async def tell(process: Assembly) -> None:
        async with process.database("auth").transaction() as tx:
            await announce(tx, UserDeleted(user_id=UUID(person.id)))

    product.run(tell)
    wait_until(lambda: ask(product, "select count(*) from commands where user_id = $1", UUID(person.id)) == 0)


def test_what_they_said_is_gone_and_what_others_said_stays(
    product: Product, alice: Person, bob: Person, charlie: Person
) -> None:
    say(alice, "add milk")
    his, others = say(bob, "add bread"), say(charlie, "add butter")
    naming = (
        "update commands set outcome = jsonb_set(outcome, '{asked}', to_jsonb($2::text)) where id = $1 returning id"
    )
    ask(product, naming, UUID(his["id"]), alice.id)

    erase(product, alice)

    assert ask(product, "select outcome ->> 'asked' from commands where id = $1", UUID(his["id"])) == str(UUID(int=0))
    assert bob.get(f"/v1/voice/commands/{his['id']}").json()["transcript"] == "add bread"
    assert charlie.get(f"/v1/voice/commands/{others['id']}").json() == others
