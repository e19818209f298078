"""A house to visit, see `house`."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from tests.kit.http.house import House, open_house
from voicetodo.kit.crypto import Seal
from voicetodo.kit.db import Database
from voicetodo.kit.http.idempotency import ANSWERS

Opening = Callable[..., AbstractAsyncContextManager[House]]


@pytest.fixture
def opening(database: Callable[[str], Database], tmp_path: Path) -> Opening:
    """`async with opening(timeout_seconds=…) as house`: a house with rules of its own."""
    return partial(open_house, database("kit"), Seal.from_file(tmp_path / "master.key").know(ANSWERS.purpose))


@pytest_asyncio.fixture
async def house(opening: Opening) -> AsyncIterator[House]:
    async with opening() as opened:
        yield opened
