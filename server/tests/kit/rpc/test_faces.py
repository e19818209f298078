"""The same questions, asked in one process and over HTTP: the caller cannot tell."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import date
from uuid import UUID

import pytest
import pytest_asyncio

from tests.kit.rpc.library import Book, BookLost, Library, LibraryApi, serving
from voicetodo.kit.db import Database
from voicetodo.kit.errors import DomainError, FieldError
from voicetodo.kit.ids import new_id
from voicetodo.kit.rpc.app import rpc_app
from voicetodo.kit.rpc.deadline import within
from voicetodo.kit.rpc.errors import AskedInTransaction, DeadlineExceeded
from voicetodo.kit.rpc.face import FaceError
from voicetodo.kit.rpc.faces import Faces
from voicetodo.kit.rpc.service_token import ServiceTokens

SECRET = b"s" * 32


@pytest.fixture
def library() -> Library:
    return Library()


@pytest_asyncio.fixture(params=["here", "remote"])
async def faces(request: pytest.FixtureRequest, library: Library) -> AsyncIterator[Faces]:
    answering = Faces()
    answering.answer(LibraryApi, library)
    if request.param == "here":
        yield answering
        return
    async with serving(rpc_app(answering, ServiceTokens(SECRET))) as address:
        asking = Faces({"library": address}, tokens=ServiceTokens(SECRET))
        yield asking
        await asking.stop()


@pytest.fixture
def api(faces: Faces) -> LibraryApi:
    return faces.get(LibraryApi)


class TestAsking:
    async def test_values_arrive_as_they_were(self, api: LibraryApi) -> None:
        book_id = new_id()

        found = await api.get_many(ids=[book_id], due=date(2026, 11, 23))

        assert found == [Book(id=book_id, title="Momo", due=date(2026, 11, 23))]

    async def test_what_is_left_out_takes_its_default(self, api: LibraryApi) -> None:
        assert (await api.get_many(ids=[new_id()]))[0].due is None

    async def test_nothing_is_an_answer_too(self, api: LibraryApi) -> None:
        assert await api.find(book_id=UUID(int=0)) is None
        await api.forget()

    async def test_an_unknown_argument_is_a_type_error(self, api: LibraryApi) -> None:
        with pytest.raises(TypeError):
            await api.find(book=new_id())  # type: ignore[call-arg]

    async def test_a_domain_error_arrives_whole(self, api: LibraryApi) -> None:
        book_id = new_id()

        with pytest.raises(BookLost) as raised:
            await api.lend(book_id=book_id, to="Charlie")

        assert raised.value.status == 404
        assert raised.value.sentence == "Gone."
        assert raised.value.errors == (FieldError("to", "Not to him."),)
        assert raised.value.headers == {"Retry-After": "7"}
        assert raised.value.extra == {"book_id": str(book_id)}

    async def test_a_bare_domain_error_keeps_its_status(self, api: LibraryApi) -> None:
        with pytest.raises(DomainError, match="No books for Bob") as raised:
            await api.lend(book_id=new_id(), to="Bob")

        assert raised.value.status == 400

    async def test_other_errors_are_no_domain_errors(self, api: LibraryApi) -> None:
        with pytest.raises(Exception) as raised:  # noqa: PT011 - which one is the answerer's own business
            await api.burn()

        assert not isinstance(raised.value, DomainError)

    async def test_many_may_ask_at_once(self, api: LibraryApi) -> None:
        answers = await asyncio.gather(*(api.lend(book_id=new_id(), to="Alice") for _ in range(20)))

        assert sorted(answers) == list(range(1, 21))


class TestDeadline:
    async def test_an_answer_that_takes_too_long_is_given_up(self, api: LibraryApi) -> None:
        with within(0.05), pytest.raises(DeadlineExceeded):
            await api.read_aloud(seconds=30)

    async def test_an_outer_deadline_cannot_be_widened(self, api: LibraryApi) -> None:
        with within(0.05), within(60), pytest.raises(DeadlineExceeded):
            await api.read_aloud(seconds=30)

    async def test_a_deadline_that_has_passed_asks_nobody(self, api: LibraryApi, library: Library) -> None:
        with within(-1), pytest.raises(DeadlineExceeded):
            await api.find(book_id=new_id())

        assert library.finds == 0


class TestTransactions:
    async def test_a_face_is_not_asked_inside_of_one(
        self, api: LibraryApi, database: Callable[[str], Database]
    ) -> None:
        async with database("todo").transaction():
            with pytest.raises(AskedInTransaction):
                await api.find(book_id=new_id())

        assert await api.find(book_id=UUID(int=0)) is None


class TestComposition:
    def test_a_face_nobody_answers_is_named_at_the_start(self) -> None:
        faces = Faces()
        faces.get(LibraryApi)

        with pytest.raises(FaceError, match="library"):
            faces.check()

    def test_a_face_may_be_taken_before_it_is_answered(self) -> None:
        faces = Faces()
        faces.get(LibraryApi)
        faces.answer(LibraryApi, Library())

        faces.check()

    def test_two_answerers_are_one_too_many(self) -> None:
        faces = Faces()
        faces.answer(LibraryApi, Library())

        with pytest.raises(FaceError, match="already"):
            faces.answer(LibraryApi, Library())

    def test_addresses_need_a_service_secret(self) -> None:
        with pytest.raises(ValueError, match="service secret"):
            Faces({"library": "http://library"})
