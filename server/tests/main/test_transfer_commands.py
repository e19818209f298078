"""`voicetodo import` and `voicetodo export`, as people and operators type them."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import httpx
import pytest
from argon2 import PasswordHasher

from tests.fixtures.product import PASSWORD, Person, Product
from tests.fixtures.program import environment, voicetodo
from tests.main.first_lists import first_list_of

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def alices(product: Product, alice: Person, tmp_path: Path) -> Run:
    """`alices("export")`: the program, signed in as Alice."""
    signed_in = environment(server=product.url, token=alice.access_token)

    def command(*arguments: str) -> CompletedProcess[str]:
        return voicetodo(*arguments, environ={**signed_in, "XDG_CONFIG_HOME": str(tmp_path)})

    return command


@pytest.fixture
def operators(shared_postgres_url: str, product: Product) -> Run:
    """The program on the machine of the database."""
    machine = environment(database_url=shared_postgres_url, data_dir=product.settings.data_dir)

    def command(*arguments: str) -> CompletedProcess[str]:
        return voicetodo(*arguments, environ=machine)

    return command


def sign_in(product: Product, email: str, password: str) -> int:
    body = {"email": email, "password": password, "client": "native"}
    return httpx.post(f"{product.url}/v1/auth/login", json=body, timeout=30, trust_env=False).status_code


class TestTodos:
    def test_a_file_is_brought_in_and_everything_taken_away(self, alices: Run, tmp_path: Path) -> None:
        file, taken = tmp_path / "todo.txt", tmp_path / "mine.csv"
        file.write_text("(A) Call Mum +Family\nx 2026-01-02 Pay rent\n")

        brought = alices("import", "todos", str(file), "--yes")
        away = alices("export", "csv", "--output", str(taken))

        assert (brought.returncode, away.returncode) == (0, 0), brought.stderr + away.stderr
        assert "2 new" in brought.stdout
        assert "Call Mum" in taken.read_text(encoding="utf-8-sig")

    def test_an_archive_goes_out_and_comes_in_with_its_files(
        self, alices: Run, product: Product, alice: Person, bob: Person, tmp_path: Path
    ) -> None:
        cake = alice.post("/v1/todos", json={"title": "Buy cake"}).json()
        alice.post(f"/v1/todos/{cake['id']}/attachments", params={"name": "cake.txt"}, content=b"Two tiers")
        taken = tmp_path / "mine.zip"

        away = alices("export", "voicetodo_archive", "--output", str(taken))
        bobs = environment(server=product.url, token=bob.access_token)
        brought = voicetodo("import", "todos", str(taken), "--yes", environ={**bobs, "XDG_CONFIG_HOME": str(tmp_path)})

        assert (away.returncode, brought.returncode) == (0, 0), away.stderr + brought.stderr
        assert "1 new" in brought.stdout
        assert "Attached: 1, of 0.0 MB." in " ".join(brought.stdout.split())
        [found] = bob.get("/v1/todos").json()["items"]
        [file] = bob.get(f"/v1/todos/{found['id']}/attachments").json()["items"]
        assert bob.get(f"/v1/attachments/{file['id']}/content").content == b"Two tiers"

    def test_a_file_that_cannot_be_used_is_told_in_a_sentence(self, alices: Run, tmp_path: Path) -> None:
        file = tmp_path / "broken.json"
        file.write_text('{"todos": [')

        done = alices("import", "todos", str(file), "--yes")

        assert done.returncode == 1
        assert "cut off" in done.stderr


class TestUsers:
    def test_accounts_are_made_once_however_often_it_is_run(
        self, operators: Run, product: Product, tmp_path: Path
    ) -> None:
        name = tmp_path.name.replace("_", "-")
        hashed = PasswordHasher(time_cost=1, memory_cost=1024).hash("a long pass phrase")
        file = tmp_path / "people.csv"
        file.write_text(
            "email,name,timezone,password,password_hash\n"
            f"ann.{name}@example.org,Ann,Europe/Berlin,correct horse battery,\n"
            f'ben.{name}@example.org,Ben,UTC,,"{hashed}"\n'
        )

        first, second = operators("import", "users", str(file)), operators("import", "users", str(file))

        assert "2 added, 0 there already, 0 refused" in first.stdout, first.stderr
        assert "0 added, 2 there already, 0 refused" in second.stdout
        assert sign_in(product, f"ann.{name}@example.org", "correct horse battery") == 200
        assert sign_in(product, f"ben.{name}@example.org", "a long pass phrase") == 200

    def test_first_lists_are_named_in_the_language_of_the_row_or_of_all(
        self, operators: Run, product: Product, tmp_path: Path
    ) -> None:
        name = tmp_path.name.replace("_", "-")
        file = tmp_path / "people.csv"
        file.write_text(
            f"email,language,password\ngerda.{name}@example.org,,{PASSWORD}\nhugh.{name}@example.org,en,{PASSWORD}\n"
        )

        done = operators("import", "users", str(file), "--language", "de")

        assert "2 added" in done.stdout, done.stderr
        assert first_list_of(product, f"gerda.{name}@example.org") == "Privat"
        assert first_list_of(product, f"hugh.{name}@example.org") == "Personal"

    def test_a_language_that_is_not_spoken_is_told_of(self, operators: Run, tmp_path: Path) -> None:
        file = tmp_path / "people.csv"
        file.write_text(f"email,language,password\nx@example.org,tlh,{PASSWORD}\n")

        done = operators("import", "users", str(file))

        assert done.returncode == 1
        assert "Line 2:" in done.stdout
        assert "tlh" in done.stdout

    def test_passwords_are_made_for_those_without(self, operators: Run, product: Product, tmp_path: Path) -> None:
        email = f"cora.{tmp_path.name.replace('_', '-')}@example.org"
        file, made = tmp_path / "people.jsonl", tmp_path / "made.csv"
        file.write_text(f'{{"email": "{email}", "name": "Cora"}}\n')

        operators("import", "users", str(file), "--new-passwords", str(made))

        address, password = made.read_text().strip().split(",")
        assert address == email
        assert made.stat().st_mode & 0o077 == 0
        assert sign_in(product, email, password) == 200

    def test_only_the_passwords_of_new_accounts_are_written_however_often_it_is_run(
        self, operators: Run, product: Product, tmp_path: Path
    ) -> None:
        dan, eva = (f"{name}.{tmp_path.name.replace('_', '-')}@example.org" for name in ("dan", "eva"))
        file, made = tmp_path / "people.jsonl", tmp_path / "made.csv"
        people = (dan, eva, "nobody", "\\ud800@example.org")
        file.write_text("".join(f'{{"email": "{email}"}}\n' for email in people))
        made.write_text(f"{eva},killed before the account was made\n")

        first = operators("import", "users", str(file), "--new-passwords", str(made))
        passwords = dict(line.split(",") for line in made.read_text().splitlines())
        made.write_text("")
        operators("import", "users", str(file), "--new-passwords", str(made))

        assert "Line 4: It holds half of a character" in first.stdout, first.stderr
        assert list(passwords) == [eva, dan]
        assert [sign_in(product, email, password) for email, password in passwords.items()] == [200, 200]
        assert made.read_text() == ""

    def test_each_row_that_will_not_do_is_told_with_its_line(self, operators: Run, tmp_path: Path) -> None:
        file = tmp_path / "people.csv"
        file.write_text(
            "email,timezone,password,password_hash\n"
            "nobody,UTC,correct horse battery,\n"
            "dora@example.org,Berlin,correct horse battery,\n"
            "emil@example.org,UTC,,\n"
            "finn@example.org,UTC,,$2b$12$abcdefghijklmnopqrstuv\n"
        )

        done = operators("import", "users", str(file))

        assert done.returncode == 1
        assert "0 added, 0 there already, 4 refused" in done.stdout
        for line, word in ((2, "e-mail"), (3, "timezone"), (4, "--new-passwords"), (5, "argon2id")):
            assert any(told.startswith(f"Line {line}:") and word in told for told in done.stdout.splitlines()), (
                done.stdout
            )

    def test_a_column_that_nobody_knows_is_told_of(self, operators: Run, tmp_path: Path) -> None:
        file = tmp_path / "people.csv"
        file.write_text("email,phone\nx@example.org,1\n")

        assert "phone" in operators("import", "users", str(file)).stderr
