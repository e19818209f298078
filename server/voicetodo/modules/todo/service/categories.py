"""Categories: the places todos are filed in, below each other, and in the archive when they are done with."""

from typing import Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from voicetodo.kit.errors import FieldError
from voicetodo.modules.todo import model, nesting, ordering
from voicetodo.modules.todo.api import Category, Origin, Todo
from voicetodo.modules.todo.errors import CategoryArchived, CategoryInvalid, CategoryNotFound, TooManyCategories
from voicetodo.modules.todo.service import assigning, named, sections
from voicetodo.modules.todo.service.ledger import Check, Ledger
from voicetodo.modules.todo.service.named import ColoredPatch, NamedPatch, OrderedThings
from voicetodo.modules.todo.service.nouns import CATEGORY
from voicetodo.modules.todo.store import shares, todo_groups, todos

#: All are read at once, the archive included.
MAX_CATEGORIES = 1000

Shelf = Literal["active", "archived", "all"]


class CategoryDraft(msgspec.Struct, frozen=True, kw_only=True):
    """What a client chooses."""

    name: str
    description: str = ""
    color: str | None = None
    parent_id: UUID | None = None
    is_favorite: bool = False


class CategoryPatch(ColoredPatch, frozen=True, kw_only=True):
    """The fields to set."""

    description: str | UnsetType = UNSET
    parent_id: UUID | UnsetType | None = UNSET
    is_favorite: bool | UnsetType = UNSET


class Categories(OrderedThings[Category]):
    """Every verb is scoped by `user_id`.

    What the user cannot see raises CategoryNotFound, and what they may only look at NotAllowed.
    """

    noun = CATEGORY

    async def create(
        self, user_id: UUID, draft: CategoryDraft, *, category_id: UUID, origin: Origin
    ) -> tuple[Category, bool]:
        """The category, and whether it is new.

        Raises CategoryInvalid, CategoryNameTaken, CategoryIdTaken, TooManyCategories.
        """
        async with self._desk.writing(user_id, origin) as ledger:
            return await create(ledger, draft, category_id=category_id)

    async def list_shelf(self, user_id: UUID, shelf: Shelf) -> list[Category]:
        """In the order made by hand."""
        found = await self.list_all(user_id)
        return [each for each in found if shelf == "all" or each.is_archived == (shelf == "archived")]

    async def archive(
        self, user_id: UUID, category_id: UUID, *, origin: Origin, check: Check | None = None
    ) -> Category:
        """With all below it. The owner's right alone. Raises CategoryNotFound, NotAllowed."""

        async def work(ledger: Ledger) -> Category:
            await todos.lock_tree(ledger.tx, user_id)
            root = await named.lock(ledger, CATEGORY, category_id, check)
            if root.is_archived:
                return root
            for each in nesting.below(category_id, await CATEGORY.rows.list_all(ledger.tx, user_id)):
                if not each.is_archived:
                    await _shelve(ledger, each)
            return await _shelve(ledger, root)

        return await self._desk.at_category(user_id, category_id, origin, work, needs="owner")

    async def unarchive(
        self, user_id: UUID, category_id: UUID, *, origin: Origin, check: Check | None = None
    ) -> Category:
        """With those that were archived together with it; to the top where what it stood below is still archived.

        The owner's right alone. Raises CategoryNotFound, NotAllowed, CategoryNameTaken.
        """

        async def work(ledger: Ledger) -> Category:
            await todos.lock_tree(ledger.tx, user_id)
            root = await named.lock(ledger, CATEGORY, category_id, check)
            if not root.is_archived:
                return root
            known = await CATEGORY.rows.list_all(ledger.tx, user_id)
            is_below_archived = any(each.id == root.parent_id and each.is_archived for each in known)
            after = replace(root, archived_at=None, parent_id=None if is_below_archived else root.parent_id)
            answer = await named.write(ledger, CATEGORY, root, after, verb="unarchived")
            for each in nesting.below(category_id, known):
                if each.archived_at == root.archived_at:
                    await named.write(ledger, CATEGORY, each, replace(each, archived_at=None), verb="unarchived")
            return answer

        return await self._desk.at_category(user_id, category_id, origin, work, needs="owner")

    async def update(
        self, user_id: UUID, wanted_id: UUID, patch: NamedPatch, *, origin: Origin, check: Check | None = None
    ) -> Category:
        """What it is called and looks like an editor may change for everybody, and a member makes it a favourite of
        their own; what it stands below is the owner's.

        Raises CategoryNotFound, NotAllowed, CategoryInvalid, CategoryNameTaken, CategoryArchived.
        """

        async def work(ledger: Ledger) -> Category:
            before = await named.lock(ledger, CATEGORY, wanted_id, check)
            shared = patch if ledger.is_own else await _place_for_member(ledger, wanted_id, patch)
            after = named.patched(before, shared)
            await self._check(ledger, before, after)
            await named.write(ledger, CATEGORY, before, after)
            return await _as_seen(ledger, wanted_id)

        is_own_matter = all(getattr(patch, name) is UNSET for name in ("name", "color", "description"))
        is_placing = isinstance(patch, CategoryPatch) and patch.is_favorite is not UNSET
        needs = "viewer" if is_own_matter else "editor"
        return await self._desk.at_category(user_id, wanted_id, origin, work, needs=needs, is_placing=is_placing)

    async def move(
        self, user_id: UUID, wanted_id: UUID, *, after_id: UUID | None, origin: Origin, check: Check | None = None
    ) -> Category:
        """Right after that one, or first of all. What is shared has its place with each who sees it.

        Raises CategoryNotFound, CategoryInvalid, CategoryArchived.
        """

        async def work(ledger: Ledger) -> Category:
            before = await named.lock(ledger, CATEGORY, wanted_id, check)
            known = await CATEGORY.rows.list_seen(ledger.tx, user_id)
            mine = next(each for each in known if each.id == wanted_id)
            others = [each for each in known if each.id != wanted_id and self._is_beside(each, mine)]
            place = named.place_among(others, after_id, now=ledger.now, noun=CATEGORY)
            if ledger.is_own:
                after = replace(before, position=place)
                await self._check(ledger, before, after)
                await named.write(ledger, CATEGORY, before, after, verb="moved")
            else:
                await ledger.share_placed(wanted_id, position=place, is_favorite=mine.is_favorite)
            return await _as_seen(ledger, wanted_id)

        return await self._desk.at_category(user_id, wanted_id, origin, work, needs="viewer", is_placing=True)

    async def delete(
        self,
        user_id: UUID,
        wanted_id: UUID,
        *,
        origin: Origin,
        check: Check | None = None,
        todos_to: Literal["inbox", "trash"] = "inbox",
    ) -> None:
        """Its todos move to the owner's inbox, or to the trash. Raises CategoryNotFound, NotAllowed."""

        async def work(ledger: Ledger) -> None:
            await delete(ledger, wanted_id, todos_to=todos_to, check=check)

        await self._desk.at_category(user_id, wanted_id, origin, work, needs="owner")

    async def _check(self, ledger: Ledger, before: Category, after: Category) -> None:
        if before.is_archived:
            raise CategoryArchived
        if after.parent_id != before.parent_id:
            await _check_parent(ledger, after)


