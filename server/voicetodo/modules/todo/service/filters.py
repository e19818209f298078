"""Filters that people keep: make, change, put in order, throw away."""

from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from voicetodo.modules.todo import ordering
from voicetodo.modules.todo.api import Filter, Origin
from voicetodo.modules.todo.errors import FilterInvalid, TooManyFilters
from voicetodo.modules.todo.service import named
from voicetodo.modules.todo.service.filtering import parsed
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.named import ColoredPatch, OrderedThings
from voicetodo.modules.todo.service.nouns import FILTER
from voicetodo.modules.todo.store import todos

#: All are counted at once.
MAX_FILTERS = 200


class FilterDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What a client chooses."""

    name: str
    query: str
    color: str | None = None
    is_favorite: bool = False


class FilterPatch(ColoredPatch, frozen=True, kw_only=True):
    """The fields to set."""

    query: str | UnsetType = UNSET
    is_favorite: bool | UnsetType = UNSET


class Filters(OrderedThings[Filter]):
    """Every verb is scoped by `user_id`; what is another's raises FilterNotFound."""

    noun = FILTER

    async def create(
        self, user_id: UUID, draft: FilterDraft, *, filter_id: UUID, origin: Origin
    ) -> tuple[Filter, bool]:
        """The filter, and whether it is new: the same one asked for again answers what is there.

        Raises FilterInvalid, FilterNameTaken, FilterIdTaken, TooManyFilters.
        """
        async with self._desk.writing(user_id, origin) as ledger:
            made = Filter(
                id=filter_id,
                name=draft.name,
                query=draft.query,
                color=draft.color,
                is_favorite=draft.is_favorite,
                position=ordering.at_end(ledger.now),
                created_at=ledger.now,
                updated_at=ledger.now,
            )
            parsed(made.query, FilterInvalid)
            rows = self.noun.rows
            await todos.lock_tree(ledger.tx, user_id)  # as for categories
            is_known = await rows.find(ledger.tx, user_id, filter_id) is not None
            if not is_known and await rows.count(ledger.tx, user_id) >= MAX_FILTERS:
                raise TooManyFilters
            return await named.create(ledger, self.noun, made)

    # The others look things up.
    async def _check(self, ledger: Ledger, before: Filter, after: Filter) -> None:  # noqa: ARG002 - as above
        if after.query != before.query:
            parsed(after.query, FilterInvalid)
