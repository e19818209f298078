"""What changes anywhere reaches a person's other devices: in order, once, and nobody else's."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from socketio.exceptions import ConnectionError as Refused

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.realtime.devices import Device
from tests.modules.voice.speaking import add, say
from voicetodo.main.assembly import Assembly
from voicetodo.modules.realtime import sockets, store
from voicetodo.modules.realtime.service import FeedService

Connect = Callable[..., Device]

FIRST_LISTS = ("Personal", "Work", "Shopping", "Health", "Learning")


def settle(product: Product, person: Person) -> None:
    """A new user's first five lists are changes too: let them be over."""

    async def head(process: Assembly) -> int:
        feed = process.host.parts.services[FeedService]
        assert isinstance(feed, FeedService)
        return await feed.head_of(UUID(person.id))

    wait_until(lambda: product.run(head) >= len(FIRST_LISTS))


@pytest.fixture
def connect(product: Product) -> Iterator[Connect]:
    """`connect(alice)`: one more device of hers, caught up."""
    with ExitStack() as stack:

        def one_more(person: Person, *, since: int | None = None) -> Device:
            settle(product, person)
            return stack.enter_context(Device(product.url, person.access_token, since=since))

        yield one_more


class TestConnecting:
    @pytest.mark.parametrize("token", ["", "no token", None, 5, {"a": 1}, "x" * 5000])
    def test_without_a_token_that_holds_nobody_connects(self, product: Product, token: object) -> None:
        device = Device(product.url, token)

        with pytest.raises(Refused), device:
            pass

        assert device.events == []

    def test_somebody_has_so_many_connections_and_another_once_one_has_gone(
        self, alice: Person, bob: Person, product: Product, connect: Connect, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sockets, "MOST_PER_USER", 2)
        connect(alice)
        with Device(product.url, alice.access_token), pytest.raises(Refused), Device(product.url, alice.access_token):
            pass

        assert connect(bob).heard("caught_up")

        def is_let_in() -> bool:
            try:
                return bool(connect(alice).heard("caught_up"))
            except Refused:
                return False

        wait_until(is_let_in)

    def test_a_token_made_for_a_program_needs_the_scope(self, alice: Person, product: Product) -> None:
        made = alice.post("/v1/me/tokens", json={"name": "Dashboard", "scopes": ["voice"]}).json()
        device = Device(product.url, made["token"])

        with pytest.raises(Refused), device:
            pass

    def test_who_has_seen_nothing_is_told_where_the_feed_stands(self, alice: Person, connect: Connect) -> None:
        earlier = connect(alice)
        add(alice, "Milk")
        earlier.wait(lambda: "Milk" in earlier.titles())

        device = connect(alice)

        assert device.changes == []
        assert device.heard("caught_up")[0]["seq"] > len(FIRST_LISTS)

    @pytest.mark.parametrize("since", [-1, True, "5", 1.5, None, [1], 2**63, 10**30])
    def test_a_number_that_is_none_is_taken_for_none(self, alice: Person, connect: Connect, since: object) -> None:
        device = connect(alice, since=since)

        assert device.heard("resync") == []


