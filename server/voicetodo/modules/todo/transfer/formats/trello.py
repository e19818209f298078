"""A board of Trello ("Print, export and share" → JSON): the board is a category, its lists are sections.

Archived cards come as done. Checklists stand as subtasks below their card. Of its actions, comments are kept.
"""

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

import msgspec

from voicetodo.modules.todo.api import Reminder
from voicetodo.modules.todo.transfer.draft import (
    BadRow,
    CategoryDraft,
    Draft,
    NamedDraft,
    Reading,
    Setting,
    Unreadable,
    drafts_of,
)
from voicetodo.modules.todo.transfer.moments import day, due_of, moment
from voicetodo.modules.todo.transfer.plain import color_of, titled
from voicetodo.modules.todo.transfer.source import Source
from voicetodo.modules.todo.transfer.talk import Said, comments_of, said_at
from voicetodo.modules.todo.transfer.told import tell


class _Label(msgspec.Struct, frozen=True):
    name: str = ""
    color: str | None = None


class _Card(msgspec.Struct, frozen=True, rename="camel"):
    id: str
    name: str
    desc: str = ""
    due: str | None = None
    due_complete: bool = False
    due_reminder: int | None = None
    start: str | None = None
    closed: bool = False
    id_list: str | None = None
    id_members: list[str] = []
    labels: list[_Label] = []
    date_last_activity: str | None = None


class _Step(msgspec.Struct, frozen=True, rename="camel"):
    id: str
    name: str
    state: str = "incomplete"
    due: str | None = None


def recognises(source: Source) -> bool:
    json = source.json
    return isinstance(json, dict) and all(isinstance(json.get(name), list) for name in ("cards", "lists"))


def read(source: Source, setting: Setting) -> Reading:
    if not recognises(source):
        raise Unreadable("import-foreign-trello")
    board = _Board(source.json, setting)
    return Reading(
        drafts=drafts_of(board.rows, board.read),
        categories=(CategoryDraft(name=board.name),),
        labels=tuple(
            NamedDraft(name=str(each["name"])[:100], color=color_of(each.get("color")))
            for each in source.json.get("labels") or ()
            if isinstance(each, dict) and each.get("name")
        ),
    )


class _Board:
    def __init__(self, json: dict[str, Any], setting: Setting) -> None:
        self.name = str(json.get("name") or "Trello").strip()[:100]
        self._setting = setting
        self._lists = {each.get("id"): str(each.get("name") or "")[:100] for each in json["lists"]}
        self._closed = {each.get("id") for each in json["lists"] if each.get("closed")}
        self._members = {each.get("id"): str(each.get("fullName") or "") for each in json.get("members") or ()}
        self._comments = _comments(json.get("actions") or ())
        steps: defaultdict[Any, list[tuple[Any, Any]]] = defaultdict(list)
        for checklist in json.get("checklists") or ():
            steps[checklist.get("idCard")] += [
                (checklist.get("idCard"), step) for step in checklist.get("checkItems", ())
            ]
        #: Cards, each with its steps after it: (id of the card it hangs on or None, value).
        self.rows: list[tuple[Any, Any]] = [
            row for card in json["cards"] for row in ((None, card), *steps.get(_id(card), ()))
        ]
        self._done: dict[Any, Draft] = {}

    def read(self, row: int, item: tuple[Any, Any]) -> Draft:
        card_id, value = item
        if card_id is not None:
            return self._step(row, card_id, msgspec.convert(value, _Step))
        card = msgspec.convert(value, _Card)
        draft = self._card(row, card)
        self._done[card.id] = draft
        return draft

    def _card(self, row: int, card: _Card) -> Draft:
        title, notes = titled(card.name, card.desc)
        due = due_of(card.due or "", self._setting.timezone)
        members = [self._members[each] for each in card.id_members if self._members.get(each)]
        is_done = card.due_complete or card.closed or card.id_list in self._closed
        return Draft(
            row=row,
            key=card.id,
            title=title,
            notes=notes,
            category=self.name,
            section=self._lists.get(card.id_list) or None,
            start_date=day(card.start or ""),
            due=due,
            reminders=(Reminder(minutes_before=card.due_reminder),) if due and (card.due_reminder or -1) >= 0 else (),
            labels=tuple(
                dict.fromkeys(each.name or each.color or "" for each in card.labels if each.name or each.color)
            ),
            assignee=", ".join(members)[:100] or None,
            comments=comments_of(_said(each) for each in self._comments.get(card.id, ())),
            completed_at=(moment(card.date_last_activity or "") or self._setting.now) if is_done else None,
            created_at=_made_at(card.id),
            notices=(tell("import-card-archived"),) if card.closed and not card.due_complete else (),
        )

    def _step(self, row: int, card_id: Any, step: _Step) -> Draft:
        card = self._done.get(card_id)
        if card is None:
            raise BadRow("import-card-unreadable")
        title, notes = titled(step.name, "")
        return Draft(
            row=row,
            key=step.id,
            title=title,
            notes=notes,
            parent=card.key,
            due=due_of(step.due or "", self._setting.timezone),
            completed_at=card.completed_at or self._setting.now
            if step.state == "complete" or card.completed_at
            else None,
        )


def _comments(actions: Any) -> dict[Any, list[dict[str, Any]]]:
    """The actions of each card that are comments, the first one first; they stand the other way round."""
    found: defaultdict[Any, list[dict[str, Any]]] = defaultdict(list)
    for action in reversed(list(actions)):
        if isinstance(action, dict) and action.get("type") == "commentCard":
            found[((action.get("data") or {}).get("card") or {}).get("id")].append(action)
    return found


def _said(action: dict[str, Any]) -> Said:
    who = (action.get("memberCreator") or {}).get("fullName")
    text, at = str((action.get("data") or {}).get("text") or ""), said_at(str(action.get("date") or ""))
    return Said(body=text, author=str(who or ""), at=at, id=str(action.get("id") or "") or None)


def _id(card: Any) -> Any:
    return card.get("id") if isinstance(card, dict) else None


def _made_at(card_id: str) -> datetime | None:
    """The first eight digits of an id of Trello are seconds since 1970."""
    try:
        return datetime.fromtimestamp(int(card_id[:8], 16), UTC) if len(card_id) == 24 else None
    except ValueError:
        return None
