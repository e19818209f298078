"""What people do to have their data: ask, wait, download, and look into it."""

import io
from typing import Any
from zipfile import ZipFile

import httpx
import msgspec

from tests.fixtures.product import Person
from tests.kit.db.processes import wait_until

Json = dict[str, Any]


class Archive:
    """A download, unpacked."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            self.files = {name: archive.read(name) for name in archive.namelist()}

    def records(self, part: str) -> list[Json]:
        return [msgspec.json.decode(line) for line in self.files[f"{part}.jsonl"].splitlines()]

    def page(self, part: str) -> str:
        return self.files[f"{part}.html"].decode()

    def where(self, words: str) -> list[str]:
        """The files in which they stand, or whose names they are in."""
        return [name for name, content in self.files.items() if words.encode() in content or words in name]


def ask(person: Person) -> Json:
    answer = person.post("/v1/me/exports")
    assert answer.status_code == 201, answer.text
    return answer.json()


def wait(person: Person, made: Json, state: str = "ready") -> Json:
    """As it is once it has come to that."""
    wait_until(lambda: look(person, made)["state"] == state, within_seconds=60)
    return look(person, made)


def look(person: Person, made: Json) -> Json:
    answer = person.get(f"/v1/me/exports/{made['id']}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def download(person: httpx.Client, made: Json) -> httpx.Response:
    return person.get(f"/v1/me/exports/{made['id']}/file")


def archive_of(person: Person) -> Archive:
    """All that is known of them, as they get it."""
    answer = download(person, wait(person, ask(person)))
    assert answer.status_code == 200, answer.text
    return Archive(answer.content)


def sign_in_long_ago(person: Person) -> None:
    """From now on they speak with a token that was made for a program: nobody proved anything lately."""
    body = {"name": "program", "scopes": ["todos:read"]}
    made = person.post("/v1/me/tokens", json=body)
    assert made.status_code == 201, made.text
    person.headers["Authorization"] = f"Bearer {made.json()['token']}"
