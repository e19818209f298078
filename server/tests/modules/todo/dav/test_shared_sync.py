"""What is shared, over time: members hear of all that happens there, of nothing else, and of nothing once they left."""

from typing import Any

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.dav.clients import CalendarClient, condition, found, vtodo
from tests.modules.todo.people import category, share, titles, todo, unshare

Json = dict[str, Any]


class TestLeaving:
    @pytest.fixture
    def there(self, alice: Person, bob: Person, dav: CalendarClient, bobs: CalendarClient, party: Json) -> str:
        """With a cake on it."""
        share(alice, party["id"], bob)
        dav.put(f"{dav.calendar(party['id'])}cake.ics", vtodo("cake", "SUMMARY:Cake"))
        return bobs.calendar(party["id"])

    def test_ends_everything_at_once(
        self, alice: Person, bob: Person, bobs: CalendarClient, party: Json, there: str
    ) -> None:
        _, token = bobs.sync(there)
        unshare(alice, party["id"], bob)

        sync = bobs.report(there, f"<D:sync-collection><D:sync-token>{token}</D:sync-token></D:sync-collection>")

        assert sync.status_code == 404
        assert bobs.get(f"{there}cake.ics").status_code == 404
        assert bobs.delete(f"{there}cake.ics").status_code == 404
        assert bobs.put(f"{there}new.ics", vtodo("new")).status_code == 409
        assert there not in bobs.propfind(bobs.home, "D:displayname", depth="1")
        assert titles(alice) == ["Cake"]

    def test_part_of_the_rights_ends_these(
        self, alice: Person, bobs: CalendarClient, bob: Person, party: Json, there: str
    ) -> None:
        alice.patch(f"/v1/categories/{party['id']}/members/{bob.id}", json={"role": "viewer"})

        assert bobs.put(f"{there}cake.ics", vtodo("cake", "SUMMARY:Other")).status_code == 403
        assert bobs.get(f"{there}cake.ics").status_code == 200

    def test_is_what_a_member_does_who_deletes_it(
        self, alice: Person, bobs: CalendarClient, there: str, party: Json
    ) -> None:
        answer = bobs.delete(there)

        assert answer.status_code == 204
        assert there not in bobs.propfind(bobs.home, "D:displayname", depth="1")
        assert titles(alice) == ["Cake"]
        assert [each["role"] for each in alice.get(f"/v1/categories/{party['id']}/members").json()["items"]] == [
            "owner"
        ]

    def test_and_coming_back_misses_nothing(
        self, alice: Person, bob: Person, dav: CalendarClient, bobs: CalendarClient, there: str
    ) -> None:
        party = alice.get("/v1/todos").json()["items"][0]["category_id"]
        _, token = bobs.sync(there)
        unshare(alice, party, bob)
        dav.put(f"{dav.calendar(party)}wine.ics", vtodo("wine", "SUMMARY:Wine"))
        dav.delete(f"{dav.calendar(party)}cake.ics")
        share(alice, party, bob)

        again = bobs.report(there, f"<D:sync-collection><D:sync-token>{token}</D:sync-token></D:sync-collection>")
        everything, new = bobs.sync(there)

        assert (again.status_code, condition(again)) == (403, "D:valid-sync-token")
        assert list(everything) == [f"{there}wine.ics"]
        assert bobs.sync(there, new) == ({}, new)


class TestTokens:
    @pytest.fixture(autouse=True)
    def shared(self, alice: Person, bob: Person, party: Json) -> None:
        share(alice, party["id"], bob)

    @pytest.fixture
    def there(self, bobs: CalendarClient, party: Json) -> str:
        return bobs.calendar(party["id"])

    def test_tell_what_others_do_there(
        self, dav: CalendarClient, bobs: CalendarClient, party: Json, there: str
    ) -> None:
        for uid in ("stays", "changes", "goes", "leaves"):
            dav.put(f"{dav.calendar(party['id'])}{uid}.ics", vtodo(uid, f"SUMMARY:{uid}"))
        dav.put(f"{dav.calendar()}comes.ics", vtodo("comes", "SUMMARY:comes"))
        before, token = bobs.sync(there)

        dav.put(f"{dav.calendar(party['id'])}changes.ics", vtodo("changes", "SUMMARY:changed"))
        dav.delete(f"{dav.calendar(party['id'])}goes.ics")
        for uid, source, to in (("leaves", party["id"], "inbox"), ("comes", "inbox", party["id"])):
            to_path = f"{dav.calendar(to)}{uid}.ics"
            dav.request("MOVE", f"{dav.calendar(source)}{uid}.ics", headers={"destination": to_path})
        changed, following = bobs.sync(there, token)

        assert len(before) == 4
        assert {path.removeprefix(there): what is not None for path, what in changed.items()} == {
            "changes.ics": True,
            "goes.ics": False,
            "leaves.ics": False,
            "comes.ics": True,
        }
        assert bobs.sync(there, following) == ({}, following)

    def test_tell_nothing_of_the_owners_other_lists(self, alice: Person, bobs: CalendarClient, there: str) -> None:
        private = todo(alice, "private")
        _, token = bobs.sync(there)

        alice.patch(f"/v1/todos/{private['id']}", json={"title": "still private"})
        todo(alice, "more", category_id=category(alice, "Home")["id"])
        alice.delete(f"/v1/todos/{private['id']}")
        alice.delete("/v1/trash")

        assert bobs.sync(there, token) == ({}, token)

    def test_move_with_the_names_of_labels(self, alice: Person, bobs: CalendarClient, party: Json, there: str) -> None:
        label = alice.post("/v1/labels", json={"name": "sweet"}).json()
        cake = todo(alice, "cake", category_id=party["id"], label_ids=[label["id"]])
        [(path, before)], token = list(bobs.sync(there)[0].items()), bobs.sync(there)[1]

        alice.patch(f"/v1/labels/{label['id']}", json={"name": "dessert"})

        changed, _ = bobs.sync(there, token)
        after = changed[path]
        assert path == f"{there}{cake['id']}.ics"
        assert before is not None
        assert after is not None
        assert before["D:getetag"].text != after["D:getetag"].text
        assert "CATEGORIES:dessert" in bobs.get(path).text

    def test_of_one_member_are_not_those_of_another(
        self, alice: Person, charlie: Person, bobs: CalendarClient, charlies: CalendarClient, there: str
    ) -> None:
        [party] = [each["id"] for each in alice.get("/v1/categories").json()["items"] if each["is_shared"]]
        share(alice, party, charlie)
        _, token = charlies.sync(charlies.calendar(party))

        answer = bobs.report(there, f"<D:sync-collection><D:sync-token>{token}</D:sync-token></D:sync-collection>")

        assert answer.status_code == 403

    def test_and_queries_find_what_is_shared(
        self, alice: Person, bobs: CalendarClient, party: Json, there: str
    ) -> None:
        cake = todo(alice, "cake", category_id=party["id"])
        todo(alice, "private")
        path = f"{there}{cake['id']}.ics"

        got = bobs.report(
            there,
            f"<C:calendar-multiget><D:prop><C:calendar-data/></D:prop><D:href>{path}</D:href></C:calendar-multiget>",
        )
        asked = bobs.report(
            there,
            "<C:calendar-query><D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name='VCALENDAR'>"
            "<C:comp-filter name='VTODO'><C:prop-filter name='SUMMARY'><C:text-match>a</C:text-match></C:prop-filter>"
            "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>",
        )

        assert list(found(got)) == list(found(asked)) == [path]
        assert "SUMMARY:cake" in got.text
