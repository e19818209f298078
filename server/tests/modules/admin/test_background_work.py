"""`/v1/admin/jobs` and `/v1/admin/dead-letters` over real HTTP: how they go is seen, what they are about is not."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.admin.test_user_routes import problem
from voicetodo.kit.ids import new_id
from voicetodo.main.assembly import Assembly

Json = dict[str, Any]
SECRET = "alice@example.org"


@pytest.fixture
def failed(product: Product) -> int:
    """A job that failed, of a module that runs nowhere."""

    async def add(process: Assembly) -> int:
        async with process.database("jobs").transaction() as tx:
            return await tx.fetchval(
                "insert into procrastinate_jobs (queue_name, task_name, lock, args, status, attempts)"
                " values ('nowhere', 'nowhere.post', $1, $2, 'failed', 5) returning id",
                SECRET,
                {"to": SECRET},
            )

    return product.run(add)


@pytest.fixture
def bury(product: Product) -> Callable[[str], UUID]:
    """`bury("todo.todo_created.v1")`: an event that nobody could hear."""

    def add(name: str) -> UUID:
        event_id = new_id()

        async def insert(process: Assembly) -> None:
            async with process.database("bus").transaction() as tx:
                await tx.execute(
                    "insert into dead_letters (subscriber, id, name, user_id, occurred_at, payload, attempts, error)"
                    " values ('nowhere', $1, $2, $1, now(), $3, 10, $4)",
                    event_id,
                    name,
                    f'{{"email": "{SECRET}"}}',
                    f"ValueError: {SECRET} will not do",
                )

        product.run(insert)
        return event_id

    return add


def dead(ada: Person) -> dict[str, Json]:
    answer = ada.get("/v1/admin/dead-letters", params={"module": "nowhere", "limit": 200})
    assert answer.status_code == 200, answer.text
    assert SECRET not in answer.text
    return {letter["id"]: letter for letter in answer.json()["items"]}


def acts(ada: Person, kind: str, object_id: object) -> list[str]:
    wanted = {"object_kind": kind, "object_id": str(object_id)}
    return [act["action"] for act in ada.get("/v1/admin/audit", params=wanted).json()["items"]]


class TestJobs:
    def test_one_is_seen_without_what_it_is_about(self, ada: Person, failed: int) -> None:
        wanted = {"status": "failed", "queue": "nowhere"}
        answer = ada.get("/v1/admin/jobs", params=wanted)

        assert failed in [job["id"] for job in answer.json()["items"]]
        assert SECRET not in answer.text
        job = ada.get(f"/v1/admin/jobs/{failed}")
        assert (job.json()["name"], job.json()["tries"]) == ("nowhere.post", 5)
        assert SECRET not in job.text

    def test_one_that_failed_is_run_again_once(self, ada: Person, failed: int) -> None:
        again = ada.put(f"/v1/admin/jobs/{failed}/retry")

        assert (again.status_code, again.json()["status"]) == (200, "waiting")
        assert problem(ada.put(f"/v1/admin/jobs/{failed}/retry")) == (409, "job-not-failed")
        wait_until(lambda: acts(ada, "job", failed) == ["admin.job_retried"])

    def test_one_that_waits_is_cancelled(self, ada: Person, failed: int) -> None:
        assert problem(ada.put(f"/v1/admin/jobs/{failed}/cancellation")) == (409, "job-ended")
        ada.put(f"/v1/admin/jobs/{failed}/retry")

        cancelled = ada.put(f"/v1/admin/jobs/{failed}/cancellation")

        assert (cancelled.status_code, cancelled.json()["status"]) == (200, "cancelled")
        wait_until(lambda: "admin.job_cancelled" in acts(ada, "job", failed))

    @pytest.mark.usefixtures("failed", "bob")
    def test_pages_follow_one_another(self, ada: Person) -> None:
        """Bob's registering asked for a job as well."""
        first = ada.get("/v1/admin/jobs", params={"limit": 1}).json()
        second = ada.get("/v1/admin/jobs", params={"limit": 1, "cursor": first["next_cursor"]}).json()

        assert first["items"][0]["id"] > second["items"][0]["id"]

    @pytest.mark.parametrize("job_id", ["0", "-1", "999999999", "99999999999999999999999"])
    def test_none_is_not_found(self, ada: Person, job_id: str) -> None:
        assert problem(ada.get(f"/v1/admin/jobs/{job_id}")) == (404, "job-not-found")
        assert problem(ada.put(f"/v1/admin/jobs/{job_id}/retry")) == (404, "job-not-found")


