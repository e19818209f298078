"""`/v1/admin/health` over real HTTP: what is not well is told, and so is the rest."""

from typing import Any

import httpx

from tests.fixtures.product import Person, Product
from voicetodo.kit.ids import new_id
from voicetodo.main.assembly import Assembly

Json = dict[str, Any]


def parts(person: Person) -> dict[str, Json]:
    answer = person.get("/v1/admin/health")
    assert answer.status_code == 200, answer.text
    assert answer.json()["modules"] == ["admin", "analytics", "auth", "realtime", "todo", "voice"]
    return {part["name"]: part for part in answer.json()["parts"]}


def test_every_part_is_told_with_a_sentence_and_a_code(ada: Person) -> None:
    found = parts(ada)

    assert set(found) >= {
        "database", "outbox", "bus", "dead_letters", "jobs", "failed_jobs", "housekeeping", "blobs", "mail", "disk",
        "deletions", "processes", "search_index", "speech", "language",
    }  # fmt: skip
    assert all(part["state"] in {"ok", "warn", "bad"} and part["sentence"] and part["code"] for part in found.values())
    assert (found["blobs"]["state"], found["mail"]["state"]) == ("ok", "warn")
    assert (found["blobs"]["code"], found["mail"]["code"]) == ("answering", "letters-kept")
    assert found["database"]["figures"]["size_bytes"] > 1_000_000


def test_what_waits_for_too_long_is_bad_and_with_it_the_whole(product: Product, ada: Person) -> None:
    event_id = new_id()

    async def put(process: Assembly) -> None:
        async with process.database("bus").transaction() as tx:
            await tx.execute(
                "insert into queue (subscriber, id, name, user_id, occurred_at, payload)"
                " values ('nowhere', $1, 'a.b.v1', $1, now() - interval '1 hour', '{}')",
                event_id,
            )

    async def take(process: Assembly) -> None:
        async with process.database("bus").transaction() as tx:
            await tx.execute("delete from queue where id = $1", event_id)

    product.run(put)
    try:
        assert parts(ada)["bus"]["state"] == "bad"
        assert ada.get("/v1/admin/health").json()["state"] == "bad"
    finally:
        product.run(take)
    assert parts(ada)["bus"]["state"] != "bad"


def test_support_looks_and_nobody_else(sue: Person, charlie: Person, nobody: httpx.Client) -> None:
    assert nobody.get("/v1/admin/health").status_code == 401
    assert charlie.get("/v1/admin/health").status_code == 403
    assert parts(sue)
