"""Whatever is wrong with a request, the answer says what, and everything that was there still is."""

import base64
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.fixtures.product import PASSWORD, Person, Product
from tests.modules.voice.speaking import CLIPS, send_recording
from voicetodo.kit.clock import FixedClock, SystemClock
from voicetodo.main.assembly import Assembly

Json = dict[str, Any]

#: What people, programs and attackers put into strings.
STRINGS = {
    "sql": "'; DROP TABLE todo.todos; --",
    "sql union": "' UNION SELECT password_hash FROM auth.users --",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{{7*7}} ${7*7} %s %(x)s {0}",
    "path": "../../../../etc/passwd",
    "emoji": "👩‍👩‍👧‍👦 🇩🇪 café ﷽",
    "right to left": "\u202etxt.exe",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "control": "bell\x07 escape\x1b[31m",
    "like": "%_\\",
    "quotes": "\"'`´“”",
}
#: Parts of requests that hold no text we could keep.
BROKEN = {"NUL": "a\u0000b", "lone surrogate": "a\ud800b"}


@pytest.fixture
def kept(alice: Person) -> Iterator[Json]:
    """A todo that must be as it was when the test has ended."""
    todo = alice.post("/v1/todos", json={"title": "Stay as you are", "due": {"date": "2026-12-24"}}).json()
    yield todo
    assert alice.get(f"/v1/todos/{todo['id']}").json() == todo


class TestStrings:
    @pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS.keys())
    @pytest.mark.usefixtures("kept")
    def test_any_text_is_kept_as_it_is_or_refused(self, alice: Person, text: str) -> None:
        answer = alice.post("/v1/todos", json={"title": text, "notes": text})

        assert answer.status_code in {201, 422}
        if answer.status_code == 201:
            shown = alice.get(f"/v1/todos/{answer.json()['id']}").json()
            assert (shown["title"], shown["notes"]) == (answer.json()["title"], answer.json()["notes"])
            assert shown["title"] in text or set(shown["title"]) <= {*text, "�"}

    @pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS.keys())
    @pytest.mark.usefixtures("kept")
    def test_any_text_may_be_said_named_and_looked_for(self, alice: Person, text: str) -> None:
        answers = [
            alice.post("/v1/voice/commands", json={"text": text}),
            alice.post("/v1/categories", json={"name": text}),
            alice.post("/v1/labels", json={"name": text}),
            alice.patch("/v1/me", json={"name": text}),
            alice.get("/v1/search", params={"q": text}),
            alice.get("/v1/todos", params={"text": text}),
            alice.get("/v1/todos", params={"sort": text}),
            alice.get("/v1/todos", params={"cursor": text}),
            alice.get("/v1/todos", params={"fields": text}),
            alice.get(f"/v1/todos/{httpx.QueryParams({'x': text})}"),
        ]

        assert [answer.status_code for answer in answers if answer.status_code >= 500] == []
        for answer in answers:
            _check_problem(answer)

    @pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
    @pytest.mark.parametrize(
        ("method", "path", "body"),
        [
            ("POST", "/v1/todos", {"title": "%"}),
            ("POST", "/v1/todos", {"title": "x", "notes": "%"}),
            ("POST", "/v1/todos", {"title": "x", "assignee": "%"}),
            ("POST", "/v1/todos", {"title": "x", "due": {"date": "2026-12-24", "timezone": "%"}}),
            ("POST", "/v1/todos", {"title": "x", "recurrence": {"rrule": "%"}}),
            ("POST", "/v1/categories", {"name": "%"}),
            ("POST", "/v1/categories", {"name": "x", "color": "%"}),
            ("POST", "/v1/labels", {"name": "%"}),
            ("PATCH", "/v1/me", {"name": "%"}),
            ("PATCH", "/v1/me", {"timezone": "%"}),
            ("POST", "/v1/auth/register", {"email": "%@example.org", "password": PASSWORD}),
            ("POST", "/v1/auth/register", {"email": "e@example.org", "password": PASSWORD, "name": "%"}),
            ("POST", "/v1/auth/register", {"email": "e@example.org", "password": "% horse battery staple"}),
            ("POST", "/v1/auth/login", {"email": "%", "password": PASSWORD}),
            ("POST", "/v1/auth/login", {"email": "e@example.org", "password": "%"}),
            ("POST", "/v1/auth/refresh", {"refresh_token": "%"}),
            ("POST", "/v1/auth/logout", {"refresh_token": "%"}),
            ("POST", "/v1/voice/commands", {"text": "buy % milk"}),
            ("POST", "/v1/voice/commands", {"text": "buy milk", "timezone": "%"}),
            ("POST", "/v1/voice/interpretations", {"text": "buy % milk"}),
            ("POST", "/v1/todos/batch", {"operations": [{"op": "create", "title": "%"}]}),
        ],
    )
    @pytest.mark.usefixtures("kept")
    def test_text_that_cannot_be_kept_is_no_failure_of_ours(
        self, alice: Person, method: str, path: str, body: Json, text: str
    ) -> None:
        sent = json.dumps(body).replace("%", json.dumps(text)[1:-1])

        answer = alice.request(method, path, content=sent.encode(), headers={"Content-Type": "application/json"})

        assert answer.status_code < 500, answer.text
        _check_problem(answer)

    @pytest.mark.parametrize("query", ["q=%00", "q=%ff%fe", "q=%ed%a0%80", "q=" + "x" * 10_000])
    def test_a_query_that_is_no_text_is_no_failure_of_ours(self, alice: Person, query: str) -> None:
        answer = alice.get(f"/v1/search?{query}")

        assert answer.status_code < 500, answer.text
        _check_problem(answer)


