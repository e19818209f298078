"""Speaking and looking: `say` and `ls`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer
from rich.markup import escape
from rich.table import Table

from voicetodo.main.cli.account import Server, local_timezone
from voicetodo.main.cli.client import Client
from voicetodo.main.cli.drawing import underlined
from voicetodo.main.cli.terminal import Failure, console, print_json

Json = Annotated[bool, typer.Option("--json", help="Print the server's answer as JSON.")]


def register(app: typer.Typer) -> None:
    app.command()(say)
    app.command()(ls)


def say(
    server: Server,
    words: Annotated[list[str] | None, typer.Argument(help="What you would say.")] = None,
    audio: Annotated[Path | None, typer.Option("--audio", help="A recording instead of words.")] = None,
    json: Json = False,
) -> None:
    """Say something, and it is on the list: `voicetodo say "call mom tomorrow at nine"`."""
    client = Client(server)
    moment = {"timezone": local_timezone(), "captured_at": datetime.now(UTC).isoformat()}
    headers = {"Idempotency-Key": str(uuid4())}
    if audio is not None:
        files = {"audio": (audio.name, _read(audio))}
        answer = client.ask("POST", "/v1/voice/commands", data=moment, files=files, headers=headers)
    elif words:
        body = {"text": " ".join(words), **moment}
        answer = client.ask("POST", "/v1/voice/commands", json=body, headers=headers)
    else:
        raise Failure('Say something: voicetodo say "buy milk", or --audio FILE.')
    if json:
        print_json(answer)
    else:
        _show(answer)


def ls(
    server: Server,
    list_name: Annotated[str | None, typer.Argument(metavar="LIST", help="Only this list; `inbox` too.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Done todos too.")] = False,
    json: Json = False,
) -> None:
    """What is on the list."""
    client = Client(server)
    categories = {each["id"]: each["name"] for each in _pages(client, "/v1/categories", {})}
    query: dict[str, Any] = {"status": "all" if all_ else "open", "limit": 200}
    if list_name is not None:
        query["category_id"] = _category(list_name, categories)
    todos = list(_pages(client, "/v1/todos", query))
    if json:
        print_json(todos)
        return
    if not todos:
        console.print('Nothing here. Try: voicetodo say "buy milk"')
        return
    console.print(_table(todos, categories))


def _show(answer: dict[str, Any]) -> None:
    if answer["transcript"]:
        console.print(underlined(answer["transcript"], answer["interpretation"]))
    for result in answer["results"]:
        mark = "[green]✓[/]" if result["status"] == "done" else "[yellow]•[/]"
        console.print(f"{mark} {escape(result['message'])}")
    if not answer["results"]:
        console.print(escape(answer["reply"]))
    if answer.get("clarification"):
        question = answer["clarification"]["question"]
        if question not in {result["message"] for result in answer["results"]}:
            console.print(f"[yellow]?[/] {escape(question)}")
        for option in answer["clarification"]["options"]:
            console.print(f"  – {escape(option['label'])}")


def _pages(client: Client, path: str, query: dict[str, Any]) -> Any:
    cursor: str | None = None
    while True:
        page = client.ask("GET", path, params=query if cursor is None else {**query, "cursor": cursor})
        yield from page["items"]
        cursor = page.get("next_cursor")
        if cursor is None:
            return


def _category(name: str, categories: dict[str, str]) -> str:
    if name.lower() == "inbox":
        return "inbox"
    for category_id, known in categories.items():
        if known.lower() == name.lower():
            return category_id
    raise Failure(f"There is no list “{name}”. There are: Inbox, {', '.join(categories.values())}.")


def _table(todos: list[dict[str, Any]], categories: dict[str, str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("", "Task", "When", "List"):
        table.add_column(heading)
    for todo in todos:
        colour = {1: "red", 2: "yellow", 3: "blue"}.get(todo["priority"], "white")
        mark = f"[{colour}]{'✓' if todo['completed_at'] else '○'}[/]"
        title = f"[strike dim]{escape(todo['title'])}[/]" if todo["completed_at"] else escape(todo["title"])
        table.add_row(mark, title, _due(todo), escape(categories.get(todo["category_id"], "Inbox")))
    return table


def _due(todo: dict[str, Any]) -> str:
    due = todo["due"]
    return " ".join(filter(None, (due["date"], due["time"]))) if due else ""


def _read(audio: Path) -> bytes:
    try:
        return audio.read_bytes()
    except OSError as error:
        raise Failure(f"{audio} cannot be read: {error.strerror}.") from error
