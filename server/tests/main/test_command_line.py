"""The commands, as a person types them and as a program pipes into them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import PIPE, CompletedProcess, Popen
from typing import Any

import pytest

from tests.fixtures.product import PASSWORD, Person, Product
from tests.fixtures.program import PROGRAM, environment, free_port, voicetodo
from tests.main.first_lists import first_list_of
from tests.modules.voice.speaking import CLIPS

Run = Callable[..., CompletedProcess[str]]
Json = dict[str, Any]


@pytest.fixture
def run(product: Product, tmp_path: Path) -> Run:
    """On a machine of one's own: nobody is signed in there yet."""
    environ = environment(server=product.url) | {"XDG_CONFIG_HOME": str(tmp_path / "config")}

    def command(*arguments: str, stdin: str | bytes = "", **more: str) -> CompletedProcess[str]:
        return voicetodo(*arguments, environ={**environ, **more}, stdin=stdin)

    return command


@pytest.fixture
def alices(run: Run, alice: Person) -> Iterator[Run]:
    """The same machine, where Alice has signed in."""
    signed_in = run("sign-in", "--email", alice.user["email"], stdin=PASSWORD)
    assert signed_in.returncode == 0, signed_in.stderr
    yield run
    run("sign-out")


class TestAccount:
    def test_who_signs_up_may_speak_at_once(self, run: Run) -> None:
        welcomed = run("sign-up", "--email", f"dora.{free_port()}@example.org", stdin=PASSWORD)

        assert welcomed.returncode == 0, welcomed.stderr
        assert "Welcome" in welcomed.stdout
        assert run("say", "buy milk").returncode == 0

    def test_the_first_lists_are_named_in_the_language_that_was_said(self, run: Run, product: Product) -> None:
        email = f"gerda.{free_port()}@example.org"

        run("sign-up", "--email", email, "--language", "de", stdin=PASSWORD)

        assert first_list_of(product, email) == "Privat"

    @pytest.mark.usefixtures("alices")
    def test_what_is_kept_can_be_read_by_its_owner_only(self, tmp_path: Path) -> None:
        file = tmp_path / "config" / "voicetodo" / "credentials.json"

        assert file.stat().st_mode & 0o777 == 0o600
        assert PASSWORD not in file.read_text()

    def test_who_signs_out_is_forgotten(self, alices: Run) -> None:
        assert alices("sign-out").returncode == 0

        refused = alices("ls")

        assert refused.returncode == 1
        assert "You are not signed in" in refused.stderr

    def test_a_wrong_password_is_told_in_a_sentence(self, run: Run, alice: Person) -> None:
        refused = run("sign-in", "--email", alice.user["email"], stdin="wrong horse battery staple")

        assert _is_one_sentence(refused)
        assert "not right" in refused.stderr


