"""Several devices that were offline, in any order, with any faults of the network: in the end all show the same, no
answer turns out untrue, and nothing was done twice. Who is let into categories and sent away again sees in the end what
is shared, and nothing else."""

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
from tests.modules.todo.people import made, share, unshare
from tests.modules.todo.sync.client import KINDS, Client, Json
from tests.modules.todo.sync.slow_writes import SlowWrites
from tests.modules.todo.sync.telling import everything, pages

NAMES: Final = ("home", "Home", "phone")
WEEKLY: Final = {"due": {"date": "2126-01-07"}, "recurrence": {"rrule": "FREQ=WEEKLY"}}
#: How much each of Alice's devices asks for at once.
LIMITS: Final = (1000, 3, 1)
#: And each of Bob's.
GUEST_LIMITS: Final = (1000, 2)
#: Transactions that are open at once.
MOST_SLOW: Final = 3

devices = st.integers(0, len(LIMITS) - 1)
guests = st.integers(0, len(GUEST_LIMITS) - 1)
choices = st.integers(0, 10_000)


class Devices(RuleBasedStateMachine):
    """Alice's three, two of Bob, to whom she shares now and then, and one of Charlie."""

    register: ClassVar[Callable[[str], Person]]
    slow_writes: ClassVar[SlowWrites]

    def __init__(self) -> None:
        super().__init__()
        self.alice, self.bob, self.charlie = (Devices.register(name) for name in ("Alice", "Bob", "Charlie"))
        self.guests = [Client(self.bob, limit=limit) for limit in GUEST_LIMITS]
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
            self.bob.close()
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

    @rule(device=devices, which=choices)
    def say(self, device: int, which: int) -> None:
        if todo := self._any(device, "todos", which):
            self._do(device, "create_comment", todo_id=todo, body=self._word())

    @rule(device=devices, which=choices, is_taken_back=st.booleans())
    def say_otherwise(self, device: int, which: int, is_taken_back: bool) -> None:
        if said := self._any(device, "comments", which):
            fields: Json = {} if is_taken_back else {"body": self._word()}
            self._do(device, "delete_comment" if is_taken_back else "update_comment", said, **fields)

    @rule(which=choices)
    def attach_on_the_server(self, which: int) -> None:
        todos = [each["id"] for each in self.alice.get("/v1/todos").json()["items"]]
        if todos:
            path = f"/v1/todos/{todos[which % len(todos)]}/attachments"
            made(self.alice.post(path, params={"name": self._word()}, content=b"cake"))

    @rule(which=choices, role=st.sampled_from(["editor", "editor", "viewer"]))
    def share(self, which: int, role: str) -> None:
        there = [each["id"] for each in self.alice.get("/v1/categories").json()["items"]]
        if there:
            share(self.alice, there[which % len(there)], self.bob, role=role)

    @rule(which=choices)
    def unshare(self, which: int) -> None:
        shared = [each["id"] for each in self.bob.get("/v1/categories").json()["items"] if each["role"] != "owner"]
        if shared:
            unshare(self.alice, shared[which % len(shared)], self.bob)

    @rule(which=choices, to=choices)
    def move_on_the_server(self, which: int, to: int) -> None:
        """Into what is shared, or out of it, while nobody's device knows."""
        todos = [each["id"] for each in self.alice.get("/v1/todos").json()["items"] if each["parent_id"] is None]
        places = [None, *(each["id"] for each in self.alice.get("/v1/categories").json()["items"])]
        if todos:
            path = f"/v1/todos/{todos[which % len(todos)]}"
            made(self.alice.patch(path, json={"category_id": places[to % len(places)]}))

    @rule(guest=guests, in_category=choices)
    def let_the_guest_add(self, guest: int, in_category: int) -> None:
        """In what is shared with him, or was."""
        client = self.guests[guest]
        shared = sorted(key for key, each in client.store["categories"].items() if each["role"] != "owner")
        if shared:
            client.add(self._word(), category_id=shared[in_category % len(shared)])

    @rule(guest=guests, which=choices, kind=st.sampled_from(["update_todo", "delete_todo", "reopen_todo"]))
    def let_the_guest_do(self, guest: int, which: int, kind: str) -> None:
        client = self.guests[guest]
        todos = sorted(client.store["todos"])
        if todos:
            fields: Json = {"title": self._word()} if kind == "update_todo" else {}
            client.do(kind, todos[which % len(todos)], **fields)

    @rule(guest=guests, which=choices, is_taken_back=st.booleans())
    def let_the_guest_say(self, guest: int, which: int, is_taken_back: bool) -> None:
        """Something, or that what anybody said is gone."""
        client = self.guests[guest]
        todos, said = sorted(client.store["todos"]), sorted(client.store["comments"])
        if is_taken_back and said:
            client.do("delete_comment", said[which % len(said)])
        elif todos:
            client.do("create_comment", todo_id=todos[which % len(todos)], body=self._word())

    @rule(guest=guests)
    def let_the_guest_sync(self, guest: int) -> None:
        self._sync(self.guests[guest])

    @rule(guest=guests)
    def let_the_guest_ask_for_one_page(self, guest: int) -> None:
        self.guests[guest].exchange()

    @rule(device=devices)
    def sync(self, device: int) -> None:
        self._sync(self.clients[device])

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

    def _sync(self, client: Client) -> None:
        for _ in range(200):
            if not client.exchange()["has_more"] and not client.queue:
                return
        raise AssertionError("there is no end to it")

    def _settle(self) -> None:
        """Everybody comes online; what everybody begins with is there."""
        for person in (self.alice, self.bob):
            wait_until(lambda person=person: self._has_begun(person), within_seconds=30)
        for client in (*self.clients, *self.guests) * 2:
            self._sync(client)

    def _has_begun(self, person: Person) -> bool:
        """The categories everybody begins with were made, whatever became of them since."""
        entries = pages(person, "/v1/activity")
        return sum(entry["source"] == "system" and entry["actor_id"] in (None, person.id) for entry in entries) >= 5

    def _check_the_same_everywhere(self) -> None:
        server = {person.id: everything(person) for person in (self.alice, self.bob)}
        for client in (*self.clients, *self.guests):
            for kind in KINDS:
                assert client.store[kind] == server[client.person.id][kind], kind
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
        for client in self.guests:
            assert all(each["status"] in {"done", "unchanged"} or each["message"] for each in client.results.values())
        todos = (*pages(self.alice, "/v1/todos", status="all"), *pages(self.alice, "/v1/trash"))
        there = {todo["id"]: todo for todo in todos}
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
        for entry in reversed(pages(self.alice, "/v1/activity")):
            journal.setdefault(entry["entity_id"], []).append(entry)
        return journal


@pytest.fixture
def slow_writes(product: Product) -> Iterator[SlowWrites]:
    writes = SlowWrites(product.database_url)
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
