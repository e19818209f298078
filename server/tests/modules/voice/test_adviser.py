"""The last resort: a language model, asked when our own engine is unsure. Here it is a server on this machine."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from tests.conftest import clone
from tests.fixtures.product import Person, Product
from tests.modules.voice.speaking import say, take_back, titles
from voicetodo.kit.audit import Actor
from voicetodo.kit.db import EmbeddedPostgres
from voicetodo.kit.flags import Flag, Rule
from voicetodo.kit.settings import SettingsError
from voicetodo.main.assembly import Assembly
from voicetodo.modules.admin.service.feature_flags import FeatureFlags
from voicetodo.modules.voice.adviser import Adviser
from voicetodo.modules.voice.install import ADVISER

#: Our own engine makes nothing of it.
STRANGE = "the larder is wanting butter on friday methinks"


class Model:
    """Speaks the chat completions protocol; says what it is told to, and keeps what it was asked."""

    def __init__(self) -> None:
        self.says: Any = {"actions": []}
        self.status = 200
        #: Instead of all that, where there is any.
        self.raw = b""
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # the name http.server looks for
                assert self.path == "/v1/chat/completions"
                model.keys.append(self.headers.get("Authorization", ""))
                model.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                content = model.says if isinstance(model.says, str) else json.dumps(model.says)
                answer = {
                    "id": "chatcmpl-1",
                    "object": "chat.completion",
                    "choices": [
                        {
                            "index": 0,
                            "message": {"role": "assistant", "content": content},
                            "finish_reason": "stop",
                        }
                    ],
                }
                body = model.raw or json.dumps(answer).encode()
                self.send_response(model.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server names it
                """Keep the tests' output clean."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.http.server_port}/v1"


def advised(intent: str, **parts: str) -> dict[str, Any]:
    """One action as a model answers it under our schema: every part is there, most are null."""
    empty = dict.fromkeys(("title", "new_title", "list", "when", "priority"))
    return {"intent": intent, **empty, **parts}


