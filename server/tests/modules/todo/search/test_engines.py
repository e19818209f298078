"""What people are promised of search, whichever engine answers."""

from datetime import date, timedelta
from typing import Any, Final

from tests.modules.todo.search.world import WEB, World
from voicetodo.kit.clock import FixedClock
from voicetodo.modules.todo.api import Due, UpdateTodo
from voicetodo.modules.todo.service.search_engine import Mark, Place

#: What is asked, and what is found by it.
_WORDS: Final = {
    "call": "call the plumber",
    "plumb": "call the plumber",
    "PLUMBER call": "call the plumber",
    "dripping": "call the plumber",
    "kase": "Käsekuchen backen",
    "KÄSE": "Käsekuchen backen",
    "creme brulee": "crème brûlée",
    "crêmé": "crème brûlée",
    "half-done": "half-done; don’t ask",
    "done half": "half-done; don’t ask",
    "call kase": None,
    "' & !": None,
    "nothing like it": None,
}
_MISTAKES: Final = {
    "plumbr": "call the plumber",
    "plubmer": "call the plumber",
    "cal plmber": "call the plumber",
    "drippin tap": "call the plumber",
    "brulle": "crème brûlée",
    "cxx": None,
    "plxxxer": None,
}


class TestWords:
    async def test_are_found_by_their_beginnings_without_case_and_accents(self, world: World) -> None:
        await world.add("call the plumber", notes="about the dripping tap")
        for title in ("Käsekuchen backen", "crème brûlée", "half-done; don’t ask"):
            await world.add(title)
        await world.settle()

        found = {text: await world.titles(text) for text in _WORDS}

        assert found == {text: [title] if title else [] for text, title in _WORDS.items()}

    async def test_are_found_with_few_mistakes(self, world: World) -> None:
        await world.add("call the plumber", notes="about the dripping tap")
        await world.add("crème brûlée")
        await world.settle()

        found = {text: await world.titles(text) for text in _MISTAKES}

        assert found == {text: [title] if title else [] for text, title in _MISTAKES.items()}

    async def test_may_be_many_and_long(self, world: World) -> None:
        long = "x" * 150
        await world.add(f"{long} a b c d e f g h i j k l m n o p q r s t u v w")

        assert len(await world.titles_settled(long)) == 1
        assert len(await world.titles("a b c d e f g h i j k l m n o p q r s t u v w")) == 1
        assert len(await world.titles("a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w")) == 1

    async def test_of_a_changed_title_are_the_new_ones(self, world: World) -> None:
        todo = await world.add("buy milk")
        await world.settle()

        await world.todos.update(world.alice, UpdateTodo(id=todo.id, title="buy bread"), origin=WEB)

        assert await world.titles_settled("bread") == ["buy bread"]
        assert await world.titles("milk") == []


class TestComments:
    async def test_a_todo_is_found_by_what_was_said_about_it(self, world: World, clock: FixedClock) -> None:
        cake = await world.add("a cake")
        await world.comment(cake, "marzipan, as usual")
        clock.advance(timedelta(minutes=1))
        latest = await world.comment(cake, "no marzipan this time")
        await world.settle()

        [hit] = (await world.ask("marzi")).hits

        assert hit.todo.id == cake.id
        assert hit.marks == (Mark("comment", 3, 11, latest.id),)
        assert await world.titles("time marzipan") == ["a cake"]
        assert await world.titles("usual time") == [], "not all words in one comment"

    async def test_one_that_was_taken_back_is_not_found(self, world: World) -> None:
        cake = await world.add("a cake")
        said = await world.comment(cake, "without marzipan")
        await world.settle()

        await world.comments.delete(world.alice, said.id, origin=WEB)

        assert await world.titles_settled("marzipan") == []


