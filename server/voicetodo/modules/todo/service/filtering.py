"""Asking in the language of filters: what a question means for who asks it now, what fits it, and how much."""

from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from voicetodo.kit.db import Connection
from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.modules.todo.api import Status
from voicetodo.modules.todo.checks import is_timezone
from voicetodo.modules.todo.errors import FilterNotFound, QueryInvalid
from voicetodo.modules.todo.filtering.binding import BoundQuery, Scene, bind, names_anything
from voicetodo.modules.todo.filtering.mistakes import Mistake
from voicetodo.modules.todo.filtering.parser import Parsed, parse
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.nouns import FILTER
from voicetodo.modules.todo.store import filters

#: Counted by one statement; the parameters of more might be too many for it.
_AT_ONCE = 50


class Filtering:
    """Questions of one user about their own todos. `timezone` says which day is today."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def ask(self, user_id: UUID, query: str, *, timezone: str, status: Status | None = None) -> BoundQuery:
        """What the text means now. Raises QueryInvalid, with the place of the mistake."""
        scene = self._scene(timezone)
        found = parsed(query, QueryInvalid)
        if names_anything(found.query):
            async with self._desk.database.connection() as connection:
                scene = await _with_names(connection, user_id, scene)
        return bind(found, scene, status=status)

    async def ask_kept(
        self, user_id: UUID, filter_id: UUID, *, timezone: str, nth: int | None, status: Status | None
    ) -> BoundQuery:
        """What a filter that was kept means now, or the `nth` of its lists (from 1).

        Raises FilterNotFound, QueryInvalid.
        """
        scene = self._scene(timezone)
        async with self._desk.database.connection() as connection:
            kept = await FILTER.rows.find(connection, user_id, filter_id)
            if kept is None:
                raise FilterNotFound
            found = parsed(kept.query, QueryInvalid)
            if nth is not None and nth > len(found.lists):
                sentence = (
                    f"This filter has {len(found.lists)} lists."
                    if len(found.lists) > 1
                    else "This filter has one list."
                )
                raise QueryInvalid(sentence, errors=[FieldError("list", sentence)])
            if names_anything(found.query):
                scene = await _with_names(connection, user_id, scene)
        return bind(found, scene, status=status, nth=None if nth is None else nth - 1)

    async def count(self, user_id: UUID, *, timezone: str) -> dict[UUID, int | None]:
        """How many todos fit each filter that was kept, in their order; None where it cannot be read any more."""
        scene = self._scene(timezone)
        async with self._desk.database.connection() as connection:
            kept = await FILTER.rows.list_all(connection, user_id)
            found = {each.id: query for each in kept if (query := _readable(each.query)) is not None}
            if any(names_anything(each.query) for each in found.values()):
                scene = await _with_names(connection, user_id, scene)
            bound = {each: bind(query, scene) for each, query in found.items()}
            counts: dict[UUID, int | None] = {each.id: None for each in kept}
            for first in range(0, len(bound), _AT_ONCE):
                some = dict(list(bound.items())[first : first + _AT_ONCE])
                counts |= await filters.count_todos(connection, user_id, some)
        return counts

    def _scene(self, timezone: str) -> Scene:
        if not is_timezone(timezone):
            sentence = "The timezone must be an IANA name such as Europe/Berlin."
            raise QueryInvalid(sentence, errors=[FieldError("timezone", sentence, "timezone-unknown")])
        return Scene(now=self._desk.clock.now(), zone=ZoneInfo(timezone))


async def _with_names(connection: Connection, user_id: UUID, scene: Scene) -> Scene:
    known = await filters.names(connection, user_id)
    return replace(
        scene, categories=known.categories, sections=known.sections, labels=known.labels, people=known.people
    )


def _readable(query: str) -> Parsed | None:
    """None for a filter made when the language meant more. The others are counted all the same."""
    try:
        return parse(query)
    except Mistake:
        return None


def parsed(query: str, problem: type[Invalid]) -> Parsed:
    """Raises `problem` with `span`: the characters of the query that it is about."""
    try:
        return parse(query)
    except Mistake as mistake:
        raise problem(
            str(mistake),
            errors=[FieldError.of("query", mistake)],
            span={"start": mistake.start, "end": mistake.end},
        ) from mistake
