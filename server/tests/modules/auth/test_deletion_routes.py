"""Having one's account deleted: asked with a fresh proof, told by a letter, and taken back as long as it waits."""

from datetime import datetime, timedelta
from uuid import UUID

import httpx
import pytest

from tests.fixtures.product import PASSWORD, Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.auth.test_routes import login
from tests.modules.auth.test_security_events import kinds, letters
from voicetodo.main.assembly import Assembly

DELETION = "/v1/me/deletion"


@pytest.fixture(autouse=True)
def first(product: Product) -> Person:
    """Somebody else looks after the installation."""
    return product.register("Ada")


def ask(person: Person) -> dict[str, str]:
    answer = person.post(DELETION)
    assert answer.status_code == 200, answer.text
    return answer.json()


def long_ago(product: Product, person: Person) -> None:
    """The session's last proof."""

    async def age(process: Assembly) -> None:
        async with process.database("auth").transaction() as tx:
            await tx.execute("update sessions set authenticated_at = now() - interval '1 hour'")

    product.run(age)
    answer = httpx.post(
        f"{product.url}/v1/auth/refresh", json={"refresh_token": person.refresh_token}, trust_env=False
    ).json()
    person.headers["Authorization"] = f"Bearer {answer['access_token']}"


class TestAsking:
    def test_nobody_asks_without_signing_in(self, nobody: httpx.Client) -> None:
        assert [nobody.request(each, DELETION).status_code for each in ("GET", "POST", "DELETE")] == [401] * 3

    def test_it_takes_a_fresh_proof(self, product: Product, alice: Person) -> None:
        long_ago(product, alice)

        refused = alice.post(DELETION)
        proven = alice.post("/v1/auth/reauthentication", json={"password": PASSWORD}).json()
        alice.headers["Authorization"] = f"Bearer {proven['access_token']}"

        assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (401, "reauthentication-required")
        assert ask(alice)["is_pending"]

    def test_it_says_when_and_how_long_it_can_be_taken_back(self, alice: Person, charlie: Person) -> None:
        before = alice.get(DELETION).json()

        told = ask(alice)

        nothing = {"is_pending": False, "asked_at": None, "due_at": None}
        assert before == {**nothing, "grace_days": 30, "waits_for_admin": False}
        waited = datetime.fromisoformat(told["due_at"]) - datetime.fromisoformat(told["asked_at"])
        assert (waited, alice.get(DELETION).json()) == (timedelta(days=30), told)
        assert charlie.get(DELETION).json() == before

    def test_asked_twice_it_stays_with_the_first_day(self, alice: Person) -> None:
        assert ask(alice) == ask(alice)

    def test_a_letter_says_what_happens_and_how_to_take_it_back(self, product: Product, alice: Person) -> None:
        ask(alice)

        wait_until(lambda: bool(letters(product, alice)))
        [letter] = letters(product, alice)
        assert letter["Subject"] == "Your account is going to be deleted"
        assert f"{product.assembly.host.address}/settings/privacy" in letter.get_content()
        assert "deletion_asked" in kinds(alice)

    def test_the_account_goes_on_until_then(self, product: Product, alice: Person, nobody: httpx.Client) -> None:
        ask(alice)

        answer = login(nobody, alice.user["email"])
        assert answer.status_code == 200
        with Person(product.url, answer.json()) as again:
            assert again.get(DELETION).json()["is_pending"]


class TestTakingBack:
    def test_the_account_stays(self, product: Product, alice: Person) -> None:
        ask(alice)

        kept = alice.delete(DELETION)

        assert (kept.status_code, kept.json()["is_pending"]) == (200, False)
        assert not alice.get(DELETION).json()["is_pending"]
        wait_until(lambda: any(each["Subject"] == "Your account stays" for each in letters(product, alice)))

    def test_where_nobody_asked_nothing_is_taken_back(self, alice: Person, charlie: Person) -> None:
        ask(alice)

        assert charlie.delete(DELETION).status_code == 200
        assert alice.get(DELETION).json()["is_pending"]
        assert "deletion_cancelled" not in kinds(charlie)

    def test_once_it_has_begun_it_is_too_late(self, product: Product, alice: Person) -> None:
        ask(alice)

        async def begin(process: Assembly) -> None:
            async with process.database("auth").transaction() as tx:
                await tx.execute("update deletions set begun_at = now() where user_id = $1", UUID(alice.id))

        product.run(begin)

        assert alice.delete(DELETION).status_code == 409
