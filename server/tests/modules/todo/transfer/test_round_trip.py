"""What goes out in our own format comes in again as it was, into an account that has nothing yet."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from tests.modules.todo.transfer.accounts import accounts, accounts_with_files
from tests.modules.todo.transfer.enclosing import packed, unpacked
from tests.modules.todo.transfer.workshop import Workshop
from voicetodo.kit.db import Database
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.service.desk import Desk

#: Each example has people of its own.
SLOWLY = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def workshop(desk: Desk, database: Callable[[str], Database], tmp_path: Path) -> Workshop:
    return Workshop(desk, database, tmp_path)


class TestOwnFormat:
    @given(account=accounts())
    @SLOWLY
    async def test_nothing_is_lost_on_the_way_out_and_in(self, workshop: Workshop, account: dict[str, Any]) -> None:
        here, there = new_id(), new_id()

        await workshop.approve(here, await workshop.bring(here, msgspec.json.encode(account)))
        first = await workshop.export(here, "voicetodo")
        await workshop.approve(there, await workshop.bring(there, first))

        assert await workshop.export(there, "voicetodo") == first
        assert _comparable(msgspec.json.decode(first)) == _comparable(msgspec.json.decode(msgspec.json.encode(account)))


class TestOwnArchive:
    @given(account=accounts_with_files())
    @SLOWLY
    async def test_nor_is_a_byte_of_what_is_attached(
        self, workshop: Workshop, account: tuple[dict[str, Any], dict[str, bytes]]
    ) -> None:
        told, files = account
        here, there = new_id(), new_id()

        await workshop.approve(here, await workshop.bring(here, packed(*told["todos"], files=files, **_beside(told))))
        first = unpacked(await workshop.export(here, "voicetodo_archive"))
        brought = await workshop.bring(there, await workshop.export(here, "voicetodo_archive"))
        done = await workshop.approve(there, brought)

        assert unpacked(await workshop.export(there, "voicetodo_archive")) == first
        assert {name: content for name, content in first.items() if name.startswith("files/")} == files
        assert (done.attachment_count, done.attachment_bytes) == (len(files), sum(map(len, files.values())))
        assert _without_types(_comparable(msgspec.json.decode(first["voicetodo.json"]))) == _without_types(
            _comparable(msgspec.json.decode(msgspec.json.encode(told)))
        )


def _beside(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in {"format", "version", "todos"}}


def _without_types(file: dict[str, Any]) -> dict[str, Any]:
    """What a file is we look for ourselves."""
    for todo in file["todos"]:
        for each in (todo, *todo["comments"]):
            for attached in each.get("attachments", ()):
                del attached["media_type"]
    return file


def _comparable(file: dict[str, Any]) -> dict[str, Any]:
    """In one order, and without the moments that are ours."""
    for made in file["filters"]:
        del made["created_at"], made["updated_at"]
    return {
        name: sorted(value, key=lambda each: each["id"]) if isinstance(value, list) else value
        for name, value in file.items()
    }
