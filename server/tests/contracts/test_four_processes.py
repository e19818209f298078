"""The other shape: each module in a process of its own, on one database, and people notice nothing of it."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from secrets import token_hex

import httpx
import pytest

from tests.fixtures.product import PASSWORD, Person
from tests.fixtures.program import MODELS, Serving, free_port, voicetodo
from tests.kit.db.processes import wait_until
from tests.modules.realtime.devices import Device
from tests.modules.voice.microphones import Microphone, sound_of
from tests.modules.voice.speaking import CLIPS, Json, play, say, take_back
from tests.privacy.archives import archive_of
from voicetodo.kit.crypto import Seal
from voicetodo.main.modules import MODULES

NAMES = ("auth", "todo", "voice", "realtime")


class Installation:
    """Four processes that know of each other by address only."""

    def __init__(self, database_url: str, folder: Path) -> None:
        ports = {name: free_port() for name in NAMES}
        secret, key = folder / "service.secret", folder / "master.key"
        secret.write_text(token_hex(32))
        Seal.from_file(key)
        shared = {
            "database_url": database_url,
            "service_secret_file": secret,
            "master_key_path": key,
            "module_urls": ",".join(f"{name}=http://127.0.0.1:{ports.get(name, ports['auth'])}" for name in MODULES),
            "models_dir": MODELS,
        }
        # what has no process of its own here
        others = [name for name in MODULES if name not in NAMES]
        served = {name: name for name in NAMES} | {"auth": ",".join(("auth", *others))}
        self.of = {
            name: Serving(folder / name, "--modules", modules, port=ports[name], **shared)
            for name, modules in served.items()
        }

    def start(self, *names: str) -> None:
        for name in names:
            self.of[name].start()
            self.of[name].wait_until_ready()

    def stop(self) -> None:
        for serving in self.of.values():
            if hasattr(serving, "process"):
                serving.stop()

    def register(self, name: str) -> Person:
        body = {"email": f"{name}@example.org", "password": PASSWORD, "timezone": "Europe/Berlin", "client": "native"}
        answer = httpx.post(f"{self.of['auth'].url}/v1/auth/register", json=body, timeout=30, trust_env=False)
        assert answer.status_code == 201, answer.text
        return Person(self.of["auth"].url, answer.json())

    def at(self, module: str, person: Person) -> Person:
        """The same person, speaking with that module's process."""
        there = Person(self.of[module].url, {**_signed_in(person), "user": person.user})
        there.timeout = httpx.Timeout(60)
        return there


def _signed_in(person: Person) -> Json:
    return {"access_token": person.access_token, "refresh_token": person.refresh_token}


@pytest.fixture
def installation(empty_postgres_url: str, tmp_path: Path) -> Iterator[Installation]:
    """Migrated, not started."""
    folder = tmp_path / "installation"
    folder.mkdir()
    four = Installation(empty_postgres_url, folder)
    migrated = voicetodo("migrate", environ=four.of["auth"].environ, within_seconds=120)
    assert migrated.returncode == 0, migrated.stderr
    yield four
    four.stop()
    shutil.rmtree(folder)


def test_the_main_job_goes_through_all_of_them_and_survives_the_death_of_one(installation: Installation) -> None:
    # a person comes before anybody is there to hear of it
    installation.start("auth")
    alice, charlie = installation.register("alice"), installation.register("charlie")
    installation.start("realtime", "voice", "todo")
    speaking, listing, strange = (
        installation.at("voice", alice),
        installation.at("todo", alice),
        installation.at("todo", charlie),
    )

    with ExitStack() as stack:
        for person in (alice, charlie, speaking, listing, strange):
            stack.enter_context(person)
        _has_her_lists(listing)

        # speaking, by text and by voice, is seen everywhere
        with Device(installation.of["realtime"].url, alice.access_token) as phone:
            said = say(speaking, "call the dentist tomorrow at nine")
            heard = play(speaking, "todo/01.wav")
            phone.wait(lambda: len(phone.titles()) >= 2)
            assert [title.lower() for title in phone.titles()] == ["call the dentist", "buy milk"]
            assert _titles(listing) == {"call the dentist", "buy milk"}
            assert _titles(strange) == set()

            # taking back as well
            take_back(speaking, heard)
            phone.wait(lambda: len(phone.changes) >= 3)
            assert _titles(listing) == {"call the dentist"}

            # and what is said live, over a process that does not listen itself
            microphone = Microphone(phone).opened().hear(sound_of(CLIPS / "todo/01.wav"))
            assert "milk" in microphone.wait_for_words(words="milk").lower()
            take_back(speaking, microphone.outcome())
            assert _titles(listing) == {"call the dentist"}

        # one process dies, and what needs it says so
        installation.of["todo"].kill()
        refused = speaking.post("/v1/voice/commands", json={"text": "buy bread"})
        assert refused.status_code == 503
        assert refused.headers["content-type"] == "application/problem+json"

        # and comes back: nothing is lost, nothing is doubled
        installation.start("todo")
        with Device(installation.of["realtime"].url, alice.access_token) as phone:
            wait_until(lambda: _says(speaking, "buy bread"))
            phone.wait(phone.titles)
            assert _titles(listing) == {"call the dentist", "buy bread"}
        take_back(speaking, said)
        assert _titles(listing) == {"buy bread"}


def _has_her_lists(listing: Person) -> None:
    """Those every new person gets, by way of an event that was announced before `todo` ever ran."""
    wait_until(lambda: len(listing.get("/v1/categories").json()["items"]) == 5)


def _titles(person: Person) -> set[str]:
    return {todo["title"].lower() for todo in person.get("/v1/todos").json()["items"]}


def _says(person: Person, text: str) -> bool:
    """The breaker between the processes may still be open for a moment."""
    return person.post("/v1/voice/commands", json={"text": text}).status_code == 200


def test_what_is_known_of_somebody_comes_from_all_of_them(installation: Installation) -> None:
    installation.start("auth", "todo", "voice", "realtime")
    with ExitStack() as stack:
        alice = stack.enter_context(installation.register("alice"))
        listing, speaking = (stack.enter_context(installation.at(name, alice)) for name in ("todo", "voice"))
        _has_her_lists(listing)
        say(speaking, "call the dentist tomorrow")

        archive = archive_of(alice)

        assert [each["email"] for each in archive.records("auth/account")] == ["alice@example.org"]
        assert [each["transcript"] for each in archive.records("voice/commands")] == ["call the dentist tomorrow"]
        assert "dentist" in archive.page("todo/todos")
