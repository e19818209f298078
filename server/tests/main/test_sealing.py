"""Which keys secrets are sealed under, as the settings say."""

from pathlib import Path

import pytest

from voicetodo.kit.settings import SettingsError
from voicetodo.main.sealing import open_seal
from voicetodo.main.settings import Settings

FIRST, SECOND = (f"arn:aws:kms:eu-central-1:123456789012:key/{number}" for number in (1, 2))


async def test_without_kms_the_key_file_seals(tmp_path: Path) -> None:
    seal = open_seal(Settings(data_dir=tmp_path))

    assert await seal.ids() == [seal.file.ring.current]


async def test_with_kms_its_first_key_seals_and_all_open(tmp_path: Path) -> None:
    seal = open_seal(Settings(data_dir=tmp_path, kms_keys=f"{FIRST}, {SECOND}"))

    assert await seal.keys.current() == FIRST
    assert await seal.ids() == [FIRST, SECOND, seal.file.ring.current]
    await seal.stop()


def test_what_follows_from_the_root_is_the_same_with_kms(tmp_path: Path) -> None:
    alone, with_kms = (open_seal(Settings(data_dir=tmp_path, kms_keys=keys)) for keys in ("", FIRST))

    assert alone.derive("x") == with_kms.derive("x")


@pytest.mark.parametrize("keys", ["alias/voicetodo", f"{FIRST},nothing"])
def test_what_is_no_key_of_kms_is_refused_by_name(tmp_path: Path, keys: str) -> None:
    with pytest.raises(SettingsError, match=r"VOICETODO_KMS_KEYS cannot be used: .* arn:aws:kms"):
        open_seal(Settings(data_dir=tmp_path, kms_keys=keys))


def test_a_key_file_that_makes_no_sense_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("none")

    with pytest.raises(SettingsError, match=r"The key file .*/keys cannot be used"):
        open_seal(Settings(data_dir=tmp_path, master_key_path=tmp_path / "keys"))