class TestDeadLetters:
    def test_one_is_seen_and_brought_again(self, ada: Person, bury: Callable[[str], UUID]) -> None:
        event_id = bury("todo.todo_created.v1")
        letter = dead(ada)[str(event_id)]
        assert (letter["name"], letter["error"], letter["tries"]) == ("todo.todo_created.v1", "ValueError", 10)

        assert ada.put(f"/v1/admin/dead-letters/nowhere/{event_id}/retry").status_code == 204

        assert str(event_id) not in dead(ada)
        again = ada.put(f"/v1/admin/dead-letters/nowhere/{event_id}/retry")
        assert problem(again) == (404, "dead-letter-not-found")
        wait_until(lambda: acts(ada, "event", event_id) == ["admin.dead_letter_retried"])

    def test_one_is_discarded(self, ada: Person, bury: Callable[[str], UUID]) -> None:
        event_id = bury("todo.todo_created.v1")

        assert ada.delete(f"/v1/admin/dead-letters/nowhere/{event_id}").status_code == 204

        assert str(event_id) not in dead(ada)
        wait_until(lambda: acts(ada, "event", event_id) == ["admin.dead_letter_discarded"])

    def test_what_erases_somebody_is_not_discarded(self, ada: Person, bury: Callable[[str], UUID]) -> None:
        event_id = bury("auth.user_deleted.v1")

        refused = ada.delete(f"/v1/admin/dead-letters/nowhere/{event_id}")

        assert problem(refused) == (409, "erasure-undiscardable")
        assert str(event_id) in dead(ada)
        assert ada.put(f"/v1/admin/dead-letters/nowhere/{event_id}/retry").status_code == 204

    def test_pages_follow_one_another(self, ada: Person, bury: Callable[[str], UUID]) -> None:
        older, newer = bury("a.b.v1"), bury("a.c.v1")
        first = ada.get("/v1/admin/dead-letters", params={"module": "nowhere", "limit": 1}).json()
        wanted = {"module": "nowhere", "limit": 1, "cursor": first["next_cursor"]}
        second = ada.get("/v1/admin/dead-letters", params=wanted).json()

        assert [first["items"][0]["id"], second["items"][0]["id"]] == [str(newer), str(older)]


class TestRights:
    @pytest.mark.parametrize(
        ("method", "rest", "may_support"),
        [
            ("GET", "/jobs", True),
            ("GET", "/jobs/{job}", True),
            ("PUT", "/jobs/{job}/retry", True),
            ("PUT", "/jobs/{job}/cancellation", False),
            ("GET", "/dead-letters", True),
            ("PUT", "/dead-letters/nowhere/{event}/retry", True),
            ("DELETE", "/dead-letters/nowhere/{event}", False),
        ],
    )
    def test_charlie_may_nothing_and_support_retries(  # noqa: PLR0917 - fixtures
        self,
        charlie: Person,
        sue: Person,
        nobody: httpx.Client,
        failed: int,
        bury: Callable[[str], UUID],
        method: str,
        rest: str,
        may_support: bool,
    ) -> None:
        address = "/v1/admin" + rest.format(job=failed, event=bury("a.b.v1"))

        assert nobody.request(method, address).status_code == 401
        assert charlie.request(method, address).status_code == 403
        assert (sue.request(method, address).status_code < 300) == may_support
