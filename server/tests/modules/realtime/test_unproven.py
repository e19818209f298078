"""Who connects without saying who they are holds nothing of ours for long."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.fixtures.product import Person, Product
from tests.modules.realtime.devices import Device
from voicetodo.modules.realtime import unproven

Open = Callable[[], ClientConnection]

#: Of Engine.IO and Socket.IO: to connect to the only namespace.
_JOIN = "40"


@pytest.fixture
def open_one(product: Product) -> Iterator[Open]:
    """A WebSocket that has said nothing yet."""
    address = f"ws://127.0.0.1:{product.port}/socket.io/?EIO=4&transport=websocket"
    with ExitStack() as stack:
        yield lambda: stack.enter_context(connect(address, proxy=None))


@pytest.fixture
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unproven, "WITHIN_SECONDS", 0.2)


def _is_closed(one: ClientConnection) -> bool:
    with suppress(ConnectionClosed):
        while True:
            one.recv(timeout=20)
    return True


@pytest.mark.usefixtures("_quick")
class TestEnding:
    def test_one_that_says_nothing_is_closed(self, open_one: Open) -> None:
        assert _is_closed(open_one())

    def test_one_with_a_token_that_is_none_is_closed(self, open_one: Open) -> None:
        one = open_one()
        one.send(f'{_JOIN}{{"token": "not one of ours"}}')

        assert _is_closed(one)

    def test_one_that_asks_by_request_is_closed(self, nobody: httpx.Client) -> None:
        address = "/socket.io/?EIO=4&transport=polling"
        opened = nobody.get(address).text

        sid = opened.partition('"sid":"')[2].partition('"')[0]
        assert nobody.get(f"{address}&sid={sid}").text == "1"
        assert nobody.get(f"{address}&sid={sid}").status_code == 400

    def test_one_that_was_signed_out_is_closed(self, open_one: Open, alice: Person) -> None:
        one = open_one()
        one.send(f'{_JOIN}{{"token": "{alice.access_token}"}}')
        while "caught_up" not in str(one.recv(timeout=20)):
            """It is connected once it is told so."""

        alice.post("/v1/auth/logout", json={"refresh_token": alice.refresh_token})

        assert _is_closed(one)

    def test_one_that_says_who_it_is_stays(self, open_one: Open, product: Product, alice: Person) -> None:
        with Device(product.url, alice.access_token) as device:
            assert _is_closed(open_one())

            assert device.heard("disconnect") == []


def test_an_address_holds_only_so_many(
    open_one: Open, product: Product, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unproven, "MOST_PER_ADDRESS", 2)
    with Device(product.url, alice.access_token):  # counts no more
        held = [open_one(), open_one()]

        with pytest.raises(InvalidStatus) as refused:
            open_one()
        held[0].close()
        monkeypatch.setattr(unproven, "MOST_PER_ADDRESS", 3)

        assert refused.value.response.status_code == 403
        assert open_one().recv(timeout=20)