class TestOrder:
    async def test_titles_come_before_notes_before_comments_before_mistakes(self, world: World) -> None:
        await world.add("milc")
        await world.comment(await world.add("talked about"), "milk")
        await world.add("noted", notes="milk")
        await world.add("milk")

        assert await world.titles_settled("milk") == ["milk", "noted", "talked about", "milc"]

    async def test_open_ones_come_before_done_ones(self, world: World) -> None:
        await world.complete(await world.add("milk, done"))
        await world.add("milk")
        await world.add("noted", notes="milk")

        assert await world.titles_settled("milk") == ["milk", "milk, done", "noted"]

    async def test_of_those_that_fit_as_well_the_newest_come_first(self, world: World, clock: FixedClock) -> None:
        for title in ("milk 1", "milk 2", "milk 3"):
            await world.add(title)
            clock.advance(timedelta(minutes=1))

        assert await world.titles_settled("milk") == ["milk 3", "milk 2", "milk 1"]


class TestMarks:
    async def test_show_what_was_found(self, world: World) -> None:
        await world.add("call the plumber", notes="a plumber who calls back")
        await world.settle()

        [exact] = (await world.ask("plumb call")).hits
        [typo] = (await world.ask("plumbr")).hits

        assert exact.marks == (
            Mark("title", 0, 4),
            Mark("title", 9, 16),
            Mark("notes", 2, 9),
            Mark("notes", 14, 19),
        )
        assert typo.marks == (Mark("title", 9, 16), Mark("notes", 2, 9))


class TestPages:
    async def test_together_are_the_whole(self, world: World, clock: FixedClock) -> None:
        for number in range(4):
            await world.add(f"milk {number}")
            clock.advance(timedelta(minutes=1))
        await world.comment(await world.add("talked about"), "milk")
        await world.complete(await world.add("milk, done"))
        whole = await world.titles_settled("milk")

        pages: list[list[str]] = []
        place: Place | None = Place()
        while place is not None:
            found = await world.ask("milk", limit=2, place=place)
            pages.append([hit.todo.title for hit in found.hits])
            place = found.next

        assert [title for page in pages for title in page] == whole
        assert [len(page) for page in pages] == [2, 2, 2]

    async def test_a_last_page_that_is_full_says_so(self, world: World) -> None:
        for title in ("milk 1", "milk 2"):
            await world.add(title)
        await world.settle()

        assert (await world.ask("milk", limit=2)).next is None


class TestTrash:
    async def test_what_is_in_it_is_not_found_until_it_is_restored(self, world: World) -> None:
        todo = await world.add("buy milk")
        await world.settle()
        await world.todos.delete(world.alice, todo.id, origin=WEB)
        in_trash = await world.titles_settled("milk")

        await world.trash.restore(world.alice, todo.id, origin=WEB)

        assert (in_trash, await world.titles_settled("milk")) == ([], ["buy milk"])

    async def test_what_was_purged_is_not_found(self, world: World) -> None:
        todo = await world.add("buy milk")
        await world.settle()

        await world.todos.delete(world.alice, todo.id, origin=WEB)
        await world.trash.purge(world.alice, todo.id, origin=WEB)

        assert await world.titles_settled("milk") == []


class TestArchive:
    async def test_is_looked_through_when_asked_for(self, world: World) -> None:
        garden = await world.category()
        await world.share(garden, world.bob)
        await world.add("prune roses", into=garden.id)
        await world.add("buy roses")
        await world.categories.archive(world.alice, garden.id, origin=WEB)

        assert await world.titles_settled("roses") == ["buy roses"]
        assert await world.titles("roses", by=world.bob) == []
        assert sorted(await world.titles("roses", with_archived=True)) == ["buy roses", "prune roses"]
        assert await world.titles("roses", by=world.bob, with_archived=True) == ["prune roses"]


