"""How the installation is doing, measured when somebody asks."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

import msgspec

from voicetodo.kit.blobs import Blobs
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.db.housekeeping import list_records
from voicetodo.kit.errors import Unavailable
from voicetodo.kit.health import HealthFace, Reading, State, readings, store, worst
from voicetodo.kit.host import Parts
from voicetodo.kit.mail import Mailer
from voicetodo.kit.processes import Process, list_alive
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.auth.api import AuthApi

#: Housekeeping is late once twice its time and five minutes have gone by.
_LEEWAY_SECONDS: Final = 300.0
_MEASURE_SECONDS: Final = 5.0

_log = logger("health")


class HealthSettings(msgspec.Struct, frozen=True):
    """Where the data lies on this machine."""

    data_dir: Path = Path("data")


class SystemHealth(msgspec.Struct, frozen=True):
    """`state` is that of the worst part. Whether a part answers is asked by this process, the rest of all of them."""

    state: State
    version: str
    modules: list[str]
    parts: list[Reading]
    processes: list[Process]


class Health:
    """`databases` reaches each schema with the role of its module."""

    def __init__(
        self,
        *,
        clock: Clock,
        auth: AuthApi,
        databases: Callable[[str], Database],
        parts: Parts,
        modules: Callable[[], list[str]],
        faces: Callable[[], Sequence[HealthFace]],
        blobs: Blobs,
        mailer: Mailer,
        settings: HealthSettings,
    ) -> None:
        self._clock = clock
        self._auth = auth
        self._databases = databases
        self._parts = parts
        self._modules = modules
        self._faces = faces
        self._blobs = blobs
        self._mailer = mailer
        self._data_dir = settings.data_dir

    async def measure(self) -> SystemHealth:
        measured: Mapping[str, Callable[[], Awaitable[Reading]]] = {
            "database": self._database,
            "outbox": self._outbox,
            "bus": self._bus,
            "dead_letters": self._dead_letters,
            "jobs": self._jobs,
            "failed_jobs": self._failed_jobs,
            "housekeeping": self._housekeeping,
            "blobs": self._blob_store,
            "mail": self._mail,
            "disk": self._disk,
            "deletions": self._deletions,
        }
        processes = await self._list_processes()
        found = [await _within_time(name, measure) for name, measure in measured.items()]
        for name, check in self._parts.checks.items():
            if name != "database":
                found.append(await _within_time(name, _of(name, check)))
        for face in self._faces():
            found += await _asked(face)
        found.append(readings.of_processes([each.version for each in processes]))
        return SystemHealth(worst(found), version("voicetodo"), self._modules(), found, processes)

    async def _list_processes(self) -> list[Process]:
        """None where the database, which is a part of its own, cannot be asked."""
        try:
            async with self._databases("kit").connection() as connection:
                return await list_alive(connection)
        except Unavailable:
            return []

    async def _database(self) -> Reading:
        async with self._databases("kit").connection() as connection:
            found = await store.of_database(connection)
        return readings.of_database(**msgspec.structs.asdict(found))

    async def _outbox(self) -> Reading:
        async with self._databases("kit").connection() as connection:
            schemas = await store.outbox_schemas(connection)
        count, oldest = 0, 0.0
        for schema in schemas:
            async with self._databases(schema).connection() as connection:
                waiting = await store.in_outbox(connection)
            count, oldest = count + waiting.count, max(oldest, waiting.oldest_seconds)
        return readings.of_queue("outbox", "events in outboxes", waiting=count, oldest_seconds=oldest, warn=30, bad=300)

    async def _bus(self) -> Reading:
        async with self._databases("bus").connection() as connection:
            waiting = await store.on_bus(connection)
        return readings.of_queue(
            "bus",
            "events on the bus",
            waiting=waiting.count,
            oldest_seconds=waiting.oldest_seconds,
            warn=30,
            bad=600,
        )

    async def _dead_letters(self) -> Reading:
        async with self._databases("bus").connection() as connection:
            return readings.of_dead_letters(await store.dead_letters(connection))

    async def _jobs(self) -> Reading:
        async with self._databases("jobs").connection() as connection:
            waiting = await store.jobs_due(connection)
        return readings.of_queue(
            "jobs", "jobs", waiting=waiting.count, oldest_seconds=waiting.oldest_seconds, warn=120, bad=1800
        )

    async def _failed_jobs(self) -> Reading:
        async with self._databases("jobs").connection() as connection:
            return readings.of_failed_jobs(await store.jobs_failed_lately(connection))

    async def _housekeeping(self) -> Reading:
        """Of the modules here. What was never done yet may have just been installed."""
        async with self._databases("kit").connection() as connection:
            done = {each.job: each.done_at for each in await list_records(connection)}
        now = self._clock.now()
        return readings.of_housekeeping(
            {
                each.name: (now - at).total_seconds() - 2 * each.seconds - _LEEWAY_SECONDS
                for each in self._parts.periodic
                if (at := done.get(each.name)) is not None
            }
        )

    async def _blob_store(self) -> Reading:
        async for _ in self._blobs.list_all("health"):
            break
        return readings.of_check("blobs", is_passed=True)

    async def _mail(self) -> Reading:
        if self._mailer.reaches_people:
            return Reading(name="mail", state="ok", code="letters-sent", sentence="Letters go to a mail server.")
        sentence = "Letters are files in the folder mail: nobody gets them. Set VOICETODO_MAIL_URL."
        return Reading(name="mail", state="warn", code="letters-kept", sentence=sentence)

    async def _deletions(self) -> Reading:
        return readings.of_deletions(await self._auth.count_waiting_deletions())

    async def _disk(self) -> Reading:
        usage = await asyncio.to_thread(shutil.disk_usage, self._data_dir)
        return readings.of_disk(free_bytes=usage.free, total_bytes=usage.total)


async def _asked(face: HealthFace) -> list[Reading]:
    """What a module measures itself, wherever it runs."""
    found: list[Reading] = []

    async def measure() -> Reading:
        found.extend(await face.readings())
        return readings.of_check(face.module, is_passed=True)

    told = await _within_time(face.module, measure)
    return found or [told]


def _of(name: str, check: Callable[[], Awaitable[bool]]) -> Callable[[], Awaitable[Reading]]:
    async def measure() -> Reading:
        return readings.of_check(name, is_passed=await check())

    return measure


async def _within_time(name: str, measure: Callable[[], Awaitable[Reading]]) -> Reading:
    """What cannot be measured is bad, and the rest is told all the same."""
    try:
        async with asyncio.timeout(_MEASURE_SECONDS):
            return await measure()
    except Exception as error:  # noqa: BLE001 - whatever it is, the answer is that this part is not well
        _log.warning("health_not_measured", part=name, reason=repr(error))
        return readings.of_check(name, is_passed=False)