async def create(ledger: Ledger, draft: CategoryDraft, *, category_id: UUID, nth: int = 0) -> tuple[Category, bool]:
    """The category, and whether it is new: the same one asked for again answers what is there."""
    category = Category(
        id=category_id,
        name=draft.name,
        description=draft.description,
        color=draft.color,
        parent_id=draft.parent_id,
        is_favorite=draft.is_favorite,
        position=ordering.at_end(ledger.now, nth=nth),
        created_at=ledger.now,
        updated_at=ledger.now,
        owner_id=ledger.user_id,
    )
    # Two at once cannot both be the last; whoever does more with categories holds this first.
    await todos.lock_tree(ledger.tx, ledger.user_id)
    if await CATEGORY.rows.count(ledger.tx, ledger.user_id) >= MAX_CATEGORIES:
        raise TooManyCategories
    if ledger.plans.may_bind("lists") and await CATEGORY.rows.find(ledger.tx, ledger.user_id, category_id) is None:
        await ledger.plans.check(
            ledger.tx, ledger.user_id, "lists", count=lambda: CATEGORY.rows.count(ledger.tx, ledger.user_id)
        )
    await _check_parent(ledger, category)
    return await named.create(ledger, CATEGORY, category)


async def delete(
    ledger: Ledger, category_id: UUID, *, todos_to: Literal["inbox", "trash"], check: Check | None = None
) -> tuple[Category, tuple[Todo, ...]]:
    """The category that was, and its todos as they are now; what stood below it moves up. Raises CategoryNotFound."""
    await shares.lock_of_category(ledger.tx, ledger.user_id, category_id)
    await todos.lock_tree(ledger.tx, ledger.user_id)
    category = await named.lock(ledger, CATEGORY, category_id, check)
    filed = await todo_groups.lock_of_category(ledger.tx, ledger.user_id, category_id)
    pairs = [
        (each, assigning.released(model.filed(each.todo, category_id=None, now=ledger.now), ledger.user_id))
        for each in filed
    ]
    if todos_to == "trash":
        pairs = [
            (each, after if each.todo.is_deleted else model.deleted(after, now=ledger.now)) for each, after in pairs
        ]
    await ledger.todos_changed("deleted" if todos_to == "trash" else "changed", pairs)
    await sections.delete_all(ledger, category_id)
    for each in await CATEGORY.rows.list_all(ledger.tx, ledger.user_id):
        if each.parent_id == category_id:
            await named.write(ledger, CATEGORY, each, replace(each, parent_id=category.parent_id))
    await ledger.deleted(CATEGORY, category, todos=todos_to)
    return category, tuple(after for _, after in pairs)


async def _check_parent(ledger: Ledger, category: Category) -> None:
    """Raises CategoryInvalid."""
    if category.parent_id is None:
        return
    await todos.lock_tree(ledger.tx, ledger.user_id)
    fault = nesting.misfit(category, await CATEGORY.rows.list_all(ledger.tx, ledger.user_id))
    if fault is not None:
        raise CategoryInvalid(str(fault), errors=[FieldError.of("parent_id", fault)])


async def _shelve(ledger: Ledger, category: Category) -> Category:
    return await named.write(ledger, CATEGORY, category, replace(category, archived_at=ledger.now), verb="archived")


async def _place_for_member(ledger: Ledger, category_id: UUID, patch: NamedPatch) -> NamedPatch:
    """What the patch sets for everybody; what it sets for the member alone is done. Raises CategoryInvalid."""
    if not isinstance(patch, CategoryPatch):
        return patch
    if patch.parent_id is not UNSET:
        sentence = "This list is somebody else's: only its owner may put it below another."
        raise CategoryInvalid(sentence, errors=[FieldError("parent_id", sentence, "list-not-yours")])
    if patch.is_favorite is not UNSET:
        mine = await _as_seen(ledger, category_id)
        await ledger.share_placed(category_id, position=mine.position, is_favorite=patch.is_favorite)
    return replace(patch, is_favorite=UNSET)


async def _as_seen(ledger: Ledger, category_id: UUID) -> Category:
    found = await CATEGORY.rows.find_seen(ledger.tx, ledger.actor_id, category_id)
    if found is None:
        raise CategoryNotFound
    return found
