"""Secrets at rest."""

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from tests.kit.crypto.first_format import seal_first
from voicetodo.kit.crypto import Broken, KeyFile, Place, Seal, UnknownPlace, key_of
from voicetodo.kit.crypto.ring import ring_of

KEY = b"k" * 32
PLACE = Place("kit.things", "secret", ("1",), was="thing:1")
ELSEWHERE = {
    "another row": Place("kit.things", "secret", ("2",), was="thing:1"),
    "another column": Place("kit.things", "other", ("1",), was="thing:1"),
    "another table": Place("kit.others", "secret", ("1",), was="thing:1"),
    "a row of two names": Place("kit.things", "secret", ("1", ""), was="thing:1"),
}


def new_seal(key: bytes = KEY) -> Seal:
    return Seal.of(key).know(PLACE.purpose, *(place.purpose for place in ELSEWHERE.values()))


SEAL = new_seal()
ROWS = st.lists(st.text(max_size=10), max_size=3).map(tuple)


class TestSeal:
    @given(plain=st.binary(max_size=2000), row=ROWS)
    async def test_what_was_sealed_opens_again(self, plain: bytes, row: tuple[str, ...]) -> None:
        place = Place("kit.things", "secret", row)

        assert await SEAL.open(await SEAL.seal(plain, at=place), at=place) == plain

    async def test_it_is_aes_256_gcm_by_which_whoever_has_the_key_opens_it(self) -> None:
        """By hand: the key opens the data key, and that what was sealed; all before is authenticated with both."""
        sealed = await SEAL.seal(b"secret", at=PLACE)
        length_at = 2 + sealed[1]
        end = length_at + 2 + int.from_bytes(sealed[length_at : length_at + 2], "big")
        wrapped, content = sealed[length_at + 2 : end], sealed[end:]

        data_key = AESGCM(KEY).decrypt(wrapped[:12], wrapped[12:], sealed[:length_at] + PLACE.purpose.encode())

        assert len(data_key) == len(KEY) == 32
        assert AESGCM(data_key).decrypt(content[:12], content[12:], sealed[:end] + PLACE.context) == b"secret"

    @given(one=ROWS, other=ROWS)
    def test_two_places_never_look_alike(self, one: tuple[str, ...], other: tuple[str, ...]) -> None:
        places = [Place("kit.things", "secret", row).context for row in (one, other)]

        assert (places[0] == places[1]) == (one == other)

    async def test_sealing_twice_looks_different(self) -> None:
        assert await SEAL.seal(b"same", at=PLACE) != await SEAL.seal(b"same", at=PLACE)

    @given(place=st.integers(min_value=0, max_value=10_000), bit=st.integers(min_value=0, max_value=7))
    async def test_one_changed_bit_breaks_it(self, place: int, bit: int) -> None:
        sealed = bytearray(await SEAL.seal(b"secret", at=PLACE))
        sealed[place % len(sealed)] ^= 1 << bit

        with pytest.raises(Broken):
            await SEAL.open(bytes(sealed), at=PLACE)

    @given(rubbish=st.binary(max_size=200), version=st.sampled_from([b"", b"\x00", b"\x01", b"\x02", b"\x03"]))
    async def test_rubbish_does_not_open(self, rubbish: bytes, version: bytes) -> None:
        with pytest.raises(Broken):
            await SEAL.open(version + rubbish, at=PLACE)

    @pytest.mark.parametrize("elsewhere", ELSEWHERE.values(), ids=ELSEWHERE)
    async def test_copied_to_another_place_it_does_not_open(self, elsewhere: Place) -> None:
        sealed = await SEAL.seal(b"secret", at=PLACE)

        with pytest.raises(Broken):
            await SEAL.open(sealed, at=elsewhere)

    async def test_without_its_key_it_does_not_open(self) -> None:
        with pytest.raises(Broken, match="not here"):
            await new_seal(b"j" * 32).open(await SEAL.seal(b"secret", at=PLACE), at=PLACE)

    async def test_it_tells_which_key_it_is_sealed_under(self) -> None:
        assert key_of(await SEAL.seal(b"secret", at=PLACE)) == await SEAL.keys.current()

    async def test_nothing_is_sealed_where_nobody_would_find_it_again(self) -> None:
        with pytest.raises(UnknownPlace, match=r"kit\.forgotten\.secret"):
            await SEAL.seal(b"secret", at=Place("kit.forgotten", "secret", ("1",)))

    def test_derived_keys_differ_by_purpose_and_stay_the_same(self) -> None:
        assert SEAL.derive("a") == SEAL.derive("a") != SEAL.derive("b")

    def test_a_short_key_is_refused(self) -> None:
        with pytest.raises(ValueError, match="32 bytes"):
            Seal.of(b"short")


class TestFirstFormat:
    async def test_what_was_sealed_before_opens(self) -> None:
        assert await SEAL.open(seal_first(KEY, b"secret", purpose="thing:1"), at=PLACE) == b"secret"

    async def test_it_opens_for_the_same_purpose_alone(self) -> None:
        with pytest.raises(Broken):
            await SEAL.open(seal_first(KEY, b"secret", purpose="thing:2"), at=PLACE)

    async def test_it_opens_after_another_key_came(self) -> None:
        file = KeyFile(None, ring_of(KEY))
        file.turn()

        assert await Seal(file).open(seal_first(KEY, b"secret", purpose="thing:1"), at=PLACE) == b"secret"
