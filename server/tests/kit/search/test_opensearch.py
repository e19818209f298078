"""Writing into an index and asking it, on a server that speaks OpenSearch's API; and doing without one."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import msgspec
import pytest
import pytest_asyncio

from tests.fixtures.opensearch import opensearch_at
from voicetodo.kit.rpc.breaker import Breaker
from voicetodo.kit.search import (
    IndexMissing,
    OpenSearch,
    OpenSearchSettings,
    QuestionRefused,
    SearchUnavailable,
    Write,
    open_opensearch,
)
from voicetodo.kit.search.writes import MAX_BYTES, bodies
from voicetodo.kit.settings import SettingsError

DEFINITION = {"mappings": {"dynamic": "strict", "properties": {"word": {"type": "keyword"}}}}
ANY: dict[str, Any] = {"query": {"match_all": {}}, "sort": ["_doc"]}


@pytest_asyncio.fixture
async def words(opensearch: OpenSearch, index_prefix: str) -> str:
    """The alias of an empty index."""
    await opensearch.create(f"{index_prefix}-1", DEFINITION, alias=index_prefix)
    return index_prefix


def put(name: str, word: str, version: int) -> Write:
    return Write(id=name, version=version, routing="r", document=msgspec.json.encode({"word": word}))


async def found(opensearch: OpenSearch, alias: str) -> dict[str, str]:
    """The documents of an index."""
    await opensearch.refresh(alias)
    answer = await opensearch.search(alias, ANY)
    return {hit.id: msgspec.json.decode(hit.source)["word"] for hit in answer.found.hits}


class TestWrite:
    async def test_what_is_newer_stays_whichever_comes_last(self, opensearch: OpenSearch, words: str) -> None:
        await opensearch.write(words, [put("a", "new", 2), put("b", "old", 1)])

        await opensearch.write(words, [put("a", "old", 1), put("a", "repeated", 2), put("b", "new", 2)])

        assert await found(opensearch, words) == {"a": "new", "b": "new"}

    async def test_what_was_removed_does_not_come_back(self, opensearch: OpenSearch, words: str) -> None:
        await opensearch.write(words, [put("there", "x", 1)])
        await opensearch.write(words, [Write(id=name, version=3, routing="r") for name in ("there", "never there")])

        await opensearch.write(words, [put("there", "old", 2), put("never there", "old", 2)])

        assert await found(opensearch, words) == {}

    async def test_what_the_server_refuses_holds_up_nothing_else(self, opensearch: OpenSearch, words: str) -> None:
        strange = Write(id="strange", version=1, routing="r", document=b'{"unknown": 1}')

        await opensearch.write(words, [put("a", "x", 1), strange, put("b", "y", 1)])

        assert await found(opensearch, words) == {"a": "x", "b": "y"}

    async def test_never_makes_an_index_by_itself(self, opensearch: OpenSearch, index_prefix: str) -> None:
        with pytest.raises(IndexMissing):
            await opensearch.write(f"{index_prefix}-nowhere", [put("a", "x", 1)])

        assert await opensearch.aliases_of(f"{index_prefix}-*") == {}

    def test_much_is_sent_by_several_requests(self) -> None:
        large = msgspec.json.encode({"word": "x" * (MAX_BYTES // 3)})
        writes = [Write(id=f"{number}", version=1, routing="r", document=large) for number in range(7)]

        sent = list(bodies(writes))

        assert [body.count(b'"index"') for body in sent] == [2, 2, 2, 1]
        assert all(len(body) <= MAX_BYTES for body in sent)
        assert list(bodies([])) == []


class TestAliases:
    async def test_an_index_takes_the_place_of_another_at_one_moment(self, opensearch: OpenSearch, words: str) -> None:
        await opensearch.create(f"{words}-2", DEFINITION, alias=f"{words}-next")
        await opensearch.write(f"{words}-next", [put("a", "new index", 1)])

        await opensearch.switch(
            add=[(f"{words}-2", words)], remove=[(f"{words}-1", words), (f"{words}-2", f"{words}-next")]
        )
        await opensearch.delete(f"{words}-1")
        await opensearch.delete(f"{words}-1")

        assert await found(opensearch, words) == {"a": "new index"}
        assert await opensearch.aliases_of(f"{words}-*") == {f"{words}-2": {words}}


class TestSearch:
    async def test_where_there_is_no_index_it_says_so(self, opensearch: OpenSearch, index_prefix: str) -> None:
        for _ in range(5):
            with pytest.raises(IndexMissing):
                await opensearch.search(index_prefix, ANY)

        assert opensearch.breaker.state == "closed"

    async def test_a_refused_question_is_not_the_servers_fault(self, opensearch: OpenSearch, words: str) -> None:
        for _ in range(5):
            with pytest.raises(QuestionRefused):
                await opensearch.search(words, {"query": {"no such query": {}}})

        assert opensearch.breaker.state == "closed"

    @pytest.mark.parametrize(
        "answer",
        [
            httpx.Response(503),
            httpx.Response(429, json={"error": {"type": "rejected_execution_exception"}, "status": 429}),
            httpx.Response(401, text="Unauthorized"),
            httpx.Response(200, text="<html>"),
            httpx.Response(200, json={"hits": {"hits": []}, "timed_out": True}),
            httpx.Response(200, json={"hits": {"hits": []}, "_shards": {"failed": 1}}),
        ],
    )
    async def test_half_an_answer_is_none(self, answer: httpx.Response) -> None:
        transport = httpx.MockTransport(lambda _: answer)
        client = httpx.AsyncClient(base_url="http://search", transport=transport)
        opensearch = OpenSearch(client, timeout_seconds=1)

        with pytest.raises(SearchUnavailable):
            await opensearch.search("words", ANY)


class TestAway:
    async def test_it_is_left_alone_for_a_while_and_then_asked_again(self) -> None:
        now = 0.0
        asked: list[str] = []

        def answer(request: httpx.Request) -> httpx.Response:
            asked.append(request.url.path)
            raise httpx.ConnectError("nobody there")

        breaker = Breaker(failures=3, rest_seconds=1.0, monotonic=lambda: now)
        client = httpx.AsyncClient(base_url="http://search", transport=httpx.MockTransport(answer))
        away = OpenSearch(client, timeout_seconds=1, breaker=breaker)

        for _ in range(10):
            with pytest.raises(SearchUnavailable):
                await away.search("words", ANY)
        asked_at_first = len(asked)
        now = 1.5
        for _ in range(10):
            with pytest.raises(SearchUnavailable):
                await away.search("words", ANY)

        assert (asked_at_first, len(asked)) == (3, 4)

    async def test_nobody_waits_for_one_that_says_nothing(self) -> None:
        async with taking(b"") as (port, _):
            slow = opensearch_at(f"http://127.0.0.1:{port}", timeout_seconds=0.05)

            with pytest.raises(SearchUnavailable):
                await slow.search("words", ANY)

            await slow.stop()

    async def test_writing_says_so_too(self) -> None:
        with socket.socket() as nobody:
            nobody.bind(("127.0.0.1", 0))
            away = opensearch_at(f"http://127.0.0.1:{nobody.getsockname()[1]}")

            with pytest.raises(SearchUnavailable):
                await away.write("words", [put("a", "x", 1)])

            await away.stop()

    async def test_what_it_has_no_room_for_is_to_be_sent_again(self) -> None:
        item = {"index": {"_id": "a", "status": 429, "error": {"type": "rejected_execution_exception"}}}
        full = httpx.Response(200, json={"errors": True, "items": [item]})
        client = httpx.AsyncClient(base_url="http://search", transport=httpx.MockTransport(lambda _: full))

        with pytest.raises(SearchUnavailable):
            await OpenSearch(client, timeout_seconds=1).write("words", [put("a", "x", 1)])


class TestSettings:
    def test_without_an_address_there_is_none(self) -> None:
        assert open_opensearch(OpenSearchSettings()) is None

    @pytest.mark.parametrize(
        ("settings", "named"),
        [
            (OpenSearchSettings(opensearch_url="search:9200"), "VOICETODO_OPENSEARCH_URL"),
            (OpenSearchSettings(opensearch_url="https://a:b@search"), "VOICETODO_OPENSEARCH_URL"),
            (OpenSearchSettings(opensearch_url="https://search", opensearch_username="a"), "PASSWORD"),
        ],
    )
    def test_what_will_not_do_is_named(self, settings: OpenSearchSettings, named: str) -> None:
        with pytest.raises(SettingsError, match=named):
            open_opensearch(settings)

    async def test_the_password_is_sent(self) -> None:
        async with taking(b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n") as (port, heads):
            settings = OpenSearchSettings(
                opensearch_url=f"http://127.0.0.1:{port}", opensearch_username="me", opensearch_password="secret"
            )
            opened = open_opensearch(settings)
            assert opened is not None

            with pytest.raises(SearchUnavailable):
                await opened.search("words", ANY)

            await opened.stop()
        assert b"authorization: basic bwu6c2vjcmv0" in heads[0].lower()


@asynccontextmanager
async def taking(answer: bytes) -> AsyncIterator[tuple[int, list[bytes]]]:
    """The port of a server that takes every connection, and what it was sent. With no answer it never gives one."""
    is_over = asyncio.Event()
    heads: list[bytes] = []

    async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        if answer:
            writer.write(answer)
        else:
            await is_over.wait()
        writer.close()

    server = await asyncio.start_server(hold, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1], heads
    is_over.set()
    server.close()
    await server.wait_closed()
