"""What people in these tests do: speak, answer, take back, and look at their todos."""

from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from tests.fixtures.product import Person
from tests.kit.db.processes import wait_until

Json = dict[str, Any]

CLIPS = Path(__file__).parents[2] / "speech" / "clips"


def say(person: Person, text: str, **said: Any) -> Json:
    """What came of it."""
    answer = person.post("/v1/voice/commands", json={"text": text, **said})
    assert answer.status_code == 200, answer.text
    return answer.json()


def play(person: Person, clip: str, **said: str) -> Json:
    """The same, with a recording."""
    answer = send_recording(person, (CLIPS / clip).read_bytes(), said)
    assert answer.status_code == 200, answer.text
    return answer.json()


def send_recording(person: httpx.Client, recording: bytes, said: dict[str, str] | None = None) -> httpx.Response:
    files = {"audio": ("recording.wav", recording, "audio/wav")}
    return person.post("/v1/voice/commands", files=files, data=said)


def reply(person: Person, outcome: Json, **given: str) -> Json:
    """Answer what was asked, by `option_id` or `text`."""
    answer = person.post(f"/v1/voice/commands/{outcome['id']}/answer", json=given)
    assert answer.status_code == 200, answer.text
    return answer.json()


def take_back(person: Person, outcome: Json) -> Json:
    answer = person.post(f"/v1/voice/commands/{outcome['id']}/undo")
    assert answer.status_code == 200, answer.text
    return answer.json()


def add(person: Person, title: str, **fields: Any) -> Json:
    """A todo that was there before."""
    answer = person.post("/v1/todos", json={"title": title, **fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


def todo(person: Person, todo_id: str) -> Json:
    return person.get(f"/v1/todos/{todo_id}").json()


def titles(person: Person, status: str = "open") -> list[str]:
    """In alphabetical order."""
    answer = person.get("/v1/todos", params={"status": status, "limit": 200})
    assert answer.status_code == 200, answer.text
    return sorted(each["title"] for each in answer.json()["items"])


def lists(person: Person) -> dict[str, str]:
    """Name → id. A new user's lists are made by an event, so the first look may have to wait."""
    found: dict[str, str] = {}

    def are_there() -> bool:
        found.update({each["name"]: each["id"] for each in person.get("/v1/categories").json()["items"]})
        return bool(found)

    wait_until(are_there)
    return found


def statuses(outcome: Json) -> list[str]:
    return [result["status"] for result in outcome["results"]]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)
