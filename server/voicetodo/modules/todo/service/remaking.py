"""Putting back what has a name: what a change set made is unmade, what it deleted is made again."""

from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from voicetodo.modules.todo import nesting
from voicetodo.modules.todo.api import Category, ChangeResult, Filter, Label, Section
from voicetodo.modules.todo.service import named
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY, FILTER, LABEL, SECTION, Noun
from voicetodo.modules.todo.store import activity, todo_groups
from voicetodo.modules.todo.store.activity import Entry

GONE = "It is gone already."
TOUCHED = "It was changed since, so it was left as it is."

_NOUNS: dict[str, Noun[Any]] = {noun.word: noun for noun in (CATEGORY, SECTION, LABEL, FILTER)}
_KINDS: dict[str, type[Category | Section | Label | Filter]] = {
    "category": Category,
    "section": Section,
    "label": Label,
    "filter": Filter,
}
#: What the events tell besides, where no todo was in it any more.
_TODOS_TO = {"category": {"todos": "inbox"}, "section": {"todos": "category"}}


async def put_back_named(ledger: Ledger, entry: Entry, change_set_id: UUID) -> ChangeResult:
    noun = _NOUNS[entry.kind]
    if entry.verb == "created":
        return await _unmake(ledger, noun, entry, change_set_id)
    if entry.verb == "deleted":
        return await _remake(ledger, noun, entry)
    return await _put_fields_back(ledger, noun, entry)


async def is_touched(ledger: Ledger, entry: Entry, change_set_id: UUID) -> bool:
    """Whether somebody changed it since."""
    return await activity.is_touched_since(
        ledger.tx, ledger.user_id, entry.entity_id, place=entry.place, change_set_id=change_set_id
    )


async def _unmake(ledger: Ledger, noun: Noun[Any], entry: Entry, change_set_id: UUID) -> ChangeResult:
    found = await noun.rows.lock(ledger.tx, ledger.user_id, entry.entity_id)
    if found is None:
        return ChangeResult(status="unchanged", message=GONE)
    if await _is_used(ledger, found) or await is_touched(ledger, entry, change_set_id):
        return _told(noun, found, status="kept", message=TOUCHED)
    await ledger.deleted(noun, found, **_TODOS_TO.get(noun.word, {}))
    return _told(noun, found, status="done")


async def _remake(ledger: Ledger, noun: Noun[Any], entry: Entry) -> ChangeResult:
    fields = {name: before for name, (before, _) in entry.changes.items()}
    once = replace(msgspec.convert(fields, type=_KINDS[noun.word]), version=entry.version + 1, updated_at=ledger.now)
    if isinstance(once, Category) and nesting.misfit(once, await CATEGORY.rows.list_all(ledger.tx, ledger.user_id)):
        once = replace(once, parent_id=None)
    if isinstance(once, Section) and not await CATEGORY.rows.keep(ledger.tx, ledger.user_id, (once.category_id,)):
        return _told(noun, once, status="kept", message="Its list is gone.")
    if not await ledger.created(noun, once):
        what = "list" if noun is CATEGORY else noun.word
        return _told(noun, once, status="kept", message=f"There is another {what} of that name now.")
    return _told(noun, once, status="done")


async def _put_fields_back(ledger: Ledger, noun: Noun[Any], entry: Entry) -> ChangeResult:
    found = await noun.rows.lock(ledger.tx, ledger.user_id, entry.entity_id)
    if found is None:
        return ChangeResult(status="kept", message=GONE)
    plain = msgspec.to_builtins(found)
    if any(plain[name] != after for name, (_, after) in entry.changes.items()):
        return _told(noun, found, status="kept", message=TOUCHED)
    fields = {name: before for name, (before, _) in entry.changes.items()}
    after = msgspec.convert({**plain, **fields}, type=type(found))
    if isinstance(after, Category) and nesting.misfit(after, await CATEGORY.rows.list_all(ledger.tx, ledger.user_id)):
        return _told(noun, found, status="kept", message=TOUCHED)
    return _told(noun, await named.write(ledger, noun, found, after, verb="reverted"), status="done")


async def _is_used(ledger: Ledger, found: Category | Section | Label | Filter) -> bool:
    tx, user_id = ledger.tx, ledger.user_id
    match found:
        case Category():
            return (
                await todo_groups.has_any(tx, user_id, "category_id", found.id)
                or any(each.category_id == found.id for each in await SECTION.rows.list_all(tx, user_id))
                or any(each.parent_id == found.id for each in await CATEGORY.rows.list_all(tx, user_id))
            )
        case Section():
            return await todo_groups.has_any(tx, user_id, "section_id", found.id)
        case Label():
            return await todo_groups.has_any(tx, user_id, "label_id", found.id)
        case Filter():
            return False


def _told(noun: Noun[Any], value: Any, **fields: Any) -> ChangeResult:
    # no change set of a voice command touches filters, so results do not show them
    return ChangeResult(**({} if noun is FILTER else {noun.word: value}), **fields)
