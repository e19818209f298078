"""What happens in this module when others announce something."""

from collections.abc import Callable
from uuid import UUID

import msgspec

from voicetodo.kit.bus import Envelope
from voicetodo.kit.cache import MemoryVersions
from voicetodo.kit.clock import FixedClock
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.events import UserRegistered
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.handlers import on_user_registered
from voicetodo.modules.todo.service.categories import Categories, CategoryDraft
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.first_categories import first_names


class TestUserRegistered:
    async def test_heard_twice_makes_the_categories_once(
        self, desk: Desk, database: Callable[[str], Database], clock: FixedClock, alice_id: UUID
    ) -> None:
        handle = on_user_registered(clock=clock, versions=MemoryVersions())
        event = UserRegistered(user_id=alice_id, full_name="Alice", timezone="Europe/Berlin")
        await Categories(desk).create(
            alice_id, CategoryDraft(name="work", color="#123456"), category_id=new_id(), origin=Origin("web")
        )
        envelope = Envelope(
            id=new_id(), name=event.name, user_id=alice_id, occurred_at=clock.now(), payload=msgspec.Raw(b"{}")
        )

        for _ in range(2):
            async with database("todo").transaction() as tx:
                await handle(tx, event, envelope)

        names = [category.name.lower() for category in await Categories(desk).list_all(alice_id)]
        assert sorted(names) == sorted(name.lower() for name in first_names("en"))

    async def test_the_categories_are_named_in_the_language_of_who_signed_up(
        self, desk: Desk, database: Callable[[str], Database], clock: FixedClock, alice_id: UUID
    ) -> None:
        handle = on_user_registered(clock=clock, versions=MemoryVersions())
        event = UserRegistered(user_id=alice_id, full_name="Alice", timezone="Europe/Berlin", language="de")
        envelope = Envelope(
            id=new_id(), name=event.name, user_id=alice_id, occurred_at=clock.now(), payload=msgspec.Raw(b"{}")
        )

        async with database("todo").transaction() as tx:
            await handle(tx, event, envelope)

        names = [category.name for category in await Categories(desk).list_all(alice_id)]
        assert names == ["Privat", "Arbeit", "Einkauf", "Gesundheit", "Lernen"]

    def test_the_categories_are_named_in_english_where_the_language_is_not_spoken(self) -> None:
        assert first_names("tlh") == first_names(None) == first_names("en")
