"""The work behind `keys list`, `keys rekey` and `keys drop`. Apart from it, as what is imported here takes a second."""

import time
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import msgspec

from voicetodo.kit.audit import audit
from voicetodo.kit.crypto import KeyFileError, Seal
from voicetodo.kit.crypto.resealing import KeyInUse, Moved, Progress, Resealing, check_unused
from voicetodo.kit.errors import DomainError
from voicetodo.kit.settings import SettingsError
from voicetodo.main.assembly import Assembly
from voicetodo.main.cli import operating
from voicetodo.main.cli.terminal import Failure
from voicetodo.main.modules import MODULES
from voicetodo.main.sealing import open_seal


class ListedKey(msgspec.Struct, frozen=True):
    """A key, and how many values of which purpose are sealed under it."""

    id: str
    is_current: bool
    made_at: datetime | None
    used: Counter[str]


def list_all() -> list[ListedKey]:
    found: list[ListedKey] = []

    async def work() -> None:
        async with _process() as process:
            counts = await _resealing(process).count()
            found.extend(await _listed(process.host.seal, counts))

    operating.run(work())
    return found


def add() -> str:
    """The id of the new key. Raises Failure."""
    try:
        return open_seal(operating.settings()).file.add()
    except (KeyFileError, SettingsError) as error:
        raise Failure(str(error)) from error


def rekey(tell: Callable[[str], None]) -> list[Moved]:
    """Raises Failure."""
    done: list[Moved] = []

    async def work() -> None:
        async with _process() as process:
            seal = process.host.seal
            key_id, since = _current(seal, tell) if seal.keys is seal.file else (await seal.keys.current(), None)
            tell(f"Everything is sealed under {key_id} …")
            done.extend(await _resealing(process).run(_Lines(tell), since=since))
            if seal.keys is seal.file:
                seal.file.settle()
            await _note(process, "kit.secrets_rekeyed", key_id)

    operating.run(work())
    return done


def drop(key_id: str, *, lose: bool) -> None:
    """Raises Failure."""

    async def work() -> None:
        async with _process() as process:
            seal = process.host.seal
            if key_id not in await seal.file.ids():
                raise Failure(f"There is no key {key_id} in the key file. `voicetodo keys list` tells which there are.")
            if seal.file.ring.current == key_id:
                raise Failure(
                    f"{key_id} is the key file's newest, and stays. `voicetodo keys rekey` makes another one."
                )
            if not lose:
                await check_unused(_resealing(process), key_id)
            seal.file.drop(key_id)
            await _note(process, "kit.key_dropped", key_id)

    operating.run(work())


def _current(seal: Seal, tell: Callable[[str], None]) -> tuple[str, float]:
    """A new key; or the last one, where it is not settled that everything is sealed under it."""
    if seal.file.ring.is_moving:
        tell("An earlier run did not come to its end; this one goes on with it.")
        return seal.file.ring.current, time.monotonic()
    return seal.file.turn(), time.monotonic()


async def _listed(seal: Seal, counts: dict[str, Counter[str]]) -> list[ListedKey]:
    used: dict[str, Counter[str]] = {}
    for purpose, numbers in counts.items():
        for key_id, number in numbers.items():
            used.setdefault(key_id, Counter())[purpose] = number
    ids = await seal.ids()
    made = {key.id: key.made_at for key in seal.file.ring.keys}
    return [
        ListedKey(key_id, key_id == ids[0], made.get(key_id), used.get(key_id, Counter()))
        for key_id in (*ids, *sorted(used.keys() - set(ids)))
    ]


def _resealing(process: Assembly) -> Resealing:
    return Resealing(process.host.seal, process.host.parts.holdings)


async def _note(process: Assembly, action: str, key_id: str) -> None:
    async with process.database("auth").transaction() as tx:
        await audit(tx, action, on=("key", key_id))


@asynccontextmanager
async def _process() -> AsyncGenerator[Assembly]:
    """All modules, whatever this machine serves: each tells what it keeps sealed. Raises Failure."""
    try:
        async with operating.installed(*MODULES) as process:
            yield process
    except (DomainError, KeyFileError, KeyInUse) as error:
        raise Failure(str(error)) from error


class _Lines:
    """A line for each tenth of what one purpose has."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._told = ("", 0)

    def __call__(self, progress: Progress) -> None:
        now = (progress.purpose, 10 * progress.stretch // progress.stretches)
        if now != self._told:
            self._told = now
            self._tell(f"  {now[1] * 10:3} %  {progress.purpose}, {progress.moved:,} sealed anew")
