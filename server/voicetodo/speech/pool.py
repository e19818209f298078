"""Recognition beside the event loop: worker processes, a bounded queue, and a new process for one that died."""

import asyncio
import logging
from dataclasses import dataclass

from voicetodo.speech.engine import Overheard, Transcript
from voicetodo.speech.errors import (
    AudioEmpty,
    AudioTooLarge,
    LanguageUnsupported,
    SpeechBusy,
    SpeechError,
    SpeechUnavailable,
)
from voicetodo.speech.glance import Glance
from voicetodo.speech.process import WorkerDied, WorkerProcess
from voicetodo.speech.wire import WorkerSettings

log = logging.getLogger(__name__)

WAITING_PER_WORKER = 16
ATTEMPTS = 2
"""How often a recording is given to workers that die of it."""

FIRST_LOAD_SECONDS = 300.0
"""Enough to convert a model on a slow machine."""

JOB_SECONDS = 60.0
LONGEST_RESTART_SECONDS = 30.0

SHUTTING_DOWN = "The server is shutting down; try again in a moment."


@dataclass(slots=True, eq=False)
class _Waiting:
    audio: bytes
    answer: "asyncio.Future[Transcript]"
    attempts: int = 0


def understands(language: str) -> bool:
    """Whether words of this language (BCP 47) can be heard."""
    return language.replace("_", "-").split("-")[0].lower() == "en"


