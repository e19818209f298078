"""Nothing is done for a page of another site, whatever cookies the browser brings along; and none of it can be read."""

from collections.abc import Callable, Iterator
from typing import Final

import httpx
import pytest

from tests.fixtures.product import NO_CERTIFICATES, PASSWORD, Person, Product
from tests.security.findings import Findings
from tests.security.scene import ask, body_of, path_of
from tests.security.world import World
from voicetodo.kit.http.headers import API_POLICY
from voicetodo.kit.ids import new_id

EVIL: Final = "https://evil.example"
#: What anybody may do without any cookie, and so may a page of anybody: nothing of it is done as somebody. So is
#: whatever is public and only reads.
ANYBODYS: Final = frozenset(
    {
        "POST /v1/oauth/clients",
        "POST /v1/oauth/revocation",
        "POST /v1/auth/passkey/options",
        "POST /v1/auth/password-resets",
    }
)


@pytest.fixture
def browser(product: Product) -> Iterator[httpx.Client]:
    """Signed in, with both cookies; they come along wherever its pages lead."""
    with httpx.Client(base_url=product.url, trust_env=False, verify=NO_CERTIFICATES, timeout=30) as client:
        body = {"email": f"browser.{new_id()}@example.org", "password": PASSWORD}
        assert client.post("/v1/auth/register", json=body).status_code == 201
        assert {"voicetodo_refresh", "voicetodo_device"} <= set(client.cookies)
        for cookie in client.cookies.jar:
            cookie.path = "/"  # a browser that pays no heed to where cookies belong
        yield client


@pytest.mark.parametrize("origin", [EVIL, "null", "http://localhost.evil.example", "file://"])
def test_no_operation_is_done_by_cookies_for_another_site(world: World, browser: httpx.Client, origin: str) -> None:
    findings = Findings()

    for operation in world.operations:
        is_anybodys = operation.name in ANYBODYS or (operation.is_public and operation.method == "GET")
        if not is_anybodys:
            headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site"}
            answer = ask(
                browser, operation, path_of(operation, world.hers), body_of(operation, world.hers), headers=headers
            )
            findings.check(f"{operation.name} → {answer.status_code} {answer.text}", holds=answer.status_code >= 400)

    findings.close(at_least=150)
    assert browser.post("/v1/auth/refresh").status_code == 200


def test_no_operation_can_be_read_by_another_site(world: World, register: Callable[[str], Person]) -> None:
    # of this test's own, as among all operations is that which ends every session
    mallory, findings = register("Mallory"), Findings()

    for operation in world.operations:
        path = path_of(operation, world.nobodys)
        asked = {"Origin": EVIL, "Access-Control-Request-Method": operation.method}
        for answer in (
            mallory.options(path, headers=asked),
            ask(mallory, operation, path, body_of(operation, world.nobodys), headers={"Origin": EVIL}),
        ):
            allowed = [name for name in answer.headers if name.startswith("access-control-")]
            findings.check(f"{operation.name} → {allowed}", holds=allowed == [])
            policies = {
                answer.headers.get("content-security-policy"),
                answer.headers.get("cross-origin-resource-policy"),
                answer.headers.get("x-content-type-options"),
            }
            findings.check(
                f"{operation.name} → {policies}", holds=policies == {API_POLICY.decode(), "same-origin", "nosniff"}
            )

    findings.close(at_least=600)


def test_a_form_of_another_site_is_no_json(world: World, browser: httpx.Client) -> None:
    """What a page may send without asking: forms and plain text."""
    findings = Findings()

    for operation in world.operations:
        if operation.body is not None and "oauth" not in operation.path:
            for kind in ("text/plain", "application/x-www-form-urlencoded"):
                headers = {"Content-Type": kind, "Origin": EVIL}
                answer = browser.request(
                    operation.method, path_of(operation, world.nobodys), content=b"{}", headers=headers
                )
                findings.check(f"{operation.name} {kind} → {answer.status_code}", holds=answer.status_code >= 400)

    findings.close(at_least=80)


def test_who_signs_in_gets_a_session_that_nobody_knew_before(product: Product, browser: httpx.Client) -> None:
    """Session fixation: an attacker's cookie, planted in somebody's browser, is not what they sign in with."""
    planted = browser.cookies["voicetodo_refresh"]
    body = {"email": f"victim.{new_id()}@example.org", "password": PASSWORD}
    with httpx.Client(base_url=product.url, trust_env=False, verify=NO_CERTIFICATES) as victim:
        victim.cookies.set("voicetodo_refresh", planted, path="/v1/auth")
        signed_in = victim.post("/v1/auth/register", json=body)

    assert f"voicetodo_refresh={planted}" not in signed_in.headers["set-cookie"]
    again = browser.post("/v1/auth/refresh")
    assert again.status_code == 200
    me = browser.get("/v1/me", headers={"Authorization": f"Bearer {again.json()['access_token']}"}).json()
    assert me["email"] != body["email"]
