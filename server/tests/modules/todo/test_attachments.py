"""Files as their service keeps them, where two come at once and where no room is left."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator
from pathlib import Path
from uuid import UUID

import pytest
import pytest_asyncio

from voicetodo.kit.blobs import Blobs, BlobSettings, open_blobs
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import Attachment, CreateTodo, Origin
from voicetodo.modules.todo.errors import AttachmentIdTaken, StorageFull
from voicetodo.modules.todo.service.attachments import Attachments, AttachmentSettings, Upload
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.todos import Todos

WEB = Origin(source="web")
CAKE = b"a picture of a cake"


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return open_blobs(BlobSettings(data_dir=tmp_path))


@pytest.fixture
def attachments(desk: Desk, blobs: Blobs) -> Attachments:
    """With room for one cake and not for two."""
    return Attachments(desk, blobs, AttachmentSettings(attachment_quota_bytes=len(CAKE)))


@pytest_asyncio.fixture
async def todo_id(desk: Desk, alice_id: UUID) -> UUID:
    todo, _ = await Todos(desk).create(alice_id, CreateTodo(title="buy cake"), todo_id=new_id(), origin=WEB)
    return todo.id


async def bring(
    attachments: Attachments, user_id: UUID, todo_id: UUID, own_id: UUID, *, data: bytes = CAKE
) -> Attachment:
    async def chunks() -> AsyncGenerator[bytes]:
        await asyncio.sleep(0)
        yield data

    return await attachments.create(user_id, todo_id, Upload("cake.png", chunks()), attachment_id=own_id, origin=WEB)


async def keys(blobs: Blobs) -> list[str]:
    return [each.key async for each in blobs.list_all("attachments")]


async def test_brought_several_times_at_once_it_stands_once(
    attachments: Attachments, blobs: Blobs, alice_id: UUID, todo_id: UUID
) -> None:
    own_id = new_id()

    made = await asyncio.gather(*(bring(attachments, alice_id, todo_id, own_id) for _ in range(4)))

    assert len({each.sha256 for each in made}) == 1
    assert made[0].sha256 == hashlib.sha256(CAKE).hexdigest()
    assert all(each == made[0] for each in made)
    assert len(await keys(blobs)) == 1


async def test_brought_again_it_is_answered_where_no_room_is_left(
    attachments: Attachments, alice_id: UUID, todo_id: UUID
) -> None:
    own_id = new_id()
    first = await bring(attachments, alice_id, todo_id, own_id)

    assert await bring(attachments, alice_id, todo_id, own_id) == first
    with pytest.raises(AttachmentIdTaken):
        await bring(attachments, alice_id, todo_id, own_id, data=b"another cake")
    with pytest.raises(StorageFull):
        await bring(attachments, alice_id, todo_id, new_id())
