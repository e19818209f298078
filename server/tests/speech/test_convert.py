import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from voicetodo.speech import SpeechUnavailable, ensure_model
from voicetodo.speech.moonshine import convert
from voicetodo.speech.moonshine.engine import MoonshineEngine

FILES = ["decoder.onnx", "encoder.onnx", "tokenizer.bin"]


@pytest.fixture
def quick(models_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the files of the model converted for this session instead of computing them again."""
    done = ensure_model(models_dir)

    def copy(_source: Path, work: Path) -> None:
        for name in ("encoder.onnx", "decoder.onnx"):
            shutil.copyfile(done / name, work / name)

    monkeypatch.setattr(convert, "_convert", copy)


class TestEnsuringAModel:
    def test_converts_once_and_finds_it_again(self, tmp_path: Path):
        told: list[str] = []

        first = ensure_model(tmp_path, progress=told.append)
        told_first = list(told)
        second = ensure_model(tmp_path, progress=told.append)

        assert first == second
        assert sorted(file.name for file in first.iterdir()) == FILES
        assert len(told_first) >= 2
        assert told == told_first

    def test_makes_the_same_model_every_time(self, tmp_path: Path, models_dir: Path):
        again, before = ensure_model(tmp_path), ensure_model(models_dir)

        assert [_digest(again / name) for name in FILES] == [_digest(before / name) for name in FILES]

    @pytest.mark.usefixtures("quick")
    def test_may_be_asked_by_many_at_once(self, tmp_path: Path):
        with ThreadPoolExecutor(4) as together:
            folders = set(together.map(lambda _: ensure_model(tmp_path), range(4)))

        assert len(folders) == 1
        assert [entry.name for entry in tmp_path.iterdir()] == [folders.pop().name]

    @pytest.mark.usefixtures("quick")
    def test_recovers_from_a_kill_half_way(self, tmp_path: Path):
        asking = "import sys, pathlib, voicetodo.speech as s; s.ensure_model(pathlib.Path(sys.argv[1]))"
        command = [sys.executable, "-c", asking, str(tmp_path)]
        process = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own code
        with process:
            while not list(tmp_path.glob(f"{convert.UNFINISHED}*")):
                assert process.poll() is None
                time.sleep(0.01)
            os.killpg(process.pid, signal.SIGKILL)
        assert [entry.name[:12] for entry in tmp_path.iterdir()] == [convert.UNFINISHED]

        folder = ensure_model(tmp_path)

        assert sorted(file.name for file in folder.iterdir()) == FILES
        MoonshineEngine(name="recovered", find_folder=lambda: folder).load()

    @pytest.mark.usefixtures("quick")
    def test_sweeps_up_what_an_old_kill_left(self, tmp_path: Path):
        left = tmp_path / f"{convert.UNFINISHED}left"
        left.mkdir()
        os.utime(left, (0, 0))

        ensure_model(tmp_path)

        assert not left.exists()


class TestRefusingWeights:
    def test_that_are_not_the_ones_known(self, tmp_path: Path):
        source = tmp_path / "source"
        shutil.copytree(convert.find_source(), source)
        with (source / "encoder_model.ort").open("r+b") as file:
            file.seek(1_000_000)
            file.write(b"changed")

        with pytest.raises(SpeechUnavailable, match=r"encoder_model\.ort is not the one expected"):
            convert.check_source(source)

    def test_that_are_missing(self, tmp_path: Path):
        with pytest.raises(SpeechUnavailable, match="incomplete"):
            convert.check_source(tmp_path)

    def test_and_leaves_nothing_behind_when_the_conversion_fails(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        def fail(_source: Path, _work: Path) -> None:
            raise SpeechUnavailable("no space")

        monkeypatch.setattr(convert, "_convert", fail)

        with pytest.raises(SpeechUnavailable, match="no space"):
            ensure_model(tmp_path)

        assert list(tmp_path.iterdir()) == []


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
