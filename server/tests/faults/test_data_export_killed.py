"""The server is killed while a download of somebody's data is made: it is made anyway, and nothing half is left."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.faults.serving import Server
from tests.kit.db.processes import data_folder, wait_until
from tests.privacy.archives import Archive

ROWS = 3_000


@pytest.fixture
def folder() -> Iterator[Path]:
    with data_folder() as folder:
        yield folder.parent


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    with Server(folder) as running:
        yield running


def state_of(person: httpx.Client, path: str) -> str:
    return person.get(path).json()["state"]


def test_it_is_made_by_whoever_comes_next(server: Server, folder: Path) -> None:
    text = "title\n" + "".join(f"Todo {number}\n" for number in range(ROWS))
    with server.sign_up("alice") as alice:
        brought = f"/v1/imports/{alice.post('/v1/imports', json={'text': text}).json()['id']}"
        wait_until(lambda: state_of(alice, brought) == "ready", within_seconds=60)
        alice.put(f"{brought}/approval").raise_for_status()
        wait_until(lambda: state_of(alice, brought) == "done", within_seconds=60)
        path = f"/v1/me/exports/{alice.post('/v1/me/exports').json()['id']}"
        wait_until(lambda: state_of(alice, path) == "building", within_seconds=60)

        server.kill()
        server.start()

        wait_until(lambda: state_of(alice, path) == "ready", within_seconds=90)
        assert len(Archive(alice.get(f"{path}/file").content).records("todo/todos")) == ROWS
        assert len([each for each in folder.rglob("blobs/data-exports/*") if each.is_file()]) <= 2
