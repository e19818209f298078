"""Facts in, days out: what changed is counted anew, so that a day is what its facts say and nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct

from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database, Transaction
from voicetodo.modules.analytics.model.days import bounds_of, counted, day_of
from voicetodo.modules.analytics.model.facts import Fact, settled
from voicetodo.modules.analytics.store import days, facts, people

#: Clocks of clients go wrong; what has not happened yet is not counted.
_AHEAD: Final = timedelta(days=1)


class AnalyticsSettings(Struct, frozen=True):
    """For so long it is known when what was done."""

    analytics_days: Annotated[int, Meta(ge=366, le=36_600)] = 1096


class Counting:
    """Every verb can be called twice with the same, and in any order with others."""

    def __init__(self, *, database: Database, clock: Clock, kept_for: timedelta) -> None:
        self._database = database
        self._clock = clock
        self.kept_for = kept_for
        #: That are known to have a table.
        self._months: set[date] = set()

    async def add(self, tx: Transaction, told: Iterable[Fact], *, owners: Iterable[UUID]) -> set[UUID]:
        """Take in facts and count the days they change; answers whose days these are.

        `owners` are those in whose spaces it happened: all that happens to one todo is taken in turn. What is older
        than facts are kept, or from the future, is left out.
        """
        now = self._clock.now()
        since = self._first_month(now)
        new = [fact for fact in told if since <= fact.at.date() and fact.at < now + _AHEAD]
        if not new:
            return set()
        await self._make_months(tx, {fact.month for fact in new})
        subjects = sorted({fact.subject_id for fact in new})
        # whoever made a todo may be somebody else than who completes it, and it is their rate that changes
        others = await facts.list_of_subjects(tx, subjects)
        zones = _zones(await people.hold(tx, [*owners, *(fact.user_id for fact in (*new, *others))]))
        before = {fact.key: fact for fact in await facts.list_of_subjects(tx, subjects)}
        changed = [fact for fact in settled([*before.values(), *new]) if before.get(fact.key) != fact]
        if not changed:
            return set()
        await facts.put(tx, changed)
        await _count(tx, {(fact.user_id, day_of(fact.at, zones[fact.user_id])) for fact in changed}, zones)
        return {fact.user_id for fact in changed}

    async def _make_months(self, tx: Transaction, months: set[date]) -> None:
        if missing := months - self._months:
            await facts.make_months(tx, missing)
            tx.after_commit(lambda: self._months.update(missing))

    async def move(self, tx: Transaction, user_id: UUID, timezone: str) -> None:
        """Their days are those of another zone from now on, those that are over, too."""
        zones = await people.hold(tx, [user_id])
        if zones[user_id] != timezone:
            await people.set_zone(tx, user_id, timezone)
            await self.recount(tx, user_id, timezone)

    async def agree(self, tx: Transaction, user_id: UUID, *, agrees: bool) -> None:
        """To be counted in the sums over everybody, or not any more."""
        await people.hold(tx, [user_id])
        await people.set_agreement(tx, user_id, agrees=agrees)

    async def forget(self, tx: Transaction, user_ids: Sequence[UUID]) -> None:
        """Nothing is known of them any more."""
        await people.forget(tx, user_ids)

    async def forget_old(self) -> None:
        """Housekeeping: months that are over for longer than facts are kept."""
        async with self._database.transaction() as tx:
            self._months.clear()
            await facts.drop_months_before(tx, self._first_month(self._clock.now()))

    async def recount(self, tx: Transaction, user_id: UUID, timezone: str) -> None:
        """All of somebody's days. Their row is held."""
        all_days = counted(await facts.list_of_person(tx, user_id), ZoneInfo(timezone))
        await days.clear(tx, user_id)
        await days.put(tx, [], {(user_id, day): counts for day, counts in all_days.items()})

    def _first_month(self, now: datetime) -> date:
        return (now - self.kept_for).date().replace(day=1)


async def _count(tx: Transaction, wanted: set[tuple[UUID, date]], zones: Mapping[UUID, ZoneInfo]) -> None:
    pairs = sorted(wanted)
    bounds = [bounds_of(day, zones[user_id]) for user_id, day in pairs]
    by_person: dict[UUID, list[Fact]] = defaultdict(list)
    for fact in await facts.list_between(
        tx, [user_id for user_id, _ in pairs], [first for first, _ in bounds], [after for _, after in bounds]
    ):
        by_person[fact.user_id].append(fact)
    counts = {
        (user_id, day): each
        for user_id, told in by_person.items()
        for day, each in counted(told, zones[user_id]).items()
    }
    await days.put(tx, pairs, counts)


def _zones(timezones: Mapping[UUID, str]) -> dict[UUID, ZoneInfo]:
    return {user_id: ZoneInfo(timezone) for user_id, timezone in timezones.items()}
