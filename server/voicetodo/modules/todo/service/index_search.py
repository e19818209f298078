"""Finding todos by an index on an OpenSearch server. The index proposes; what is shown is read from the database."""

from typing import Final

import msgspec
from msgspec.structs import replace

from voicetodo.kit.db import Record
from voicetodo.kit.search import OpenSearch, SearchUnavailable
from voicetodo.modules.todo import spelling
from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.searching import scopes
from voicetodo.modules.todo.searching.after import After
from voicetodo.modules.todo.searching.candidates import Candidate, candidates_in
from voicetodo.modules.todo.searching.question import Wanted, pieces_of, question
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.search_engine import MAX_HITS, Asked, Found, Hit, Place, marks_in, marks_of
from voicetodo.modules.todo.store import search

#: Where many proposals come to nothing, the page stays short, and whoever goes on asks for the next.
_MOST_ROUNDS: Final = 4
#: At once, where the database leaves out most of them: the index knows nothing of labels, priorities and days.
_MOST_PROPOSED: Final = 250

_decoder: Final = msgspec.json.Decoder(Todo)


class IndexSearch:
    """`alias` names the index. To find raises SearchUnavailable."""

    def __init__(self, desk: Desk, opensearch: OpenSearch, alias: str) -> None:
        self._desk = desk
        self._opensearch = opensearch
        self._alias = alias

    async def find(self, asked: Asked) -> Found:
        wanted, page = await self._wanted(asked), _Page(asked)
        if not wanted.pieces:
            return page.found(is_more=False)
        for _ in range(_MOST_ROUNDS):
            proposed = await self._propose(wanted)
            async with self._desk.database.connection() as connection:
                rows = await search.candidates(
                    connection,
                    asked.user_id,
                    [(each.owner_id, each.todo_id, each.comment_id) for each in proposed],
                    asked.narrowed,
                )
            for candidate in proposed:
                if page.is_full:
                    return page.found(is_more=True)
                page.look_at(candidate, rows.get((candidate.owner_id, candidate.todo_id)))
            if len(proposed) < wanted.limit:
                return page.found(is_more=False)
            wanted = replace(wanted, after=page.after)
        return page.found(is_more=True)

    async def _wanted(self, asked: Asked) -> Wanted:
        """Of what the user may see now, whatever the index still believes."""
        async with self._desk.database.connection() as connection:
            around = await search.categories_around(connection, asked.user_id)
        own = {scopes.place(each.owner_id, each.id) for each in around if each.owner_id == asked.user_id}
        lent = {
            scopes.place(each.owner_id, each.id)
            for each in around
            if each.owner_id != asked.user_id and (asked.narrowed.with_archived or not each.is_archived)
        }
        return Wanted(
            pieces=pieces_of(asked.text),
            scopes=[scopes.space(asked.user_id), *sorted(lent)],
            without=[] if asked.narrowed.with_archived else sorted(own),
            limit=max(asked.limit + 1, _MOST_PROPOSED) if asked.narrowed.is_narrow else asked.limit + 1,
            after=asked.place.after,
            first=asked.place.shown,
        )

    async def _propose(self, wanted: Wanted) -> list[Candidate]:
        owners = sorted({scopes.owner_in(scope) for scope in wanted.scopes})
        answer = await self._opensearch.search(self._alias, question(wanted), routings=owners)
        try:
            return candidates_in(answer, wanted.pieces)
        except ValueError as error:
            raise SearchUnavailable("The search index holds something that is not ours.") from error


class _Page:
    """What was found so far."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._until = min(asked.place.shown + asked.limit, MAX_HITS)
        self._hits: list[Hit] = []
        self.after: After | None = asked.place.after

    @property
    def is_full(self) -> bool:
        return self._shown >= self._until

    def look_at(self, candidate: Candidate, row: Record | None) -> None:
        """`row`: what the database has of it for this user."""
        self.after = candidate.after
        hit = None if row is None else _hit(self._asked.text, candidate, row)
        if hit is not None:
            self._hits.append(hit)

    def found(self, *, is_more: bool) -> Found:
        goes_on = is_more and self._shown < MAX_HITS
        return Found(self._hits, Place(self._shown, self.after) if goes_on else None, is_settled=False)

    @property
    def _shown(self) -> int:
        return self._asked.place.shown + len(self._hits)


def _hit(text: str, candidate: Candidate, row: Record) -> Hit | None:
    """None where the index heard that it says so, and it does not say so any more."""
    todo = _decoder.decode(row["document"])
    if candidate.comment_id is None:
        said, marks = f"{todo.title} {todo.notes}", marks_of(todo, text)
        is_known_so = row["version"] == candidate.version
    else:
        said = row["body"] or ""
        marks = marks_in(text, ("comment", said), comment_id=candidate.comment_id)
        is_known_so = row["comment_version"] == candidate.version
    return Hit(todo, marks, candidate.rank) if is_known_so or spelling.says(said, text) else None
