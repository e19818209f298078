"""A face with one of everything, its answerer, and a server that other processes could call."""

import asyncio
import socket
from abc import abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec
import uvicorn

from voicetodo.kit.errors import DomainError, FieldError, NotFound
from voicetodo.kit.http.asgi import App
from voicetodo.kit.rpc import Face, idempotent


class BookLost(NotFound):
    """Nobody knows where this book is."""


class Book(msgspec.Struct, frozen=True):
    id: UUID
    title: str
    due: date | None = None


class LibraryApi(Face):
    module: ClassVar[str] = "library"

    @idempotent
    @abstractmethod
    async def find(self, *, book_id: UUID) -> Book | None: ...

    @idempotent
    @abstractmethod
    async def get_many(self, *, ids: list[UUID], due: date | None = None) -> list[Book]: ...

    @abstractmethod
    async def lend(self, *, book_id: UUID, to: str) -> int: ...

    @abstractmethod
    async def forget(self) -> None: ...

    @idempotent
    @abstractmethod
    async def read_aloud(self, *, seconds: float) -> str: ...

    @abstractmethod
    async def burn(self) -> None: ...


class Library(LibraryApi):
    """Answers, and counts how often it was asked to lend."""

    def __init__(self) -> None:
        self.lent = 0
        self.finds = 0

    async def find(self, *, book_id: UUID) -> Book | None:
        self.finds += 1
        return None if book_id.int == 0 else Book(id=book_id, title="Momo")

    async def get_many(self, *, ids: list[UUID], due: date | None = None) -> list[Book]:
        return [Book(id=each, title="Momo", due=due) for each in ids]

    async def lend(self, *, book_id: UUID, to: str) -> int:
        if to == "Charlie":
            raise BookLost(
                "Gone.", errors=[FieldError("to", "Not to him.")], headers={"Retry-After": "7"}, book_id=str(book_id)
            )
        if to == "Bob":
            raise DomainError("No books for Bob.")
        self.lent += 1
        return self.lent

    async def forget(self) -> None:
        self.lent = 0

    async def read_aloud(self, *, seconds: float) -> str:
        await asyncio.sleep(seconds)
        return "…"

    async def burn(self) -> None:
        raise ZeroDivisionError("the secret reason")


@asynccontextmanager
async def serving(app: App) -> AsyncIterator[str]:
    """The address of a server on a free port, for as long as the block runs."""
    config = uvicorn.Config(app, log_config=None, lifespan="off", ws="none", access_log=False)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        task = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            await task
