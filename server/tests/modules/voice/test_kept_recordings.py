"""Recordings: thrown away once heard, unless their owner agreed that they are kept, and gone when they disagree."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import httpx
import pytest

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.voice.speaking import CLIPS, Json, play, say
from voicetodo.kit.crypto import Broken
from voicetodo.kit.crypto.resealing import Resealing
from voicetodo.main.assembly import Assembly
from voicetodo.modules.voice.recordings import Recordings
from voicetodo.modules.voice.sounds import media_type_of

CLIP = "todo/01.wav"


def agree(product: Product, person: Person) -> None:
    """And `voice` has heard of it."""
    found = person.get("/v1/me/consents").json()["items"]
    version = next(each["current_version"] for each in found if each["purpose"] == "recordings")
    assert person.put("/v1/me/consents/recordings", json={"version": version}).status_code == 200
    wait_until(lambda: has_agreed(product, person))


def withdraw(product: Product, person: Person) -> None:
    assert person.delete("/v1/me/consents/recordings").status_code == 200
    wait_until(lambda: not has_agreed(product, person))


def has_agreed(product: Product, person: Person) -> bool:
    async def ask(process: Assembly) -> bool:
        async with process.database("voice").connection() as connection:
            agreed = "SELECT EXISTS (SELECT FROM recording_consents WHERE user_id = $1)"
            return await connection.fetchval(agreed, UUID(person.id))

    return product.run(ask)


def housekeeping(product: Product, name: str) -> None:
    async def work(process: Assembly) -> None:
        await getattr(cast("Recordings", process.host.parts.services[Recordings]), name)()

    product.run(work)


async def seal_anew(process: Assembly) -> None:
    process.host.seal.file.turn()
    await Resealing(process.host.seal, process.host.parts.holdings).run(lambda _: None)
    process.host.seal.file.settle()


async def exchange(process: Assembly, one: str, other: str) -> None:
    """The bytes of two recordings, as whoever may write into the database could."""
    async with process.database("voice").transaction() as tx:
        keys = {
            row["command_id"]: row["blob_key"] for row in await tx.fetch("SELECT command_id, blob_key FROM recordings")
        }
        for command, blob_key in ((one, "none"), (other, keys[UUID(one)]), (one, keys[UUID(other)])):
            await tx.execute("UPDATE recordings SET blob_key = $2 WHERE command_id = $1", UUID(command), blob_key)


def kept(person: Person) -> list[Json]:
    return person.get("/v1/voice/recordings").json()["items"]


def blobs(product: Product) -> Iterator[Path]:
    return (path for path in product.settings.data_dir.rglob("blobs/recordings/*") if path.is_file())


def recording(person: Person, outcome: Json) -> httpx.Response:
    return person.get(f"/v1/voice/commands/{outcome['id']}/recording")


@pytest.fixture
def agreeing(product: Product, alice: Person) -> Person:
    """Alice, who agreed."""
    agree(product, alice)
    return alice


class TestKeeping:
    def test_nothing_is_kept_of_who_did_not_agree(self, product: Product, alice: Person) -> None:
        before = set(blobs(product))

        outcome = play(alice, CLIP)

        assert (kept(alice), recording(alice, outcome).status_code) == ([], 404)
        assert set(blobs(product)) == before

    def test_who_agreed_hears_what_they_said_and_nobody_else_does(
        self, agreeing: Person, charlie: Person, nobody: httpx.Client
    ) -> None:
        outcome = play(agreeing, CLIP)

        heard = recording(agreeing, outcome)
        assert heard.content == (CLIPS / CLIP).read_bytes()
        assert (heard.headers["content-type"], heard.headers["cache-control"]) == ("audio/wav", "no-store")
        assert recording(charlie, outcome).status_code == 404
        assert nobody.get(f"/v1/voice/commands/{outcome['id']}/recording").status_code == 401
        assert (kept(charlie), nobody.get("/v1/voice/recordings").status_code) == ([], 401)

    def test_where_it_lies_it_is_sealed_and_says_not_whose_it_is(self, product: Product, agreeing: Person) -> None:
        before = set(blobs(product))

        play(agreeing, CLIP)

        [blob] = set(blobs(product)) - before
        assert (CLIPS / CLIP).read_bytes()[:64] not in blob.read_bytes()
        assert agreeing.id not in str(blob)

    def test_it_moves_to_another_key_and_the_bytes_before_are_removed(self, product: Product, agreeing: Person) -> None:
        before = set(blobs(product))
        outcome = play(agreeing, CLIP)
        [old] = set(blobs(product)) - before

        product.run(seal_anew)
        housekeeping(product, "remove_left")

        assert recording(agreeing, outcome).content == (CLIPS / CLIP).read_bytes()
        assert not old.exists()

    def test_another_users_recording_put_in_its_place_does_not_open(
        self, product: Product, agreeing: Person, register: Callable[[str], Person]
    ) -> None:
        other = register("Mallory")
        agree(product, other)
        theirs, mine = play(other, CLIP), play(agreeing, CLIP)

        product.run(lambda process: exchange(process, theirs["id"], mine["id"]))
        try:
            with pytest.raises(Broken):
                product.run(lambda process: process.service(Recordings).read(UUID(other.id), UUID(theirs["id"])))
        finally:
            # What does not open cannot move to another key, and the product is everybody's.
            product.run(lambda process: exchange(process, theirs["id"], mine["id"]))

    def test_the_same_command_again_keeps_one(self, agreeing: Person) -> None:
        files = {"audio": ("a.wav", (CLIPS / CLIP).read_bytes(), "audio/wav")}
        for _ in range(2):
            agreeing.post("/v1/voice/commands", files=files, headers={"Idempotency-Key": f"once {agreeing.id}"})

        assert len(kept(agreeing)) == 1

    def test_words_that_were_typed_have_no_sound(self, agreeing: Person) -> None:
        outcome = say(agreeing, "add milk")

        assert recording(agreeing, outcome).status_code == 404

    def test_they_are_listed_in_pages_the_newest_first(self, agreeing: Person) -> None:
        said = [play(agreeing, CLIP)["id"] for _ in range(2)]

        first = agreeing.get("/v1/voice/recordings", params={"limit": 1}).json()
        second = agreeing.get("/v1/voice/recordings", params={"limit": 1, "cursor": first["next_cursor"]}).json()

        assert [first["items"][0]["command_id"], second["items"][0]["command_id"]] == said[::-1]
        assert second["next_cursor"] is None


class TestRemoving:
    def test_one_is_gone_for_good_and_its_command_stays(self, product: Product, agreeing: Person) -> None:
        before = set(blobs(product))
        outcome = play(agreeing, CLIP)

        removed = agreeing.delete(f"/v1/voice/commands/{outcome['id']}/recording")
        housekeeping(product, "remove_left")

        assert (removed.status_code, recording(agreeing, outcome).status_code) == (204, 404)
        assert agreeing.delete(f"/v1/voice/commands/{outcome['id']}/recording").status_code == 404
        assert agreeing.get(f"/v1/voice/commands/{outcome['id']}").status_code == 200
        assert set(blobs(product)) <= before

    def test_nobody_removes_anothers(self, agreeing: Person, charlie: Person, nobody: httpx.Client) -> None:
        outcome = play(agreeing, CLIP)
        address = f"/v1/voice/commands/{outcome['id']}/recording"

        assert (charlie.delete(address).status_code, nobody.delete(address).status_code) == (404, 401)
        assert recording(agreeing, outcome).status_code == 200

    def test_who_agrees_no_more_has_none(self, product: Product, agreeing: Person) -> None:
        before = set(blobs(product))
        earlier = play(agreeing, CLIP)

        withdraw(product, agreeing)
        housekeeping(product, "remove_left")
        later = play(agreeing, CLIP)

        assert [recording(agreeing, each).status_code for each in (earlier, later)] == [404, 404]
        assert set(blobs(product)) <= before

    def test_after_three_months_it_is_forgotten(self, product: Product, agreeing: Person) -> None:
        old, new = play(agreeing, CLIP), play(agreeing, CLIP)

        async def pass_three_months(process: Assembly) -> None:
            async with process.database("voice").transaction() as tx:
                long_ago = "UPDATE recordings SET created_at = created_at - interval '91 days' WHERE command_id = $1"
                await tx.execute(long_ago, UUID(old["id"]))

        product.run(pass_three_months)
        housekeeping(product, "forget_old")

        assert [each["command_id"] for each in kept(agreeing)] == [new["id"]]


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"\x1aE\xdf\xa3\0", "audio/webm"),
        (b"OggS\0", "audio/ogg"),
        (b"\0\0\0\x20ftypM4A ", "audio/mp4"),
        (b"<html>", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_a_recording_is_called_what_its_bytes_say(beginning: bytes, kind: Any) -> None:
    assert media_type_of(beginning) == kind
