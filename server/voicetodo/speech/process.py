"""One worker process, seen from the event loop."""

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import PIPE, Process

from voicetodo.speech.engine import Overheard, Transcript
from voicetodo.speech.errors import BY_NAME, SpeechError, SpeechUnavailable
from voicetodo.speech.wire import (
    HEADER_BYTES,
    Answer,
    GiveWay,
    Glance,
    Glanced,
    Heard,
    Job,
    Ready,
    Refused,
    Request,
    WorkerSettings,
    decode_answer,
    frame,
)

GRACE_SECONDS = 1.0
"""How long a worker may take to end once its input is closed."""


ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""In a worker's environment: numpy would otherwise start a thread for every core, of no use here."""


class WorkerDied(Exception):
    """The process ended, or stopped answering, before it answered."""


class WorkerProcess:
    """A started worker; whoever started it stops it."""

    def __init__(self, process: Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, settings: WorkerSettings, *, load_seconds: float) -> "WorkerProcess":
        """A worker whose engine is loaded. Raises `SpeechUnavailable`, which says why not, or `WorkerDied`."""
        worker = cls(
            await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "voicetodo.speech.worker",
                stdin=PIPE,
                stdout=PIPE,
                env={**os.environ, **ONE_THREAD},
                start_new_session=True,  # a Ctrl-C in the terminal reaches the server, which ends its workers in order
            )
        )
        try:
            await worker._load(settings, seconds=load_seconds)
        except BaseException:
            await worker.stop()
            raise
        return worker

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    async def transcribe(self, audio: bytes, *, seconds: float) -> Transcript:
        """The words of one recording, one at a time.

        Raises a `SpeechError` when the recording is refused, and `WorkerDied`, after which this worker is of no use.
        """
        answer = await self._ask(Job(audio), seconds=seconds)
        if isinstance(answer, Refused):
            raise _as_error(answer)
        if not isinstance(answer, Heard):
            raise WorkerDied(f"unexpected {type(answer).__name__}")
        return answer.transcript

    async def overhear(self, recording: str, audio: bytes, *, seconds: float) -> Overheard | None:
        """The words so far of a recording that goes on; None after `give_way`. Raises `WorkerDied`."""
        answer = await self._ask(Glance(recording, audio), seconds=seconds)
        if not isinstance(answer, Glanced):
            raise WorkerDied(f"unexpected {type(answer).__name__}")
        return answer.overheard

    def give_way(self) -> None:
        """What is being overheard is not wanted any more. At any other time this does nothing."""
        if self._process.stdin is not None:
            self._process.stdin.write(frame(GiveWay()))

    async def wait(self) -> None:
        """Return when the process has ended."""
        await self._process.wait()

    async def stop(self) -> None:
        """End the process, gently first; returns when it is gone, even if cancelled meanwhile."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            async with asyncio.timeout(GRACE_SECONDS):
                await self._process.wait()
        except TimeoutError:
            pass
        finally:
            if self._process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    self._process.kill()
                await self._process.wait()

    async def _load(self, settings: WorkerSettings, *, seconds: float) -> None:
        answer = await self._ask(settings, seconds=seconds)
        if isinstance(answer, Refused):
            raise _as_error(answer)
        if not isinstance(answer, Ready):
            raise WorkerDied(f"unexpected {type(answer).__name__} while loading")

    async def _ask(self, request: Request, *, seconds: float) -> Answer:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise WorkerDied("it has no pipes")
        try:
            async with asyncio.timeout(seconds):
                stdin.write(frame(request))
                await stdin.drain()
                header = await stdout.readexactly(HEADER_BYTES)
                return decode_answer(await stdout.readexactly(int.from_bytes(header, "little")))
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError) as end:
            raise WorkerDied(f"no answer to {type(request).__name__}: {end!r}") from end


def _as_error(answer: Refused) -> SpeechError:
    kind = BY_NAME.get(answer.kind, SpeechUnavailable)
    return kind(answer.sentence)