class TestNarrowing:
    async def test_leaves_out_what_does_not_fit_however_it_was_found(self, world: World) -> None:
        garden = await world.category()
        soon = Due(date(2026, 1, 9), None, "UTC")
        tools = await world.label("tools")
        await world.add("prune roses", into=garden.id, priority=1, label_ids=(tools,), due=soon)
        await world.complete(await world.add("water roses", into=garden.id))
        said = await world.add("call the nursery")
        await world.comment(said, "do they have roses?")
        wishes: dict[str, dict[str, Any]] = {
            "completed": {"status": "completed"},
            "open": {"status": "open"},
            "in a category": {"category_id": garden.id},
            "in the inbox": {"in_inbox": True},
            "labelled": {"label_id": tools},
            "pressing": {"priority": 1},
            "due": {"due_from": date(2026, 1, 9), "due_to": date(2026, 1, 9)},
            "due later": {"due_from": date(2026, 1, 10)},
            "without a date": {"has_due": False},
            "all at once": {"status": "open", "category_id": garden.id, "priority": 1, "has_due": True},
        }
        await world.settle()

        found = {words: sorted(await world.titles("roses", **wish)) for words, wish in wishes.items()}

        assert found == {
            "completed": ["water roses"],
            "open": ["call the nursery", "prune roses"],
            "in a category": ["prune roses", "water roses"],
            "in the inbox": ["call the nursery"],
            "labelled": ["prune roses"],
            "pressing": ["prune roses"],
            "due": ["prune roses"],
            "due later": [],
            "without a date": ["call the nursery", "water roses"],
            "all at once": ["prune roses"],
        }
        assert await world.titles("rosse", priority=1) == ["prune roses"]

    async def test_finds_what_lies_behind_many_that_fit_better(self, world: World) -> None:
        await world.add("a note", notes="milk", priority=1)
        for nth in range(30):
            await world.add(f"milk {nth}")
        await world.settle()

        found = await world.ask("milk", limit=2, priority=1)

        assert [hit.todo.title for hit in found.hits] == ["a note"]
        assert found.next is None


class TestSharing:
    async def test_members_find_what_is_in_the_category_and_strangers_nothing(self, world: World) -> None:
        party = await world.category()
        await world.share(party, world.bob)
        cake = await world.add("bake a cake", into=party.id)
        await world.comment(cake, "without marzipan")
        await world.add("cake for myself")
        await world.settle()

        found = {
            who: [await world.titles(text, by=who) for text in ("cake", "cakr", "marzipan")]
            for who in (world.bob, world.charlie)
        }

        assert found == {
            world.bob: [["bake a cake"], ["bake a cake"], ["bake a cake"]],
            world.charlie: [[], [], []],
        }

    async def test_who_was_sent_away_finds_nothing(self, world: World) -> None:
        party = await world.category()
        await world.share(party, world.bob)
        cake = await world.add("bake a cake", into=party.id)
        await world.comment(cake, "without marzipan")
        await world.settle()

        await world.unshare(party, world.bob)

        assert [await world.titles(text, by=world.bob) for text in ("cake", "marzipan")] == [[], []]
        assert [await world.titles_settled(text, by=world.bob) for text in ("cake", "marzipan")] == [[], []]

    async def test_what_left_the_category_is_its_owners_alone(self, world: World) -> None:
        party = await world.category()
        await world.share(party, world.bob)
        cake = await world.add("bake a cake", into=party.id)
        await world.settle()

        await world.todos.update(world.alice, UpdateTodo(id=cake.id, category_id=None), origin=WEB)

        assert await world.titles("cake", by=world.bob) == []
        assert await world.titles_settled("cake") == ["bake a cake"]

    async def test_what_changes_hands_is_found_by_its_new_owner(self, world: World) -> None:
        party = await world.category()
        await world.share(party, world.bob)
        cake = await world.add("bake a cake", into=party.id)
        await world.comment(cake, "without marzipan")
        await world.settle()

        await world.todos.update(world.bob, UpdateTodo(id=cake.id, category_id=None), origin=WEB)

        assert await world.titles_settled("cake", by=world.bob) == ["bake a cake"]
        assert await world.titles("marzipan", by=world.bob) == ["bake a cake"]
        assert [await world.titles(text) for text in ("cake", "marzipan")] == [[], []]