class TestDates:
    @pytest.mark.parametrize(
        "due",
        [
            {"date": "0000-01-01"},
            {"date": "10000-01-01"},
            {"date": "2026-02-30"},
            {"date": "2026-13-01"},
            {"date": "tomorrow"},
            {"date": "2026-12-24T10:00:00Z"},
            {"date": 20261224},
            {"date": "2026-12-24", "time": "25:00"},
            {"date": "2026-12-24", "time": "09:00", "timezone": "Mars/Olympus"},
            {"date": "2026-12-24", "time": "09:00", "timezone": "../../etc/passwd"},
            {"date": "2026-12-24", "time": "09:00", "timezone": ""},
            {"time": "09:00"},
            "2026-12-24",
            [],
        ],
    )
    @pytest.mark.usefixtures("kept")
    def test_a_day_that_is_none_is_refused_by_name(self, alice: Person, due: object) -> None:
        answer = alice.post("/v1/todos", json={"title": "x", "due": due})

        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"][0]["field"].startswith("due")

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
    def test_the_first_and_the_last_day_there_are_do_no_harm(self, alice: Person, day: str) -> None:
        due = {"date": day, "time": "23:59", "timezone": "Pacific/Kiritimati"}
        answer = alice.post("/v1/todos", json={"title": "x", "due": due, "recurrence": {"rrule": "FREQ=DAILY"}})

        assert answer.status_code in {201, 422}, answer.text
        if answer.status_code == 201:
            todo_id = answer.json()["id"]
            assert alice.put(f"/v1/todos/{todo_id}/completion").status_code < 500
        assert alice.get("/v1/todos", params={"due_from": day, "due_to": day}).status_code < 500
        assert alice.get("/v1/todos/counts").status_code == 200

    @pytest.mark.parametrize(
        "path",
        ["/v1/voice/commands", "/v1/trash", "/v1/todos?sort=created_at", "/v1/todos?sort=due", "/v1/activity"],
    )
    @pytest.mark.parametrize(
        "value", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-01-01T00:00:00", 10**30, -(10**30)]
    )
    def test_a_cursor_from_beyond_the_calendar_does_no_harm(self, alice: Person, path: str, value: object) -> None:
        tag = path.partition("sort=")[2]
        parts = [*([tag] if tag else []), value, *([] if "activity" in path else [str(uuid4())])]
        cursor = base64.urlsafe_b64encode(json.dumps(parts).encode()).rstrip(b"=").decode()

        answer = alice.get(f"{path}{'&' if tag else '?'}cursor={cursor}")

        assert answer.status_code in {200, 422}, answer.text
        _check_problem(answer)

    @pytest.mark.parametrize("moment", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "yesterday", "2026-01-01"])
    @pytest.mark.parametrize("text", ["call mom tomorrow at nine", "water the plants every day", "in 5000 years"])
    def test_a_command_from_another_age_does_no_harm(self, alice: Person, moment: str, text: str) -> None:
        answer = alice.post("/v1/voice/commands", json={"text": text, "captured_at": moment})

        assert answer.status_code < 500, answer.text
        _check_problem(answer)

    @pytest.mark.parametrize("rrule", ["FREQ=SECONDLY", "FREQ=NEVER", "FREQ=DAILY;INTERVAL=0", "x" * 5000, "RRULE:"])
    def test_a_rule_that_is_none_is_refused(self, alice: Person, rrule: str) -> None:
        body = {"title": "x", "due": {"date": "2026-12-24"}, "recurrence": {"rrule": rrule}}

        answer = alice.post("/v1/todos", json=body)

        assert answer.status_code == 422, answer.text


