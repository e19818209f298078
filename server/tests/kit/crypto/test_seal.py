"""Secrets at rest."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.kit.crypto import Broken, Seal

SEAL = Seal(b"k" * 32)


class TestSeal:
    @given(plain=st.binary(max_size=2000), purpose=st.text(max_size=20))
    def test_what_was_sealed_opens_again(self, plain: bytes, purpose: str) -> None:
        assert SEAL.open(SEAL.seal(plain, purpose=purpose), purpose=purpose) == plain

    def test_sealing_twice_looks_different(self) -> None:
        assert SEAL.seal(b"same") != SEAL.seal(b"same")

    @given(place=st.integers(min_value=0, max_value=10_000), bit=st.integers(min_value=0, max_value=7))
    def test_one_changed_bit_breaks_it(self, place: int, bit: int) -> None:
        sealed = bytearray(SEAL.seal(b"secret"))
        sealed[place % len(sealed)] ^= 1 << bit

        with pytest.raises(Broken):
            SEAL.open(bytes(sealed))

    @pytest.mark.parametrize("rubbish", [b"", b"\x01", b"\x01" + b"x" * 20, b"\x02" + b"x" * 200])
    def test_rubbish_does_not_open(self, rubbish: bytes) -> None:
        with pytest.raises(Broken):
            SEAL.open(rubbish)

    def test_another_purpose_does_not_open_it(self) -> None:
        with pytest.raises(Broken):
            SEAL.open(SEAL.seal(b"secret", purpose="keys"), purpose="answers")

    def test_another_master_key_does_not_open_it(self) -> None:
        with pytest.raises(Broken):
            Seal(b"j" * 32).open(SEAL.seal(b"secret"))

    def test_derived_keys_differ_by_purpose_and_stay_the_same(self) -> None:
        assert SEAL.derive("a") == SEAL.derive("a") != SEAL.derive("b")

    def test_a_short_master_key_is_refused(self) -> None:
        with pytest.raises(ValueError, match="32 bytes"):
            Seal(b"short")


class TestKeyFile:
    def test_it_is_made_once_for_its_owner_only(self, tmp_path: Path) -> None:
        path = tmp_path / "secrets" / "master.key"

        sealed = Seal.from_file(path).seal(b"secret")

        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
        assert Seal.from_file(path).open(sealed) == b"secret"
        assert [each.name for each in path.parent.iterdir()] == ["master.key"]

    def test_two_that_start_at_once_use_the_same(self, tmp_path: Path) -> None:
        path = tmp_path / "secrets" / "master.key"

        with ThreadPoolExecutor(8) as threads:
            seals = list(threads.map(lambda _: Seal.from_file(path), range(8)))

        assert len({seal.derive("x") for seal in seals}) == 1
