"""Categories below categories: whatever is asked for, no circle and nothing too deep comes of it."""

from datetime import UTC, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from voicetodo.modules.todo import nesting
from voicetodo.modules.todo.api import Category

NOW = datetime(2026, 1, 7, tzinfo=UTC)
IDS = [UUID(int=number) for number in range(1, 9)]


def category(number: int) -> Category:
    return Category(id=IDS[number], name=str(number), position="a", created_at=NOW, updated_at=NOW)


moves = st.lists(st.tuples(st.integers(0, 7), st.none() | st.integers(0, 7)), max_size=40)


@given(moves)
def test_no_order_of_moves_makes_a_circle_or_goes_too_deep(moves: list[tuple[int, int | None]]) -> None:
    known = {each.id: each for each in map(category, range(8))}

    for child, parent in moves:
        wanted = replace(known[IDS[child]], parent_id=None if parent is None else IDS[parent])
        if nesting.misfit(wanted, known.values()) is None:
            known[wanted.id] = wanted

    for each in known.values():
        assert 1 <= len(line_above(each, known)) <= nesting.MAX_LEVELS


@given(moves)
def test_what_is_below_is_what_leads_up_there(moves: list[tuple[int, int | None]]) -> None:
    known = {each.id: each for each in map(category, range(8))}
    for child, parent in moves:
        wanted = replace(known[IDS[child]], parent_id=None if parent is None else IDS[parent])
        if nesting.misfit(wanted, known.values()) is None:
            known[wanted.id] = wanted

    for root in known:
        found = [each.id for each in nesting.below(root, known.values())]
        assert sorted(found) == sorted(
            each.id for each in known.values() if each.id != root and root in line_above(each, known)
        )
        places = {each: place for place, each in enumerate(found)}
        assert all(places.get(known[each].parent_id, -1) < places[each] for each in found)  # type: ignore[call-overload]


def line_above(each: Category, known: dict[UUID, Category]) -> list[UUID]:
    """Its own id and those above it; longer than all there are where they go round."""
    line = [each.id]
    while each.parent_id is not None and len(line) <= len(known):
        each = known[each.parent_id]
        line.append(each.id)
    return line