@pytest.fixture(scope="module")
def model() -> Iterator[Model]:
    model = Model()
    thread = threading.Thread(target=model.http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield model
    model.http.shutdown()
    model.http.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def fresh(model: Model) -> None:
    model.says, model.status, model.raw = {"actions": []}, 200, b""
    model.asked.clear()
    model.keys.clear()


@pytest.fixture(scope="module")
def advised_product(
    model: Model, postgres: EmbeddedPostgres, template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    settings = {
        "VOICETODO_ADVISER_URL": model.address,
        "VOICETODO_ADVISER_MODEL": "small-model",
        "VOICETODO_ADVISER_KEY": "a-key",
    }
    for url in clone(postgres, template):
        product = Product(url, tmp_path_factory.mktemp("advised"), environ=settings)
        product.start()
        yield product
        product.stop()


@pytest.fixture
def alice(advised_product: Product) -> Iterator[Person]:
    with advised_product.register("Alice") as person:
        yield person


@contextmanager
def withheld(product: Product, person: Person, **also: Any) -> Iterator[None]:
    """The adviser is asked for everybody but this person, if all `also` is so of them."""
    rule = Rule(variant="off", user_ids=[UUID(person.id)], **also)

    async def put(process: Assembly, flag: Flag) -> None:
        await process.service(FeatureFlags).put(flag, check_state=lambda _: None, by=Actor())
        await process.host.flags.refresh()

    product.run(lambda process: put(process, replace(ADVISER, rules=[rule])))
    yield
    product.run(lambda process: put(process, ADVISER))


class TestAdvice:
    def test_what_we_do_not_understand_is_done_as_the_model_reads_it_and_shown_as_such(
        self, alice: Person, model: Model
    ) -> None:
        model.says = {"actions": [advised("task.create", title="butter", when="on friday")]}

        outcome = say(alice, STRANGE)

        assert titles(alice) == ["Butter"]
        assert outcome["interpretation"]["adviser"] == "small-model"
        assert outcome["interpretation"]["confidence"] == 0.5
        assert model.keys == ["Bearer a-key"]

    def test_every_part_points_at_the_words_it_came_from(self, alice: Person, model: Model) -> None:
        model.says = {"actions": [advised("task.create", title="butter", when="on friday")]}

        action = say(alice, STRANGE)["interpretation"]["actions"][0]

        assert [STRANGE[start:end] for start, end in action["spans"]["title"]] == ["butter"]
        assert [STRANGE[start:end] for start, end in action["spans"]["due"]] == ["on friday"]

    def test_words_that_were_not_said_are_not_done(self, alice: Person, model: Model) -> None:
        model.says = {"actions": [advised("task.create", title="transfer all the money")]}

        outcome = say(alice, STRANGE)

        assert titles(alice) == []
        assert "adviser" not in outcome["interpretation"]

    def test_what_we_understand_is_not_sent_anywhere(self, alice: Person, model: Model) -> None:
        say(alice, "remind me to call mum tomorrow at nine")

        assert model.asked == []
        assert titles(alice) == ["Call mum"]

    def test_who_shall_not_be_advised_is_not(self, advised_product: Product, alice: Person, model: Model) -> None:
        model.says = {"actions": [advised("task.create", title="butter", when="on friday")]}
        with advised_product.register("Bob") as bob, withheld(advised_product, bob):
            say(bob, STRANGE)
            assert model.asked == []

            say(alice, STRANGE)

        assert (titles(alice), len(model.asked)) == (["Butter"], 1)

    def test_the_rules_of_its_flag_may_ask_for_plan_and_role(
        self, advised_product: Product, alice: Person, model: Model
    ) -> None:
        with withheld(advised_product, alice, plans=["premium"], roles=["user"]):
            say(alice, STRANGE)
            assert model.asked == []

        for other in ({"plans": ["free"]}, {"roles": ["support"]}):
            with withheld(advised_product, alice, **other):
                say(alice, STRANGE)

        assert len(model.asked) == 2

    def test_nothing_but_the_sentence_is_sent(self, alice: Person, model: Model) -> None:
        say(alice, "add the secret present to shopping")

        say(alice, STRANGE)

        sent = model.asked[0]
        assert [message["content"] for message in sent["messages"] if message["role"] == "user"] == [STRANGE]
        assert "secret present" not in json.dumps(sent)

    def test_the_question_is_of_the_published_form(self, alice: Person, model: Model) -> None:
        say(alice, STRANGE)

        sent = model.asked[0]
        assert sent["model"] == "small-model"
        assert [message["role"] for message in sent["messages"]] == ["system", "user"]
        form = sent["response_format"]
        assert form["type"] == "json_schema"
        assert form["json_schema"]["strict"] is True
        item = form["json_schema"]["schema"]["properties"]["actions"]["items"]
        # strict structured outputs: nothing more is allowed, and everything is required
        assert item["additionalProperties"] is False
        assert sorted(item["required"]) == sorted(item["properties"])

    def test_an_existing_task_is_found_by_the_words_the_model_points_at(self, alice: Person, model: Model) -> None:
        say(alice, "add call the plumber")
        model.says = {"actions": [advised("task.complete", title="the plumber")]}

        say(alice, "verily the plumber hath been spoken unto by me")

        assert titles(alice, status="completed") == ["Call the plumber"]

    @pytest.mark.parametrize(
        "says",
        [
            "I would rather talk about the weather.",
            '{"actions": [{"intent": "task.create"',
            {"actions": [{"intent": "drop table", "title": "butter"}]},
            {"actions": [{**advised("task.create", title="butter"), "shell": "rm"}]},
            {"actions": "butter"},
            [],
        ],
    )
    def test_nonsense_is_no_advice(self, alice: Person, model: Model, says: Any) -> None:
        model.says = says

        outcome = say(alice, STRANGE)

        assert titles(alice) == []
        assert outcome["results"][0]["status"] == "unsupported"

    def test_a_model_that_fails_leaves_our_own_answer(self, alice: Person, model: Model) -> None:
        model.status = 500

        assert say(alice, STRANGE)["results"][0]["status"] == "unsupported"

    @pytest.mark.parametrize(
        "raw", [b"\xff\xfe", b'{"choices": [{"message": {"content": "\xff"}}]}', b'{"x":' + b"[" * 100_000, b"[]"]
    )
    def test_an_answer_that_is_none_leaves_our_own(self, alice: Person, model: Model, raw: bytes) -> None:
        model.raw = raw

        assert say(alice, STRANGE)["results"][0]["status"] == "unsupported"

    def test_an_advised_task_is_undone_like_any_other(self, alice: Person, model: Model) -> None:
        model.says = {"actions": [advised("task.create", title="butter")]}
        outcome = say(alice, STRANGE)

        take_back(alice, outcome)

        assert titles(alice) == []


class TestOff:
    def test_without_an_address_nobody_is_asked(self, product: Product, model: Model) -> None:
        with product.register("Alice") as person:
            outcome = say(person, STRANGE)

        assert model.asked == []
        assert outcome["results"][0]["status"] == "unsupported"

    def test_what_is_no_address_refuses_to_start_with_a_sentence(self) -> None:
        with pytest.raises(SettingsError, match="https://host/v1"):
            Adviser("next door", model="m")