class TestTypes:
    @pytest.mark.parametrize("value", [None, True, 0, -1, 1e400, "x", [], {}, [[]], "9" * 400])
    @pytest.mark.parametrize(
        "field", ["id", "title", "notes", "category_id", "parent_id", "priority", "due", "label_ids", "recurrence"]
    )
    def test_a_field_of_another_kind_is_refused_or_understood(self, alice: Person, field: str, value: object) -> None:
        sent = json.dumps({"title": "x", field: value}).replace("Infinity", "1e400")

        answer = alice.post("/v1/todos", content=sent.encode(), headers={"Content-Type": "application/json"})

        assert answer.status_code in {201, 400, 404, 409, 422}, answer.text
        _check_problem(answer)

    @pytest.mark.parametrize("content", [b"[" * 100_000, b'{"a":' * 50_000, b"9" * 100_000, b'"' + b"x" * 1_000_000])
    def test_a_body_made_to_break_a_parser_breaks_nothing(self, alice: Person, content: bytes) -> None:
        answer = alice.post("/v1/todos", content=content, headers={"Content-Type": "application/json"})

        assert answer.status_code in {400, 422}
        _check_problem(answer)

    def test_a_huge_body_is_refused(self, alice: Person) -> None:
        answer = alice.post("/v1/todos", content=b"x" * 13_000_000)

        assert answer.status_code == 413
        _check_problem(answer)

    def test_a_huge_field_is_refused(self, alice: Person) -> None:
        answer = alice.post("/v1/todos", json={"title": "x" * 1_000_000})

        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "title"

    @pytest.mark.parametrize(
        "todo_id", ["x", "1", "null", "00000000-0000-0000-0000-000000000000", "01890000-0000-7000-8000-000000000001"]
    )
    def test_an_id_nobody_has_is_not_found(self, alice: Person, todo_id: str) -> None:
        assert alice.get(f"/v1/todos/{todo_id}").status_code == 404

    @pytest.mark.parametrize(
        "kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "json"]
    )
    @pytest.mark.parametrize(
        ("method", "path"),
        [("POST", "/v1/todos"), ("PATCH", "/v1/me"), ("POST", "/v1/auth/login"), ("POST", "/v1/auth/refresh")],
    )
    def test_another_kind_of_content_is_refused(self, alice: Person, method: str, path: str, kind: str) -> None:
        answer = alice.request(method, path, content=b'{"title": "x"}', headers={"Content-Type": kind})

        assert answer.status_code == 415
        _check_problem(answer)

    @pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "Application/JSON", ""])
    def test_json_is_taken_however_it_is_named(self, alice: Person, kind: str) -> None:
        headers = {"Content-Type": kind} if kind else {}

        assert alice.post("/v1/todos", content=b'{"title": "x"}', headers=headers).status_code == 201


