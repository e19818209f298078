import asyncio
import contextlib
import io
import os
import signal
import subprocess
import sys
import textwrap
import wave
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import psutil
import pytest

from tests.speech.engines import FOLDER
from voicetodo.speech import (
    AudioEmpty,
    AudioTooLarge,
    AudioTooLong,
    AudioUnreadable,
    LanguageUnsupported,
    SpeechBusy,
    SpeechPool,
    SpeechUnavailable,
    open_pool,
)
from voicetodo.speech import pool as pool_module

SERVER = Path(__file__).parents[2]
PATIENCE_SECONDS = 30


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the engines of `engines.py` write down what they are asked; their workers find the tests' modules."""
    monkeypatch.setenv(FOLDER, str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(SERVER))
    return tmp_path


@contextlib.asynccontextmanager
async def running(engine: str, folder: Path, *, workers: int = 1) -> AsyncIterator[SpeechPool]:
    """A started pool of one of the engines of `engines.py`."""
    pool = open_pool(models_dir=folder, engine=f"python:tests.speech.engines:{engine}", workers=workers)
    await pool.start()
    try:
        yield pool
    finally:
        await pool.stop()


async def until(condition: Callable[[], object]) -> None:
    """Return once `condition` holds; fail if it does not within `PATIENCE_SECONDS`."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in another process
            await asyncio.sleep(0.01)


class TestTranscribing:
    async def test_hears_with_the_real_engine(self, models_dir: Path, lamp: bytes):
        pool = open_pool(models_dir=models_dir)
        assert not pool.is_ready
        await pool.start()
        try:
            heard = await pool.transcribe(lamp, language="en-GB")

            assert heard.text == "Turn on the living room lamp."
            assert pool.is_ready
        finally:
            await pool.stop()
        assert not pool.is_ready

    async def test_leaves_the_event_loop_free(self, folder: Path, lamp: bytes):
        async with running("Waiting", folder) as pool:
            hearing = asyncio.create_task(pool.transcribe(lamp))
            await until((folder / "begun").exists)

            # The answer needs this very loop to go on: nobody else creates the file.
            (folder / "go").touch()

            assert (await hearing).text == "Heard 1."

    async def test_gives_every_speaker_their_own_words(self, models_dir: Path, clips: Path):
        names = ["brooklyn.wav", "living_room_lamp.wav", "weather.wav"] * 2
        pool = open_pool(models_dir=models_dir, workers=2)
        await pool.start()
        try:
            heard = await asyncio.gather(*(pool.transcribe((clips / name).read_bytes()) for name in names))
        finally:
            await pool.stop()

        assert [transcript.text for transcript in heard] == [
            "How old is the Brooklyn Bridge?",
            "Turn on the living room lamp.",
            "What's the weather like?",
        ] * 2

    async def test_is_not_confused_by_what_libraries_print(self, folder: Path, lamp: bytes):
        async with running("Printing", folder) as pool:
            assert (await pool.transcribe(lamp)).text == "Heard 1."

    async def test_goes_on_when_a_speaker_hangs_up(self, folder: Path, lamp: bytes):
        async with running("Waiting", folder) as pool:
            gone = asyncio.create_task(pool.transcribe(lamp))
            await until((folder / "begun").exists)
            gone.cancel()
            (folder / "go").touch()

            assert (await pool.transcribe(lamp)).text == "Heard 2."


class TestRefusing:
    async def test_what_cannot_be_heard(self, folder: Path, lamp: bytes):
        too_long = lamp[:44] + lamp[44:] * 25
        async with running("Recording", folder) as pool:
            with pytest.raises(AudioEmpty):
                await pool.transcribe(b"")
            with pytest.raises(AudioTooLarge, match="10 MB"):
                await pool.transcribe(bytes(10_000_001))
            with pytest.raises(AudioUnreadable):
                await pool.transcribe(b"Add milk to my shopping list.")
            with pytest.raises(AudioTooLong, match="60 seconds"):
                await pool.transcribe(_with_true_length(too_long))
            with pytest.raises(LanguageUnsupported):
                await pool.transcribe(lamp, language="de")

            assert (await pool.transcribe(lamp)).text == "Heard 1."

    async def test_more_speakers_than_can_wait(self, folder: Path, lamp: bytes):
        async with running("Waiting", folder) as pool:
            first = asyncio.create_task(pool.transcribe(lamp))
            await until((folder / "begun").exists)
            waiting = [asyncio.create_task(pool.transcribe(lamp)) for _ in range(pool_module.WAITING_PER_WORKER)]
            await until(lambda: pool.waiting == len(waiting))

            with pytest.raises(SpeechBusy) as refusal:
                await pool.transcribe(lamp)

            assert refusal.value.headers["Retry-After"] == "2"
            (folder / "go").touch()
            heard = await asyncio.gather(first, *waiting)
            assert len({transcript.text for transcript in heard}) == len(waiting) + 1

    async def test_everything_before_it_was_started(self, models_dir: Path, lamp: bytes):
        with pytest.raises(SpeechUnavailable):
            await open_pool(models_dir=models_dir).transcribe(lamp)

    @pytest.mark.parametrize(
        ("engine", "reason"),
        [
            ("python:tests.speech.engines:Unloadable", "The weights are missing"),
            ("python:tests.speech.engines:Nothing", "cannot be opened"),
            ("moonshine:/nowhere", r"lacks encoder\.onnx"),
            ("telepathy", "no speech engine called 'telepathy'"),
        ],
    )
    async def test_says_why_the_engine_cannot_be_loaded(self, folder: Path, lamp: bytes, engine: str, reason: str):
        pool = open_pool(models_dir=folder, engine=engine)
        await pool.start()
        try:
            with pytest.raises(SpeechUnavailable, match=reason):
                await pool.transcribe(lamp)
            assert not pool.is_ready
        finally:
            await pool.stop()


class TestSurviving:
    async def test_a_worker_killed_by_a_recording_is_replaced_and_the_recording_tried_again(
        self, folder: Path, lamp: bytes
    ):
        async with running("DyingOnce", folder) as pool:
            heard = await pool.transcribe(lamp)

            assert heard.text == "Heard 1."
            first, second = (folder / "given").read_text().split()
            assert first != second

    async def test_a_recording_that_kills_two_workers_is_refused(self, folder: Path, lamp: bytes):
        async with running("DyingAlways", folder) as pool:
            with pytest.raises(SpeechUnavailable, match="could not be recognised"):
                await pool.transcribe(lamp)

            assert len((folder / "given").read_text().split()) == 2
            await until(lambda: pool.is_ready)

    async def test_a_worker_killed_while_idle_is_replaced(self, folder: Path, lamp: bytes):
        async with running("Recording", folder) as pool:
            await until(lambda: pool.is_ready)
            [killed] = pool.worker_pids
            os.kill(killed, signal.SIGKILL)
            await until(lambda: pool.is_ready and pool.worker_pids != [killed])

            assert (await pool.transcribe(lamp)).text == "Heard 1."


class TestStopping:
    async def test_refuses_who_is_still_waiting_and_leaves_no_process(self, folder: Path, lamp: bytes):
        async with running("Waiting", folder) as pool:
            heard = [asyncio.create_task(pool.transcribe(lamp)) for _ in range(3)]
            await until((folder / "begun").exists)
            [worker] = pool.worker_pids

            await pool.stop()

            answers = await asyncio.gather(*heard, return_exceptions=True)
            assert [type(answer) for answer in answers] == [SpeechUnavailable] * 3
            assert not psutil.pid_exists(worker)

    async def test_may_come_while_the_engine_loads(self, models_dir: Path):
        pool = open_pool(models_dir=models_dir)
        await pool.start()

        await pool.stop()

        assert not pool.is_ready

    @pytest.mark.usefixtures("folder")
    async def test_a_killed_server_takes_its_workers_along(self):
        server = subprocess.Popen(  # noqa: ASYNC220, S603 - our own code; starting it blocks for milliseconds
            [
                sys.executable,
                "-c",
                textwrap.dedent("""
                    import asyncio, pathlib, voicetodo.speech as speech
                    async def run():
                        pool = speech.open_pool(
                            models_dir=pathlib.Path("."), engine="python:tests.speech.engines:Recording"
                        )
                        await pool.start()
                        while not pool.is_ready:
                            await asyncio.sleep(0.01)
                        print(*pool.worker_pids, flush=True)
                        await asyncio.sleep(600)
                    asyncio.run(run())
                """),
            ],
            stdout=subprocess.PIPE,
            cwd=SERVER,
        )
        with server:
            assert server.stdout is not None
            worker = int(await asyncio.to_thread(server.stdout.readline))

            server.kill()

            await until(lambda: not psutil.pid_exists(worker) or _is_zombie(worker))


def _with_true_length(audio: bytes) -> bytes:
    """A WAV whose header names the length of its data."""
    return audio[:40] + (len(audio) - 44).to_bytes(4, "little") + audio[44:]


def _is_zombie(pid: int) -> bool:
    return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


class TestOverhearing:
    async def test_a_whole_recording_does_not_wait_for_a_look_at_another(self, folder: Path, lamp: bytes):
        async with running("Pondering", folder) as pool:
            await until(lambda: pool.is_ready)
            looking = asyncio.create_task(pool.overhear(sound_of(lamp), recording="a"))
            await until((folder / "pondered").exists)

            # The look would never end by itself.
            assert (await pool.transcribe(lamp)).text == "Heard 1."

            assert await looking is None

    async def test_a_look_that_nobody_waits_for_any_more_is_given_up(self, folder: Path, lamp: bytes):
        async with running("Pondering", folder) as pool:
            await until(lambda: pool.is_ready)
            looking = asyncio.create_task(pool.overhear(sound_of(lamp), recording="a"))
            await until((folder / "pondered").exists)

            looking.cancel()

            # Otherwise the worker would still be pondering on the first.
            await until(lambda: pool.is_idle)

    async def test_nobody_looks_while_there_is_something_to_hear(self, folder: Path, lamp: bytes):
        async with running("Waiting", folder) as pool:
            hearing = asyncio.create_task(pool.transcribe(lamp))
            await until((folder / "begun").exists)

            assert await pool.overhear(sound_of(lamp), recording="a") is None

            (folder / "go").touch()
            await hearing

    async def test_a_worker_that_dies_of_a_look_is_replaced_and_the_recording_is_heard(self, folder: Path, lamp: bytes):
        async with running("DyingOnce", folder) as pool:
            await until(lambda: pool.is_ready)

            assert await pool.overhear(sound_of(lamp), recording="a") is None

            assert (await pool.transcribe(lamp)).text == "Heard 1."


def sound_of(wav: bytes) -> bytes:
    """The samples alone."""
    with wave.open(io.BytesIO(wav)) as file:
        return file.readframes(file.getnframes())
