"""Set-up chooses a Python once: the fastest that fits and works."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from setup import interpreter
from setup.steps import SetupError

pytestmark = pytest.mark.usefixtures("workshop")

Found = Callable[..., Path]


class TestChoosing:
    def test_the_fastest_is_taken_and_the_reason_names_the_first(self, python: Found) -> None:
        slow = python("one", milliseconds=60.0)
        fast = python("two", milliseconds=30.0, version=(3, 12, 4))

        taken = interpreter.choose()

        assert (taken.path, taken.version) == (str(fast), "3.12.4")
        assert taken.reason == f"the fastest of 2; Python 3.11.2 ({slow}), found first, takes 2.0 times as long"

    def test_the_first_stays_where_another_is_hardly_faster(self, python: Found) -> None:
        first = python("one", milliseconds=31.0)
        python("two", milliseconds=30.0)

        assert interpreter.choose().path == str(first)

    def test_one_alone_is_taken(self, python: Found) -> None:
        only = python("one", milliseconds=90.0)

        taken = interpreter.choose()

        assert (taken.path, taken.reason) == (str(only), "the only one here that fits")

    @pytest.mark.parametrize(
        "answer",
        [
            {"version": (3, 10, 9)},
            {"version": (3, 15, 0)},
            {"fits": False},
            {"milliseconds": "soon"},
        ],
    )
    def test_one_that_does_not_fit_is_passed_over(self, python: Found, answer: dict[str, object]) -> None:
        python("one", **{"milliseconds": 1.0, **answer})
        fits = python("two", milliseconds=50.0)

        assert interpreter.choose().path == str(fits)

    @pytest.mark.parametrize("script", ["exit 127", "echo nonsense", "echo '[]'", 'echo "{}"', "kill -9 $$"])
    def test_one_that_breaks_is_passed_over(self, python: Found, folder: Path, script: str) -> None:
        _write(folder / "broken" / "python3", script)
        works = python("two", milliseconds=50.0)

        assert interpreter.choose().path == str(works)

    def test_where_none_fits_a_sentence_says_what_is_missing(self, python: Found) -> None:
        python("one", milliseconds=30.0, version=(3, 9, 1))

        with pytest.raises(SetupError, match=r"Voice Todo needs a working Python between 3\.11 and 3\.14; none"):
            interpreter.choose()

    def test_the_python_of_these_tests_works_and_is_measured(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(interpreter.sys, "executable", sys.executable)

        taken = interpreter.choose()

        assert taken.version == ".".join(map(str, sys.version_info[:3]))
        assert taken.milliseconds > 0


class TestKeeping:
    def test_the_choice_is_made_once_and_told(self, python: Found, capsys: pytest.CaptureFixture[str]) -> None:
        first = python("one", milliseconds=50.0)
        assert interpreter.chosen().path == str(first)

        python("two", milliseconds=10.0)

        assert interpreter.chosen().path == str(first)
        assert capsys.readouterr().out.count(f"Python 3.11.2 ({first}): the only one here that fits.") == 1

    def test_another_is_chosen_when_the_kept_one_is_gone(self, python: Found) -> None:
        first, second = python("one", milliseconds=10.0), python("two", milliseconds=50.0)
        assert interpreter.chosen().path == str(first)

        first.unlink()

        assert interpreter.chosen().path == str(second)

    def test_a_damaged_stamp_is_written_anew(self, python: Found, workshop: Path) -> None:
        only = python("one", milliseconds=10.0)
        (workshop / "stamps").mkdir(parents=True)
        (workshop / "stamps" / "interpreter").write_text("{")

        assert interpreter.chosen().path == str(only)
        assert json.loads((workshop / "stamps" / "interpreter").read_text())["path"] == str(only)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place where Pythons are found; `one` comes before `two`, and a broken one before both."""
    path = ":".join(str(tmp_path / name) for name in ("broken", "one", "two"))
    monkeypatch.setenv("PATH", path)
    return tmp_path


@pytest.fixture
def workshop(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set-up that knows no machine but `folder`."""
    monkeypatch.setattr(interpreter, "WORKSHOP", folder / "workshop")
    monkeypatch.setattr(interpreter, "_ALSO_IN", ())
    monkeypatch.setattr(interpreter, "sys", _Sys())
    return folder / "workshop"


class _Sys:
    executable = "/nowhere/python3"


@pytest.fixture
def python(folder: Path) -> Found:
    """Puts a Python into a folder of the PATH that answers the trial as told."""

    def put(name: str, **answer: object) -> Path:
        path = folder / name / "python3"
        told = {"path": str(path), "version": (3, 11, 2), "fits": True, **answer}
        _write(path, f"echo '{json.dumps(told)}'")
        return path

    return put


def _write(path: Path, script: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
