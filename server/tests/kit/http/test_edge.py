"""What every answer carries, whoever asked for whatever."""

import asyncio
import gzip
import json
from collections.abc import AsyncGenerator, AsyncIterator

import httpx
import pytest

from tests.kit.http.conftest import Opening
from tests.kit.http.house import ALICE, FRIEND, House

TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class TestRequestId:
    async def test_each_answer_carries_one_of_its_own(self, house: House) -> None:
        first, second = await house.nobody.get("/v1/now"), await house.nobody.get("/v1/now")

        assert len(first.headers["x-request-id"]) == 32
        assert first.headers["x-request-id"] != second.headers["x-request-id"]

    async def test_the_clients_own_is_kept(self, house: House) -> None:
        answer = await house.nobody.get("/v1/now", headers={"X-Request-Id": "from-the-proxy.42"})

        assert answer.headers["x-request-id"] == "from-the-proxy.42"

    @pytest.mark.parametrize("wish", ["short", "x" * 65, "with space inside", "<script>alert(1)</script>"])
    async def test_one_that_could_do_harm_is_replaced(self, house: House, wish: str) -> None:
        answer = await house.nobody.get("/v1/now", headers={"X-Request-Id": wish})

        assert len(answer.headers["x-request-id"]) == 32
        assert answer.headers["x-request-id"] != wish

    async def test_a_problem_names_it(self, house: House) -> None:
        answer = await house.nobody.get("/v1/conflict")

        assert answer.json()["request_id"] == answer.headers["x-request-id"]


class TestTrace:
    async def test_a_callers_trace_goes_on_under_a_new_span(self, house: House) -> None:
        answer = await house.nobody.get("/v1/now", headers={"traceparent": TRACEPARENT})

        version, trace_id, span_id, flags = answer.json()["traceparent"].split("-")
        assert (version, trace_id, flags) == ("00", "0af7651916cd43dd8448eb211c80319c", "01")
        assert span_id != "b7ad6b7169203331"

    async def test_a_broken_one_begins_a_new_trace(self, house: House) -> None:
        answer = await house.nobody.get("/v1/now", headers={"traceparent": "00-zz-zz-zz"})

        assert len(answer.json()["traceparent"]) == 55


class TestSecurityHeaders:
    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            ("GET", "/v1/now", 200),
            ("GET", "/v1/mine", 401),
            ("GET", "/v1/nothing", 404),
            ("DELETE", "/v1/now", 405),
            ("GET", "/v1/conflict", 409),
            ("POST", "/v1/things", 400),
            ("OPTIONS", "/v1/now", 204),
        ],
    )
    async def test_every_kind_of_answer_has_them(self, house: House, method: str, path: str, status: int) -> None:
        answer = await house.nobody.request(method, path, content=b"{" if method == "POST" else None)

        assert answer.status_code == status
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert answer.headers["referrer-policy"] == "no-referrer"

    async def test_https_is_remembered_where_it_is_used(self, opening: Opening) -> None:
        async with opening(is_https=True) as house:
            answer = await house.nobody.get("/v1/now")

        assert answer.headers["strict-transport-security"].startswith("max-age=31536000")

    async def test_http_is_not_told_to_become_https(self, house: House) -> None:
        assert "strict-transport-security" not in (await house.nobody.get("/v1/now")).headers

    async def test_what_is_one_persons_is_kept_by_nobody_else(self, house: House) -> None:
        assert (await house.alice.get("/v1/mine")).headers["cache-control"] == "private, no-cache"

    async def test_what_could_not_be_asked_for_again_by_its_tag_is_kept_by_nobody(self, house: House) -> None:
        answer = await house.alice.put("/v1/mine", json={"value": 1})

        assert (answer.is_success, answer.headers["cache-control"]) == (True, "no-store")


class TestCors:
    async def test_a_friend_may_read(self, house: House) -> None:
        answer = await house.nobody.get("/v1/now", headers={"Origin": FRIEND})

        assert answer.headers["access-control-allow-origin"] == FRIEND
        assert "etag" in answer.headers["access-control-expose-headers"]
        assert "origin" in answer.headers["vary"]

    async def test_a_friend_may_read_refusals_too(self, house: House) -> None:
        answer = await house.nobody.get("/v1/mine", headers={"Origin": FRIEND})

        assert answer.status_code == 401
        assert answer.headers["access-control-allow-origin"] == FRIEND

    @pytest.mark.parametrize(
        "origin", ["https://evil.example", "null", FRIEND + ".evil.example", "http://friend.example"]
    )
    async def test_a_stranger_may_not(self, house: House, origin: str) -> None:
        answer = await house.nobody.get("/v1/now", headers={"Origin": origin})

        assert "access-control-allow-origin" not in answer.headers

    async def test_a_friends_browser_is_told_what_it_may_send(self, house: House) -> None:
        answer = await _preflight(house, FRIEND)

        assert answer.status_code == 204
        assert "PATCH" in answer.headers["access-control-allow-methods"]
        assert "idempotency-key" in answer.headers["access-control-allow-headers"]
        assert answer.content == b""

    async def test_a_strangers_browser_is_told_nothing(self, house: House) -> None:
        answer = await _preflight(house, "https://evil.example")

        assert not [name for name in answer.headers if name.startswith("access-control")]


