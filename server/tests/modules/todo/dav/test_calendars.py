"""Categories as calendars: made, described, put in order, and deleted by clients."""

import pytest

from tests.fixtures.product import Person
from tests.modules.todo.dav.clients import CalendarClient, condition, declared, found, vtodo
from tests.modules.todo.test_category_routes import settled


def make(dav: CalendarClient, name: str, properties: str = "", method: str = "MKCALENDAR") -> int:
    tag = {"MKCALENDAR": "C:mkcalendar", "MKCOL": "D:mkcol"}[method]
    body = declared(f"<{tag}><D:set><D:prop>{properties}</D:prop></D:set></{tag}>")
    headers = {"content-type": "application/xml"}
    return dav.request(method, dav.calendar(name), content=body, headers=headers).status_code


def patch(dav: CalendarClient, path: str, properties: str, verb: str = "set") -> str:
    body = declared(f"<D:propertyupdate><D:{verb}><D:prop>{properties}</D:prop></D:{verb}></D:propertyupdate>")
    answer = dav.request("PROPPATCH", path, content=body)
    assert answer.status_code == 207, answer.text
    return answer.text


class TestMaking:
    @pytest.mark.parametrize("method", ["MKCALENDAR", "MKCOL"])
    def test_makes_a_category_with_name_and_colour(self, alice: Person, dav: CalendarClient, method: str) -> None:
        described = "<D:displayname>Garden</D:displayname><A:calendar-color>#FF8800FF</A:calendar-color>"

        assert make(dav, "3F2A-theirs", described, method) == 201

        garden = next(each for each in alice.get("/v1/categories").json()["items"] if each["name"] == "Garden")
        assert garden["color"] == "#ff8800"
        assert dav.put(f"{dav.calendar('3F2A-theirs')}x.ics", vtodo("x", "SUMMARY:Dig")).status_code == 201
        assert alice.get("/v1/todos").json()["items"][0]["category_id"] == garden["id"]

    def test_twice_is_refused(self, dav: CalendarClient) -> None:
        assert make(dav, "garden") == 201
        assert make(dav, "garden") == 405
        assert make(dav, "inbox") == 405

    def test_by_a_name_that_is_taken_finds_another(self, alice: Person, dav: CalendarClient) -> None:
        for name in ("one", "two"):
            assert make(dav, name, "<D:displayname>Garden</D:displayname>") == 201

        names = [each["name"] for each in alice.get("/v1/categories").json()["items"]]
        assert {"Garden", "Garden 2"} <= set(names)

    def test_for_anything_but_todos_is_refused(self, dav: CalendarClient) -> None:
        events = "<C:supported-calendar-component-set><C:comp name='VEVENT'/></C:supported-calendar-component-set>"
        tasks = events.replace("VEVENT", "VTODO")

        assert make(dav, "events", events) == 403
        assert make(dav, "tasks", tasks) == 201

    def test_elsewhere_is_refused(self, dav: CalendarClient) -> None:
        inside = dav.request("MKCALENDAR", f"{dav.calendar()}inner/")

        assert (inside.status_code, condition(inside)) == (403, "C:calendar-collection-location-ok")
        assert dav.request("MKCALENDAR", f"{dav.calendar('none')}inner/").status_code == 409
        assert dav.request("MKCALENDAR", "/dav/calendars/").status_code == 405


class TestDescribing:
    def test_changes_the_category(self, alice: Person, dav: CalendarClient) -> None:
        category = alice.post("/v1/categories", json={"name": "Garden"}).json()
        path = dav.calendar(category["id"])

        patch(dav, path, "<D:displayname>Allotment</D:displayname><A:calendar-color>#00ff00</A:calendar-color>")

        after = alice.get(f"/v1/categories/{category['id']}").json()
        assert (after["name"], after["color"]) == ("Allotment", "#00ff00")
        shown = dav.propfind(path, "D:displayname", "A:calendar-color")[path]
        assert [shown[each].text for each in ("D:displayname", "A:calendar-color")] == ["Allotment", "#00FF00FF"]

    def test_puts_it_in_its_place(self, alice: Person, dav: CalendarClient) -> None:
        settled(alice)
        last = alice.get("/v1/categories").json()["items"][-1]

        patch(dav, dav.calendar(last["id"]), "<A:calendar-order>2</A:calendar-order>")

        assert alice.get("/v1/categories").json()["items"][0]["id"] == last["id"]

    def test_is_done_wholly_or_not_at_all(self, alice: Person, dav: CalendarClient) -> None:
        alice.post("/v1/categories", json={"name": "Taken"})
        category = alice.post("/v1/categories", json={"name": "Garden"}).json()
        path = dav.calendar(category["id"])

        protected = patch(dav, path, "<A:calendar-color>#00ff00</A:calendar-color><D:getetag>x</D:getetag>")
        taken = patch(dav, path, "<A:calendar-color>#00ff00</A:calendar-color><D:displayname>taken</D:displayname>")

        assert all("403 Forbidden" in each and "424 Failed" in each for each in (protected, taken))
        assert alice.get(f"/v1/categories/{category['id']}").json()["version"] == 1

    def test_keeps_what_only_clients_know(self, alice: Person, dav: CalendarClient) -> None:
        category = alice.post("/v1/categories", json={"name": "Garden"}).json()
        path = dav.calendar(category["id"])
        patch(dav, path, "<C:calendar-description xml:lang='en'>Mine &amp; yours</C:calendar-description>")

        kept = dav.propfind(path, "C:calendar-description")[path]["C:calendar-description"]
        patch(dav, path, "<C:calendar-description/>", verb="remove")

        assert (kept.text, kept.attrib) == ("Mine & yours", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
        assert dav.propfind(path, "C:calendar-description")[path] == {}

    def test_the_inbox_stays_what_it_is(self, dav: CalendarClient) -> None:
        assert "403 Forbidden" in patch(dav, dav.calendar(), "<D:displayname>Mine</D:displayname>")
        assert dav.delete(dav.calendar()).status_code == 403
        assert dav.delete(dav.home).status_code == 403


class TestDeleting:
    def test_takes_the_todos_to_the_trash(self, alice: Person, dav: CalendarClient) -> None:
        make(dav, "garden")
        dav.put(f"{dav.calendar('garden')}x.ics", vtodo("x", "SUMMARY:Dig"))

        assert dav.delete(dav.calendar("garden")).status_code == 204

        assert [each["title"] for each in alice.get("/v1/trash").json()["items"]] == ["Dig"]
        assert dav.request("PROPFIND", dav.calendar("garden"), headers={"depth": "0"}).status_code == 404


class TestListing:
    def test_goes_no_deeper_than_one_folder(self, dav: CalendarClient) -> None:
        for headers in ({"depth": "infinity"}, {}):
            answer = dav.request("PROPFIND", dav.home, headers=headers)

            assert (answer.status_code, condition(answer)) == (403, "D:propfind-finite-depth")
        assert dav.request("PROPFIND", dav.home, headers={"depth": "2"}).status_code == 400

    def test_tells_names_only_or_all(self, dav: CalendarClient) -> None:
        path = f"{dav.calendar()}x.ics"
        dav.put(path, vtodo("x", "SUMMARY:Dig"))

        for asked in ("<D:propname/>", "<D:allprop/>", ""):
            body = declared(f"<D:propfind>{asked}</D:propfind>") if asked else ""
            answer = dav.request("PROPFIND", dav.calendar(), content=body, headers={"depth": "1"})

            assert set(found(answer)) == {dav.calendar(), path}
            assert "D:getetag" in found(answer)[path]