class TestHearing:
    def test_a_change_made_by_the_api_arrives_with_its_whole_value(self, alice: Person, connect: Connect) -> None:
        device = connect(alice)

        milk = add(alice, "Milk")

        device.wait(lambda: device.changes)
        (change,) = device.changes
        assert change["name"] == "todo.todo_created.v1"
        assert change["data"]["todo"] == milk
        assert change["data"]["origin"]["source"] == "api"

    def test_a_change_made_by_voice_arrives_and_tells_its_command(self, alice: Person, connect: Connect) -> None:
        device = connect(alice)

        outcome = say(alice, "add milk and eggs")

        device.wait(lambda: len(device.changes) == 2)
        assert device.titles() == ["Milk", "Eggs"]
        assert {change["data"]["origin"]["command_id"] for change in device.changes} == {outcome["id"]}

    def test_every_device_of_a_person_hears_it(self, alice: Person, connect: Connect) -> None:
        phone, browser = connect(alice), connect(alice)

        add(alice, "Milk")

        for device in (phone, browser):
            device.wait(lambda device=device: device.titles() == ["Milk"])

    def test_nobody_else_hears_it(self, alice: Person, charlie: Person, connect: Connect) -> None:
        device = connect(charlie)
        seq = device.seq

        add(alice, "Milk")
        add(charlie, "Own")

        device.wait(lambda: device.changes)
        assert device.titles() == ["Own"]
        assert device.seq == seq + 1

    def test_changes_come_in_order_without_gaps(self, alice: Person, connect: Connect) -> None:
        device = connect(alice)
        first = device.seq

        milk = add(alice, "Milk")
        for number in range(20):
            alice.patch(f"/v1/todos/{milk['id']}", json={"title": f"Milk {number}"})

        device.wait(lambda: len(device.changes) == 21)
        assert [change["seq"] for change in device.changes] == list(range(first + 1, first + 22))
        assert device.titles() == ["Milk", *(f"Milk {number}" for number in range(20))]

    def test_lists_and_labels_arrive_too(self, alice: Person, connect: Connect) -> None:
        device = connect(alice)

        alice.post("/v1/categories", json={"name": "Garden"})
        alice.post("/v1/labels", json={"name": "phone"})

        device.wait(lambda: len(device.changes) == 2)
        assert [change["name"] for change in device.changes] == ["todo.category_created.v1", "todo.label_created.v1"]


class TestComingBack:
    def test_what_was_missed_is_told_once_and_in_order(self, alice: Person, product: Product, connect: Connect) -> None:
        settle(product, alice)
        with Device(product.url, alice.access_token) as before:
            add(alice, "Milk")
            before.wait(lambda: before.titles() == ["Milk"])
        add(alice, "Eggs")
        add(alice, "Bread")
        watcher = connect(alice, since=before.seq)

        watcher.wait(lambda: len(watcher.changes) == 2)
        add(alice, "Butter")

        watcher.wait(lambda: len(watcher.changes) == 3)
        assert watcher.titles() == ["Eggs", "Bread", "Butter"]
        assert watcher.heard("resync") == []

    def test_who_was_away_too_long_is_told_to_read_anew(
        self, alice: Person, product: Product, connect: Connect
    ) -> None:
        with Device(product.url, alice.access_token, since=0) as before:
            add(alice, "Milk")
            before.wait(lambda: "Milk" in before.titles())

        async def forget(process: Assembly) -> None:
            async with process.database("realtime").transaction() as tx:
                await store.forget_before(tx, datetime.now(UTC) + timedelta(days=1))

        product.run(forget)
        device = connect(alice, since=0)

        [told] = device.heard("resync")
        # what signing up brought may have come after the milk
        assert told["seq"] >= before.seq
        assert device.changes == []
        add(alice, "Eggs")
        device.wait(lambda: device.titles() == ["Eggs"])

    def test_a_number_of_the_future_is_told_to_read_anew(self, alice: Person, connect: Connect) -> None:
        device = connect(alice, since=1_000_000)

        assert len(device.heard("resync")) == 1


class TestSigningOut:
    def test_the_devices_of_an_ended_session_are_told_and_disconnected(self, alice: Person, connect: Connect) -> None:
        device = connect(alice)

        alice.post("/v1/auth/logout", json={"refresh_token": alice.refresh_token})

        device.wait(lambda: device.heard("disconnect"))
        assert [name for name, _ in device.events][-2:] == ["signed_out", "disconnect"]

    def test_what_is_connected_by_a_revoked_token_is_disconnected(self, alice: Person, product: Product) -> None:
        made = alice.post("/v1/me/tokens", json={"name": "Dashboard", "scopes": ["todos:read"]}).json()
        with Device(product.url, made["token"]) as dashboard:
            alice.delete(f"/v1/me/tokens/{made['id']}")

            dashboard.wait(lambda: dashboard.heard("disconnect"), within_seconds=4)
            assert dashboard.heard("signed_out") == [{}]

    def test_another_persons_devices_stay(self, alice: Person, charlie: Person, connect: Connect) -> None:
        device, other = connect(charlie), connect(alice)

        alice.post("/v1/auth/logout", json={"refresh_token": alice.refresh_token})
        other.wait(lambda: other.heard("disconnect"))
        add(charlie, "Milk")

        device.wait(lambda: device.titles() == ["Milk"])
