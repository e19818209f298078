"""The server is killed while an import runs: nothing of it is seen, and the next start brings in all of it, once."""

from collections.abc import Iterator

import httpx
import pytest

from tests.faults.serving import Server
from tests.kit.db.processes import data_folder, wait_until

ROWS = 4_000


@pytest.fixture
def server() -> Iterator[Server]:
    with data_folder() as folder, Server(folder.parent) as running:
        yield running


def state_of(person: httpx.Client, import_id: str) -> str:
    return person.get(f"/v1/imports/{import_id}").json()["state"]


def count(person: httpx.Client) -> int:
    """How many todos there are, each counted once."""
    ids: set[str] = set()
    cursor: str | None = None
    while True:
        query = {"limit": 200, "status": "all"} | ({"cursor": cursor} if cursor else {})
        page = person.get("/v1/todos", params=query).json()
        ids |= {todo["id"] for todo in page["items"]}
        cursor = page["next_cursor"]
        if cursor is None:
            return len(ids)


def test_all_of_it_or_nothing_comes_in(server: Server) -> None:
    text = "title,labels\n" + "".join(f"Todo {number},label{number % 9}\n" for number in range(ROWS))
    with server.sign_up("alice") as alice:
        import_id = alice.post("/v1/imports", json={"text": text}).json()["id"]
        wait_until(lambda: state_of(alice, import_id) == "ready", within_seconds=60)

        alice.put(f"/v1/imports/{import_id}/approval").raise_for_status()
        server.kill()
        server.start()

        assert count(alice) in {0, ROWS}
        wait_until(lambda: state_of(alice, import_id) == "done", within_seconds=90)
        assert count(alice) == ROWS
