"""Several devices that were offline, in any order, with any faults of the network: in the end all show the same, no
answer turns out untrue, and nothing was done twice."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Final
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.todo.sync.client import KINDS, Client, Json
from tests.modules.todo.sync.slow_writes import SlowWrites

NAMES: Final = ("home", "Home", "phone")
WEEKLY: Final = {"due": {"date": "2126-01-07"}, "recurrence": {"rrule": "FREQ=WEEKLY"}}
#: How much each of Alice's devices asks for at once.
LIMITS: Final = (1000, 3, 1)
#: Transactions that are open at once.
MOST_SLOW: Final = 3

devices = st.integers(0, len(LIMITS) - 1)
choices = st.integers(0, 10_000)


class Devices(RuleBasedStateMachine):
    """Alice's three, and one of Charlie."""

    register: ClassVar[Callable[[str], Person]]
    slow_writes: ClassVar[SlowWrites]

    def __init__(self) -> None:
        super().__init__()
        self.alice, self.charlie = Devices.register("Alice"), Devices.register("Charlie")
        self.clients = [Client(self.alice, limit=limit) for limit in LIMITS]
        self.stranger = Client(self.charlie)
        self.mutations: list[Json] = []
        self.words = 0
        self.slow = 0

    def teardown(self) -> None:
        try:
            while Devices.slow_writes.is_any_open:
                Devices.slow_writes.end()
            self._settle()
            self._check_the_same_everywhere()
            self._check_nothing_is_lost()
            self._check_nothing_was_done_twice()
            self._check_the_stranger_saw_nothing()
        finally:
            self.alice.close()
            self.charlie.close()

    @rule(device=devices, is_weekly=st.booleans(), below=choices, in_category=choices)
    def add(self, device: int, is_weekly: bool, below: int, in_category: int) -> None:
        fields: Json = dict(WEEKLY) if is_weekly else {}
        if below % 3 == 0 and (parent := self._any(device, "todos", below)):
            fields["parent_id"] = parent
        elif category := self._any(device, "categories", in_category):
            fields["category_id"] = category
        self._do(device, "create_todo", title=self._word(), **fields)

    @rule(
        device=devices, which=choices, field=st.sampled_from(["title", "notes", "priority", "category_id", "parent_id"])
    )
    def edit(self, device: int, which: int, field: str) -> None:
        values = {
            "title": self._word(),
            "notes": self._word(),
            "priority": 1 + which % 4,
            "category_id": self._any(device, "categories", which),
            "parent_id": self._any(device, "todos", which * 7),
        }
        if todo := self._any(device, "todos", which):
            self._do(device, "update_todo", todo, **{field: values[field]})

    @rule(device=devices, which=choices, kind=st.sampled_from(["reopen_todo", "delete_todo", "move_todo"]))
    def do(self, device: int, which: int, kind: str) -> None:
        if todo := self._any(device, "todos", which):
            self._do(device, kind, todo)

    @rule(device=devices, which=choices, kind=st.sampled_from(["complete_todo", "skip_occurrence"]))
    def go_on(self, device: int, which: int, kind: str) -> None:
        """Past the occurrence that this device sees."""
        if todo := self._any(device, "todos", which):
            due = self.clients[device].view()["todos"][todo].get("due")
            if due or kind == "complete_todo":
                self._do(device, kind, todo, **({"occurrence": due["date"]} if due else {}))

    @rule(device=devices, which=choices)
    def restore(self, device: int, which: int) -> None:
        deleted = [each["id"] for each in self.mutations if each["kind"] == "delete_todo"]
        if deleted:
            self._do(device, "restore_todo", deleted[which % len(deleted)])

    @rule(device=devices, noun=st.sampled_from(["category", "label"]), name=st.sampled_from(NAMES))
    def name(self, device: int, noun: str, name: str) -> None:
        self._do(device, f"create_{noun}", name=name)

    @rule(device=devices, which=choices, noun=st.sampled_from(["category", "label"]))
    def forget(self, device: int, which: int, noun: str) -> None:
        kinds = {"category": "categories", "label": "labels"}
        if named := self._any(device, kinds[noun], which):
            self._do(device, f"delete_{noun}", named)

    @rule(device=devices, which=choices, label=choices, is_on=st.booleans())
    def label(self, device: int, which: int, label: int, is_on: bool) -> None:
        todo, named = self._any(device, "todos", which), self._any(device, "labels", label)
        if todo and named:
            self._do(device, "update_todo", todo, **{"add_label_ids" if is_on else "remove_label_ids": [named]})

    @rule(device=devices)
    def sync(self, device: int) -> None:
        self._sync(device)

    @rule(device=devices)
    def ask_for_one_page(self, device: int) -> None:
        self.clients[device].exchange()

    @rule(device=devices)
    def lose_an_answer(self, device: int) -> None:
        self.clients[device].send(self.clients[device].request())

    @rule(device=devices, which=choices)
    def send_an_old_request_again(self, device: int, which: int) -> None:
        """The network keeps it, and delivers it again after later ones."""
        sent = self.clients[device].sent
        if sent:
            self.clients[device].send(sent[which % len(sent)])

    @rule(device=devices)
    def lose_the_store(self, device: int) -> None:
        """A device that is set up anew from its queue alone."""
        self.clients[device].token = None

    @precondition(lambda self: self.slow < MOST_SLOW)
    @rule()
    def begin_a_slow_write(self) -> None:
        self.slow += 1
        Devices.slow_writes.begin(UUID(self.alice.id), self._word())

    @precondition(lambda self: self.slow > 0)
    @rule()
    def end_a_slow_write(self) -> None:
        self.slow -= 1
        Devices.slow_writes.end()

    @rule(device=devices, which=choices)
    def let_the_stranger_try(self, device: int, which: int) -> None:
        """With a token of Alice's, and with her ids."""
        self.stranger.token = self.clients[device].token
        if todo := self._any(device, "todos", which):
            self.stranger.do("update_todo", todo, title="mine now")
            self.stranger.do("delete_todo", todo)
        self.stranger.sync()

    def _do(self, device: int, kind: str, entity_id: str | None = None, **fields: Any) -> None:
        self.clients[device].do(kind, entity_id, **fields)
        self.mutations.append(self.clients[device].queue[-1])

    def _any(self, device: int, kind: str, which: int) -> str | None:
        seen = sorted(self.clients[device].view()[kind])
        return seen[which % len(seen)] if seen else None

    def _word(self) -> str:
        self.words += 1
        return f"word {self.words}"

    def _sync(self, device: int) -> None:
        client = self.clients[device]
        for _ in range(200):
            if not client.exchange()["has_more"] and not client.queue:
                return
        raise AssertionError("there is no end to it")

    def _settle(self) -> None:
        """Everybody comes online; what everybody begins with is there."""
        wait_until(self._has_begun, within_seconds=30)
        for device in (*range(len(LIMITS)), *range(len(LIMITS))):
            self._sync(device)

    def _has_begun(self) -> bool:
        """The categories everybody begins with were made, whatever became of them since."""
        return sum(entry["source"] == "system" for entry in self._pages("/v1/activity")) >= 5

    def _check_the_same_everywhere(self) -> None:
        server = {
            "categories": self.alice.get("/v1/categories", params={"status": "all"}).json()["items"],
            "filters": self.alice.get("/v1/filters").json()["items"],
            "labels": self.alice.get("/v1/labels").json()["items"],
            "sections": self.alice.get("/v1/sections").json()["items"],
            "todos": self._pages("/v1/todos", status="all"),
        }
        for client in self.clients:
            for kind in KINDS:
                assert client.store[kind] == {value["id"]: value for value in server[kind]}, kind
            assert client.view() == client.store

    def _check_nothing_is_lost(self) -> None:
        """What was answered as done stands in the journal, and what stands there last is what is shown."""
        journal = self._journal()
        results = {key: result for client in self.clients for key, result in client.results.items()}
        assert results.keys() == {each["mutation_id"] for each in self.mutations}
        for mutation in self.mutations:
            result = results[mutation["mutation_id"]]
            if result["status"] not in {"done", "in_trash"}:
                assert result["status"] == "unchanged" or result["message"], result
                continue
            entries = journal[result["id"]]
            assert entries, mutation
            if mutation["kind"] == "update_todo":
                for field in ("title", "notes"):
                    if field in mutation:
                        written = [entry["changes"][field][1] for entry in entries if field in entry["changes"]]
                        assert mutation[field] in written, mutation
        there = {todo["id"]: todo for todo in (*self._pages("/v1/todos", status="all"), *self._pages("/v1/trash"))}
        for mutation in self.mutations:
            if mutation["kind"] == "create_todo":
                todo = there[mutation["id"]]
                for field in ("title", "notes"):
                    written = [
                        entry["changes"][field][1]
                        for entry in journal[todo["id"]]
                        if field in entry["changes"] and entry["verb"] != "created"
                    ]
                    assert todo[field] == (written[-1] if written else mutation.get(field, ""))

    def _check_nothing_was_done_twice(self) -> None:
        for entity_id, entries in self._journal().items():
            made = [entry for entry in entries if entry["verb"] == "created"]
            assert len(made) <= 1, entity_id
            passed = Counter(
                entry["changes"]["due"][0]["date"]
                for entry in entries
                if entry["verb"] in {"completed", "skipped"} and "due" in entry["changes"]
            )
            assert not passed or max(passed.values()) == 1, entries

    def _check_the_stranger_saw_nothing(self) -> None:
        self.stranger.sync()
        ours = {entity_id for client in self.clients for kind in KINDS for entity_id in client.store[kind]}
        assert ours.isdisjoint(entity_id for kind in KINDS for entity_id in self.stranger.store[kind])
        assert not any("mine now" in title for title in self.clients[0].titles())

    def _journal(self) -> dict[str, list[Json]]:
        """Of each thing, the first entry first."""
        journal: dict[str, list[Json]] = {}
        for entry in reversed(self._pages("/v1/activity")):
            journal.setdefault(entry["entity_id"], []).append(entry)
        return journal

    def _pages(self, path: str, **query: Any) -> list[Json]:
        found: list[Json] = []
        cursor: str | None = None
        while True:
            page = self.alice.get(path, params={**query, "limit": 200, **({"cursor": cursor} if cursor else {})}).json()
            found += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return found


@pytest.fixture
def slow_writes(shared_postgres_url: str) -> Iterator[SlowWrites]:
    writes = SlowWrites(shared_postgres_url)
    writes.start()
    yield writes
    writes.stop()


def test_all_devices_converge_and_nothing_acknowledged_is_lost(product: Product, slow_writes: SlowWrites) -> None:
    Devices.register, Devices.slow_writes = product.register, slow_writes

    run_state_machine_as_test(
        Devices,
        settings=settings(
            max_examples=10,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
        ),
    )