class SpeechPool:
    """Hears recordings in `workers` processes of their own, so that the event loop stays free and a crash stays theirs.

    `start` returns at once and the engine loads in the background; recordings given meanwhile wait for it.
    """

    def __init__(self, settings: WorkerSettings, *, workers: int = 1, restart_seconds: float = 0.5) -> None:
        self._settings = settings
        self._restart_seconds = restart_seconds
        self._queue: asyncio.Queue[_Waiting | Glance] = asyncio.Queue(maxsize=WAITING_PER_WORKER * workers)
        self._count = workers
        self._tasks: list[asyncio.Task[None]] = []
        self._glances: set[Glance] = set()
        self._idle = 0
        self._ready: dict[int, WorkerProcess] = {}
        self._trouble: str | None = None

    @property
    def is_ready(self) -> bool:
        """Whether a recording given now is heard without waiting for a load."""
        return bool(self._ready)

    @property
    def is_idle(self) -> bool:
        """Whether some worker has nothing to do."""
        return self._idle > self._queue.qsize()

    @property
    def waiting(self) -> int:
        """Recordings in the queue, not yet with a worker."""
        return self._queue.qsize()

    @property
    def worker_pids(self) -> list[int]:
        """Process ids of the workers that are ready, for memory accounting."""
        return [worker.pid for worker in self._ready.values()]

    async def start(self) -> None:
        """Begin to load the engine; `is_ready` tells when it is."""
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._work(number)) for number in range(self._count)]

    async def stop(self) -> None:
        """End every worker process; recordings not yet heard are refused with `SpeechUnavailable`."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._refuse_waiting(SHUTTING_DOWN)

    async def transcribe(self, audio: bytes, *, language: str = "en") -> Transcript:
        """The words of a recording in any common format.

        Raises `AudioEmpty`, `AudioTooLarge`, `AudioTooLong`, `AudioUnreadable`, `LanguageUnsupported`, `SpeechBusy`
        when too many wait already, and `SpeechUnavailable` when no worker starts or two died of this recording.
        """
        if not understands(language):
            raise LanguageUnsupported
        if not audio:
            raise AudioEmpty
        if len(audio) > self._settings.max_bytes:
            raise AudioTooLarge(f"The file is larger than {self._settings.max_bytes / 1e6:g} MB; send less.")
        if not self._tasks or self._trouble is not None:
            raise SpeechUnavailable(self._trouble)
        waiting = _Waiting(audio, asyncio.get_running_loop().create_future())
        try:
            self._queue.put_nowait(waiting)
        except asyncio.QueueFull:
            raise SpeechBusy from None
        if self._queue.qsize() > self._idle:
            for glance in self._glances:
                glance.give_way()
        return await waiting.answer

    async def overhear(self, audio: bytes, *, recording: str) -> Overheard | None:
        """What was heard so far of `recording`, which goes on; `audio` are all its samples, 16 bits, mono, 16 kHz.

        Only workers with nothing else to do look, and they give way to whole recordings: None says that nobody had
        time.
        """
        if not self.is_idle:
            return None
        glance = Glance(recording, audio)
        self._glances.add(glance)
        self._queue.put_nowait(glance)
        try:
            return await glance.answer
        finally:
            self._glances.discard(glance)
            glance.give_way()

    async def _work(self, number: int) -> None:
        """Keep one worker process alive and at work; ends when cancelled."""
        pause = self._restart_seconds
        unfinished: _Waiting | None = None
        try:
            while True:
                try:
                    worker = await WorkerProcess.start(self._settings, load_seconds=FIRST_LOAD_SECONDS)
                except (SpeechError, WorkerDied, OSError) as failure:
                    self._cannot_start(failure, unfinished)
                    unfinished = None
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_RESTART_SECONDS)
                    continue
                self._ready[number], self._trouble, pause = worker, None, self._restart_seconds
                try:
                    unfinished = await self._serve(worker, unfinished)
                finally:
                    del self._ready[number]
                    await worker.stop()
        finally:
            if unfinished is not None:
                _refuse(unfinished, SHUTTING_DOWN)

    async def _serve(self, worker: WorkerProcess, first: _Waiting | None) -> _Waiting | None:
        """Hand recordings to `worker` until it dies; what it leaves unfinished, if that deserves another attempt."""
        job: _Waiting | Glance | None = first
        try:
            while True:
                job = job or await self._next_job(worker)
                if job is None:
                    return None
                if isinstance(job, Glance):
                    await job.take(worker, seconds=JOB_SECONDS)
                elif not job.answer.done():
                    job.attempts += 1
                    await _answer(worker, job)
                job = None
        except WorkerDied as death:
            log.warning("speech worker %d ended: %s; starting another", worker.pid, death)
            if job is None or isinstance(job, Glance):
                return None
            if job.attempts < ATTEMPTS:
                return job
            _refuse(job, "This recording could not be recognised; record it again, or type the sentence.")
            return None
        except asyncio.CancelledError:
            if job is not None:
                _refuse(job, SHUTTING_DOWN)
            raise

    async def _next_job(self, worker: WorkerProcess) -> _Waiting | Glance | None:
        """The next recording; None when `worker` ended while idle."""
        arrival = asyncio.ensure_future(self._queue.get())
        ending = asyncio.ensure_future(worker.wait())
        self._idle += 1
        try:
            await asyncio.wait((arrival, ending), return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            if arrival.done():
                _refuse(arrival.result(), SHUTTING_DOWN)
            raise
        finally:
            self._idle -= 1
            ending.cancel()
            arrival.cancel()  # a recording not yet taken stays in the queue
        if arrival.cancelled() or not arrival.done():
            log.warning("speech worker %d ended while idle; starting another", worker.pid)
            return None
        return arrival.result()

    def _cannot_start(self, failure: Exception, unfinished: _Waiting | None) -> None:
        log.error("speech worker did not start: %s", failure)
        sentence = failure.sentence if isinstance(failure, SpeechError) else SpeechUnavailable().sentence
        if unfinished is not None:
            _refuse(unfinished, sentence)
        if not self._ready:  # otherwise the other workers go on
            self._trouble = sentence
            self._refuse_waiting(sentence)

    def _refuse_waiting(self, sentence: str) -> None:
        while not self._queue.empty():
            _refuse(self._queue.get_nowait(), sentence)


async def _answer(worker: WorkerProcess, job: _Waiting) -> None:
    try:
        transcript = await worker.transcribe(job.audio, seconds=JOB_SECONDS)
    except SpeechError as refusal:
        if not job.answer.done():
            job.answer.set_exception(refusal)
        return
    if not job.answer.done():
        job.answer.set_result(transcript)


def _refuse(job: _Waiting | Glance, sentence: str) -> None:
    if job.answer.done():
        return
    if isinstance(job, Glance):
        job.answer.set_result(None)
    else:
        job.answer.set_exception(SpeechUnavailable(sentence))
