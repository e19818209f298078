"""Keys in a file: made once, added to, and noticed by all who use it."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.kit.db.processes import wait_until
from voicetodo.kit.crypto import Broken, KeyFile, KeyFileError, Place, Seal, key_file

PLACE = Place("kit.things", "secret", ("1",))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "secrets" / "master.key"


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


def open_seal(path: Path) -> Seal:
    return Seal.from_file(path).know(PLACE.purpose)


class TestMaking:
    async def test_it_is_made_once_for_its_owner_only(self, path: Path) -> None:
        sealed = await open_seal(path).seal(b"secret", at=PLACE)

        assert (mode_of(path), mode_of(path.parent)) == (0o600, 0o700)
        assert await open_seal(path).open(sealed, at=PLACE) == b"secret"
        assert [each.name for each in path.parent.iterdir()] == ["master.key"]

    def test_two_that_start_at_once_use_the_same(self, path: Path) -> None:
        with ThreadPoolExecutor(8) as threads:
            seals = list(threads.map(lambda _: Seal.from_file(path), range(8)))

        assert len({seal.derive("x") for seal in seals}) == 1

    def test_the_root_is_none_of_the_keys(self, path: Path) -> None:
        ring = KeyFile.at(path).ring

        assert ring.root not in [key.key for key in ring.keys]

    def test_keys_are_not_shown(self, path: Path) -> None:
        ring = KeyFile.at(path).ring

        assert repr(ring.root)[2:-1] not in repr(ring)
        assert repr(ring.sealing.key)[2:-1] not in repr(ring)


class TestOfTheFirstKind:
    async def test_32_bytes_are_a_key(self, path: Path) -> None:
        put(path, b"k" * 32)

        sealed = await Seal.of(b"k" * 32).know(PLACE.purpose).seal(b"secret", at=PLACE)

        assert await open_seal(path).open(sealed, at=PLACE) == b"secret"

    def test_what_follows_from_it_stays_when_keys_come_and_go(self, path: Path) -> None:
        put(path, b"k" * 32)
        file = KeyFile.at(path)
        (first,) = [key.id for key in file.ring.keys]

        file.turn()
        file.drop(first)

        assert open_seal(path).derive("x") == Seal.of(b"k" * 32).derive("x")


class TestChanging:
    async def test_a_new_key_seals_and_the_old_one_still_opens(self, path: Path) -> None:
        seal = open_seal(path)
        before = await seal.seal(b"secret", at=PLACE)

        key_id = seal.file.turn()

        assert await seal.keys.current() == key_id
        assert await open_seal(path).open(before, at=PLACE) == b"secret"
        assert mode_of(path) == 0o600

    async def test_a_key_that_was_added_opens_and_seals_when_its_turn_comes(self, path: Path) -> None:
        file = KeyFile.at(path)
        before = file.ring.current

        added = file.add()

        assert (await file.current(), await file.has(added)) == (before, True)
        assert file.turn() == added
        assert await KeyFile.at(path).current() == added

    async def test_another_process_opens_at_once_what_is_sealed_under_a_new_key(self, path: Path) -> None:
        one, other = open_seal(path), open_seal(path)
        one.file.turn()

        sealed = await one.seal(b"secret", at=PLACE)

        assert await other.open(sealed, at=PLACE) == b"secret"

    def test_another_process_soon_seals_under_the_new_key(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(key_file, "LOOK_SECONDS", 0.02)
        one, other = KeyFile.at(path), KeyFile.at(path)

        key_id = one.turn()

        wait_until(lambda: other.ring.current == key_id, within_seconds=5)

    async def test_what_is_sealed_under_a_dropped_key_is_lost(self, path: Path) -> None:
        seal = open_seal(path)
        sealed, (old,) = await seal.seal(b"secret", at=PLACE), await seal.ids()
        seal.file.turn()

        seal.file.drop(old)

        with pytest.raises(Broken):
            await seal.open(sealed, at=PLACE)

    def test_the_key_that_seals_stays(self, path: Path) -> None:
        file = KeyFile.at(path)

        file.drop(file.ring.current)

        assert len(KeyFile.at(path).ring.keys) == 1

    def test_two_who_add_at_once_both_have_theirs_kept(self, path: Path) -> None:
        KeyFile.at(path)

        with ThreadPoolExecutor(8) as threads:
            added = list(threads.map(lambda _: KeyFile.at(path).add(), range(8)))

        assert {key.id for key in KeyFile.at(path).ring.keys} >= set(added)


class TestFaults:
    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", "no ring of keys"),
            (b"not a key", "no ring of keys"),
            (b"[]" * 40, "no ring of keys"),
            (b'{"keys": [], "current": "x", "root": ""}', "no ring of keys"),
            (b'{"keys": [{"key": "AAAA"}], "current": "x", "root": ""}', "32 bytes"),
        ],
    )
    def test_a_file_that_makes_no_sense_is_told_in_a_sentence(self, path: Path, content: bytes, why: str) -> None:
        put(path, content)

        with pytest.raises(KeyFileError, match=f"cannot be used: .*{why}"):
            KeyFile.at(path)

    def test_a_key_that_shall_seal_must_be_there(self, path: Path) -> None:
        KeyFile.at(path)
        path.write_text(json.dumps(json.loads(path.read_text()) | {"current": "file-000000000000"}))

        with pytest.raises(KeyFileError, match="shall seal is not in it"):
            KeyFile.at(path)

    async def test_a_file_that_breaks_while_it_is_used_leaves_what_was_read(self, path: Path) -> None:
        seal = open_seal(path)
        sealed = await seal.seal(b"secret", at=PLACE)

        put(path, b"broken")

        assert not await seal.keys.has("file-000000000000")
        assert await seal.open(sealed, at=PLACE) == b"secret"
