"""Files as they are brought to be imported: a text is held as it is, an archive put away until its import is done."""

import asyncio
import io
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager
from tempfile import SpooledTemporaryFile
from typing import Annotated, BinaryIO, Final, cast
from uuid import UUID

import msgspec

from voicetodo.kit.blobs import Blobs, BlobsUnavailable
from voicetodo.kit.errors import TooLarge
from voicetodo.kit.ids import new_id
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.todo.store.imports import Parcel
from voicetodo.modules.todo.transfer.unpacking import is_archive

#: Keys begin with this, then who brought it.
PREFIX: Final = "imports"
#: So many bytes tell whether it is an archive.
_HEAD: Final = 4
#: What is larger lies in a file while it is read.
_IN_MEMORY_BYTES: Final = 1_000_000
_log: Final = logger("imports")


class ImportSettings(msgspec.Struct, frozen=True):
    """Bytes: of an archive, and of any other file, which is held in memory."""

    import_bytes: Annotated[int, msgspec.Meta(ge=1024)] = 1_000_000_000
    max_body_bytes: Annotated[int, msgspec.Meta(ge=1024)] = 12_000_000


class Parcels:
    """Kept one by one; who keeps a row of them knows whose they are."""

    def __init__(self, blobs: Blobs, settings: ImportSettings) -> None:
        self._blobs = blobs
        self.max_bytes = settings.import_bytes
        self.max_text_bytes = settings.max_body_bytes

    async def receive(self, user_id: UUID, chunks: AsyncIterable[bytes]) -> Parcel:
        """Raises TooLarge."""
        coming = aiter(chunks)
        head = b""
        while len(head) < _HEAD and (chunk := await anext(coming, None)) is not None:
            head += chunk
        if not is_archive(head):
            return Parcel(data=await self._text(head, coming))
        key = f"{PREFIX}/{user_id}/{new_id()}"
        await self._blobs.put(key, _chained(head, coming), max_bytes=self.max_bytes)
        return Parcel(blob_key=key)

    @asynccontextmanager
    async def opened(self, parcel: Parcel) -> AsyncGenerator[BinaryIO]:
        """To be read from any place. Raises BlobMissing."""
        if parcel.blob_key is None:
            yield io.BytesIO(parcel.data or b"")
            return
        with SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as file:
            async for chunk in await self._blobs.read(parcel.blob_key):
                await asyncio.to_thread(file.write, chunk)
            file.seek(0)
            yield cast("BinaryIO", file)

    async def drop(self, parcel: Parcel) -> None:
        """What no import will point at. Where it cannot be done now, a sweep does it."""
        if parcel.blob_key is None:
            return
        try:
            await self._blobs.delete(parcel.blob_key)
        except BlobsUnavailable:
            _log.warning("blob_left_behind", key=parcel.blob_key)

    async def _text(self, head: bytes, coming: AsyncIterator[bytes]) -> bytes:
        data = bytearray(head)
        async for chunk in coming:
            data += chunk
            if len(data) > self.max_text_bytes:
                most = f"{self.max_text_bytes:,}"
                raise TooLarge(f"A file that is no ZIP archive may have at most {most} bytes. Bring it in one.")
        return bytes(data)


async def _chained(head: bytes, coming: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
    yield head
    async for chunk in coming:
        yield chunk