class TestRecordings:
    PICTURE = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )

    @pytest.mark.parametrize(
        "recording",
        [
            b"",
            PICTURE,
            b"RIFF\xff\xff\xff\xffWAVEfmt ",
            b"OggS" + bytes(500),
            b"\x1aE\xdf\xa3" + bytes(500),
            b"ID3" + bytes(500),
            b"<svg onload=alert(1)>",
            bytes(range(256)) * 100,
        ],
        ids=["empty", "picture", "torn header", "ogg", "webm", "mp3", "svg", "noise"],
    )
    @pytest.mark.usefixtures("kept")
    def test_what_is_no_recording_is_told_so(self, alice: Person, recording: bytes) -> None:
        answer = send_recording(alice, recording)

        assert answer.status_code in {415, 422}, answer.text
        _check_problem(answer)

    def test_a_recording_cut_short_is_heard_as_far_as_it_goes_or_refused(self, alice: Person) -> None:
        answer = send_recording(alice, (CLIPS / "todo" / "25.wav").read_bytes()[:20_000])

        assert answer.status_code in {200, 422}, answer.text

    @pytest.mark.parametrize("zone", ["Mars/Olympus", "", "UTC+25", "../../etc/passwd"])
    def test_an_unknown_zone_is_refused(self, alice: Person, zone: str) -> None:
        answer = send_recording(alice, (CLIPS / "today.wav").read_bytes(), {"timezone": zone})

        assert answer.status_code in {200, 422} if zone == "" else answer.status_code == 422, answer.text

    @pytest.mark.parametrize(
        "content",
        [b"", b"--b", b"--b\r\n\r\n", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n", b"no boundary"],
    )
    def test_a_form_that_is_torn_is_refused(self, alice: Person, content: bytes) -> None:
        headers = {"Content-Type": "multipart/form-data; boundary=b"}

        answer = alice.post("/v1/voice/commands", content=content, headers=headers)

        assert answer.status_code in {400, 415, 422}, answer.text
        _check_problem(answer)

    def test_a_form_without_a_boundary_is_refused(self, alice: Person) -> None:
        answer = alice.post("/v1/voice/commands", content=b"x", headers={"Content-Type": "multipart/form-data"})

        assert answer.status_code in {400, 415, 422}, answer.text
        _check_problem(answer)


class TestTokens:
    def test_a_token_that_was_changed_is_refused(self, alice: Person, nobody: httpx.Client) -> None:
        head, body, signature = alice.access_token.split(".")
        claims = json.loads(base64.urlsafe_b64decode(body + "=="))
        other = base64.urlsafe_b64encode(json.dumps({**claims, "roles": ["admin"]}).encode()).rstrip(b"=").decode()

        assert _status(nobody, f"{head}.{other}.{signature}") == 401

    def test_a_token_that_names_no_signature_is_refused(self, alice: Person, nobody: httpx.Client) -> None:
        unsigned = base64.urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').rstrip(b"=").decode()

        assert _status(nobody, f"{unsigned}.{alice.access_token.split('.')[1]}.") == 401

    @pytest.mark.parametrize("token", ["x", "a.b.c", ".", "..", "é", "x" * 5000, "null"])
    def test_what_is_no_token_is_refused(self, nobody: httpx.Client, token: str) -> None:
        assert _status(nobody, token) == 401

    def test_a_token_past_its_time_is_refused(self, product: Product, alice: Person, nobody: httpx.Client) -> None:
        async def expire(process: Assembly) -> None:
            process.tokens._clock = FixedClock(SystemClock().now() + timedelta(minutes=11))

        async def go_on(process: Assembly) -> None:
            process.tokens._clock = SystemClock()

        assert alice.get("/v1/todos").status_code == 200
        product.run(expire)
        try:
            assert _status(nobody, alice.access_token) == 401
        finally:
            product.run(go_on)


def _status(client: httpx.Client, token: str) -> int:
    answer = client.get("/v1/todos", headers={b"Authorization": f"Bearer {token}".encode()})
    _check_problem(answer)
    return answer.status_code


def _check_problem(answer: httpx.Response) -> None:
    """A refusal is a problem document that a person can act on, and tells nothing of our insides."""
    if answer.status_code < 400:
        return
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["type"].startswith("/problems/")
    assert problem["detail"]
    for inside in ("Traceback", "asyncpg", "litestar", "msgspec", ".py"):
        assert inside not in answer.text
