"""What a filter means for one user at one moment: names become ids, and days become times to compare with."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final, Literal, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec

from voicetodo.modules.todo.calling import is_called
from voicetodo.modules.todo.filtering import days
from voicetodo.modules.todo.filtering.notices import Code, Notice, notice
from voicetodo.modules.todo.filtering.parser import Parsed, Span
from voicetodo.modules.todo.filtering.tree import (
    CONDITIONS,
    And,
    AssignedTo,
    Condition,
    Dated,
    Field,
    InCategory,
    InSection,
    Is,
    Labelled,
    Name,
    Node,
    Not,
    Or,
    Priority,
    Query,
    Says,
)

#: Fields that know no time of day.
_DAYS: Final = frozenset({"start", "deadline"})
_PAST: Final = frozenset({"created", "updated", "completed"})


class InCategories(msgspec.Struct, frozen=True):
    """Never empty, as is `Carries`."""

    ids: tuple[UUID, ...]


class InSections(msgspec.Struct, frozen=True):
    """Never empty."""

    ids: tuple[UUID, ...]


class Carries(msgspec.Struct, frozen=True):
    """At least one of these labels."""

    ids: tuple[UUID, ...]


class Assigned(msgspec.Struct, frozen=True):
    """To one of these people, if any, or by a name that fits."""

    name: Name
    ids: tuple[UUID, ...] = ()


class Within(msgspec.Struct, frozen=True):
    """From `start` on and before `end`; None is open.

    Local times for `due`, days for `start` and `deadline`, moments for the others.
    """

    field: Field
    start: date | None
    end: date | None


class Nobody(msgspec.Struct, frozen=True):
    """True of no todo."""


BoundCondition = Is | Priority | InCategories | InSections | Carries | Assigned | Within | Says | Nobody


class BoundNot(msgspec.Struct, frozen=True):
    part: "BoundNode"


class BoundAnd(msgspec.Struct, frozen=True):
    parts: "tuple[BoundNode, ...]"


class BoundOr(msgspec.Struct, frozen=True):
    parts: "tuple[BoundNode, ...]"


BoundNode: TypeAlias = BoundAnd | BoundOr | BoundNot | BoundCondition


class BoundQuery(msgspec.Struct, frozen=True):
    """`status` holds beside `condition`. `is_timely`: the same filter may mean something else a minute later."""

    condition: BoundNode
    status: Literal["open", "completed", "all"]
    notices: tuple[Notice, ...]
    is_timely: bool


class KnownCategory(msgspec.Struct, frozen=True):
    """As much of a category as a filter can mean."""

    name: str
    id: UUID
    parent_id: UUID | None = None
    is_archived: bool = False
    is_shared: bool = False


class Scene(msgspec.Struct, frozen=True):
    """Who asks, when: `now` is a moment, `zone` the user's. All categories, and the names of labels, sections and
    people around with their ids.
    """

    now: datetime
    zone: ZoneInfo
    categories: tuple[KnownCategory, ...] = ()
    labels: tuple[tuple[str, UUID], ...] = ()
    sections: tuple[tuple[str, UUID], ...] = ()
    people: tuple[tuple[str, UUID], ...] = ()


def names_anything(query: Query) -> bool:
    """Whether categories, sections, labels and people must be known to bind it."""
    return any(
        isinstance(each, InCategory | InSection | Labelled | AssignedTo) or each == Is("shared")
        for each in _conditions(query.lists)
    )


def bind(
    parsed: Parsed, scene: Scene, *, status: Literal["open", "completed", "all"] | None = None, nth: int | None = None
) -> BoundQuery:
    """The todos of any list, or of the `nth` (from 0).

    Without a `status` a list is of open todos, unless it speaks of done ones: then it is of both. So it is with the
    archive: who does not speak of it does not see it.
    What is not there any more, or never was, is true of nothing, and a notice says so.
    """
    lists = parsed.query.lists
    binder = _Binder(parsed.conditions, scene)
    bound = [binder.node(each) for each in lists]
    wanted = range(len(lists)) if nth is None else range(nth, nth + 1)
    speaks_of_done = {place: any(map(_is_of_done, _conditions((lists[place],)))) for place in wanted}
    has_done = status is None and any(speaks_of_done.values())
    parts = tuple(
        _also(
            bound[place],
            BoundNot(Is("completed")) if has_done and not speaks_of_done[place] else None,
            BoundNot(Is("archived")) if Is("archived") not in _conditions((lists[place],)) else None,
        )
        for place in wanted
    )
    place = Span(parsed.lists[wanted[0]].start, parsed.lists[wanted[-1]].end)
    return BoundQuery(
        condition=parts[0] if len(parts) == 1 else BoundOr(parts),
        status=status or ("all" if has_done else "open"),
        notices=tuple(each for each in binder.notices if place.start <= each.start < place.end),
        is_timely=any(isinstance(each, Dated) or each == Is("overdue") for each in _conditions(lists)),
    )


def _also(node: BoundNode, *others: BoundNode | None) -> BoundNode:
    """All of those that are given."""
    parts = tuple(each for each in (*others, node) if each is not None)
    return parts[0] if len(parts) == 1 else BoundAnd(parts)


class _Binder:
    def __init__(self, spans: tuple[Span, ...], scene: Scene) -> None:
        self.notices: list[Notice] = []
        self._scene = scene
        self._spans = iter(spans)
        self._local = scene.now.astimezone(scene.zone).replace(tzinfo=None, second=0, microsecond=0)

    def node(self, node: Node) -> BoundNode:
        match node:
            case And(parts):
                return BoundAnd(tuple(self.node(part) for part in parts))
            case Or(parts):
                return BoundOr(tuple(self.node(part) for part in parts))
            case Not(part):
                return BoundNot(self.node(part))
            case _:
                return self._condition(node, next(self._spans))

    def _condition(self, condition: Condition, span: Span) -> BoundNode:
        match condition:
            case InCategory(name):
                found = self._categories(condition)
                if found and all(each.is_archived for each in found):
                    self.notices.append(notice(span, "filter-list-archived"))
                return (
                    InCategories(tuple(each.id for each in found))
                    if found
                    else self._nobody(span, "filter-list-gone", "*".join(name.parts))
                )
            case InSection(name):
                ids = _named(name, self._scene.sections)
                return InSections(ids) if ids else self._nobody(span, "filter-section-gone", "*".join(name.parts))
            case Labelled(name):
                ids = _named(name, self._scene.labels)
                return Carries(ids) if ids else self._nobody(span, "filter-label-gone", "*".join(name.parts))
            case Dated():
                return self._dated(condition, span)
            case Is("overdue"):
                return self._dated(Dated("due", "before", "today"), span)
            case Is("shared"):
                ids = tuple(each.id for each in self._scene.categories if each.is_shared)
                return InCategories(ids) if ids else self._nobody(span, "filter-none-shared")
            case AssignedTo(name):
                return Assigned(name, tuple(each_id for each, each_id in self._scene.people if _is_of(name, each)))
            case _:
                return condition

    def _categories(self, condition: InCategory) -> list[KnownCategory]:
        known = self._scene.categories
        found = [each for each in known if condition.name.fits(each.name)]
        some = found
        while condition.with_below and some:
            seen, above = {each.id for each in found}, {each.id for each in some}
            some = [each for each in known if each.parent_id in above and each.id not in seen]
            found += some
        return found

    def _dated(self, dated: Dated, span: Span) -> BoundNode:
        found = days.resolve(dated.when, self._local, is_past=dated.field in _PAST)
        if found is None:
            return self._nobody(span, "filter-day-never", dated.when)
        start: date
        end: date
        start, end = found
        if dated.field in _PAST:
            start, end = (each.replace(tzinfo=self._scene.zone) for each in found)
        elif dated.field in _DAYS:
            start, end = days.whole_days(found)
        if dated.relation == "before":
            return Within(dated.field, None, start)
        return Within(dated.field, end, None) if dated.relation == "after" else Within(dated.field, start, end)

    def _nobody(self, span: Span, code: Code, name: str | None = None) -> BoundNode:
        self.notices.append(notice(span, code, name))
        return Nobody()


def _named(name: Name, known: tuple[tuple[str, UUID], ...]) -> tuple[UUID, ...]:
    return tuple(each_id for each, each_id in known if name.fits(each))


def _is_of(name: Name, person: str) -> bool:
    return name.fits(person) or (not name.has_wildcard and is_called(name.parts[0], person))


def _is_of_done(condition: Condition) -> bool:
    return condition == Is("completed") or (isinstance(condition, Dated) and condition.field == "completed")


def _conditions(nodes: Iterable[Node]) -> Iterator[Condition]:
    for node in nodes:
        if isinstance(node, And | Or):
            yield from _conditions(node.parts)
        elif isinstance(node, Not):
            yield from _conditions((node.part,))
        elif isinstance(node, CONDITIONS):
            yield node
