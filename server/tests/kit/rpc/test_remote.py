"""What happens between two services that do not always reach each other."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from uuid import UUID

import msgspec
import pytest

from tests.kit.rpc.library import Library, LibraryApi, serving
from voicetodo.kit.errors import NotFound, Unavailable
from voicetodo.kit.http.asgi import Message, Receive, Scope, Send
from voicetodo.kit.ids import new_id
from voicetodo.kit.rpc.app import rpc_app
from voicetodo.kit.rpc.deadline import within
from voicetodo.kit.rpc.errors import CallRefused, DeadlineExceeded, PartUnreachable
from voicetodo.kit.rpc.faces import Faces
from voicetodo.kit.rpc.service_token import ServiceTokens
from voicetodo.kit.rpc.wire import Problem, find_error

NOBODY = UUID(int=0)
TOKENS = ServiceTokens(b"s" * 32)


class Moody:
    """Answers, except when it does as told: a status from between, or nothing at all. Remembers the headers it saw."""

    def __init__(self, library: Library) -> None:
        faces = Faces()
        faces.answer(LibraryApi, library)
        self._app = rpc_app(faces, ServiceTokens(b"s" * 32))
        self.moods: Iterator[int] = iter(())
        self.calls = 0
        self.headers: dict[str, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.calls += 1
        self.headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        mood = next(self.moods, 200)
        if mood == 0:
            while (await receive())["type"] != "http.disconnect":
                pass
        elif mood == 200:
            await self._app(scope, receive, send)
        else:
            start: Message = {"type": "http.response.start", "status": mood, "headers": [(b"content-length", b"0")]}
            await send(start)
            await send({"type": "http.response.body", "body": b""})


@asynccontextmanager
async def asking(server: Moody, **options: object) -> AsyncIterator[tuple[LibraryApi, Faces]]:
    async with serving(server) as address:
        faces = Faces({"library": address}, tokens=TOKENS, **options)  # type: ignore[arg-type]
        try:
            yield faces.get(LibraryApi), faces
        finally:
            await faces.stop()


class TestRetry:
    async def test_what_may_be_repeated_is_asked_again(self) -> None:
        server = Moody(Library())
        server.moods = iter([503, 502])

        async with asking(server) as (api, _):
            assert await api.find(book_id=NOBODY) is None

        assert server.calls == 3

    async def test_not_for_ever(self) -> None:
        server = Moody(Library())
        server.moods = iter([503] * 9)

        async with asking(server) as (api, _):
            with pytest.raises(PartUnreachable) as raised:
                await api.find(book_id=NOBODY)

        assert server.calls == 3
        assert int(raised.value.headers["Retry-After"]) >= 1

    async def test_what_may_not_be_repeated_is_asked_once(self) -> None:
        server = Moody(library := Library())
        server.moods = iter([502])

        async with asking(server) as (api, _):
            with pytest.raises(PartUnreachable):
                await api.lend(book_id=NOBODY, to="Alice")

        assert (server.calls, library.lent) == (1, 0)

    async def test_a_domain_error_is_an_answer(self) -> None:
        server = Moody(Library())

        async with asking(server) as (api, faces):
            for _ in range(6):
                with pytest.raises(NotFound):
                    await api.lend(book_id=NOBODY, to="Charlie")

            assert faces.breakers() == {"library": "closed"}

    async def test_nobody_at_the_address_is_unavailable(self) -> None:
        faces = Faces({"library": "http://127.0.0.1:1"}, tokens=TOKENS)

        with pytest.raises(Unavailable):
            await faces.get(LibraryApi).find(book_id=NOBODY)

        await faces.stop()


class TestBreaker:
    async def test_after_five_failures_nobody_is_asked(self) -> None:
        server = Moody(Library())
        server.moods = iter([503] * 99)

        async with asking(server) as (api, faces):
            for _ in range(8):
                with pytest.raises(PartUnreachable):
                    await api.lend(book_id=NOBODY, to="Alice")

            assert faces.breakers() == {"library": "open"}
        assert server.calls == 5

    async def test_slowness_is_a_failure(self) -> None:
        server = Moody(Library())
        server.moods = iter([0] * 5)

        async with asking(server) as (api, faces):
            for _ in range(5):
                with within(0.02), pytest.raises(DeadlineExceeded):
                    await api.find(book_id=NOBODY)

            assert faces.breakers() == {"library": "open"}


class TestUnderstanding:
    async def test_other_secrets_do_not_work_together(self) -> None:
        async with serving(Moody(Library())) as address:
            faces = Faces({"library": address}, tokens=ServiceTokens(b"o" * 32))

            with pytest.raises(CallRefused, match="401"):
                await faces.get(LibraryApi).find(book_id=new_id())

            await faces.stop()

    async def test_request_id_and_trace_travel_along(self) -> None:
        server = Moody(Library())
        carried = {"x-request-id": "r-1", "traceparent": "00-" + "a" * 32 + "-" + "b" * 16 + "-01"}

        async with asking(server, carry=lambda: carried) as (api, _):
            await api.find(book_id=NOBODY)

        assert server.headers["x-request-id"] == "r-1"
        assert server.headers["traceparent"] == carried["traceparent"]
        assert 0 < int(server.headers["x-deadline-ms"]) <= 5000

    def test_an_unknown_error_keeps_name_status_and_nearest_base(self) -> None:
        names = ["voicetodo.elsewhere:MoonMissing", "voicetodo.kit.errors:NotFound"]
        problem = Problem(type="/problems/moon-missing", title="", status=404, detail="No moon.", kinds=names)

        error = find_error(msgspec.json.encode(problem))

        assert isinstance(error, NotFound)
        assert (error.slug(), error.status, error.sentence) == ("moon-missing", 404, "No moon.")

    @pytest.mark.parametrize("document", [b"", b"<html>", b"[]", b'{"type":"x"}', b"\xff"])
    def test_what_is_no_problem_document_is_no_error(self, document: bytes) -> None:
        assert find_error(document) is None
