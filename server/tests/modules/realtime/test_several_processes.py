"""A device connected to one process hears what another process changed."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakeredis import TcpFakeServer

from tests.fixtures.product import Product
from tests.kit.db.processes import wait_until
from tests.modules.realtime.devices import Device
from tests.modules.voice.speaking import add, lists

NAMES = ("auth", "todo", "realtime")


@pytest.fixture
def redis_url(tmp_path: Path) -> Iterator[str]:
    """A Redis of the test's own: the real one where the machine has it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    program = shutil.which("redis-server")
    if program is None:
        server = TcpFakeServer(("127.0.0.1", port))
        yield f"redis://127.0.0.1:{port}"
        server.server_close()
        return
    command = [program, "--port", str(port), "--save", "", "--dir", str(tmp_path), "--bind", "127.0.0.1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - ours
        wait_until(lambda: _answers(port))
        yield f"redis://127.0.0.1:{port}"
        process.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as knocking:
        return knocking.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(params=["PostgreSQL", "Redis"])
def two(request: pytest.FixtureRequest, postgres_url: str, tmp_path: Path) -> Iterator[tuple[Product, Product]]:
    """Two processes on one database, which tell each other of changes through either."""
    redis_url = request.getfixturevalue("redis_url") if request.param == "Redis" else None
    pair = tuple(Product(postgres_url, tmp_path, names=NAMES, redis_url=redis_url) for _ in range(2))
    for each in pair:
        each.start()
    yield pair[0], pair[1]
    for each in pair:
        each.stop()


def test_a_change_in_one_process_reaches_the_devices_of_both(two: tuple[Product, Product]) -> None:
    here, there = two
    with here.register("Alice") as alice:
        lists(alice)
        with Device(here.url, alice.access_token) as near, Device(there.url, alice.access_token) as far:
            add(alice, "Milk")
            alice.base_url = there.url
            add(alice, "Eggs")

            # sooner than a process would look by itself
            for device in (near, far):
                device.wait(lambda device=device: device.titles() == ["Milk", "Eggs"], within_seconds=4)


def test_a_sign_out_in_one_process_ends_the_connections_of_the_other(two: tuple[Product, Product]) -> None:
    here, there = two
    with here.register("Alice") as alice, Device(there.url, alice.access_token) as far:
        alice.post("/v1/auth/logout", json={"refresh_token": alice.refresh_token})

        far.wait(lambda: far.heard("disconnect"), within_seconds=4)
        assert far.heard("signed_out") == [{}]