async def _preflight(house: House, origin: str) -> httpx.Response:
    return await house.nobody.options("/v1/things", headers={"Origin": origin, "Access-Control-Request-Method": "POST"})


class TestCompression:
    async def test_a_large_answer_is_compressed_for_who_can_read_it(self, house: House) -> None:
        async with house.nobody.stream("GET", "/v1/now?padding=5000", headers={"Accept-Encoding": "gzip"}) as answer:
            raw = b"".join([chunk async for chunk in answer.aiter_raw()])

        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) == len(raw) < 1000
        assert json.loads(gzip.decompress(raw))["padding"] == "x" * 5000

    async def test_its_tag_is_another_one_of_the_same_state(self, house: House) -> None:
        plain = await house.nobody.get("/v1/now?padding=5000", headers={"Accept-Encoding": "identity"})
        small = await house.nobody.get("/v1/now?padding=5000", headers={"Accept-Encoding": "gzip"})

        assert plain.headers["etag"] == '"1"'
        assert small.headers["etag"] == '"1-gzip"'
        assert "accept-encoding" in small.headers["vary"]

    async def test_that_tag_is_enough_to_hear_that_nothing_changed(self, house: House) -> None:
        first = await house.alice.get("/v1/mine?padding=5000")

        again = await house.alice.get("/v1/mine?padding=5000", headers={"If-None-Match": first.headers["etag"]})

        assert first.headers["etag"].endswith('-gzip"')
        assert again.status_code == 304

    @pytest.mark.parametrize("path", ["/v1/mine?padding=5000", "/v1/now?padding=5000"])
    @pytest.mark.parametrize("encoding", ["gzip", "identity"])
    async def test_who_hears_that_hears_it_of_what_they_hold(self, house: House, path: str, encoding: str) -> None:
        first = await house.alice.get(path, headers={"Accept-Encoding": encoding})
        known = {"If-None-Match": first.headers["etag"], "Accept-Encoding": encoding}

        again = [await house.alice.get(path, headers=known) for _ in range(2)]

        assert [each.status_code for each in again] == [304, 304]
        assert {each.headers["etag"] for each in again} == {first.headers["etag"]}
        assert {each.headers["vary"] for each in (first, *again)} == {"accept-encoding"}

    @pytest.mark.parametrize("refusal", ["gzip;q=0", "gzip; q=0.000, *", "identity", "br", "", "*;q=0"])
    async def test_who_does_not_take_it_gets_it_plain(self, house: House, refusal: str) -> None:
        answer = await house.nobody.get("/v1/now?padding=5000", headers={"Accept-Encoding": refusal})

        assert "content-encoding" not in answer.headers

    @pytest.mark.parametrize("wish", ["gzip", "br, gzip;q=0.1", "*", "GZIP"])
    async def test_who_takes_it_gets_it_small(self, house: House, wish: str) -> None:
        answer = await house.nobody.get("/v1/now?padding=5000", headers={"Accept-Encoding": wish})

        assert answer.headers["content-encoding"] == "gzip"

    async def test_a_small_answer_is_sent_as_it_is(self, house: House) -> None:
        answer = await house.nobody.get("/v1/now", headers={"Accept-Encoding": "gzip"})

        assert "content-encoding" not in answer.headers


class TestBody:
    @pytest.mark.parametrize("size", [20_001, 5_000_000])
    async def test_one_that_says_it_is_too_large_is_refused_unread(self, house: House, size: int) -> None:
        answer = await house.alice.post("/v1/uploads", content=b"x" * size)

        assert answer.status_code == 413
        assert answer.json()["type"] == "/problems/too-large"
        assert "20,000" in answer.json()["detail"]
        assert house.visits == 0

    async def test_one_that_only_turns_out_too_large_is_refused_as_well(self, house: House) -> None:
        async def endless() -> AsyncIterator[bytes]:
            for _ in range(3000):
                yield b"x" * 1000

        answer = await house.alice.post("/v1/uploads", content=endless())

        assert answer.status_code == 413

    async def test_who_asks_before_sending_is_told_before_sending(self, house: House) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
        head = b"POST /v1/uploads HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\nExpect: 100-continue\r\n\r\n"

        writer.write(head)

        assert (await reader.readline()).startswith(b"HTTP/1.1 413")
        writer.close()

    async def test_the_largest_allowed_is_taken(self, house: House) -> None:
        answer = await house.alice.post("/v1/uploads", content=b"x" * 20_000)

        assert answer.json() == {"bytes": 20_000}

    async def test_who_leaves_before_the_end_is_not_our_failure(self, house: House) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", house.port)
        writer.write(b"POST /v1/uploads HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nonly this")
        await house.is_inside.wait()
        writer.close()
        await writer.wait_closed()

        lines = await _lines(house, 1)

        assert lines[0]["status"] == 400


