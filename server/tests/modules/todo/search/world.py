"""Alice, Bob and Charlie with todos to be found, and an index that hears of them when a test says so."""

from typing import Any
from uuid import UUID

from voicetodo.kit.bus import Courier
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.kit.search import OpenSearch
from voicetodo.modules.todo.api import Category, Comment, CreateTodo, Origin, Todo
from voicetodo.modules.todo.service import sharing
from voicetodo.modules.todo.service.categories import Categories, CategoryDraft
from voicetodo.modules.todo.service.comments import CommentDraft, Comments
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.indexing import Indexer
from voicetodo.modules.todo.service.labels import Labels
from voicetodo.modules.todo.service.members import Members
from voicetodo.modules.todo.service.search_engine import Asked, Found, Place, SearchEngine
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.service.trash import Trash
from voicetodo.modules.todo.store.search import Narrowed
from voicetodo.modules.todo.store.todo_lists import TodoFilter

WEB = Origin("web")


class World:
    """What people do, and what they find."""

    def __init__(self, desk: Desk, engine: SearchEngine, learning: "Learning | None" = None) -> None:
        self.alice, self.bob, self.charlie = new_id(), new_id(), new_id()
        self.desk = desk
        self.engine = engine
        self.todos = Todos(desk)
        self.trash = Trash(desk)
        self.comments = Comments(desk)
        self.categories = Categories(desk)
        self.labels = Labels(desk)
        self._learning = learning

    async def settle(self) -> None:
        """From now on the engine knows of all that was done."""
        if self._learning is not None:
            await self._learning.catch_up()

    async def add(self, title: str, *, notes: str = "", into: UUID | None = None, **fields: Any) -> Todo:
        draft = CreateTodo(title=title, notes=notes, category_id=into, **fields)
        return (await self.todos.create(self.alice, draft, todo_id=new_id(), origin=WEB))[0]

    async def complete(self, todo: Todo) -> Todo:
        return await self.todos.complete(self.alice, todo.id, origin=WEB, occurrence=None)

    async def comment(self, todo: Todo, body: str) -> Comment:
        return await self.comments.create(self.alice, todo.id, CommentDraft(body), comment_id=new_id(), origin=WEB)

    async def category(self) -> Category:
        draft = CategoryDraft(name="Party")
        return (await self.categories.create(self.alice, draft, category_id=new_id(), origin=WEB))[0]

    async def label(self, name: str) -> UUID:
        return (await self.labels.create(self.alice, label_id=new_id(), name=name, color=None, origin=WEB))[0].id

    async def share(self, category: Category, member_id: UUID) -> None:
        async with self.desk.writing(self.alice, WEB) as ledger:
            await sharing.share(ledger, category.id, member_id, "editor")

    async def unshare(self, category: Category, member_id: UUID) -> None:
        await Members(self.desk).remove(self.alice, category.id, member_id, origin=WEB)

    async def ask(
        self,
        text: str,
        *,
        by: UUID | None = None,
        limit: int = 20,
        place: Place | None = None,
        with_archived: bool = False,
        **narrowed: Any,
    ) -> Found:
        among = Narrowed(TodoFilter(**{"status": "all", **narrowed}), with_archived)
        return await self.engine.find(Asked(by or self.alice, text, limit, place or Place(), among))

    async def titles(
        self, text: str, *, by: UUID | None = None, with_archived: bool = False, **narrowed: Any
    ) -> list[str]:
        """Of what is found at once."""
        found = await self.ask(text, by=by, with_archived=with_archived, **narrowed)
        return [hit.todo.title for hit in found.hits]

    async def titles_settled(self, text: str, *, by: UUID | None = None, with_archived: bool = False) -> list[str]:
        """Of what is found once the engine knows."""
        await self.settle()
        return await self.titles(text, by=by, with_archived=with_archived)


class Learning:
    """Brings the events to the index."""

    def __init__(self, courier: Courier, indexer: Indexer, opensearch: OpenSearch, alias: str) -> None:
        self._courier = courier
        self._indexer = indexer
        self._opensearch = opensearch
        self._alias = alias

    async def hear(self) -> None:
        """Of all that was announced; the index is not told yet."""
        await self._courier.drain()

    async def catch_up(self) -> None:
        await self.hear()
        await self._indexer.drain()
        await self._opensearch.refresh(self._alias)

    async def count_of(self, owner_id: UUID) -> int:
        """How many of their todos lie in the index, whatever the database says."""
        await self._opensearch.refresh(self._alias)
        question: dict[str, Any] = {"query": {"term": {"scopes": str(owner_id)}}, "sort": ["_doc"], "size": 1000}
        return len((await self._opensearch.search(self._alias, question)).found.hits)


async def waiting(database: Database, owner_id: UUID) -> int:
    """Of how many of their todos the index is still to be told."""
    async with database.connection() as connection:
        return await connection.fetchval("select count(*) from search_changes where user_id = $1", owner_id)
