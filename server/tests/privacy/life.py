"""All that Alice can do with the product, her mark on every word, and what others do with her."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx

from tests.fixtures.product import NO_CERTIFICATES, PASSWORD, Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.auth.apps import App
from tests.modules.auth.authenticators import Authenticator
from tests.modules.auth.oauth_program import Program
from tests.modules.todo.dav.clients import CalendarClient, declared
from tests.modules.todo.people import (
    accept,
    category,
    invitation,
    join,
    made,
    share,
    share_with_team,
    team,
    todo,
)
from tests.modules.todo.transfer.bringing import approve, bring
from tests.modules.voice.speaking import play, say, take_back
from tests.privacy.marks import MARK, TIMEZONE, WORDS
from voicetodo.kit.ids import new_id

ADDRESS = f"{MARK}@example.org"
OTHER_ADDRESS = f"{MARK}.new@example.org"
USER_AGENT = f"{MARK}-browser/7.0"
_AT_HOME = {"Host": "localhost:1"}


def register(product: Product) -> Person:
    body = {"email": ADDRESS, "password": PASSWORD, "name": f"{MARK} Markworth", "timezone": TIMEZONE}
    answer = httpx.post(
        f"{product.url}/v1/auth/register",
        json={**body, "client": "native"},
        headers={"User-Agent": USER_AGENT},
        timeout=60,
        trust_env=False,
        verify=NO_CERTIFICATES,
    )
    assert answer.status_code == 201, answer.text
    alice = Person(product.url, answer.json())
    alice.headers["User-Agent"] = USER_AGENT
    return product.settle(alice)


def live(product: Product, alice: Person, bob: Person) -> None:
    """To the full. Nothing of hers stands on lists of Bob's but what may stay there."""
    _keep_todos(alice)
    _share(alice, bob)
    _be_in_teams(alice, bob)
    _bring(alice)
    _sync(alice, bob)
    _speak(alice)
    _use_calendars(alice)
    _secure(product, alice)
    _take_away(alice)


def look_after(admin: Person, alice: Person) -> None:
    """She tries out what others do not have yet."""
    flag = {
        "description": "tried out",
        "kind": "boolean",
        "variants": {"on": True, "off": False},
        "default_variant": "off",
        "killed_variant": "off",
        "rules": [{"variant": "on", "user_ids": [alice.id]}],
    }
    made(admin.put("/v1/admin/flags/tried.out", json=flag))
    made(admin.put(f"/v1/admin/users/{alice.id}/plan", json={"plan": "free"}))
    announcement = made(admin.put(f"/v1/admin/announcements/{new_id()}", json={"text": "Back at noon."}))
    assert alice.put(f"/v1/announcements/{announcement['id']}/dismissal").status_code == 204


def _keep_todos(alice: Person) -> None:
    made(alice.patch("/v1/me", json={"name": f"{MARK} Markwell"}))
    made(alice.patch("/v1/preferences", json={"first_weekday": 6}))
    home = category(alice, f"{MARK} home")
    section = made(alice.post("/v1/sections", json={"name": f"{MARK} corner", "category_id": home["id"]}))
    label = made(alice.post("/v1/labels", json={"name": f"{MARK}-label"}))
    made(alice.post("/v1/filters", json={"name": f"{MARK} filter", "query": f"#{MARK}*"}))
    first = todo(
        alice,
        f"{WORDS} one",
        notes=WORDS,
        category_id=home["id"],
        section_id=section["id"],
        label_ids=[label["id"]],
        due={"date": "2026-12-01", "time": "09:00", "timezone": TIMEZONE},
        assignee=f"{MARK} aunt",
    )
    todo(alice, f"{WORDS} below", parent_id=first["id"])
    made(alice.patch(f"/v1/todos/{first['id']}", json={"title": f"{WORDS} changed"}))
    comment = made(alice.post(f"/v1/todos/{first['id']}/comments", json={"body": WORDS}))
    path = f"/v1/todos/{first['id']}/attachments"
    made(alice.post(path, params={"name": f"{MARK}.txt"}, content=WORDS.encode()))
    made(alice.post(path, params={"name": f"{MARK}2.txt", "comment_id": comment["id"]}, content=WORDS.encode()))
    for _ in range(2):
        # The same request twice, and an answer that is kept in memory.
        headers = {"Idempotency-Key": f"{MARK}-key"}
        made(alice.post("/v1/todos", json={"title": f"{WORDS} once"}, headers=headers))
        made(alice.get("/v1/todos"))
    gone = todo(alice, f"{WORDS} deleted")
    assert alice.delete(f"/v1/todos/{gone['id']}").status_code < 300
    made(alice.put(f"/v1/todos/{first['id']}/completion"))
    made(alice.post(f"/v1/categories/{home['id']}/duplicates", json={"name": f"{MARK} copy"}))


