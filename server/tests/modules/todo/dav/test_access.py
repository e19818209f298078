"""Who gets in at `/dav/`: by an app password, into what is theirs."""

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.conftest import clone
from tests.fixtures.product import PASSWORD, Person, Product
from tests.modules.todo.dav.clients import CalendarClient, vtodo
from voicetodo.kit.db import EmbeddedPostgres


def basic(name: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


class TestAnAppPassword:
    def test_opens_dav_and_nothing_else(self, alice: Person, dav: CalendarClient, nobody: httpx.Client) -> None:
        assert dav.request("PROPFIND", "/dav/", headers={"depth": "0"}).status_code == 207
        assert nobody.get("/v1/todos", headers=basic(dav.username, dav.password)).status_code == 401
        bearer = {"authorization": f"Bearer {alice.access_token}"}
        assert nobody.request("PROPFIND", "/dav/", headers=bearer).status_code == 401

    def test_is_needed_even_by_who_knows_the_accounts_own(self, alice: Person, nobody: httpx.Client) -> None:
        answer = nobody.request("PROPFIND", "/dav/", headers=basic(alice.user["email"], PASSWORD))

        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == 'Basic realm="Voice Todo", charset="UTF-8"'
        assert "app password" in answer.json()["detail"]

    @pytest.mark.parametrize("header", ["Basic", "Basic !", "Basic YQ==", "Basic /w==", "Digest x", "Bearer x", ""])
    def test_that_is_none_is_refused(self, nobody: httpx.Client, header: str) -> None:
        for headers in ({}, {"authorization": header}):
            answer = nobody.request("PROPFIND", "/dav/", headers=headers)

            assert (answer.status_code, answer.headers["www-authenticate"][:5]) == (401, "Basic")

    def test_stops_working_the_moment_it_is_revoked(self, alice: Person, dav: CalendarClient) -> None:
        assert dav.request("PROPFIND", dav.home, headers={"depth": "0"}).status_code == 207

        alice.delete(f"/v1/me/app-passwords/{dav.app_password_id}")

        assert dav.request("PROPFIND", dav.home, headers={"depth": "0"}).status_code == 401

    def test_tells_when_it_was_used_last(self, alice: Person, dav: CalendarClient) -> None:
        dav.request("PROPFIND", dav.home, headers={"depth": "0"})

        [shown] = alice.get("/v1/me/app-passwords").json()["items"]

        assert shown["last_used_at"] is not None


@pytest.fixture
def strict(postgres: EmbeddedPostgres, template: str, tmp_path: Path) -> Iterator[Product]:
    """Where five guesses a minute are allowed, and five attempts to sign in."""
    for url in clone(postgres, template):
        product = Product(url, tmp_path, names=("auth", "todo"), rate_sign_in="5/minute")
        product.start()
        yield product
        product.stop()


def test_guessing_ends_soon_and_what_is_right_is_no_guess(strict: Product) -> None:
    with strict.register("Alice") as alice, CalendarClient(alice) as client:

        def ask(password: str) -> int:
            headers = {**basic(client.username, password), "depth": "0"}
            return httpx.request("PROPFIND", f"{strict.url}/dav/", headers=headers, trust_env=False).status_code

        # written in so many ways that none is remembered
        right = [ask(client.password + " " * nth) for nth in range(8)]
        wrong = [ask(str(nth)) for nth in range(7)]
        signed_in = alice.post(
            "/v1/auth/login", json={"email": alice.user["email"], "password": PASSWORD, "client": "native"}
        )

    assert right == [207] * 8
    assert wrong == [401] * 5 + [429] * 2
    assert signed_in.status_code == 200


class TestAnother:
    def test_sees_nothing_of_mine(self, dav: CalendarClient, charlies: CalendarClient) -> None:
        dav.put(f"{dav.calendar()}mine.ics", vtodo("mine", "SUMMARY:Mine"))
        todo = vtodo("theirs", "SUMMARY:Theirs")

        for method, path in (
            ("PROPFIND", dav.principal),
            ("PROPFIND", dav.home),
            ("PROPFIND", dav.calendar()),
            ("REPORT", dav.calendar()),
            ("GET", f"{dav.calendar()}mine.ics"),
            ("PUT", f"{dav.calendar()}mine.ics"),
            ("PUT", f"{dav.calendar()}new.ics"),
            ("DELETE", f"{dav.calendar()}mine.ics"),
            ("DELETE", dav.calendar()),
            ("MKCALENDAR", f"{dav.home}new/"),
            ("PROPPATCH", dav.calendar()),
            ("OPTIONS", dav.home),
        ):
            content = todo.encode() if method == "PUT" else b""
            answer = charlies.request(method, path, content=content, headers={"depth": "0"})

            assert answer.status_code == 404, (method, path)

    def test_moves_and_copies_nothing_in_or_out(self, dav: CalendarClient, charlies: CalendarClient) -> None:
        dav.put(f"{dav.calendar()}mine.ics", vtodo("mine", "SUMMARY:Mine"))
        charlies.put(f"{charlies.calendar()}theirs.ics", vtodo("theirs", "SUMMARY:Theirs"))

        for method in ("COPY", "MOVE"):
            for source, to in (
                (dav.calendar() + "mine.ics", charlies.calendar() + "x.ics"),
                (charlies.calendar() + "theirs.ics", dav.calendar() + "x.ics"),
            ):
                answer = charlies.request(method, source, headers={"destination": f"{charlies.base_url}{to}"})

                assert answer.status_code == 404

    def test_may_use_the_same_names(self, dav: CalendarClient, charlies: CalendarClient) -> None:
        for client, title in ((dav, "Alice"), (charlies, "Charlie")):
            assert client.put(f"{client.calendar()}same.ics", vtodo("same", f"SUMMARY:{title}")).status_code == 201

        assert "SUMMARY:Alice" in dav.get(f"{dav.calendar()}same.ics").text
        assert "SUMMARY:Charlie" in charlies.get(f"{charlies.calendar()}same.ics").text


class TestDiscovery:
    def test_begins_at_the_well_known_address(self, nobody: httpx.Client) -> None:
        for method in ("GET", "PROPFIND"):
            answer = nobody.request(method, "/.well-known/caldav")

            assert (answer.status_code, answer.headers["location"]) == (301, "/dav/")

    def test_leads_from_the_root_to_the_calendars(self, dav: CalendarClient) -> None:
        for root in ("/dav/", "/dav"):
            at_root = dav.propfind(root, "D:current-user-principal")["/dav/"]
            principal = at_root["D:current-user-principal"][0].text or ""
            home = dav.propfind(principal, "C:calendar-home-set")[principal]["C:calendar-home-set"][0].text or ""
            calendars = dav.propfind(home, "D:resourcetype", "C:supported-calendar-component-set", depth="1")

            assert (principal, home) == (dav.principal, dav.home)
            kinds = {path: [each.tag for each in found["D:resourcetype"]] for path, found in calendars.items()}
            assert kinds[home] == ["{DAV:}collection"]
            assert kinds[dav.calendar()] == ["{DAV:}collection", "{urn:ietf:params:xml:ns:caldav}calendar"]
            assert calendars[dav.calendar()]["C:supported-calendar-component-set"][0].get("name") == "VTODO"

    def test_says_what_it_can(self, dav: CalendarClient) -> None:
        answer = dav.request("OPTIONS", dav.calendar())

        assert answer.status_code == 200
        assert {"1", "3", "calendar-access"} <= {each.strip() for each in answer.headers["dav"].split(",")}
        assert "REPORT" in answer.headers["allow"]

    def test_tells_what_i_may(self, dav: CalendarClient) -> None:
        [found] = dav.propfind(dav.calendar(), "D:current-user-privilege-set", "D:owner").values()

        assert "{DAV:}write" in {each[0].tag for each in found["D:current-user-privilege-set"]}
        assert found["D:owner"][0].text == dav.principal


Register = Callable[[str], Person]