class TestTimeOut:
    async def test_what_takes_too_long_is_broken_off_with_a_problem(self, opening: Opening) -> None:
        async with opening(timeout_seconds=0.1) as house:
            house.may_leave.clear()

            answer = await house.nobody.get("/v1/now")

        assert answer.status_code == 503
        assert answer.json()["type"] == "/problems/timed-out"
        assert answer.headers["retry-after"] == "5"

    async def test_a_long_body_is_waited_for_as_long_as_it_comes_along(self, opening: Opening) -> None:
        async with opening(timeout_seconds=1.0, max_body_bytes=10_000_000) as house:
            answer = await house.nobody.post("/v1/uploads", content=_slowly(bytes(200_000), times=15))

        assert answer.json() == {"bytes": 3_000_000}

    async def test_a_body_that_hardly_comes_along_is_not(self, opening: Opening) -> None:
        async with opening(timeout_seconds=0.3) as house:
            answer = await house.nobody.post("/v1/uploads", content=_slowly(b"x", times=8))

        assert answer.status_code == 503

    async def test_a_long_answer_is_sent_to_its_end(self, opening: Opening) -> None:
        async with opening(timeout_seconds=1.0) as house:
            answer = await house.nobody.get("/v1/long")

        assert len(answer.content) == 3_000_000


class TestFailure:
    async def test_a_fault_of_ours_is_told_without_its_particulars(self, house: House) -> None:
        house.error = RuntimeError("password=hunter2")

        answer = await house.nobody.get("/v1/now")

        assert answer.status_code == 500
        assert answer.json()["type"] == "/problems/internal-error"
        assert "hunter2" not in answer.text

    async def test_a_problem_may_tell_more_than_its_sentence(self, house: House) -> None:
        answer = await house.nobody.get("/v1/conflict")

        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.json() == {
            "type": "/problems/house-is-full",
            "title": "House is full",
            "status": 409,
            "detail": "There is no room left.",
            "request_id": answer.headers["x-request-id"],
            "rooms": 0,
        }


class TestAccessLog:
    async def test_a_line_tells_who_and_what_but_nothing_personal(self, house: House) -> None:
        await house.alice.get("/v1/mine?padding=7", headers={"User-Agent": "Alice's phone"})

        (line,) = await _lines(house, 1)

        assert (line["route"], line["status"], line["user_id"]) == ("/v1/mine", 200, str(ALICE.user_id))
        for private in ("padding", "phone", "127.0.0.1", "Bearer"):
            assert private not in json.dumps(line)

    async def test_an_address_nobody_knows_is_not_written_down(self, house: House) -> None:
        await house.nobody.get("/v1/alice@example.org")

        (line,) = await _lines(house, 1)

        assert (line["route"], line["status"]) == ("unmatched", 404)
        assert "alice" not in json.dumps(line)

    async def test_a_kept_answer_is_told_apart(self, house: House) -> None:
        await house.alice.get("/v1/mine")
        await house.alice.get("/v1/mine")

        first, second = await _lines(house, 2)

        assert "is_cached" not in first
        assert second["is_cached"] is True

    async def test_requests_are_counted_by_route(self, house: House) -> None:
        await house.nobody.get("/v1/now")
        await house.nobody.get("/v1/now")
        await _lines(house, 2)

        labels = {"method": "GET", "route": "/v1/now", "status": "200"}
        assert house.registry.get_sample_value("http_requests_total", labels) == 2


async def _slowly(piece: bytes, *, times: int) -> AsyncGenerator[bytes]:
    for _ in range(times):
        await asyncio.sleep(0.1)
        yield piece


async def _lines(house: House, count: int) -> list[dict[str, object]]:
    """The log is written just after the answer has left."""
    async with asyncio.timeout(10):
        while house.log.getvalue().count(b"\n") < count:  # noqa: ASYNC110 - a stream has no event
            await asyncio.sleep(0.005)
    return [json.loads(line) for line in house.log.getvalue().splitlines()]