def _share(alice: Person, bob: Person) -> None:
    hers, his = category(alice, f"{MARK} party"), category(bob, "Party")
    share(alice, hers["id"], bob)
    share(bob, his["id"], alice)
    made(alice.post(f"/v1/categories/{hers['id']}/invitations", json={"role": "viewer", "address": "x@example.org"}))
    made(bob.post(f"/v1/categories/{his['id']}/invitations", json={"role": "viewer", "address": ADDRESS}))
    accepted = category(bob, "Accepted")
    accept(alice, invitation(bob, accepted["id"], address=ADDRESS)["token"])
    left = category(bob, "Left")
    share(bob, left["id"], alice)
    for place in (his, left):
        # A task on a list of Bob's is Bob's: the mark is in what she says about it, and in who she is.
        bread = todo(alice, "bread", category_id=place["id"], assignee_id=alice.id)
        made(bob.patch(f"/v1/todos/{bread['id']}", json={"priority": 1}))
        made(alice.post(f"/v1/todos/{bread['id']}/comments", json={"body": WORDS}))
        made(bob.post(f"/v1/todos/{bread['id']}/comments", json={"body": "well?", "mentions": [alice.id]}))
        file = made(
            alice.post(f"/v1/todos/{bread['id']}/attachments", params={"name": f"{MARK}3.txt"}, content=WORDS.encode())
        )
        made(alice.post(f"/v1/todos/{bread['id']}/attachments", params={"name": f"{MARK}4.txt"}, content=b"more"))
        assert bob.delete(f"/v1/attachments/{file['id']}").status_code < 300
    assert alice.delete(f"/v1/categories/{left['id']}/members/{alice.id}").status_code == 204
    cake = todo(bob, "cake", category_id=hers["id"], assignee_id=alice.id)
    made(bob.post(f"/v1/todos/{cake['id']}/attachments", params={"name": "cake.txt"}, content=b"flour"))
    sent_away = category(bob, "Sent away")
    share(bob, sent_away["id"], alice)
    assert bob.delete(f"/v1/categories/{sent_away['id']}/members/{alice.id}").status_code == 204


def _be_in_teams(alice: Person, bob: Person) -> None:
    # What a team that goes on is called is its members'.
    hers, his, alone = team(alice, "Cooks"), team(bob, "Bakers"), team(alice, f"{MARK} alone")
    join(alice, hers["id"], bob, role="admin")
    join(bob, his["id"], alice, role="admin")
    made(alice.post(f"/v1/teams/{his['id']}/invitations", json={"role": "member", "address": "y@example.org"}))
    share_with_team(alice, category(alice, f"{MARK} kitchen")["id"], hers["id"])
    share_with_team(alice, category(alice, f"{MARK} cellar")["id"], alone["id"])
    share_with_team(bob, category(bob, "Kitchen")["id"], his["id"])
    third = team(bob, "Third")
    join(bob, third["id"], alice)
    assert bob.delete(f"/v1/teams/{third['id']}/members/{alice.id}").status_code == 204
    fourth = team(bob, "Fourth")
    join(bob, fourth["id"], alice)
    assert alice.delete(f"/v1/teams/{fourth['id']}/members/{alice.id}").status_code == 204


def _bring(alice: Person) -> None:
    text = f"id,title,list\n1,{WORDS} row,{MARK} brought\n"
    approve(alice, bring(alice, text, file_name=f"{MARK}.csv"))
    bring(alice, text, file_name=f"{MARK}2.csv")
    assert alice.get("/v1/exports/csv").status_code == 200


