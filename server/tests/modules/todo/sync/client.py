"""A client as docs/api/sync.md describes it: a store, a queue of what was done offline, and a sync token."""

import copy
from typing import Any
from uuid import uuid4

from tests.fixtures.product import Person
from voicetodo.kit.ids import new_id

Json = dict[str, Any]
KINDS = ("categories", "filters", "labels", "sections", "todos", "comments", "attachments")


class Client:
    """One device of one person. Nothing reaches the server but by `sync`, and nothing is shown but `view`."""

    def __init__(self, person: Person, *, limit: int = 1000, kinds: list[str] | None = None) -> None:
        self.person = person
        self.limit = limit
        self.kinds = kinds
        self.token: str | None = None
        self.store: dict[str, dict[str, Json]] = {kind: {} for kind in KINDS}
        #: Not answered yet.
        self.queue: list[Json] = []
        #: Answered, but perhaps not in the store before `has_more` ends.
        self.answered: list[Json] = []
        self.results: dict[str, Json] = {}
        #: All requests, in their order, as they were sent.
        self.sent: list[Json] = []

    def do(self, kind: str, id: str | None = None, **fields: Any) -> str:  # noqa: A002 - as the API calls it
        """Something done here and now, to be told later; answers the id of what it is about."""
        entity_id = id or str(new_id())
        self.queue.append({"kind": kind, "mutation_id": str(uuid4()), "id": entity_id, **fields})
        return entity_id

    def add(self, title: str, **fields: Any) -> str:
        return self.do("create_todo", title=title, **fields)

    def sync(self) -> list[Json]:
        """To the end; answers the answers."""
        answers = [self.exchange()]
        while answers[-1]["has_more"] or self.queue:
            answers.append(self.exchange())
        return answers

    def exchange(self) -> Json:
        """One request and its answer."""
        answer = self.send(self.request())
        self.take(answer)
        return answer

    def request(self) -> Json:
        body: Json = {"mutations": copy.deepcopy(self.queue[:100]), "limit": self.limit}
        if self.token is not None:
            body["sync_token"] = self.token
        if self.kinds is not None:
            body["kinds"] = self.kinds
        self.sent.append(body)
        return body

    def send(self, body: Json) -> Json:
        """What the server says; the client may never hear of it."""
        answer = self.person.post("/v1/sync", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def take(self, answer: Json) -> None:
        """In one step: what was answered leaves the queue, and what changed enters the store."""
        for result in answer["results"]:
            self.results[result["mutation_id"]] = result
        self.answered += [each for each in self.queue if each["mutation_id"] in self.results]
        self.queue = [each for each in self.queue if each["mutation_id"] not in self.results]
        if answer["reset"]:
            self.store = {kind: {} for kind in KINDS}
        for kind in KINDS:
            for value in answer[kind]:
                self.store[kind][value["id"]] = value
            for gone in answer["removed"][kind]:
                self.store[kind].pop(gone, None)
        for gone in answer["removed"]["categories"]:
            for kind in ("sections", "todos"):
                self.store[kind] = {
                    key: value for key, value in self.store[kind].items() if value["category_id"] != gone
                }
        self.token = answer["sync_token"]
        if not answer["has_more"]:
            self._drop_labels_of_others()
            self._drop_what_hangs_on_nothing()
            self.answered.clear()

    def _drop_what_hangs_on_nothing(self) -> None:
        """It went with its todo or its comment, and is not named."""
        for kind in ("comments", "attachments"):
            self.store[kind] = {
                key: value
                for key, value in self.store[kind].items()
                if value["todo_id"] in self.store["todos"]
                and (value.get("comment_id") is None or value["comment_id"] in self.store["comments"])
            }

    def _drop_labels_of_others(self) -> None:
        """They are there for as long as a todo carries them."""
        carried = {label for value in self.store["todos"].values() for label in value["label_ids"]}
        self.store["labels"] = {
            key: value
            for key, value in self.store["labels"].items()
            if key in carried or value["owner_id"] == self.person.id
        }

    @property
    def last(self) -> Json:
        """The result of what was answered last."""
        return list(self.results.values())[-1]

    def titles(self) -> set[str]:
        return {todo["title"] for todo in self.view()["todos"].values()}

    def view(self) -> dict[str, dict[str, Json]]:
        """What the person sees: the store, and on top of it what the server has not told of yet."""
        seen = copy.deepcopy(self.store)
        for mutation in [*self.answered, *self.queue]:
            _imagine(seen, mutation)
        return seen


_PLURALS = {
    "category": "categories",
    "comment": "comments",
    "filter": "filters",
    "label": "labels",
    "section": "sections",
}


def _imagine(seen: dict[str, dict[str, Json]], mutation: Json) -> None:
    """What it will probably come to. The server decides."""
    verb, _, noun = mutation["kind"].partition("_")
    there = seen[_PLURALS.get(noun, "todos")]
    fields = {name: value for name, value in mutation.items() if name not in {"kind", "mutation_id"}}
    match verb:
        case "create":
            there.setdefault(mutation["id"], fields)
        case "update" if mutation["id"] in there:
            there[mutation["id"]] |= fields
        case "complete" if mutation["id"] in there:
            there[mutation["id"]]["completed_at"] = "now"
        case "delete":
            there.pop(mutation["id"], None)
        case _:
            pass
