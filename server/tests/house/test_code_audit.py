"""Bandit stops what nobody explained, and says so where it read nothing."""

from pathlib import Path

import pytest
from setup import code_audit
from setup.steps import SetupError

UNSAFE = "import subprocess\n\n\ndef run(words: str) -> None:\n    subprocess.run(words, shell=True)"


def test_an_unsafe_line_is_stopped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "planted.py").write_text(f"{UNSAFE}\n")

    with pytest.raises(SetupError, match="bandit found 1 more"):
        code_audit.audit(tmp_path)

    assert "planted.py:5: B602" in capsys.readouterr().out


@pytest.mark.parametrize("mark", ["# noqa: S602 - fixed words", "# nosec B602 - fixed words"])
def test_what_is_explained_on_its_line_may_stand(tmp_path: Path, mark: str) -> None:
    (tmp_path / "planted.py").write_text(f"{UNSAFE}  {mark}\n")

    code_audit.audit(tmp_path)


def test_a_reason_may_stand_for_a_whole_file(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text(f"# ruff: noqa: S602 - fixed words\n{UNSAFE}\n")

    code_audit.audit(tmp_path)


def test_a_file_that_is_excused_without_a_reason_is_not(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text(f"# ruff: noqa: S602\n{UNSAFE}\n")

    with pytest.raises(SetupError, match="bandit found 1 more"):
        code_audit.audit(tmp_path)


@pytest.mark.parametrize("mark", ["# nosec", "# nosec B602", "# noqa: S602", "# noqa: S603 - fixed words"])
def test_a_mark_without_a_reason_or_for_something_else_does_not_count(tmp_path: Path, mark: str) -> None:
    (tmp_path / "planted.py").write_text(f"{UNSAFE}  {mark}\n")

    with pytest.raises(SetupError, match="bandit found 1 more"):
        code_audit.audit(tmp_path)


def test_a_file_that_cannot_be_read_is_no_good_answer(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("def (:\n")

    with pytest.raises(SetupError, match=r"could not read .*broken\.py"):
        code_audit.audit(tmp_path)