class TestSay:
    def test_what_is_said_is_on_the_list(self, alices: Run, alice: Person) -> None:
        said = alices("say", "call", "the", "dentist", "tomorrow", "at", "nine")

        assert said.returncode == 0, said.stderr
        assert "call the dentist" in said.stdout
        (todo,) = alice.get("/v1/todos").json()["items"]
        assert todo["due"]["time"] == "09:00"
        assert todo["due"]["timezone"] == "Europe/Berlin"

    def test_a_recording_does_as_well(self, alices: Run, alice: Person) -> None:
        said = alices("say", "--audio", str(CLIPS / "todo" / "25.wav"))

        assert said.returncode == 0, said.stderr
        assert len(alice.get("/v1/todos").json()["items"]) == 1

    def test_a_program_gets_the_servers_answer(self, alices: Run) -> None:
        answer = json.loads(alices("say", "--json", "buy milk").stdout)

        assert answer["results"][0]["status"] == "done"

    def test_markup_in_a_title_is_shown_as_it_was_said(self, alices: Run) -> None:
        assert "[red]alert[/]" in alices("say", "buy [red]alert[/] light").stdout

    @pytest.mark.parametrize(
        ("arguments", "sentence"),
        [
            ([], "Say something"),
            (["--audio", "/nowhere.wav"], "cannot be read"),
            (["--audio", __file__], "not a recording"),
        ],
    )
    def test_what_cannot_be_said_is_told_in_a_sentence(self, alices: Run, arguments: list[str], sentence: str) -> None:
        refused = alices("say", *arguments)

        assert _is_one_sentence(refused)
        assert sentence in refused.stderr

    def test_a_server_that_is_not_there_is_told_in_a_sentence(self, run: Run) -> None:
        refused = run("sign-in", "--email", "a@example.org", "--server", "http://127.0.0.1:1", stdin=PASSWORD)

        assert _is_one_sentence(refused)
        assert "make run" in refused.stderr

    def test_an_address_that_is_none_is_told_in_a_sentence(self, run: Run) -> None:
        for address in ("not an address", "http://a b", "http://[", "http://x:99999"):
            assert _is_one_sentence(run("sign-in", "--email", "a@example.org", "--server", address, stdin="x")), address

    def test_another_server_is_told_in_a_sentence(self, run: Run, product: Product) -> None:
        refused = run("sign-in", "--email", "a@example.org", "--server", f"{product.url}/docs", stdin=PASSWORD)

        assert _is_one_sentence(refused)

    def test_a_zone_that_is_none_is_not_sent(self, alices: Run) -> None:
        said = alices("say", "call the dentist tomorrow", TZ="Mars/Olympus")

        assert said.returncode == 0, said.stderr

    def test_a_question_is_asked_once(self, alices: Run) -> None:
        shown = alices("say", "hello").stdout

        assert shown.count("not something I can do") == 1
        assert "Add as task" in shown


class TestLs:
    def test_it_shows_what_is_there(self, alices: Run, alice: Person) -> None:
        alice.post("/v1/todos", json={"title": "Buy milk"})

        listed = alices("ls")

        assert listed.returncode == 0
        assert "Buy milk" in listed.stdout
        assert "Inbox" in listed.stdout

    def test_it_shows_one_list_only(self, alices: Run, alice: Person) -> None:
        alice.post("/v1/todos", json={"title": "Buy milk"})

        assert "Nothing here" in alices("ls", "shopping").stdout
        assert "Buy milk" in alices("ls", "inbox").stdout

    def test_an_unknown_list_is_told_which_there_are(self, alices: Run) -> None:
        refused = alices("ls", "nonsense")

        assert _is_one_sentence(refused)
        assert "Shopping" in refused.stderr

    def test_what_is_done_is_shown_on_demand(self, alices: Run, alice: Person) -> None:
        todo = alice.post("/v1/todos", json={"title": "Buy milk"}).json()
        alice.put(f"/v1/todos/{todo['id']}/completion")

        assert "Buy milk" not in alices("ls").stdout
        assert [each["title"] for each in json.loads(alices("ls", "--all", "--json").stdout)] == ["Buy milk"]


class TestCredentials:
    @pytest.mark.parametrize("content", ["[1]", "{", "", "5"])
    def test_a_file_that_is_none_of_ours_is_as_good_as_none(self, run: Run, tmp_path: Path, content: str) -> None:
        file = tmp_path / "config" / "voicetodo" / "credentials.json"
        file.parent.mkdir(parents=True)
        file.write_text(content)

        refused = run("ls")

        assert _is_one_sentence(refused)
        assert "not signed in" in refused.stderr


