"""What people ask of the todo module, one request at a time; `number` counts those of one person."""

import zoneinfo
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote

import msgspec

from bench.product import Member

#: Another one for each request, so that no answer is one that was kept.
ZONES: Final = sorted(zoneinfo.available_timezones())

#: Method, path, and the body to be sent as JSON.
Wish = tuple[str, str, Any]


class Known(msgspec.Struct, frozen=True):
    """Somebody, and what there is of theirs to ask for."""

    member: Member
    todos: list[str]
    lists: list[str]

    def todo(self, number: int) -> str:
        return self.todos[number % len(self.todos)]


class Route(msgspec.Struct, frozen=True):
    """One kind of request."""

    name: str
    ask: Callable[[Known, int], Wish]


def _get(path: str) -> Callable[[Known, int], Wish]:
    """Of a page one row longer each time, so that no answer is one that was kept."""
    joint = "&" if "?" in path else "?"
    return lambda _, number: ("GET", f"{path}{joint}limit={20 + number % 80}", None)


ROUTES: Final = (
    Route("one todo", lambda who, number: ("GET", f"/v1/todos/{who.todo(number)}", None)),
    Route("list by hand", _get("/v1/todos")),
    Route(
        "list of a category",
        lambda who, n: ("GET", f"/v1/todos?category_id={who.lists[n % 5]}&limit={20 + n % 80}", None),
    ),
    Route("list by due date", _get("/v1/todos?sort=due&due_to=2026-01-07")),
    Route("list of what is done", _get("/v1/todos?status=completed&sort=-completed_at")),
    Route("list of a label or day", _get("/v1/todos?timezone=Europe/Berlin&query=%40label1%20%7C%20today")),
    Route("list by a filter", _get("/v1/todos?timezone=Europe/Berlin&query=(today%20%7C%20overdue)%20%26%20p1")),
    Route("counts", lambda _, number: ("GET", f"/v1/todos/counts?timezone={quote(ZONES[number % len(ZONES)])}", None)),
    Route("search", lambda _, number: ("GET", f"/v1/search?q=report&limit={1 + number % 100}", None)),
    Route(
        "search for a misspelt word", lambda _, number: ("GET", f"/v1/search?q=reprot&limit={1 + number % 100}", None)
    ),
    Route("trash", _get("/v1/trash")),
    Route("activity", _get("/v1/activity")),
    Route("create", lambda _, number: ("POST", "/v1/todos", {"title": f"buy milk {number}"})),
    Route("change", lambda who, number: ("PATCH", f"/v1/todos/{who.todo(number)}", {"notes": f"note {number}"})),
    Route("complete", lambda who, number: ("PUT", f"/v1/todos/{who.todo(number)}/completion", None)),
    Route("reopen", lambda who, number: ("DELETE", f"/v1/todos/{who.todo(number)}/completion", None)),
    Route(
        "create ten",
        lambda _, number: (
            "POST",
            "/v1/todos/batch",
            {"operations": [{"op": "create", "title": f"buy milk {number} {nth}"} for nth in range(10)]},
        ),
    ),
    Route("delete", lambda who, number: ("DELETE", f"/v1/todos/{who.todos[-1 - number]}", None)),
)
