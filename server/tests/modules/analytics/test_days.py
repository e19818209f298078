"""A day is what its facts say: in whatever order they come, and however often."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database
from voicetodo.modules.analytics.model.days import Day
from voicetodo.modules.analytics.model.facts import OF_COMMANDS, Fact
from voicetodo.modules.analytics.service.counting import Counting
from voicetodo.modules.analytics.store import days

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
#: Half an hour beside all others, and a change of clocks on the first of November.
ZONES = ("UTC", "Asia/Kathmandu", "America/New_York")
KINDS = ("created", "completed", "reopened", "deleted", "restored", "understood", "clarified", "missed", "undone")
_numbers = count(1)


class Calendar:
    """What was counted of people whom nobody else counts."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.counting = Counting(database=database, clock=FixedClock(NOW), kept_for=timedelta(days=1096))

    async def add(self, *facts: Fact) -> None:
        async with self._database.transaction() as tx:
            await self.counting.add(tx, facts, owners=[])

    async def move(self, user_id: UUID, zone: str) -> None:
        async with self._database.transaction() as tx:
            await self.counting.move(tx, user_id, zone)

    async def of(self, user_id: UUID) -> dict[date, Day]:
        async with self._database.connection() as connection:
            return await days.list_between(connection, user_id, date(2000, 1, 1), date(2100, 1, 1))

    async def rows(self, sql: str, *args: object) -> list[tuple[object, ...]]:
        async with self._database.connection() as connection:
            return [tuple(row.values()) for row in await connection.fetch(sql, *args)]


@pytest.fixture
def calendar(database: Callable[[str], Database]) -> Calendar:
    return Calendar(database("analytics"))