class TestUnderstand:
    def test_a_person_sees_the_fields(self) -> None:
        shown = voicetodo("understand", "call mom tomorrow at nine").stdout

        assert "task.create" in shown
        assert "09:00" in shown

    def test_german_is_understood_and_answered_in_german(self) -> None:
        shown = voicetodo("understand", "--language", "de", "erinnere mich morgen daran, Mama anzurufen").stdout

        assert "„Mama anrufen“ für morgen hinzugefügt." in shown

    def test_markup_is_shown_as_it_was_said(self) -> None:
        shown = voicetodo("understand", "buy [/] milk [red] tomorrow")

        assert shown.returncode == 0, shown.stderr
        assert "Buy [/] milk [red]" in shown.stdout

    def test_explained_each_field_stands_below_and_beside_its_words(self) -> None:
        shown = voicetodo("understand", "--explain", "call mom tomorrow at nine").stdout.splitlines()

        assert shown[:3] == [
            "call mom tomorrow at nine",
            "‾‾‾‾‾‾‾‾ ‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾‾",
            "title    due",
        ]
        assert any(
            line.split()[:1] == ["due"] and line.endswith("← tomorrow at nine") for line in map(str.rstrip, shown)
        )

    def test_explained_two_readings_are_both_shown(self) -> None:
        shown = voicetodo("understand", "--explain", "call mom on Friday or Saturday").stdout

        assert "?" in shown
        assert "· Friday" in shown or "· tomorrow" in shown or "· today" in shown
        assert "· Saturday" in shown or "· tomorrow" in shown or "· today" in shown

    @pytest.mark.parametrize("words", ["buy [/] milk [red] tomorrow", "x " * 300, "\n\n", "🥛 tomorrow", "[bold]"])
    def test_explained_anything_said_is_shown_as_it_was_said(self, words: str) -> None:
        shown = voicetodo("understand", "--explain", words)

        assert shown.returncode == 0, shown.stderr
        assert words.split()[0:1] == shown.stdout.split()[0:1] or not words.strip()

    def test_rows_are_answered_in_their_order_whatever_they_hold(self) -> None:
        rows = [
            '{"id": 1, "text": "buy milk"}',
            "not json",
            "[1]",
            '{"id": 4}',
            "",
            '{"id": 6, "text": 5}',
            '{"id": "\\ud800", "text": "\\ud800 \\u0000"}',
            '{"id": 8, "text": "call mom tomorrow", "now": "yesterday"}',
            '{"id": 9, "text": "call mom tomorrow", "timezone": "Mars/Olympus"}',
            "[" * 100_000,
            '{"id": 11, "text": "' + "very " * 20_000 + '"}',
            '{"id": 12, "text": "call mom", "now": "2026-01-01T10:00:00", "context": 7}',
            '{"id": 13, "text": "buy eggs", "syntax": "klingon"}',
            '{"id": 14, "text": "buy bread"}',
        ]

        done = voicetodo("understand", stdin="\n".join(rows).encode() + b"\n\xff\xfe\n")

        assert done.returncode == 0, done.stderr
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        ids = [1, None, None, 4, 6, "\ud800", 8, 9, None, 11, 12, 13, 14, None]
        assert [answer["id"] for answer in answers] == ids
        assert answers[0]["intent"] == answers[-2]["intent"] == "task.create"

    def test_rows_may_come_from_a_file(self, tmp_path: Path) -> None:
        file = tmp_path / "rows.jsonl"
        file.write_text('{"id": 1, "text": "buy milk"}\n')

        assert json.loads(voicetodo("understand", "--input", str(file)).stdout)["id"] == 1

    def test_a_file_that_is_not_there_is_told_in_a_sentence(self) -> None:
        assert _is_one_sentence(voicetodo("understand", "--input", "/nowhere.jsonl"))

    def test_an_unknown_syntax_is_told_which_there_are(self) -> None:
        refused = voicetodo("understand", "--syntax", "klingon", "buy milk")

        assert _is_one_sentence(refused)
        assert "todoist" in refused.stderr


