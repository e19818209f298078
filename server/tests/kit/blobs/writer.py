"""Begins to put a blob of 40 MB into the folder it is given, tells so, and waits to be killed."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from pathlib import Path

from voicetodo.kit.blobs import BlobSettings, open_blobs

_MEGABYTE = 1024 * 1024


async def _chunks() -> AsyncGenerator[bytes]:
    for _ in range(20):
        yield bytes(_MEGABYTE)
    sys.stdout.write("halfway\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


asyncio.run(open_blobs(BlobSettings(data_dir=Path(sys.argv[1]))).put("alice/big", _chunks(), max_bytes=40 * _MEGABYTE))
