"""`voicetodo keys`, as an operator types it."""

import re
from pathlib import Path

import httpx
import pytest

from tests.fixtures.product import Person, Product
from tests.fixtures.program import environment, voicetodo
from tests.kit.db.processes import wait_until
from voicetodo.kit.crypto import KeyFile
from voicetodo.main.assembly import Assembly


class Machine:
    """Where an operator types, beside the running product."""

    def __init__(self, database_url: str, product: Product) -> None:
        self._environ = environment(database_url=database_url, data_dir=product.settings.data_dir)

    def __call__(self, *words: str) -> str:
        done = voicetodo(*words, environ=self._environ)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refused(self, *words: str) -> str:
        done = voicetodo(*words, environ=self._environ)
        assert done.returncode == 1, done.stdout
        return " ".join(done.stderr.split())


@pytest.fixture
def machine(shared_postgres_url: str, product: Product) -> Machine:
    return Machine(shared_postgres_url, product)


def test_a_new_key_is_published_and_nobody_is_signed_out(
    shared_postgres_url: str, product: Product, alice: Person
) -> None:
    before = _kids(product)

    machine = environment(database_url=shared_postgres_url, data_dir=product.settings.data_dir)
    done = voicetodo("keys", "rotate", environ=machine)

    assert done.returncode == 0, done.stderr
    (kid,) = _kids(product) - before
    assert f"Key {kid} is published" in done.stdout
    assert alice.get("/v1/me").status_code == 200


def _kids(product: Product) -> set[str]:
    keys = httpx.get(f"{product.url}/.well-known/jwks.json", trust_env=False).json()["keys"]
    return {key["kid"] for key in keys}


class TestSealedUnder:
    def test_secrets_move_to_a_new_key_while_the_server_runs_and_the_old_one_is_dropped(
        self, machine: Machine, alice: Person
    ) -> None:
        first = _create(alice, "milk")
        [old] = _sealing(machine)

        done = machine("keys", "rekey")

        assert "values were sealed anew" in done
        [new] = _sealing(machine)
        assert new != old
        assert _create(alice, "milk").headers["Idempotency-Replayed"] == "true"
        assert _create(alice, "milk").json() == first.json()
        assert f"{old}: 0 values" in re.sub(r", made [-\d]+", "", machine("keys", "list"))

        assert f"Key {old} is gone" in machine("keys", "drop", old)

        assert _create(alice, "milk").json() == first.json()

    def test_a_key_that_something_needs_is_not(self, machine: Machine, product: Product, alice: Person) -> None:
        _create(alice, "eggs")
        [old] = _sealing(machine)
        KeyFile.at(_key_file(product)).turn()

        assert f"are sealed under {old}" in machine.refused("keys", "drop", old)
        machine("keys", "rekey")

    def test_neither_the_key_that_seals_nor_one_that_is_not_there_can_be_dropped(self, machine: Machine) -> None:
        [current] = _sealing(machine)

        assert "stays" in machine.refused("keys", "drop", current)
        assert "There is no key file-0" in machine.refused("keys", "drop", "file-0")

    def test_a_run_that_was_killed_is_gone_on_with_and_audited(
        self, machine: Machine, product: Product, alice: Person
    ) -> None:
        first = _create(alice, "salt")
        begun = KeyFile.at(_key_file(product)).turn()

        done = machine("keys", "rekey")

        assert "An earlier run did not come to its end" in done
        assert _sealing(machine) == [begun]
        assert _create(alice, "salt").json() == first.json()
        wait_until(lambda: product.run(lambda process: _is_audited(process, begun)))


async def _is_audited(process: Assembly, key_id: str) -> bool:
    async with process.database("admin").connection() as connection:
        found = "select exists (select from audit_entries where action = 'kit.secrets_rekeyed' and object_id = $1)"
        return await connection.fetchval(found, key_id)


def _create(person: Person, title: str) -> httpx.Response:
    return person.post("/v1/todos", json={"title": title}, headers={"Idempotency-Key": f"{title} of {person.id}"})


def _sealing(machine: Machine) -> list[str]:
    return re.findall(r"^(\S+) seals", machine("keys", "list"), flags=re.MULTILINE)


def _key_file(product: Product) -> Path:
    return product.settings.data_dir / "secrets" / "master.key"
