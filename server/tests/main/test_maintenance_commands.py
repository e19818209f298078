"""`voicetodo maintenance` and the roles of `voicetodo user`, as operators type them on the machine of the database."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from typer.testing import CliRunner, Result

from tests.conftest import clone
from tests.fixtures.product import NO_CERTIFICATES, PASSWORD, Person, Product
from tests.kit.db.processes import wait_until
from voicetodo.kit.db import EmbeddedPostgres
from voicetodo.kit.ids import new_id
from voicetodo.main.assembly import Assembly
from voicetodo.main.cli.app import app

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def product(postgres: EmbeddedPostgres, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One of its own, as others would be refused."""
    for url in clone(postgres, template):
        one = Product(url, tmp_path_factory.mktemp("maintained"), names=("auth", "admin"))
        one.start()
        yield one
        one.stop()


@pytest.fixture
def operators(product: Product) -> Run:
    data_dir: Path = product.settings.data_dir
    machine = {"VOICETODO_DATABASE_URL": product.settings.database_url, "VOICETODO_DATA_DIR": str(data_dir)}
    return lambda *arguments: CliRunner().invoke(app, list(arguments), env=machine)


class TestMaintenance:
    def test_a_server_hears_of_it_within_seconds_and_of_its_end(self, operators: Run, bob: Person) -> None:
        begun = operators("maintenance", "on", "--message", "Back at noon.", "--minutes", "30")
        assert (begun.exit_code, "Back at noon." in begun.stdout) == (0, True), begun.output
        wait_until(lambda: bob.get("/v1/me").status_code == 503, within_seconds=5)
        assert bob.get("/v1/me").json()["detail"] == "Back at noon."
        assert "Back at noon." in operators("maintenance", "status").stdout

        assert operators("maintenance", "off").exit_code == 0

        wait_until(lambda: bob.get("/v1/me").status_code == 200, within_seconds=5)
        assert "No maintenance.\n" in operators("maintenance", "status").stdout


class TestBackgroundWork:
    def test_a_job_that_failed_is_seen_and_run_again(self, operators: Run, product: Product) -> None:
        async def add(process: Assembly) -> int:
            async with process.database("jobs").transaction() as tx:
                return await tx.fetchval(
                    "insert into procrastinate_jobs (queue_name, task_name, args, status, attempts)"
                    " values ('nowhere', 'nowhere.post', '{}', 'failed', 5) returning id"
                )

        job_id = product.run(add)
        assert f"{job_id}  failed" in operators("jobs", "list", "--state", "failed").stdout

        assert f"{job_id}  waiting" in operators("jobs", "retry", str(job_id)).stdout
        assert f"{job_id}  cancelled" in operators("jobs", "cancel", str(job_id)).stdout
        assert operators("jobs", "retry", str(job_id)).exit_code == 1

    def test_an_event_that_nobody_could_hear_is_brought_again_or_discarded(
        self, operators: Run, product: Product
    ) -> None:
        async def bury(process: Assembly) -> UUID:
            async with process.database("bus").transaction() as tx:
                return await tx.fetchval(
                    "insert into dead_letters (subscriber, id, name, user_id, occurred_at, payload, attempts, error)"
                    " values ('nowhere', $1, 'a.b.v1', $1, now(), '{}', 10, 'ValueError: x') returning id",
                    new_id(),
                )

        one, other = product.run(bury), product.run(bury)
        assert f"nowhere  {one}  a.b.v1" in operators("dead-letters", "list").stdout

        assert operators("dead-letters", "retry", "nowhere", str(one)).exit_code == 0
        assert operators("dead-letters", "discard", "nowhere", str(other)).exit_code == 0

        assert operators("dead-letters", "list", "--module", "nowhere").stdout == "No dead letters.\n"


class TestUsers:
    def test_somebody_can_be_made_an_admin(self, operators: Run, product: Product, bob: Person) -> None:
        done = operators("user", "roles", bob.user["email"], "admin")

        assert f"{bob.user['email']} has the roles: user admin.\n" in done.stdout
        assert sign_in(product, bob).json()["user"]["roles"] == ["user", "admin"]

    def test_an_account_can_be_suspended_and_restored(self, operators: Run, product: Product, bob: Person) -> None:
        unheard = operators("user", "suspend", bob.user["email"], "--reason", "whim")
        assert "There is no reason “whim”" in str(unheard.exception)
        assert operators("user", "suspend", bob.user["email"], "--reason", "misuse").exit_code == 0
        assert sign_in(product, bob).status_code == 401

        assert operators("user", "restore", bob.user["email"]).exit_code == 0
        assert sign_in(product, bob).status_code == 200

    def test_an_unknown_role_is_told_so(self, operators: Run, bob: Person) -> None:
        assert "There is no role “owner”" in str(operators("user", "roles", bob.user["email"], "owner").exception)


@pytest.fixture
def bob(alice: Person, register: Callable[[str], Person]) -> Person:
    """Not the first."""
    assert alice
    return register("Bob")


def sign_in(product: Product, person: Person) -> httpx.Response:
    body = {"email": person.user["email"], "password": PASSWORD, "client": "native"}
    return httpx.post(f"{product.url}/v1/auth/login", json=body, trust_env=False, verify=NO_CERTIFICATES)
