"""A second look at what failed: tests that fail by chance and by fault are planted, and told apart."""

from pathlib import Path

import pytest
from setup import server_tests
from setup.steps import SetupError

FLAKY = """
from pathlib import Path

def test_flaky() -> None:
    mark = Path("was_here")
    was_here = mark.exists()
    mark.touch()
    assert was_here
"""
BROKEN = "def test_broken() -> None:\n    assert False\n"
GOOD = "def test_good() -> None:\n    pass\n"


def run(folder: Path, tests: dict[str, str]) -> None:
    (folder / "pytest.ini").write_text("[pytest]\ncache_dir = cache\n")
    for name, text in tests.items():
        (folder / f"test_{name}.py").write_text(text)
    alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    server_tests.run(alone, "-p", "pytest_randomly", cwd=folder, failed=folder / "cache" / "v" / "cache" / "lastfailed")


class TestReported:
    @pytest.fixture(autouse=True)
    def reported(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VOICETODO_FLAKY_TESTS", "reported")

    def test_what_passes_by_itself_is_named_and_lets_the_run_pass(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run(tmp_path, {"flaky": FLAKY, "good": GOOD})

        assert "FLAKY, to be mended: test_flaky.py::test_flaky failed once" in capsys.readouterr().out

    def test_what_fails_twice_stops_it(self, tmp_path: Path) -> None:
        with pytest.raises(SetupError, match=r"twice \(exit code 1\): test_broken\.py::test_broken"):
            run(tmp_path, {"broken": BROKEN, "flaky": FLAKY, "good": GOOD})

    def test_many_failures_are_no_chance(self, tmp_path: Path) -> None:
        many = {f"flaky_{number}": FLAKY.replace("was_here", f"was_here_{number}") for number in range(4)}

        with pytest.raises(SetupError, match=r"found something \(exit code 1\)"):
            run(tmp_path, many)

    def test_what_cannot_be_collected_is_no_chance(self, tmp_path: Path) -> None:
        with pytest.raises(SetupError, match="found something"):
            run(tmp_path, {"unreadable": "def (", "good": GOOD})

    def test_a_run_without_any_test_is_none(self, tmp_path: Path) -> None:
        with pytest.raises(SetupError, match=r"exit code 5"):
            run(tmp_path, {})


def test_elsewhere_what_fails_once_has_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOICETODO_FLAKY_TESTS", raising=False)

    with pytest.raises(SetupError, match=r"found something \(exit code 1\)"):
        run(tmp_path, {"flaky": FLAKY, "good": GOOD})


def test_another_wish_is_refused() -> None:
    with pytest.raises(SetupError, match="must be `failed` or `reported`"):
        server_tests.is_flaky_reported({"VOICETODO_FLAKY_TESTS": "ignored"})