def _sync(alice: Person, bob: Person) -> None:
    made(alice.post("/v1/sync", json={"mutations": [_mutation("create_todo", title=f"{WORDS} offline")]}))
    made(alice.post("/v1/sync", json={"mutations": [_mutation("create_todo", title="")]}))
    mine = next(each for each in made(bob.get("/v1/categories"))["items"] if each["name"] == "Party")
    bread = next(each for each in made(bob.get("/v1/todos"))["items"] if each["category_id"] == mine["id"])
    change = {**_mutation("update_todo", priority=2), "id": bread["id"]}
    told = made(bob.post("/v1/sync", json={"mutations": [change]}))
    assert alice.id in str(told)


def _mutation(kind: str, **fields: Any) -> dict[str, Any]:
    return {"kind": kind, "mutation_id": str(uuid4()), "id": str(uuid4()), **fields}


def _speak(alice: Person) -> None:
    version = next(
        each["current_version"]
        for each in made(alice.get("/v1/me/consents"))["items"]
        if each["purpose"] == "recordings"
    )
    made(alice.put("/v1/me/consents/recordings", json={"version": version}))
    say(alice, f"add buy {MARK} flowers tomorrow")
    take_back(alice, say(alice, f"add call {MARK} tonight"))

    def is_kept() -> bool:
        """`voice` hears of the consent a moment later."""
        play(alice, "todo/01.wav")
        return bool(alice.get("/v1/voice/recordings").json()["items"])

    wait_until(is_kept, within_seconds=120)


def _use_calendars(alice: Person) -> None:
    with CalendarClient(alice) as dav:
        dav.username, dav.headers["User-Agent"] = dav.username, USER_AGENT
        described = f"<D:displayname>{MARK} calendar</D:displayname>"
        body = declared(f"<C:mkcalendar><D:set><D:prop>{described}</D:prop></D:set></C:mkcalendar>")
        headers = {"content-type": "application/xml"}
        path = dav.calendar(f"{MARK}-calendar")
        assert dav.request("MKCALENDAR", path, content=body, headers=headers).status_code == 201
        dead = f"<x:word xmlns:x='urn:{MARK}'>{WORDS}</x:word>"
        body = declared(f"<D:propertyupdate><D:set><D:prop>{dead}</D:prop></D:set></D:propertyupdate>")
        assert dav.request("PROPPATCH", path, content=body).status_code == 207
        for name in ("one", "two"):
            put = dav.put(f"{path}{MARK}-{name}.ics", _vtodo(f"{MARK}-{name}"))
            assert put.status_code == 201, put.text


def _vtodo(uid: str) -> str:
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", "BEGIN:VTODO", f"UID:{uid}")
    lines += ("DTSTAMP:20261101T000000Z", f"SUMMARY:{WORDS} {uid}", f"X-THEIRS:{WORDS}", "END:VTODO", "END:VCALENDAR")
    return "\r\n".join((*lines, ""))


def _take_away(alice: Person) -> None:
    """A file with all of it."""
    asked = made(alice.post("/v1/me/exports"))

    def is_ready() -> bool:
        return made(alice.get(f"/v1/me/exports/{asked['id']}"))["state"] == "ready"

    wait_until(is_ready, within_seconds=120)


def _secure(product: Product, alice: Person) -> None:
    made(alice.post("/v1/me/tokens", json={"name": f"{MARK} script", "scopes": ["todos:read"]}))
    with Program(product, client_name="Widget") as program:
        program.connect(alice)
    options = made(alice.post("/v1/me/passkeys/options", headers=_AT_HOME))["options"]
    credential = Authenticator().make(options, origin="http://localhost:1")
    made(alice.post("/v1/me/passkeys", json={"name": f"{MARK} key", "credential": credential}, headers=_AT_HOME))
    _guess(product)
    assert alice.post("/v1/auth/password-resets", json={"email": ADDRESS}).status_code < 300
    wish = {"email": OTHER_ADDRESS, "password": PASSWORD}
    assert alice.post("/v1/me/email-changes", json=wish).status_code < 300
    app = App(made(alice.post("/v1/me/authenticator-app"))["secret"])
    made(alice.post("/v1/me/authenticator-app/confirmation", json={"code": app.code(datetime.now(UTC))}))


def _guess(product: Product) -> None:
    """At her password, by somebody else."""
    body = {"email": ADDRESS, "password": "not hers at all"}
    with httpx.Client(base_url=product.url, timeout=60, trust_env=False, verify=NO_CERTIFICATES) as client:
        assert client.post("/v1/auth/login", json=body).status_code == 401