class TestWhen:
    def test_a_person_sees_the_next_five_dates(self) -> None:
        shown = voicetodo("when", "every third tuesday").stdout

        assert "FREQ=MONTHLY;BYDAY=3TU" in shown
        assert shown.count("Tuesday, ") == 5

    def test_a_program_gets_a_value(self) -> None:
        row = '{"id": 7, "text": "tomorrow at nine", "now": "2026-03-28T10:00:00", "timezone": "Europe/Berlin"}'

        (answer,) = [json.loads(line) for line in voicetodo("when", stdin=row).stdout.splitlines()]

        assert (answer["id"], answer["kind"]) == (7, "datetime")
        assert answer["value"].startswith("2026-03-29T09:00")

    def test_a_person_sees_what_else_was_meant(self) -> None:
        shown = voicetodo("when", "the end of next week").stdout

        assert "or " in shown
        assert "30%" in shown

    def test_somebody_s_own_hours_and_order_of_day_and_month_are_kept_to(self) -> None:
        shown = voicetodo("when", "--day-first", "--morning", "7", "in the morning of 23/6/2027").stdout

        assert "2027-06-23T07:00" in shown

    def test_an_hour_that_is_none_is_told_in_a_sentence(self) -> None:
        assert _is_one_sentence(voicetodo("when", "--morning", "dawn", "tomorrow"))
        assert _is_one_sentence(voicetodo("when", "--first-weekday", "someday", "tomorrow"))

    def test_what_does_not_say_when_is_told_in_a_sentence(self) -> None:
        assert _is_one_sentence(voicetodo("when", "purple"))


class TestTranscribe:
    def test_each_file_gets_a_line(self) -> None:
        done = voicetodo("transcribe", str(CLIPS / "todo" / "25.wav"), "/nowhere.wav", __file__)

        first, *others = [json.loads(line) for line in done.stdout.splitlines()]
        assert "invoice" in first["text"].lower()
        assert first["seconds_audio"] > 1
        assert all("error" in other for other in others)
        assert done.returncode == 1


class TestMigrate:
    def test_an_empty_database_is_told_what_it_lacks(self, empty_postgres_url: str) -> None:
        refused = voicetodo("migrate", "--check", environ=environment(database_url=empty_postgres_url))

        assert refused.returncode == 1
        assert "to apply" in refused.stderr

    def test_it_is_brought_up_to_date_and_back(self, empty_postgres_url: str) -> None:
        environ = environment(database_url=empty_postgres_url)

        assert "Applied" in voicetodo("migrate", environ=environ).stdout
        assert "up to date" in voicetodo("migrate", "--check", environ=environ).stdout
        assert "Took back 1." in voicetodo("migrate", "--rollback", environ=environ).stdout
        assert voicetodo("migrate", "--check", environ=environ).returncode == 1
        assert "Applied 1." in voicetodo("migrate", environ=environ).stdout

    def test_nothing_is_served_from_a_database_that_is_behind(self, empty_postgres_url: str, tmp_path: Path) -> None:
        environ = environment(database_url=empty_postgres_url, port=free_port(), data_dir=tmp_path)

        refused = voicetodo("serve", environ=environ)

        assert _is_one_sentence(refused)
        assert "voicetodo migrate" in refused.stderr

    def test_a_worker_without_a_database_of_others_is_refused(self) -> None:
        refused = voicetodo("worker")

        assert _is_one_sentence(refused)
        assert "VOICETODO_DATABASE_URL" in refused.stderr


class TestShell:
    def test_it_completes_commands(self) -> None:
        asked = {"_VOICETODO_COMPLETE": "complete_bash", "COMP_WORDS": "voicetodo und", "COMP_CWORD": "1"}

        assert voicetodo(environ=environment() | asked).stdout.split() == ["understand"]

    def test_without_a_command_it_shows_what_there_is(self) -> None:
        shown = voicetodo()

        for command in ("serve", "worker", "migrate", "openapi", "say", "ls", "understand", "when", "transcribe"):
            assert f" {command} " in shown.stdout + shown.stderr

    def test_who_stops_reading_stops_it_quietly(self, tmp_path: Path) -> None:
        rows = tmp_path / "rows.jsonl"
        rows.write_text('{"id": 1, "text": "buy milk"}\n' * 2000)

        with Popen([PROGRAM, "understand", "-i", rows], stdout=PIPE, stderr=PIPE, env=environment()) as running:  # noqa: S603 - ours
            assert running.stdout is not None
            assert running.stderr is not None
            running.stdout.readline()
            running.stdout.close()
            complaint = running.stderr.read()

        assert complaint == b""


def _is_one_sentence(refused: CompletedProcess[str]) -> bool:
    lines = refused.stderr.splitlines()
    return refused.returncode == 1 and len(lines) == 1 and lines[0].startswith("voicetodo: ")
