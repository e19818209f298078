"""Who asks, how often, and in what words."""

import asyncio
from typing import Any, cast

import httpx
import pytest

from tests.kit.http.conftest import Opening
from tests.kit.http.house import House

NO_TOKENS = ("Bearer forged", "Basic YWxpY2U6eA==", "Bearer", "alice", "", "Bearer \xff\xfe")


class TestToken:
    async def test_without_one_a_room_for_anybody_is_open(self, house: House) -> None:
        assert (await house.nobody.get("/v1/now")).status_code == 200

    async def test_without_one_a_persons_own_room_is_closed(self, house: House) -> None:
        answer = await house.nobody.get("/v1/mine")

        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"

    @pytest.mark.parametrize("header", NO_TOKENS)
    async def test_what_is_no_token_is_refused_where_one_is_needed(self, house: House, header: str) -> None:
        for path in ("/v1/mine", "/v1/nowhere"):
            answer = await house.nobody.get(path, headers={b"Authorization": header.encode("latin-1")})

            assert answer.status_code == 401
            assert answer.json()["type"] == "/problems/unauthenticated"
        assert house.visits == 0

    @pytest.mark.parametrize("header", NO_TOKENS)
    async def test_whoever_shows_one_is_nobody_where_none_is_needed(self, house: House, header: str) -> None:
        headers = {b"Authorization": header.encode("latin-1")}

        answer = await house.nobody.get("/v1/now", headers=headers)
        made = await house.nobody.post("/v1/things", headers=headers, json={"name": "chair"})

        assert (answer.status_code, made.status_code) == (200, 201)

    async def test_guessing_uses_up_the_addresss_budget(self, opening: Opening) -> None:
        async with opening(address_rate="2/minute") as house:
            guesses = [await house.nobody.get("/v1/mine", headers={"Authorization": "Bearer x"}) for _ in range(3)]
        async with opening(address_rate="2/minute") as house:
            visits = [await house.nobody.get("/v1/now", headers={"Authorization": "Bearer x"}) for _ in range(3)]

        assert [guess.status_code for guess in guesses] == [401, 401, 429]
        assert [visit.status_code for visit in visits] == [200, 200, 429]


class TestRights:
    async def test_what_was_kept_for_somebody_is_not_given_to_a_program_that_may_not_see_it(self, house: House) -> None:
        await house.alice.get("/v1/mine")

        answer = await house.nobody.get("/v1/mine", headers={"Authorization": "Bearer program"})

        assert answer.status_code == 403
        assert answer.headers["www-authenticate"] == 'Bearer error="insufficient_scope", scope="todos:read"'
        assert answer.json()["scope"] == "todos:read"

    async def test_where_no_scope_is_named_no_program_may_go(self, house: House) -> None:
        answer = await house.nobody.put("/v1/mine", headers={"Authorization": "Bearer program"})

        assert answer.status_code == 403
        assert answer.json()["type"] == "/problems/insufficient-scope"


class TestRateLimit:
    async def test_an_answer_tells_what_is_left(self, opening: Opening) -> None:
        async with opening(user_rate="10/minute") as house:
            answer = await house.alice.get("/v1/now")

        assert answer.headers["ratelimit-policy"] == '"user";q=10;w=60'
        assert answer.headers["ratelimit"].startswith('"user";r=9;t=')

    async def test_beyond_it_one_is_told_when_to_come_again(self, opening: Opening) -> None:
        async with opening(user_rate="1/minute") as house:
            await house.alice.get("/v1/now")
            answer = await house.alice.get("/v1/now")

        assert answer.status_code == 429
        assert answer.json()["type"] == "/problems/too-many"
        assert 1 <= int(answer.headers["retry-after"]) <= 60
        assert answer.headers["ratelimit"].startswith('"user";r=0;')

    async def test_one_person_does_not_use_up_anothers(self, opening: Opening) -> None:
        async with opening(user_rate="1/minute") as house:
            await house.alice.get("/v1/now")

            assert (await house.bob.get("/v1/now")).status_code == 200
            assert (await house.nobody.get("/v1/now")).status_code == 200

    async def test_a_kept_answer_counts_too(self, opening: Opening) -> None:
        async with opening(user_rate="2/minute") as house:
            answers = [await house.alice.get("/v1/mine") for _ in range(3)]

        assert [answer.status_code for answer in answers] == [200, 200, 429]

    async def test_signing_in_has_a_tighter_one(self, house: House) -> None:
        answers = [await house.nobody.post("/v1/sign-in") for _ in range(4)]

        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert (await house.nobody.get("/v1/now")).status_code == 200

    async def test_whoever_has_a_network_of_ipv6_has_one_budget_for_all_its_addresses(self, house: House) -> None:
        answers = [await _from(house, f"2001:db8:0:1::{number}") for number in range(1, 5)]

        assert answers == [200, 200, 200, 429]
        assert await _from(house, "2001:db8:0:2::1") == 200

    @pytest.mark.parametrize("path", ["/v1/sign-in/", "/v1//sign-in", "//v1/sign-in", "/v1/sign%2Din", "/v1/./sign-in"])
    async def test_another_spelling_of_the_address_is_no_way_around_it(self, house: House, path: str) -> None:
        answers = [await _raw(house, "POST", path) for _ in range(4)]

        assert answers[-1] in {404, 429}
        assert 200 not in answers or answers == [200, 200, 200, 429]


