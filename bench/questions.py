"""What the servers are asked: the same questions to each, over the same todos."""

import time
from collections.abc import Callable

import httpx

from bench.load import Request
from bench.product import Member

#: Enough for a cold run never to ask for the same thing twice between two writes.
TODOS = 3000

NEW_TODO = '{"title": "buy milk and bread", "notes": "the one in the blue bottle", "priority": 2}'


def writer(url: str, member: Member, todo_id: str) -> Callable[[], None]:
    client = httpx.Client(base_url=url, headers=member.headers)
    return lambda: client.patch(f"/v1/todos/{todo_id}", json={"notes": time.ctime()}).raise_for_status() and None


def seed(url: str, member: Member, many: int = TODOS) -> list[str]:
    """Todos as people have them; answers their ids."""
    ids: list[str] = []
    with httpx.Client(base_url=url, headers=member.headers, timeout=60) as client:
        for first in range(0, many, 100):
            wishes = [_wish(number) for number in range(first, first + 100)]
            answer = client.post("/v1/todos/batch", json={"operations": wishes}).raise_for_status().json()
            ids += [result["todo"]["id"] for result in answer["results"]]
    return ids


def _wish(number: int) -> dict[str, object]:
    wish: dict[str, object] = {
        "op": "create",
        "title": f"buy milk and bread, number {number}",
        "priority": 1 + number % 4,
    }
    if number % 2:
        wish["due"] = {
            "date": f"2030-{1 + number % 12:02}-{1 + number % 28:02}",
            "time": "09:00",
            "timezone": "Europe/Berlin",
        }
    if number % 3 == 0:
        wish["notes"] = "the one in the blue bottle"
    return wish


def plain(ids: list[str], headers: dict[str, str]) -> dict[str, Request]:
    return {
        "get one": Request("GET", tuple(f"/v1/todos/{todo_id}" for todo_id in ids), headers),
        "list 50": Request("GET", ("/v1/todos?limit=50",), headers),
        "create": create(headers),
    }


def warm(ids: list[str], headers: dict[str, str]) -> dict[str, Request]:
    return {**plain(ids, headers), "get one": Request("GET", (f"/v1/todos/{ids[7]}",), headers)}


def cold(ids: list[str], headers: dict[str, str]) -> dict[str, Request]:
    """The list is asked for under many spellings, each of which is a question of its own to the cache."""
    requests = plain(ids, headers)
    del requests["create"]
    spellings = tuple(
        f"/v1/todos?{_spelt('limit', number)}=50&{_spelt('status', number >> 5)}=open" for number in range(2048)
    )
    return {**requests, "list 50": Request("GET", spellings, headers)}


def _spelt(word: str, number: int) -> str:
    """The word with some letters percent-encoded, as the bits of `number` say; the same word to any server."""
    return "".join(f"%{ord(letter):02x}" if number >> place & 1 else letter for place, letter in enumerate(word))


def create(headers: dict[str, str], path: str = "/v1/todos") -> Request:
    return Request("POST", (path,), {**headers, "content-type": "application/json"}, NEW_TODO)
