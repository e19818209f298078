"""What somebody may do in a category is the highest of what was given to them and to their teams, whatever was done."""

import asyncio
import random
from collections.abc import Awaitable
from contextlib import suppress
from typing import Final
from uuid import UUID

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voicetodo.kit.errors import DomainError
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import CreateTodo, Origin, UpdateTodo
from voicetodo.modules.todo.api.people import GivenRole, TeamRole
from voicetodo.modules.todo.roles import highest
from voicetodo.modules.todo.service import belonging, sharing
from voicetodo.modules.todo.service.categories import Categories, CategoryDraft, CategoryPatch
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.members import Members
from voicetodo.modules.todo.service.team_members import TeamMembers
from voicetodo.modules.todo.service.team_shares import TeamShares
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.store import members, team_members, teams, todo_lists
from voicetodo.modules.todo.store.shares import Place
from voicetodo.modules.todo.store.todo_lists import TodoFilter

#: By their places in this: four people, whose the categories are, who owns the teams, and who is in them at first.
PEOPLE: Final = 4
OWNERS: Final = (0, 1)
FOUNDERS: Final = (0, 2)
BEGINNERS: Final = (0, 1, 2)
WEB: Final = Origin("web")


class Join(msgspec.Struct, frozen=True):
    team: int
    person: int


class Leave(msgspec.Struct, frozen=True):
    team: int
    person: int


class Share(msgspec.Struct, frozen=True):
    """With one person; `again` changes the role of who is a member already."""

    category: int
    person: int
    role: GivenRole
    again: bool


class Unshare(msgspec.Struct, frozen=True):
    category: int
    person: int


class ShareTeam(msgspec.Struct, frozen=True):
    category: int
    team: int
    role: GivenRole


class UnshareTeam(msgspec.Struct, frozen=True):
    category: int
    team: int


class Assign(msgspec.Struct, frozen=True):
    category: int
    person: int


Step = Join | Leave | Share | Unshare | ShareTeam | UnshareTeam | Assign
person = st.integers(0, PEOPLE - 1)
category = st.integers(0, len(OWNERS) - 1)
team = st.integers(0, len(FOUNDERS) - 1)
roles: st.SearchStrategy[GivenRole] = st.sampled_from(["editor", "commenter", "viewer"])
steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(Join, team, person),
    st.builds(ShareTeam, category, team, roles),
    st.builds(Share, category, person, roles, st.booleans()),
    st.builds(Assign, category, person),
    st.builds(Leave, team, person),
    st.builds(UnshareTeam, category, team),
    st.builds(Unshare, category, person),
)


class Rule:
    """What is to be so, in a few lines."""

    def __init__(self) -> None:
        self.teams: list[set[int]] = [set(BEGINNERS) for _ in FOUNDERS]
        self.granted: dict[tuple[int, int], GivenRole] = {}
        self.given_to_teams: dict[tuple[int, int], GivenRole] = {}
        self.assigned: list[tuple[int, int]] = []

    def role(self, of: int, who: int) -> GivenRole | None:
        if OWNERS[of] == who:
            return None
        in_teams: list[GivenRole] = [
            role for (where, nth), role in self.given_to_teams.items() if where == of and who in self.teams[nth]
        ]
        return highest(self.granted.get((of, who)), *in_teams)

    def sees(self, of: int, who: int) -> bool:
        return OWNERS[of] == who or self.role(of, who) is not None

    def allows(self, step: Step) -> bool:
        match step:
            case Leave(nth, who):
                return who in self.teams[nth] and FOUNDERS[nth] != who
            case Share(of, who, _, True):
                return self.role(of, who) is not None
            case Unshare(of, who):
                return (of, who) in self.granted
            case ShareTeam(of, nth, _):
                return OWNERS[of] in self.teams[nth]
            case UnshareTeam(of, nth):
                return (of, nth) in self.given_to_teams
            case Assign(of, who):
                return self.sees(of, who)
            case _:
                return True

    def do(self, step: Step) -> None:
        """What is allowed."""
        match step:
            case Join(nth, who):
                self.teams[nth].add(who)
            case Leave(nth, who):
                self._leave(nth, who)
            case Share(of, who, role, again) if OWNERS[of] != who:
                self.granted[of, who] = role if again else highest(role, self.granted.get((of, who))) or role
            case Unshare(of, who):
                del self.granted[of, who]
            case ShareTeam(of, nth, role):
                self.given_to_teams[of, nth] = role
            case UnshareTeam(of, nth):
                del self.given_to_teams[of, nth]
            case Assign(of, who):
                self.assigned.append((of, who))
            case _:
                pass
        self.assigned = [(of, who) for of, who in self.assigned if self.sees(of, who)]

    def _leave(self, nth: int, who: int) -> None:
        self.teams[nth].remove(who)
        for of, owner in enumerate(OWNERS):
            if owner == who:
                self.given_to_teams.pop((of, nth), None)


