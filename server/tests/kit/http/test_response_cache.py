"""Answers that are kept: for one person, and until something of theirs changes."""

import asyncio

from tests.kit.http.conftest import Opening
from tests.kit.http.house import House
from voicetodo.kit.cache import NoVersions
from voicetodo.kit.http.response_cache import CachedAnswer, ResponseCache


class TestAnswers:
    async def test_the_second_reader_costs_no_work(self, house: House) -> None:
        first, second = await house.alice.get("/v1/mine"), await house.alice.get("/v1/mine")

        assert house.visits == 1
        assert second.json() == first.json()
        assert second.headers["etag"] == first.headers["etag"]
        assert second.headers["content-type"] == "application/json"
        assert second.headers["x-request-id"] != first.headers["x-request-id"]

    async def test_nobody_is_given_anothers(self, house: House) -> None:
        alices, bobs = await house.alice.get("/v1/mine"), await house.bob.get("/v1/mine")

        assert alices.json()["user"] != bobs.json()["user"]
        assert house.visits == 2

    async def test_who_is_not_signed_in_is_given_none(self, house: House) -> None:
        await house.alice.get("/v1/mine")

        assert (await house.nobody.get("/v1/mine")).status_code == 401

    async def test_another_question_is_another_answer(self, house: House) -> None:
        await house.alice.get("/v1/mine?limit=3")

        assert (await house.alice.get("/v1/mine?limit=4")).json()["limit"] == 4

    async def test_after_any_write_it_is_read_anew(self, house: House) -> None:
        await house.alice.get("/v1/mine")
        await house.alice.put("/v1/mine")

        await house.alice.get("/v1/mine")

        assert house.visits == 2

    async def test_anothers_write_changes_nothing(self, house: House) -> None:
        await house.alice.get("/v1/mine")
        await house.bob.put("/v1/mine")

        await house.alice.get("/v1/mine")

        assert house.visits == 1

    async def test_an_answer_that_was_overtaken_by_a_write_is_not_kept(self, house: House) -> None:
        house.may_leave.clear()
        reading = asyncio.create_task(house.alice.get("/v1/mine"))
        await house.is_inside.wait()
        await house.alice.put("/v1/mine")
        house.may_leave.set()
        await reading

        await house.alice.get("/v1/mine")

        assert house.visits == 2

    async def test_one_that_depends_on_more_is_never_kept(self, house: House) -> None:
        await house.alice.get("/v1/now")
        await house.alice.get("/v1/now")

        assert house.visits == 2

    async def test_nothing_is_kept_where_nobody_would_tell_of_changes(self, opening: Opening) -> None:
        async with opening(versions=NoVersions()) as house:
            await house.alice.get("/v1/mine")
            await house.alice.get("/v1/mine")

        assert house.visits == 2

    async def test_a_kept_one_is_compressed_for_who_asks_so(self, house: House) -> None:
        plain = await house.alice.get("/v1/mine?padding=5000", headers={"Accept-Encoding": "identity"})
        smalls = [await house.alice.get("/v1/mine?padding=5000", headers={"Accept-Encoding": "gzip"}) for _ in range(2)]
        again = await house.alice.get("/v1/mine?padding=5000", headers={"Accept-Encoding": "identity"})

        assert house.visits == 1
        for answer in (plain, again):
            assert "content-encoding" not in answer.headers
        for answer in smalls:
            assert answer.headers["content-encoding"] == "gzip"
            assert answer.json() == plain.json()


class TestIfNoneMatch:
    async def test_the_room_itself_says_that_nothing_changed(self, house: House) -> None:
        etag = (await house.alice.get("/v1/mine")).headers["etag"]
        await house.alice.put("/v1/mine")

        answer = await house.alice.get("/v1/mine", headers={"If-None-Match": etag})

        assert (answer.status_code, answer.content, house.visits) == (304, b"", 2)
        assert answer.headers["etag"] == etag

    async def test_and_so_does_what_is_kept(self, house: House) -> None:
        etag = (await house.alice.get("/v1/mine")).headers["etag"]

        answer = await house.alice.get("/v1/mine", headers={"If-None-Match": etag})

        assert (answer.status_code, answer.content, house.visits) == (304, b"", 1)
        assert answer.headers["etag"] == etag

    async def test_what_was_found_unchanged_is_kept_for_the_next_reader(self, house: House) -> None:
        etag = (await house.alice.get("/v1/mine")).headers["etag"]
        await house.alice.put("/v1/mine")
        await house.alice.get("/v1/mine", headers={"If-None-Match": etag})

        unchanged = await house.alice.get("/v1/mine", headers={"If-None-Match": etag})
        whole = await house.alice.get("/v1/mine")

        assert (unchanged.status_code, unchanged.content) == (304, b"")
        assert (whole.status_code, whole.json()["limit"]) == (200, 5)
        assert house.visits == 2

    async def test_another_tag_gets_the_whole(self, house: House) -> None:
        await house.alice.get("/v1/mine")

        answer = await house.alice.get("/v1/mine", headers={"If-None-Match": '"older"'})

        assert answer.status_code == 200
        assert house.visits == 1


class TestBounds:
    def test_what_was_read_longest_ago_leaves_first(self) -> None:
        cache = ResponseCache(max_bytes=60_000)
        first, *others = keys = [(bytes([number]), "/", b"") for number in range(30)]
        for key in keys:
            cache.find(first, 0)
            cache.keep(key, _answer(2000), 0)

        assert cache.find(first, 0) is not None
        assert cache.find(others[0], 0) is None
        assert cache.find(others[-1], 0) is not None

    def test_one_larger_than_its_share_is_not_kept(self) -> None:
        cache = ResponseCache(max_bytes=60_000)

        cache.keep((b"", "/", b""), _answer(3001), 0)

        assert cache.find((b"", "/", b""), 0) is None

    def test_none_is_older_than_it_may_be(self) -> None:
        cache = ResponseCache(ttl_seconds=30)
        cache.keep((b"", "/", b""), _answer(10), 100.0)

        assert cache.find((b"", "/", b""), 129.0) is not None
        assert cache.find((b"", "/", b""), 131.0) is None

    def test_one_that_the_clock_makes_wrong_is_kept_no_longer_than_it_is_right(self) -> None:
        cache = ResponseCache(ttl_seconds=30)
        cache.keep((b"", "/", b""), _answer(10), 100.0, good_for_seconds=5)

        assert cache.find((b"", "/", b""), 104.0) is not None
        assert cache.find((b"", "/", b""), 106.0) is None


def _answer(size: int) -> CachedAnswer:
    return CachedAnswer(headers=[], body=b"x" * size, etag=None, route="/")