def moments() -> st.SearchStrategy[datetime]:
    return st.integers(0, 30 * 24 * 4).map(lambda quarters: NOW - timedelta(minutes=15 * quarters))


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Of two people and three todos, with versions in the order of telling, which need not be that of the moments.

    What reopens an occurrence bears the version of its completion.
    """
    base = next(_numbers) * 1000
    people = [UUID(int=base + n) for n in (1, 2)]
    facts: dict[tuple[object, ...], Fact] = {}
    for _ in range(draw(st.integers(1, 14))):
        kind = draw(st.sampled_from(KINDS))
        subject = base + 100 + draw(st.integers(1, 3)) + (50 if kind in OF_COMMANDS else 0)
        version = len(facts) + 1
        done = [each.version for each in facts.values() if (each.kind, each.subject_id.int) == ("completed", subject)]
        if kind == "reopened" and done and draw(st.booleans()):
            version = draw(st.sampled_from(done))  # an occurrence is
        fact = Fact(
            user_id=draw(st.sampled_from(people)),
            at=draw(moments()),
            kind=kind,  # pyright: ignore[reportArgumentType] - one of them
            subject_id=UUID(int=subject),
            version=version,
            category_id=draw(st.sampled_from([None, UUID(int=base + 900)])),
            source=draw(st.sampled_from(["voice", "web", "my-script", "audio"])),
        )
        facts.setdefault((fact.at, fact.subject_id), fact)
    return list(facts.values())


def counted_plainly(facts: list[Fact], user_id: UUID, zone: ZoneInfo) -> dict[date, tuple[int, ...]]:
    """Created, kept, done, completed and commands, by looking at every fact for every number."""
    told: dict[date, list[int]] = {}
    turns = {(each.kind, each.subject_id, each.version) for each in facts}

    def after(fact: Fact, *kinds: str) -> Iterator[str]:
        of = [each for each in facts if each.subject_id == fact.subject_id and each.kind in kinds]
        of.sort(key=lambda each: (each.version, each.kind == "reopened"))
        return (each.kind for each in of if each.version > fact.version)

    def stands(fact: Fact) -> bool:
        if fact.kind != "completed" or ("reopened", fact.subject_id, fact.version) in turns:
            return False
        return next(after(fact, "completed", "reopened"), "completed") == "completed"

    seen: set[tuple[date, UUID]] = set()
    for fact in (each for each in facts if each.user_id == user_id):
        day = fact.at.astimezone(zone).date()
        numbers = told.setdefault(day, [0] * 5)
        same = [each for each in facts if each.subject_id == fact.subject_id]
        is_done = any(stands(each) for each in same)
        ends = [
            each.kind for each in sorted(same, key=lambda each: each.version) if each.kind in {"deleted", "restored"}
        ]
        if fact.kind == "created":
            numbers[0] += 1
            numbers[1] += is_done or ends[-1:] != ["deleted"]
            numbers[2] += is_done
        numbers[3] += stands(fact)
        if fact.kind in OF_COMMANDS and (day, fact.subject_id) not in seen:
            seen.add((day, fact.subject_id))
            numbers[4] += 1
    return {day: tuple(numbers) for day, numbers in told.items() if any(numbers)}


def numbers_of(day: Day) -> tuple[int, ...]:
    assert sum(day.hours.values()) == sum(day.categories.values()) == day.completed
    assert sum(day.sources.values()) == day.created
    return (day.created, day.kept, day.done, day.completed, sum(day.commands.values()))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), facts=histories())
async def test_days_are_a_plain_count_over_facts(calendar: Calendar, data: st.DataObject, facts: list[Fact]) -> None:
    told = data.draw(st.permutations([*facts, *data.draw(st.lists(st.sampled_from(facts), max_size=5))]))
    cut = data.draw(st.integers(0, len(told)))
    people = sorted({fact.user_id for fact in facts})
    zones = {user_id: data.draw(st.sampled_from(ZONES)) for user_id in people}

    await calendar.add(*told[:cut])
    for user_id, zone in zones.items():
        await calendar.move(user_id, zone)
    for fact in told[cut:]:
        await calendar.add(fact)

    for user_id, zone in zones.items():
        found = {day: numbers_of(counts) for day, counts in (await calendar.of(user_id)).items()}
        assert found == counted_plainly(facts, user_id, ZoneInfo(zone))


def fact(kind: str, at: datetime, *, by: int = 1, subject: int = 100, **more: object) -> Fact:
    known = {"user_id": UUID(int=by), "subject_id": UUID(int=subject), "at": at, "kind": kind}
    return Fact(**(known | more))  # pyright: ignore[reportArgumentType] - as they are


class TestCounting:
    async def test_who_made_it_is_told_that_somebody_else_did_it(self, calendar: Calendar) -> None:
        await calendar.add(fact("created", NOW - timedelta(days=3)))

        await calendar.add(fact("completed", NOW, by=2))

        assert [(day.kept, day.done) for day in (await calendar.of(UUID(int=1))).values()] == [(1, 1)]
        assert [day.completed for day in (await calendar.of(UUID(int=2))).values()] == [1]

    async def test_a_completion_that_was_told_late_is_taken_back_like_others(self, calendar: Calendar) -> None:
        minute = timedelta(minutes=1)
        await calendar.add(fact("completed", NOW, version=2), fact("reopened", NOW + minute, version=3))
        await calendar.add(fact("completed", NOW - minute, version=4))

        await calendar.add(fact("reopened", NOW + 2 * minute, version=5))

        assert await calendar.of(UUID(int=1)) == {}

    async def test_an_occurrence_that_is_taken_back_twice_takes_back_no_other(self, calendar: Calendar) -> None:
        minute = timedelta(minutes=1)
        await calendar.add(fact("completed", NOW - 2 * minute, version=2), fact("completed", NOW - minute, version=3))

        for later in (minute, 2 * minute):
            await calendar.add(fact("reopened", NOW + later, version=3))

        assert [day.completed for day in (await calendar.of(UUID(int=1))).values()] == [1]

    async def test_occurrences_are_taken_back_one_after_the_other(self, calendar: Calendar) -> None:
        minute = timedelta(minutes=1)
        await calendar.add(fact("completed", NOW - 2 * minute, version=2), fact("completed", NOW - minute, version=3))

        await calendar.add(fact("reopened", NOW + minute, version=3), fact("reopened", NOW + 2 * minute, version=2))

        assert await calendar.of(UUID(int=1)) == {}

    async def test_a_command_counts_once_as_what_became_of_it(self, calendar: Calendar) -> None:
        for kind in ("clarified", "understood", "undone"):
            await calendar.add(fact(kind, NOW, source="audio"))

        (day,) = (await calendar.of(UUID(int=1))).values()
        assert (day.commands, day.spoken) == ({"undone": 1}, 1)

    async def test_what_is_too_old_or_has_not_happened_is_left_out(self, calendar: Calendar) -> None:
        await calendar.add(fact("completed", NOW - timedelta(days=2000)), fact("completed", NOW + timedelta(days=2)))

        assert await calendar.of(UUID(int=1)) == {}
        assert await calendar.rows("select relname from pg_class where relname like 'facts\\_2%'") == []


class TestForgettingOld:
    async def test_months_go_with_their_days_once_they_are_kept_for_long_enough(self, calendar: Calendar) -> None:
        old, new = NOW - timedelta(days=1095), NOW - timedelta(days=30)
        await calendar.add(fact("completed", old), fact("completed", new))
        calendar.counting = Counting(
            database=calendar._database,
            clock=FixedClock(NOW + timedelta(days=40)),
            kept_for=timedelta(days=1096),
        )

        await calendar.counting.forget_old()

        assert await calendar.rows("select at from facts") == [(new,)]
        assert [*await calendar.of(UUID(int=1))] == [new.date()]


class TestForgettingSomebody:
    async def test_nothing_is_known_of_them_and_others_keep_theirs(
        self, calendar: Calendar, database: Callable[[str], Database]
    ) -> None:
        await calendar.add(fact("created", NOW), fact("completed", NOW, by=2))

        async with database("analytics").transaction() as tx:
            await calendar.counting.forget(tx, [UUID(int=1)])

        assert await calendar.rows("select user_id from facts") == [(UUID(int=2),)]
        assert [len(await calendar.of(UUID(int=n))) for n in (1, 2)] == [0, 1]