class World:
    """The same in the product."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.people = [new_id() for _ in range(PEOPLE)]
        self.categories: list[UUID] = []
        self.teams = [new_id() for _ in FOUNDERS]

    async def fill(self) -> None:
        for nth, owner in enumerate(OWNERS):
            draft = CategoryDraft(name=f"list {nth}")
            made, _ = await Categories(self.desk).create(self.people[owner], draft, category_id=new_id(), origin=WEB)
            self.categories.append(made.id)
        for team_id, founder in zip(self.teams, FOUNDERS, strict=True):
            async with self.desk.writing(self.people[founder], WEB) as ledger:
                await teams.insert(ledger.tx, team_id, "a team", at=ledger.now)
                for who in BEGINNERS:
                    role: TeamRole = "owner" if who == founder else "member"
                    await team_members.put(ledger.tx, team_id, self.people[who], role, at=ledger.now)

    def do(self, step: Step) -> Awaitable[object]:
        match step:
            case Join(nth, who):
                return self._join(self.teams[nth], self.people[who])
            case Leave(nth, who):
                return TeamMembers(self.desk).remove(self.people[who], self.teams[nth], self.people[who], origin=WEB)
            case Share(of, who, role, False):
                return self._share(of, self.people[who], role)
            case Share(of, who, role, _):
                return Members(self.desk).change_role(*self._of(of), self.people[who], role=role, origin=WEB)
            case Unshare(of, who):
                return Members(self.desk).remove(*self._of(of), self.people[who], origin=WEB)
            case ShareTeam(of, nth, role):
                return TeamShares(self.desk).share(*self._of(of), self.teams[nth], role=role, origin=WEB)
            case UnshareTeam(of, nth):
                return TeamShares(self.desk).unshare(*self._of(of), self.teams[nth], origin=WEB)
            case Assign(of, who):
                owner_id, category_id = self._of(of)
                draft = CreateTodo(title="buy milk", category_id=category_id, assignee_id=self.people[who])
                return Todos(self.desk).create(owner_id, draft, todo_id=new_id(), origin=WEB)

    def _of(self, of: int) -> tuple[UUID, UUID]:
        return self.people[OWNERS[of]], self.categories[of]

    async def _join(self, team_id: UUID, person_id: UUID) -> None:
        async with self.desk.writing(person_id, WEB) as ledger:
            await belonging.hold(ledger, team_id, [person_id])
            if await team_members.find_role(ledger.tx, team_id, person_id) is None:
                await belonging.join(ledger, team_id, person_id, "member")

    async def _share(self, of: int, person_id: UUID, role: GivenRole) -> None:
        owner_id, category_id = self._of(of)
        async with self.desk.writing(owner_id, WEB) as ledger:
            await sharing.hold(ledger, [Place(owner_id, category_id)], [person_id])
            await sharing.share(ledger, category_id, person_id, role)

    async def roles(self) -> dict[tuple[int, int], str | None]:
        found: dict[tuple[int, int], str | None] = {}
        for of in range(len(OWNERS)):
            async with self.desk.database.connection() as connection:
                there = {each.user_id: each.role for each in await members.list_all(connection, *self._of(of))}
            found |= {(of, who): there.get(person_id) for who, person_id in enumerate(self.people)}
        return found

    async def assigned(self) -> list[tuple[int, int]]:
        """Which of the people what they see is assigned to, and where."""
        found: list[tuple[int, int]] = []
        for who, person_id in enumerate(self.people):
            async with self.desk.database.connection() as connection:
                rows = await todo_lists.list_rows(
                    connection,
                    person_id,
                    TodoFilter(assignee_id=person_id),
                    sort="position",
                    is_descending=False,
                    after=None,
                    limit=100,
                )
            todos = [msgspec.json.decode(row[0]) for row in rows]
            found += [(self.categories.index(UUID(each["category_id"])), who) for each in todos]
        return sorted(found)


@settings(
    max_examples=40,
    deadline=None,
    # every example has people of its own, so that the database may be the same
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(steps, min_size=10, max_size=25))
async def test_a_role_is_the_highest_that_was_given_to_somebody_and_their_teams(desk: Desk, done: list[Step]) -> None:
    rule, world = Rule(), World(desk)
    await world.fill()

    for step in done:
        if rule.allows(step):
            rule.do(step)
            await world.do(step)
        else:
            await refused(world.do(step), step)

    assert await world.roles() == {
        (of, who): "owner" if owner == who else rule.role(of, who)
        for of, owner in enumerate(OWNERS)
        for who in range(PEOPLE)
    }
    assert await world.assigned() == sorted(rule.assigned)


async def test_many_who_come_go_and_write_at_once_wait_for_each_other_and_leave_nothing_behind(desk: Desk) -> None:
    dice, world = random.Random(7), World(desk)
    await world.fill()
    cake = new_id()
    draft = CreateTodo(title="bake a cake", category_id=world.categories[0])
    await Todos(desk).create(world.people[0], draft, todo_id=cake, origin=WEB)

    async def come_and_go() -> None:
        for _ in range(15):
            where, of, who = dice.randrange(len(FOUNDERS)), dice.randrange(len(OWNERS)), dice.randrange(PEOPLE)
            role: GivenRole = dice.choice(["viewer", "editor", "editor"])
            some: list[Step] = [Join(where, who), Leave(where, who), ShareTeam(of, where, role), UnshareTeam(of, where)]
            some += [Share(of, who, role, False), Share(of, who, role, True), Unshare(of, who), Assign(of, who)]
            with suppress(DomainError):
                await world.do(dice.choice(some))

    async def write(person_id: UUID) -> None:
        for nth in range(30):
            category_id = dice.choice(world.categories)
            with suppress(DomainError):
                await Todos(desk).update(person_id, UpdateTodo(id=cake, category_id=category_id), origin=WEB)
            with suppress(DomainError):
                patch = CategoryPatch(description=f"the {nth}th")
                await Categories(desk).update(person_id, category_id, patch, origin=WEB)

    async with asyncio.timeout(60):
        await asyncio.gather(*(come_and_go() for _ in range(4)), *(write(each) for each in world.people))

    async with desk.database.connection() as connection:
        for owner, category_id in zip(OWNERS, world.categories, strict=True):
            standing = await members.list_standing(connection, world.people[owner], category_id, world.people)
            assert all(each.role == each.due for each in standing)


async def refused(doing: Awaitable[object], step: Step) -> None:
    try:
        await doing
    except DomainError:
        return
    raise AssertionError(f"{step} is not allowed, and was done.")
