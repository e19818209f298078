"""A key is found in what is committed, in what was, and in what is about to be.

The keys here are put together as the tests run, so that the scan does not find them in this file.
"""

import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from setup import secret_scan
from setup.steps import SetupError

TOKEN = "ghp_" + "A7d93kQmZx8TnVb2LrYw5HsCfJgUe1Np0oKi"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "README.md", "Nothing to hide.\n")
    return tmp_path


def test_a_clean_history_passes(checkout: Path) -> None:
    secret_scan.scan(checkout)


def test_a_key_that_was_committed_and_removed_again_is_still_found(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(checkout, "settings.py", f'TOKEN = "{TOKEN}"\n')
    commit(checkout, "settings.py", "TOKEN = None\n")

    with pytest.raises(SetupError, match="found 1 values"):
        secret_scan.scan(checkout)

    told = capsys.readouterr().out
    assert "settings.py:1: github-pat (commit " in told
    assert TOKEN not in told


def test_a_key_in_a_file_that_git_does_not_know_yet_is_found(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "new.env").write_text(f"TOKEN={TOKEN}\n")

    with pytest.raises(SetupError, match="found 1 values"):
        secret_scan.scan(checkout)

    assert "new.env:1: github-pat" in capsys.readouterr().out


def test_a_key_in_a_change_that_is_not_committed_is_found(checkout: Path) -> None:
    (checkout / "README.md").write_text(f"{TOKEN}\n")

    with pytest.raises(SetupError, match="found 1 values"):
        secret_scan.scan(checkout)


def test_a_private_key_is_found(checkout: Path) -> None:
    key = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    commit(checkout, "signing.pem", key.decode())

    with pytest.raises(SetupError, match="found 1 values"):
        secret_scan.scan(checkout)


def test_no_comment_beside_a_key_hides_it(checkout: Path) -> None:
    commit(checkout, "settings.py", f'TOKEN = "{TOKEN}"  # gitleaks:allow betterleaks:allow\n')

    with pytest.raises(SetupError, match="found 1 values"):
        secret_scan.scan(checkout)


def test_a_value_that_is_known_to_be_none_passes(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(checkout, "example.md", "smtps://name:password@host\n")
    secret_scan.scan(checkout)
    nothing = tmp_path_factory.mktemp("known") / "known_values.toml"
    nothing.touch()
    monkeypatch.setattr(secret_scan, "KNOWN", nothing)

    with pytest.raises(SetupError, match="found 1 values"):
        secret_scan.scan(checkout)


def test_a_release_without_a_history_is_read_by_its_files(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "example.md").write_text(f"{TOKEN}\n")

    with pytest.raises(SetupError, match="found 1 values"):
        secret_scan.scan(tmp_path)


def commit(checkout: Path, name: str, text: str) -> None:
    (checkout / name).write_text(text)
    git(checkout, "add", name)
    git(checkout, "-c", "user.name=Alice", "-c", "user.email=alice@example.org", "commit", "--quiet", "-m", name)


def git(checkout: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(checkout), *words], check=True, capture_output=True)  # noqa: S603, S607