class TestAddress:
    @pytest.mark.parametrize("path", ["/v1/nothing", "/v1/", "/v1/now/", "/v1//now", "/v1/../v1/now", "/v1/%00"])
    async def test_an_unknown_one_is_not_found(self, house: House, path: str) -> None:
        assert await _raw(house, "GET", path) == 404

    async def test_an_unknown_method_is_told_which_there_are(self, house: House) -> None:
        answer = await house.alice.delete("/v1/mine")

        assert answer.status_code == 405
        assert answer.json()["type"] == "/problems/method-not-allowed"
        assert answer.headers["allow"] == "GET, HEAD, PUT, OPTIONS"

    async def test_head_is_get_without_the_body(self, house: House) -> None:
        got, head = await house.nobody.get("/v1/now"), await house.nobody.head("/v1/now")

        assert head.status_code == 200
        assert head.content == b""
        assert head.headers["content-length"] == got.headers["content-length"]
        assert head.headers["etag"] == got.headers["etag"]

    async def test_options_tells_the_methods(self, house: House) -> None:
        answer = await house.nobody.options("/v1/mine")

        assert answer.status_code == 204
        assert "PUT" in answer.headers["allow"]


class TestQuestion:
    async def test_an_unknown_parameter_is_refused_by_name(self, house: House) -> None:
        answer = await house.alice.get("/v1/mine?limit=3&colour=red")

        assert answer.status_code == 422
        assert answer.json()["errors"] == [{"field": "colour", "message": "There is no such parameter here."}]

    @pytest.mark.parametrize("limit", ["0", "10", "-1", "many", "1.5", "", "9" * 50])
    async def test_a_parameter_out_of_its_bounds_is_refused_by_name(self, house: House, limit: str) -> None:
        answer = await house.alice.get("/v1/mine", params={"limit": limit})

        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == ["limit"]

    async def test_no_body_at_all_is_refused(self, house: House) -> None:
        answer = await house.alice.post("/v1/things")

        assert answer.status_code == 422

    @pytest.mark.parametrize("body", [b"{", b"not json", b'{"name": "x"', b'{"name":"\xff"}', b'{"name":"\\ud800"}'])
    async def test_a_body_that_is_no_json_is_malformed(self, house: House, body: bytes) -> None:
        answer = await house.alice.post("/v1/things", content=body, headers={"Content-Type": "application/json"})

        assert answer.status_code == 400
        assert answer.json()["type"] == "/problems/malformed"
        assert house.made == []

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"name": "x", "colour": "red"}, "colour"),
            ({"name": 7}, "name"),
            ({"name": "longer than ten"}, "name"),
            ({"name": "x", "count": "two"}, "count"),
            ({"count": 2}, "name"),
            ([], ""),
            ("x", ""),
            (None, ""),
        ],
    )
    async def test_a_field_that_will_not_do_is_named(self, house: House, body: object, field: str) -> None:
        answer = await house.alice.post("/v1/things", json=body)

        assert answer.status_code == 422
        problem = answer.json()
        assert problem["type"] == "/problems/invalid"
        assert [error["field"] for error in problem["errors"]] == [field]
        assert problem["errors"][0]["message"]
        assert house.made == []


async def _raw(house: House, method: str, path: str) -> int:
    """The status of the answer to this very path, which no client library may tidy."""
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    writer.write(f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".encode())
    status = int((await reader.readline()).split()[1])
    writer.close()
    await writer.wait_closed()
    return status


async def test_a_request_that_is_no_http_at_all_is_refused(house: House) -> None:
    with pytest.raises(httpx.HTTPError):
        await house.nobody.get("/v1/now", headers={"Host": "two hosts\r\n"})

    assert (await house.nobody.get("/v1/now", headers={"Host": "not a host"})).status_code == 400


async def _from(house: House, address: str) -> int:
    """The status of signing in from there."""
    transport = httpx.ASGITransport(app=cast("Any", house.app), client=(address, 50_000))
    async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
        return (await client.post("/v1/sign-in")).status_code
