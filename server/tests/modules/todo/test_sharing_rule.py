"""One sees what is one's own and what is shared with one, whatever was done before, and however one asks."""

from collections.abc import Awaitable
from typing import Final, Literal
from uuid import UUID

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voicetodo.kit.errors import DomainError
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import CreateTodo, Origin, Todo, UpdateTodo
from voicetodo.modules.todo.api.people import GivenRole
from voicetodo.modules.todo.roles import may
from voicetodo.modules.todo.service import sharing
from voicetodo.modules.todo.service.categories import Categories, CategoryDraft
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.filtering import Filtering
from voicetodo.modules.todo.service.members import Members
from voicetodo.modules.todo.service.postgres_search import PostgresSearch
from voicetodo.modules.todo.service.search_engine import Asked
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.store import filters, todo_lists
from voicetodo.modules.todo.store.todo_lists import TodoFilter

#: By their places in this: three people, and of whom the categories are; the last place is the actor's inbox.
PEOPLE: Final = 3
OWNERS: Final = (0, 0, 1)
INBOX: Final = len(OWNERS)
WEB: Final = Origin("web")

person = st.integers(0, PEOPLE - 1)
place = st.integers(0, INBOX)


class Create(msgspec.Struct, frozen=True):
    actor: int
    place: int


class Move(msgspec.Struct, frozen=True):
    actor: int
    todo: int
    place: int


class Assign(msgspec.Struct, frozen=True):
    actor: int
    todo: int
    person: int


class Share(msgspec.Struct, frozen=True):
    """By the owner; `again` changes the role of who is a member already."""

    category: int
    person: int
    role: GivenRole
    again: bool


class Unshare(msgspec.Struct, frozen=True):
    actor: int
    category: int
    person: int


Step = Create | Move | Assign | Share | Unshare
category = st.integers(0, len(OWNERS) - 1)
roles: st.SearchStrategy[GivenRole] = st.sampled_from(["editor", "commenter", "viewer"])
steps: st.SearchStrategy[Step] = st.one_of(
    st.builds(Share, category, person, roles, st.booleans()),
    st.builds(Create, person, place),
    st.builds(Move, person, st.integers(0, 9), place),
    st.builds(Assign, person, st.integers(0, 9), person),
    st.builds(Unshare, person, category, person),
)


class Lying(msgspec.Struct):
    """A todo in the model: whose it is, and where."""

    id: UUID
    owner: int
    place: int
    assignee: int | None = None


class Rule:
    """What is to be so, in a few lines."""

    def __init__(self) -> None:
        self.roles: list[dict[int, GivenRole]] = [{} for _ in OWNERS]
        self.todos: list[Lying] = []

    def sees(self, who: int, todo: Lying) -> bool:
        return todo.owner == who or (todo.place != INBOX and who in self.roles[todo.place])

    def may_fill(self, who: int, where: int) -> bool:
        if where == INBOX or OWNERS[where] == who:
            return True
        return may(self.roles[where].get(who, "viewer"), "editor")

    def may_change(self, who: int, todo: Lying) -> bool:
        return todo.owner == who or (todo.place != INBOX and self.may_fill(who, todo.place))

    def settle(self) -> None:
        """Nobody is to do what they do not see."""
        for todo in self.todos:
            if todo.assignee is not None and not self.sees(todo.assignee, todo):
                todo.assignee = None


