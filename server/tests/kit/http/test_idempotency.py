"""A POST under an Idempotency-Key is done once, however often it is sent."""

import asyncio
from collections.abc import AsyncGenerator
from uuid import uuid4

import httpx
import pytest

from tests.kit.http.conftest import Opening
from tests.kit.http.house import ALICE, House

MILK = {"name": "milk"}


class TestRepeating:
    async def test_the_same_key_gives_the_same_answer(self, house: House) -> None:
        key = _key()

        first = await house.alice.post("/v1/things", json=MILK, headers=key)
        second = await house.alice.post("/v1/things", json=MILK, headers=key)

        assert (first.status_code, second.status_code) == (201, 201)
        assert second.json() == first.json()
        assert second.headers["location"] == first.headers["location"]
        assert "idempotency-replayed" not in first.headers
        assert second.headers["idempotency-replayed"] == "true"
        assert house.visits == 1

    async def test_without_a_key_it_is_done_again(self, house: House) -> None:
        for _ in range(2):
            await house.alice.post("/v1/things", json=MILK)

        assert len(set(house.made)) == 2

    async def test_another_request_under_the_key_is_refused(self, house: House) -> None:
        key = _key()
        await house.alice.post("/v1/things", json=MILK, headers=key)

        answer = await house.alice.post("/v1/things", json={"name": "eggs"}, headers=key)

        assert answer.status_code == 422
        assert answer.json()["type"] == "/problems/idempotency-key-reused"
        assert house.visits == 1

    async def test_a_refusal_is_the_same_the_second_time(self, house: House) -> None:
        key = _key()

        answers = [await house.alice.post("/v1/things", json={"name": 7}, headers=key) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [422, 422]
        assert answers[1].headers["idempotency-replayed"] == "true"

    async def test_a_recording_sent_again_under_a_new_boundary_is_the_same_request(self, house: House) -> None:
        key = _key()

        for boundary in ("one-boundary", "another"):
            body = f'--{boundary}\r\nContent-Disposition: form-data; name="audio"\r\n\r\nhi\r\n--{boundary}--\r\n'
            headers = {**key, "Content-Type": f"multipart/form-data; boundary={boundary}"}
            answer = await house.alice.post("/v1/uploads", content=body.encode(), headers=headers)

        assert answer.headers["idempotency-replayed"] == "true"
        assert house.visits == 1

    async def test_so_is_a_large_one_wherever_its_boundary_stands_when_it_comes_in_pieces(
        self, opening: Opening
    ) -> None:
        async with opening(max_body_bytes=3_000_000) as house:
            key = _key()
            for boundary, step in (("one-boundary", 7001), ("another", 300_000)):
                part = f'--{boundary}\r\nContent-Disposition: form-data; name="audio"\r\n\r\n{"hi" * 500_000}\r\n'
                body = f"{part}{part}--{boundary}--\r\n".encode()
                headers = {**key, "Content-Type": f"multipart/form-data; boundary={boundary}"}
                pieces = _pieces(body, step)
                answer = await house.alice.post("/v1/uploads", content=pieces, headers=headers)

            assert answer.json()["bytes"] > 2_000_000
            assert answer.headers["idempotency-replayed"] == "true"
            assert house.visits == 1

    @pytest.mark.parametrize("key", ["", "x" * 256, "tab\there"])
    async def test_a_key_that_is_none_is_refused(self, house: House, key: str) -> None:
        answer = await house.alice.post("/v1/things", json=MILK, headers={"Idempotency-Key": key})

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "Idempotency-Key"


class TestCallers:
    async def test_two_people_may_choose_the_same_key(self, house: House) -> None:
        key = _key()

        alices = await house.alice.post("/v1/things", json=MILK, headers=key)
        bobs = await house.bob.post("/v1/things", json=MILK, headers=key)

        assert alices.json()["id"] != bobs.json()["id"]
        assert house.visits == 2

    async def test_who_is_not_signed_in_shares_nothing_with_who_is(self, house: House) -> None:
        key = _key()

        await house.alice.post("/v1/things", json=MILK, headers=key)
        answer = await house.nobody.post("/v1/things", json=MILK, headers=key)

        assert "idempotency-replayed" not in answer.headers

    async def test_of_who_is_not_signed_in_a_large_body_is_not_waited_for(self, opening: Opening) -> None:
        async with opening(max_body_bytes=3_000_000) as house:
            _, writer = await asyncio.open_connection("127.0.0.1", house.port)
            head = "POST /v1/uploads HTTP/1.1\r\nHost: x\r\nIdempotency-Key: 7\r\nContent-Length: 2000000\r\n\r\n"
            writer.write(head.encode() + bytes(100_000))

            async with asyncio.timeout(10):
                await house.is_inside.wait()

            writer.close()
            await writer.wait_closed()

    async def test_two_browsers_at_one_address_are_told_apart_by_their_cookies(self, house: House) -> None:
        key = _key()
        await house.nobody.post("/v1/uploads", headers={**key, "Cookie": "refresh=alices"})

        answer = await house.nobody.post("/v1/uploads", headers={**key, "Cookie": "refresh=bobs"})

        assert answer.status_code == 422
        assert answer.json()["type"] == "/problems/idempotency-key-reused"

    async def test_what_is_kept_can_be_read_by_nobody(self, house: House) -> None:
        await house.alice.post("/v1/things", json=MILK, headers=_key())

        async with house.database.transaction() as tx:
            row = await tx.fetchrow("SELECT * FROM kit.idempotency_keys")

        assert row is not None
        assert row["caller"] == f"user:{ALICE.user_id.hex}"
        assert b"open sesame" not in row["answer"]
        assert b"milk" not in row["request_hash"]


class TestInterruption:
    async def test_while_the_first_is_running_others_are_asked_to_wait(self, house: House) -> None:
        key = _key()
        house.may_leave.clear()
        first = asyncio.create_task(house.alice.post("/v1/things", json=MILK, headers=key))
        await house.is_inside.wait()

        second = await house.alice.post("/v1/things", json=MILK, headers=key)
        house.may_leave.set()

        assert second.status_code == 409
        assert second.json()["type"] == "/problems/request-in-flight"
        assert second.headers["retry-after"] == "1"
        assert (await first).status_code == 201
        assert house.visits == 1

    async def test_after_a_failure_of_ours_it_runs_again_under_the_same_id(self, house: House) -> None:
        key = _key()
        house.error = RuntimeError("no luck")
        failed = await house.alice.post("/v1/things", json=MILK, headers=key)
        house.error = None

        answer = await house.alice.post("/v1/things", json=MILK, headers=key)

        assert (failed.status_code, answer.status_code) == (500, 201)
        assert len(house.made) == 2
        assert len(set(house.made)) == 1

    async def test_a_process_that_died_leaves_its_id_to_who_comes_after(self, house: House) -> None:
        key = _key()
        await _die_inside(house, key)
        await _age_claims(house)

        answer = await house.alice.post("/v1/things", json=MILK, headers=key)

        assert answer.status_code == 201
        assert len(house.made) == 2
        assert len(set(house.made)) == 1

    async def test_and_its_key_to_no_other_request(self, house: House) -> None:
        key = _key()
        await _die_inside(house, key)
        await _age_claims(house)

        answer = await house.alice.post("/v1/things", json={"name": "eggs"}, headers=key)

        assert answer.status_code == 422

    async def test_a_day_later_the_key_is_free(self, house: House) -> None:
        key = _key()
        await house.alice.post("/v1/things", json=MILK, headers=key)
        await _age_claims(house, "25 hours")

        await house.alice.post("/v1/things", json={"name": "eggs"}, headers=key)

        assert house.visits == 2
        assert len(set(house.made)) == 2


def _key() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid4())}


async def _die_inside(house: House, key: dict[str, str]) -> None:
    """As after a crash: the claim stands, and there is no answer."""
    await house.alice.post("/v1/things", json=MILK, headers=key)
    async with house.database.transaction() as tx:
        await tx.execute("UPDATE kit.idempotency_keys SET answer = NULL")


async def _age_claims(house: House, by: str = "1 hour") -> None:
    async with house.database.transaction() as tx:
        await tx.execute(f"UPDATE kit.idempotency_keys SET claimed_at = claimed_at - interval '{by}'")  # noqa: S608 - ours


async def test_other_methods_take_no_notice_of_the_key(house: House) -> None:
    answers: list[httpx.Response] = [await house.alice.put("/v1/mine", headers=_key()) for _ in range(2)]

    assert ["idempotency-replayed" in answer.headers for answer in answers] == [False, False]


async def _pieces(body: bytes, step: int) -> AsyncGenerator[bytes]:
    for start in range(0, len(body), step):
        yield body[start : start + step]
