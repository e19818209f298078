"""How long what is kept, as whoever looks after an installation sees it."""

import httpx

from tests.fixtures.product import Person
from tests.kit.db.processes import wait_until
from tests.modules.admin.acts import Json

PATH = "/v1/admin/retention"


def listed(admin: Person) -> dict[str, Json]:
    """By what it is."""
    answer = admin.get(PATH)
    assert answer.status_code == 200, answer.text
    return {each["data"]: each for each in answer.json()["items"]}


def test_admins_and_support_see_what_goes_when_and_which_job_sees_to_it(ada: Person, sue: Person) -> None:
    wait_until(lambda: "Downloads of somebody's data: the sealed file" in listed(ada))

    shown = listed(sue)["Deleted tasks, in the trash"]

    assert (shown["kept_for"], shown["job"], shown["setting"]) == (
        "30 days",
        "todo.empty_trash",
        "VOICETODO_TRASH_DAYS",
    )
    assert (shown["code"], shown["counted_from_code"]) == ("trash", "deletion")
    assert (shown["runs"] == 0) == (shown["last_done_at"] is None)
    assert {each["job"].partition(".")[0] for each in listed(ada).values()} >= {"auth", "todo", "voice", "admin", "kit"}


def test_nobody_else_does(charlie: Person, nobody: httpx.Client) -> None:
    assert charlie.get(PATH).status_code == 403
    assert nobody.get(PATH).status_code == 401