class World:
    """The same in the product."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.search = PostgresSearch(desk)
        self.people = [new_id() for _ in range(PEOPLE)]
        self.categories: list[UUID] = []

    async def fill(self) -> None:
        for nth, owner in enumerate(OWNERS):
            draft = CategoryDraft(name=f"list {nth}")
            made, _ = await Categories(self.desk).create(self.people[owner], draft, category_id=new_id(), origin=WEB)
            self.categories.append(made.id)

    def category_id(self, where: int) -> UUID | None:
        return None if where == INBOX else self.categories[where]

    async def create(self, step: Create) -> Todo:
        draft = CreateTodo(title="buy milk", category_id=self.category_id(step.place))
        return (await Todos(self.desk).create(self.people[step.actor], draft, todo_id=new_id(), origin=WEB))[0]

    async def update(self, actor: int, patch: UpdateTodo) -> Todo:
        return await Todos(self.desk).update(self.people[actor], patch, origin=WEB)

    async def share(self, step: Share) -> None:
        owner_id, category_id = self.people[OWNERS[step.category]], self.categories[step.category]
        if step.again:
            await Members(self.desk).change_role(
                owner_id, category_id, self.people[step.person], role=step.role, origin=WEB
            )
        else:
            async with self.desk.writing(owner_id, WEB) as ledger:
                await sharing.share(ledger, category_id, self.people[step.person], step.role)

    async def unshare(self, step: Unshare) -> None:
        await Members(self.desk).remove(
            self.people[step.actor], self.categories[step.category], self.people[step.person], origin=WEB
        )

    async def asked_in_every_way(self, who: int) -> dict[str, set[UUID] | dict[UUID | None, int] | int]:
        user_id = self.people[who]
        asked = await Filtering(self.desk).ask(user_id, "all", timezone="UTC")
        mine = await Filtering(self.desk).ask(user_id, "assigned to: me", timezone="UTC")
        counts = await Todos(self.desk).count_open(user_id, timezone="UTC")
        async with self.desk.database.connection() as connection:
            counted = await filters.count_todos(connection, user_id, {user_id: asked})
        return {
            "list": await self._listed(user_id, TodoFilter()),
            "filter": await self._listed(user_id, TodoFilter(condition=asked.condition)),
            "mine": await self._listed(user_id, TodoFilter(condition=mine.condition)),
            "search": {hit.todo.id for hit in (await self.search.find(Asked(user_id, "milk", limit=100))).hits},
            "counts": {None: counts.inbox, **counts.by_category},
            "count": counted[user_id],
        }

    async def _listed(self, user_id: UUID, wanted: TodoFilter) -> set[UUID]:
        async with self.desk.database.connection() as connection:
            rows = await todo_lists.list_rows(
                connection, user_id, wanted, sort="position", is_descending=False, after=None, limit=100
            )
        assert len(rows) == len({row["id"] for row in rows})
        return {row["id"] for row in rows}


async def do(step: Step, rule: Rule, world: World) -> None:
    """In both, if the rule allows it; else it is refused, and nothing happens."""
    try:
        if not await _allowed(step, rule, world):
            return
    except DomainError as error:
        raise AssertionError(f"{step} was refused: {error.sentence}") from error
    rule.settle()


async def _allowed(step: Step, rule: Rule, world: World) -> bool:
    match step:
        case Create(actor, where):
            if not rule.may_fill(actor, where):
                return await refused(world.create(step))
            made = await world.create(step)
            rule.todos.append(Lying(made.id, actor if where == INBOX else OWNERS[where], where))
        case Move(actor, nth, where) if nth < len(rule.todos):
            todo = rule.todos[nth]
            patch = UpdateTodo(id=todo.id, category_id=world.category_id(where))
            if not (rule.may_change(actor, todo) and rule.may_fill(actor, where)):
                return await refused(world.update(actor, patch))
            await world.update(actor, patch)
            todo.owner, todo.place = actor if where == INBOX else OWNERS[where], where
        case Assign(actor, nth, who) if nth < len(rule.todos):
            todo = rule.todos[nth]
            patch = UpdateTodo(id=todo.id, assignee_id=world.people[who])
            if not (rule.may_change(actor, todo) and rule.sees(who, todo)):
                return await refused(world.update(actor, patch))
            await world.update(actor, patch)
            todo.assignee = who
        case Share(of, who, role, again) if who != OWNERS[of]:
            if again and who not in rule.roles[of]:
                return await refused(world.share(step))
            await world.share(step)
            known = rule.roles[of].get(who)
            rule.roles[of][who] = known if known and not again and may(known, role) else role
        case Unshare(actor, of, who):
            if who not in rule.roles[of] or actor not in (who, OWNERS[of]):
                return await refused(world.unshare(step))
            await world.unshare(step)
            del rule.roles[of][who]
        case _:
            return False
    return True


async def refused(doing: Awaitable[object]) -> Literal[False]:
    try:
        await doing
    except DomainError:
        return False
    raise AssertionError("This is not allowed, and was done.")


@settings(
    max_examples=25,
    deadline=None,
    # every example has people of its own, so that the database may be the same
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(steps, min_size=6, max_size=25))
async def test_everybody_sees_what_is_theirs_and_what_is_shared_with_them(desk: Desk, done: list[Step]) -> None:
    rule, world = Rule(), World(desk)
    await world.fill()

    for step in done:
        await do(step, rule, world)

    for who in range(PEOPLE):
        seen = [todo for todo in rule.todos if rule.sees(who, todo)]
        ids = {todo.id for todo in seen}
        counts: dict[UUID | None, int] = {None: 0}
        for todo in seen:
            where = world.category_id(todo.place)
            counts[where] = counts.get(where, 0) + 1
        assert await world.asked_in_every_way(who) == {
            "list": ids,
            "filter": ids,
            "mine": {todo.id for todo in seen if todo.assignee == who},
            "search": ids,
            "counts": counts,
            "count": len(ids),
        }
