"""What whoever looks after an installation is told: sums, over those alone who agreed to be counted."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.admin.conftest import promoted
from tests.modules.analytics.test_my_insights import complete, insights
from tests.modules.todo.transfer.bringing import approve, bring
from tests.modules.voice.speaking import add, say
from voicetodo.main.assembly import Assembly
from voicetodo.modules.analytics.service.system import System

Json = dict[str, Any]


@pytest.fixture
def ada(product: Product) -> Iterator[Person]:
    """An admin."""
    with product.register("Ada") as person, promoted(product, person, "admin") as admin:
        yield admin


class TestAsking:
    def test_nobody_is_asked_to_sign_in(self, nobody: httpx.Client) -> None:
        assert nobody.get("/v1/analytics/system").status_code == 401

    def test_it_is_not_for_everybody(self, charlie: Person) -> None:
        assert charlie.get("/v1/analytics/system").status_code == 403

    def test_days_that_are_too_many_are_refused(self, ada: Person) -> None:
        query = {"from": "2024-01-01", "to": "2026-01-01"}
        assert ada.get("/v1/analytics/system", params=query).status_code == 422


class TestTelling:
    def test_only_those_are_counted_who_agreed(
        self, product: Product, ada: Person, alice: Person, charlie: Person
    ) -> None:
        before = today(product, ada)
        agree(product, alice)
        for person in (alice, charlie):
            complete(person, add(person, "buy milk"))
            say(person, "add bread")
            wait_until(lambda: (told := insights(person))["completed"] == 1 and told["commands"]["total"] == 1)  # noqa: B023

        after = today(product, ada)

        grown = {name: after[name] - before[name] for name in ("people", "created", "completed", "commands", "undone")}
        assert grown == {"people": 1, "created": 2, "completed": 1, "commands": 1, "undone": 0}
        assert 0 < after["p50_ms"] <= after["p95_ms"]

    def test_a_day_may_be_told_of_late(self, product: Product, ada: Person, alice: Person) -> None:
        day = (datetime.now(UTC) - timedelta(days=5)).date().isoformat()
        before = {each["date"]: each["completed"] for each in counted(product, ada)}
        agree(product, alice)

        done = f"title,created_at,completed_at\nmow the lawn,{day}T09:00:00Z,{day}T10:00:00Z\n"
        approve(alice, bring(alice, done))
        wait_until(lambda: insights(alice)["completed"] == 1)

        after = {each["date"]: each["completed"] for each in counted(product, ada)}
        assert after[day] - before[day] == 1


def today(product: Product, ada: Person) -> Json:
    return counted(product, ada)[-1]


def counted(product: Product, ada: Person) -> list[Json]:
    product.run(lambda process: process.service(System).count())
    days = ada.get("/v1/analytics/system").json()["days"]
    assert [day["date"] for day in days] == sorted(day["date"] for day in days)
    return days


def agree(product: Product, person: Person) -> None:
    """And wait until that was heard."""
    consents = {each["purpose"]: each for each in person.get("/v1/me/consents").json()["items"]}
    version = consents["analytics"]["current_version"]
    assert person.put("/v1/me/consents/analytics", json={"version": version}).is_success

    async def agrees(process: Assembly) -> bool:
        async with process.database("analytics").connection() as connection:
            sql = "select exists (select from people where user_id = $1 and agrees)"
            return await connection.fetchval(sql, UUID(person.id))

    wait_until(lambda: product.run(agrees))
