"""Where plans end: whatever adds something is refused alike, and says what somebody can do."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import httpx

from tests.fixtures.product import Person, Product
from tests.modules.admin.plans.conftest import REQUESTS
from tests.modules.todo.dav.clients import CalendarClient
from tests.modules.todo.people import category, invitation, share, unshare
from tests.modules.todo.sync.client import Client
from tests.modules.todo.transfer.bringing import approve, bring, todos
from tests.modules.todo.transfer.enclosing import own_file, own_todo, packed
from tests.modules.voice.speaking import play
from tests.modules.voice.test_kept_recordings import agree
from voicetodo.main.assembly import Assembly


def add(person: Person, title: str = "buy milk") -> httpx.Response:
    return person.post("/v1/todos", json={"title": title})


def refused(answer: httpx.Response, limit: str, allowed: int) -> None:
    body = answer.json()
    assert (answer.status_code, body["type"].rpartition("/")[2]) == (403, "plan-limit"), answer.text
    assert (body["limit"], body["allowed"], body["plan"]) == (limit, allowed, "free")
    assert f"{allowed:,}" in body["detail"]


def full(answer: httpx.Response) -> None:
    """Said to somebody who does not own it."""
    body = answer.json()
    assert (answer.status_code, body["type"].rpartition("/")[2]) == (403, "list-full"), answer.text
    assert not {"plan", "limit", "allowed"} & set(body)
    assert "plan" not in body["detail"]


def used(person: Person, limit: str) -> int | None:
    limits = person.get("/v1/me/plan").json()["limits"]
    return next(each["used"] for each in limits if each["name"] == limit)


def vtodo(uid: str, summary: str) -> str:
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tests//EN", "BEGIN:VTODO", f"UID:{uid}")
    return "\r\n".join((*lines, f"SUMMARY:{summary}", "END:VTODO", "END:VCALENDAR", ""))


def age(product: Product, entity_id: str, *, days: int) -> None:
    """What happened to it was so long ago."""

    async def work(process: Assembly) -> None:
        async with process.database("todo").transaction() as tx:
            statement = "update activity set at = at - make_interval(days => $2) where entity_id = $1"
            await tx.execute(statement, UUID(entity_id), days)

    product.run(work)


class TestLimits:
    def test_todos_end_where_the_plan_does_and_go_on_with_another(self, ada: Person, free: Person) -> None:
        for _ in range(3):
            assert add(free).status_code == 201

        refused(add(free), "todos", 3)

        ada.delete(f"/v1/admin/users/{free.id}/plan")
        assert add(free).status_code == 201

    def test_of_many_at_once_three_come_in(self, free: Person) -> None:
        with ThreadPoolExecutor(6) as threads:
            answers = list(threads.map(lambda nth: add(free, f"task {nth}").status_code, range(9)))

        assert sorted(answers) == [201] * 3 + [403] * 6

    def test_one_sent_again_is_no_further_one_and_one_in_the_trash_is_none(self, free: Person) -> None:
        headers = {"Idempotency-Key": "one"}
        first = free.post("/v1/todos", json={"title": "one"}, headers=headers).json()
        for _ in range(2):
            add(free)
        assert free.post("/v1/todos", json={"title": "one"}, headers=headers).json()["id"] == first["id"]

        assert free.delete(f"/v1/todos/{first['id']}").status_code in {200, 204}

        assert add(free).status_code == 201

    def test_what_is_said_ends_there_too(self, free: Person) -> None:
        body = {"text": "add milk and eggs and butter and bread", "timezone": "UTC"}
        free.post("/v1/voice/commands", json=body)

        assert len(free.get("/v1/todos").json()["items"]) <= 3

    def test_lists(self, free: Person) -> None:
        answers = [free.post("/v1/categories", json={"name": f"List {nth}"}) for nth in range(7)]

        refused(answers[-1], "lists", 6)

    def test_files(self, free: Person) -> None:
        todo = add(free).json()["id"]

        def upload(size: int) -> httpx.Response:
            return free.post(f"/v1/todos/{todo}/attachments", params={"name": "a.txt"}, content=b"x" * size)

        assert upload(6).status_code == 201
        refused(upload(6), "attachment_bytes", 10)
        assert upload(4).status_code == 201
        refused(upload(1), "attachment_bytes", 10)

    def test_files_that_an_import_brings(self, free: Person) -> None:
        small, large = own_file("small.txt", b"six by"), own_file("large.txt", b"far too much")
        todo = own_todo("Pack", attachments=[small, large])
        archive = packed(todo, files={small["path"]: b"six by", large["path"]: b"far too much"})

        done = approve(free, bring(free, archive, file_name="voicetodo.zip"))

        assert (done["state"], done["attachment_count"], done["attachment_bytes"]) == ("done", 1, 6)
        assert any("1 of 2 files" in notice for notice in done["notices"])
        assert used(free, "attachment_bytes") == 6

    def test_what_an_import_brings(self, free: Person) -> None:
        add(free)

        brought = approve(free, bring(free))

        assert brought["state"] == "failed"
        assert brought["reason"].startswith("The plan free allows 3 tasks. ")
        assert set(todos(free)) == {"buy milk"}

    def test_people_on_a_list(self, free: Person, bob: Person, charlie: Person) -> None:
        party = category(free)
        share(free, party["id"], bob)
        token = invitation(free, party["id"])["token"]

        full(charlie.post("/v1/invitations/acceptance", json={"token": token}))

        assert charlie.get(f"/v1/categories/{party['id']}").status_code == 404
        unshare(free, party["id"], bob)
        assert charlie.post("/v1/invitations/acceptance", json={"token": token}).status_code == 200

    def test_who_shares_a_list_is_told_that_it_is_full_and_nothing_of_its_owners_plan(
        self, free: Person, bob: Person
    ) -> None:
        party = category(free)
        share(free, party["id"], bob)
        todo = {"title": "balloons", "category_id": party["id"]}
        for person in (free, bob, bob):
            assert person.post("/v1/todos", json=todo).status_code == 201

        full(bob.post("/v1/todos", json=todo))

        refused(free.post("/v1/todos", json=todo), "todos", 3)
        assert add(bob).status_code == 201

    def test_what_a_calendar_client_puts(self, free: Person) -> None:
        with CalendarClient(free) as client:
            paths = [f"{client.calendar()}{nth}.ics" for nth in range(4)]
            answers = [client.put(path, vtodo(str(nth), f"Task {nth}")) for nth, path in enumerate(paths)]

            assert [answer.status_code for answer in answers[:3]] == [201] * 3
            refused(answers[3], "todos", 3)
            assert client.put(paths[0], vtodo("0", "Changed")).status_code == 204
            assert client.get(paths[3]).status_code == 404

    def test_what_was_done_offline_is_refused_one_by_one_and_can_be_done_once_there_is_room(self, free: Person) -> None:
        phone = Client(free)
        first, *_ = [phone.add(f"Task {nth}") for nth in range(4)]
        phone.do("update_todo", first, title="Changed")

        [answer] = phone.sync()

        statuses = [result["status"] for result in answer["results"]]
        assert statuses == ["done", "done", "done", "refused", "done"]
        assert answer["results"][3]["message"].startswith("The plan free allows 3 tasks. ")
        assert set(todos(free)) == {"Changed", "Task 1", "Task 2"}
        assert free.delete(f"/v1/todos/{first}").status_code < 300
        phone.add("Task 3")
        assert phone.sync()[0]["results"][0]["status"] == "done"

    def test_voice_commands(self, free: Person) -> None:
        def say() -> httpx.Response:
            return free.post("/v1/voice/commands", json={"text": "what is due today", "timezone": "UTC"})

        assert [say().status_code < 300 for _ in range(2)] == [True, True]
        refused(say(), "voice_commands_a_minute", 2)

    def test_recordings(self, product: Product, free: Person) -> None:
        agree(product, free)

        first, second = play(free, "todo/01.wav"), play(free, "todo/01.wav")

        assert first["notice"] is None
        assert (first["notice_code"], second["notice_code"]) == (None, "recording-not-kept")
        assert second["notice"].startswith("This recording was not kept. The plan free allows 1 recordings. ")
        assert [each["command_id"] for each in free.get("/v1/voice/recordings").json()["items"]] == [first["id"]]
        assert used(free, "recordings") == 1

    def test_requests(self, ada: Person, free: Person, bob: Person) -> None:
        answers = [free.get("/v1/me/plan") for _ in range(REQUESTS + 1)]

        allowed, refused_one = answers[0], answers[-1]
        assert allowed.headers["ratelimit-policy"] == f'"plan";q={REQUESTS};w=60'
        body = refused_one.json()
        assert (refused_one.status_code, body["type"]) == (429, "/problems/too-many")
        assert (body["limit"], body["allowed"], body["plan"]) == ("requests_a_minute", REQUESTS, "free")
        assert body["detail"].startswith(f"The plan free allows {REQUESTS} requests a minute. Wait a little")
        assert int(refused_one.headers["retry-after"]) > 0
        assert bob.get("/v1/todos").headers["ratelimit-policy"].startswith('"user"')
        ada.delete(f"/v1/admin/users/{free.id}/plan")
        assert free.get("/v1/todos").status_code == 200

    def test_activity_is_shown_as_far_back_as_the_plan_goes(self, product: Product, ada: Person, free: Person) -> None:
        todo, later = add(free).json(), add(free, "buy bread").json()
        age(product, todo["id"], days=31)

        page = free.get("/v1/activity", params={"kind": "todo"}).json()
        long_ago = free.get("/v1/activity", params={"until": "2020-01-01T00:00:00Z"})

        assert [each["entity_id"] for each in page["items"]] == [later["id"]]
        assert page["visible_since"] is not None
        assert free.get(f"/v1/todos/{todo['id']}/activity").json()["items"] == []
        refused(long_ago, "activity_days", 30)
        ada.delete(f"/v1/admin/users/{free.id}/plan")
        assert len(free.get("/v1/activity", params={"kind": "todo"}).json()["items"]) == 2

    def test_nobody_else_has_an_end(self, free: Person, bob: Person) -> None:
        assert free.get("/v1/me/plan").json()["plan"] == "free"
        assert [add(bob).status_code for _ in range(5)] == [201] * 5
