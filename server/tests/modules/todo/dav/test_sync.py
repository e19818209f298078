"""What changed since a client asked last (RFC 6578): nothing is missed, and what is gone is told."""

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.dav.clients import CalendarClient, condition, vtodo
from tests.modules.todo.test_todo_routes import make


class TestSync:
    def test_tells_what_changed_and_what_is_gone(self, alice: Person, dav: CalendarClient) -> None:
        for uid in ("stays", "changes", "goes"):
            dav.put(f"{dav.calendar()}{uid}.ics", vtodo(uid, f"SUMMARY:{uid}"))
        everything, token = dav.sync(dav.calendar())

        dav.put(f"{dav.calendar()}changes.ics", vtodo("changes", "SUMMARY:changed"))
        dav.delete(f"{dav.calendar()}goes.ics")
        new = make(alice, "made elsewhere")
        changed, _ = dav.sync(dav.calendar(), token)

        assert len(everything) == 3
        assert {path.rsplit("/", 1)[1]: found is not None for path, found in changed.items()} == {
            "changes.ics": True,
            "goes.ics": False,
            f"{new['id']}.ics": True,
        }

    def test_stays_where_it_is_while_nothing_happens(self, dav: CalendarClient, charlies: CalendarClient) -> None:
        dav.put(f"{dav.calendar()}x.ics", vtodo("x"))
        changed, token = dav.sync(dav.calendar())
        for nth in range(3):
            charlies.put(f"{charlies.calendar()}{nth}.ics", vtodo(str(nth)))

        again, same = dav.sync(dav.calendar(), token)
        [tags] = dav.propfind(dav.calendar(), "CS:getctag", "D:sync-token").values()

        assert len(changed) == 1
        assert (again, same) == ({}, token)
        assert tags["CS:getctag"].text == tags["D:sync-token"].text == token

    def test_tells_of_what_was_moved_away_and_removed_for_good(self, alice: Person, dav: CalendarClient) -> None:
        home = alice.post("/v1/categories", json={"name": "Home"}).json()["id"]
        moved, purged = make(alice, "moved"), make(alice, "purged")
        dav.put(f"{dav.calendar()}named.ics", vtodo("named", "SUMMARY:named"))
        _, token = dav.sync(dav.calendar())
        _, token_home = dav.sync(dav.calendar(home))

        alice.patch(f"/v1/todos/{moved['id']}", json={"category_id": home})
        alice.delete(f"/v1/todos/{purged['id']}")
        dav.delete(f"{dav.calendar()}named.ics")
        alice.delete("/v1/trash")

        gone = {dav.calendar() + name: None for name in (f"{moved['id']}.ics", f"{purged['id']}.ics", "named.ics")}
        assert dav.sync(dav.calendar(), token)[0] == gone
        assert f"{dav.calendar(home)}{moved['id']}.ics" in dav.sync(dav.calendar(home), token_home)[0]

    def test_tells_of_a_name_that_was_given_up(self, dav: CalendarClient) -> None:
        dav.put(f"{dav.calendar()}old.ics", vtodo("x"))
        _, token = dav.sync(dav.calendar())

        dav.request("MOVE", f"{dav.calendar()}old.ics", headers={"destination": f"{dav.calendar()}new.ics"})

        changed, _ = dav.sync(dav.calendar(), token)
        assert {path: found is not None for path, found in changed.items()} == {
            f"{dav.calendar()}new.ics": True,
            f"{dav.calendar()}old.ics": False,
        }

    def test_a_name_that_is_used_again_is_not_gone(self, dav: CalendarClient) -> None:
        path = f"{dav.calendar()}x.ics"
        dav.put(path, vtodo("one"))
        _, token = dav.sync(dav.calendar())

        dav.delete(path)
        dav.put(path, vtodo("two"))

        assert list(dav.sync(dav.calendar(), token)[0].values()) != [None]

    @pytest.mark.parametrize("token", ["x", "urn:voicetodo:sync:0:0", "http://example.org/", "1" * 500])
    def test_a_token_that_is_none_begins_anew(self, dav: CalendarClient, token: str) -> None:
        answer = dav.report(
            dav.calendar(),
            f"<D:sync-collection><D:sync-token>{token}</D:sync-token><D:sync-level>1</D:sync-level>"
            "<D:prop><D:getetag/></D:prop></D:sync-collection>",
        )

        assert (answer.status_code, condition(answer)) == (403, "D:valid-sync-token")

    def test_anothers_token_is_none(self, dav: CalendarClient, charlies: CalendarClient) -> None:
        _, token = charlies.sync(charlies.calendar())

        body = f"<D:sync-collection><D:sync-token>{token}</D:sync-token><D:prop/></D:sync-collection>"

        assert dav.report(dav.calendar(), body).status_code == 403

    def test_more_than_was_asked_for_is_refused(self, dav: CalendarClient) -> None:
        for uid in ("a", "b"):
            dav.put(f"{dav.calendar()}{uid}.ics", vtodo(uid))
        limit = "<D:limit><D:nresults>1</D:nresults></D:limit>"

        answer = dav.report(
            dav.calendar(),
            f"<D:sync-collection><D:sync-token/>{limit}<D:prop><D:getetag/></D:prop></D:sync-collection>",
        )

        assert (answer.status_code, condition(answer)) == (403, "D:number-of-matches-within-limits")
