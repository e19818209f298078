"""What belongs to somebody, of every kind there is and in every module, and how anybody asks for it."""

import re
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import httpx
import msgspec

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.auth.authenticators import Authenticator
from tests.modules.auth.oauth_program import Program
from tests.modules.todo.people import made
from tests.modules.todo.test_sharing_routes import ROWS as TODO_ROWS
from tests.modules.todo.test_sharing_routes import scene_of as todo_scene_of
from tests.modules.voice.speaking import say
from tests.security.document import MARK, NOBODYS, TEXT, Operation
from voicetodo.kit.ids import new_id
from voicetodo.main.assembly import Assembly
from voicetodo.modules.auth.model.identities import Identity
from voicetodo.modules.auth.store import identities

Scene = dict[str, str]

#: A word in everything that Alice has. Nobody else may ever be told it.
SECRET: Final = "secret"
_ORIGIN: Final = "http://localhost:1"
#: Where a name means something else than elsewhere.
_OTHERWISE: Final = {
    ("/v1/trash/", "todo_id"): "deleted_id",
    ("/v1/teams/", "invitation_id"): "team_invitation_id",
    ("/v1/admin/jobs/", "job_id"): "job",
}
#: Bodies by operation, where the least that can be read says too little. Names of the scene stand in braces.
BODIES: Final[dict[str, Any]] = {
    **{name: row.body for name, row in TODO_ROWS.items() if row.body is not None},
    "POST /v1/imports": {"text": "title\nbread\n", "format": "csv", "file_name": "list.csv"},
    "POST /v1/voice/commands": {"text": "add bread"},
    "POST /v1/voice/interpretations": {"text": "add bread"},
    "POST /v1/voice/commands/{command_id}/answer": {"text": "yes"},
}
#: Query parameters that an operation cannot do without.
QUERIES: Final = {
    "POST /v1/todos/{todo_id}/attachments": {"name": "a file"},
    "GET /v1/search": {"q": SECRET},
    "GET /v1/oauth/authorizations/preview": {"asked": "nothing"},
}

#: So that an answer tells of what was wished, and not of all that somebody has.
BRIEFLY: Final = {"POST /v1/sync": {"kinds": ["filter"], "limit": 1}}


def scene_of(product: Product, owner: Person, friend: Person) -> Scene:
    """Something of theirs of every kind, by the names that ids have in paths; the friend is a member."""
    scene = todo_scene_of(owner, friend, address=f"{new_id()}@example.org")
    copy = made(owner.post(f"/v1/categories/{scene['category_id']}/duplicates", json={"name": f"Secret {new_id()}"}))
    said = say(owner, f"add a secret errand {scene['new']}")
    brought = made(owner.post("/v1/imports", json={"text": "title\na secret row\n", "format": "csv"}))
    wait_until(lambda: owner.get(f"/v1/imports/{brought['id']}").json()["state"] == "ready")
    return {
        **scene,
        "user_id": owner.id,
        "change_set_id": copy["change_set_id"],
        "command_id": said["id"],
        "import_id": brought["id"],
        "purpose": "terms",
        "key": "somebodys-flag",
        # what only admins have, whoever asks
        "announcement_id": str(new_id()),
        "job": "1",
        "module": "todo",
        "event_id": str(new_id()),
        **_of_account(product, owner),
    }


def never(scene: Scene) -> Scene:
    """The same names with ids that nobody ever had."""
    return {name: str(new_id()) if is_id(value) else value for name, value in scene.items()} | {
        "client_id": "A" * len(scene["client_id"]),
        "token": "A" * len(scene["token"]),
    }


def path_of(operation: Operation, scene: Scene) -> str:
    """Raises KeyError, with the name, where the scene has nothing to put there."""
    return re.sub(r"{(\w+)}", lambda found: scene[key_of(operation, found[1])], operation.path)


def key_of(operation: Operation, place: str) -> str:
    """The name in a scene of what a place in a path means."""
    meant = (key for (prefix, name), key in _OTHERWISE.items() if operation.path.startswith(prefix) and name == place)
    return next(meant, place)


def body_of(operation: Operation, scene: Scene) -> Any:
    """One that gets as far as the question whose the thing is."""
    body = BODIES.get(operation.name, operation.example())
    return None if body is None else filled(body, scene)


def filled(body: Any, scene: Scene) -> Any:
    text = re.sub(r"{(\w+)}", lambda found: scene[found[1]], msgspec.json.encode(body).decode())
    return msgspec.json.decode(text)


def completed(body: Any, theirs: str = NOBODYS) -> Any:
    """With `theirs` where an id is looked at, and with something new wherever else one, or a text, is needed."""
    if isinstance(body, dict):
        return {name: completed(value, theirs) for name, value in body.items()}
    if isinstance(body, list):
        return [completed(value, theirs) for value in body]
    if body == MARK:
        return theirs
    return str(new_id()) if body in {NOBODYS, TEXT} else body


def ask(
    person: httpx.Client, operation: Operation, path: str, body: Any = None, *, query: Any = None, headers: Any = None
) -> httpx.Response:
    known = {**QUERIES.get(operation.name, {}), **(query or {})}
    return person.request(operation.method, path, json=body, params=known, headers=headers)


def is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _of_account(product: Product, owner: Person) -> Scene:
    app_password = made(owner.post("/v1/me/app-passwords", json={"name": "a secret program"}))
    token = made(owner.post("/v1/me/tokens", json={"name": "a secret script", "scopes": ["todos:read"]}))
    with Program(product, client_name="Secret app") as program:
        program.connect(owner)
    session = next(each for each in owner.get("/v1/me/sessions").json()["items"] if each["is_current"])
    export = made(owner.post("/v1/me/exports"))
    wait_until(lambda: owner.get(f"/v1/me/exports/{export['id']}").json()["state"] == "ready")
    return {
        "export_id": export["id"],
        "app_password_id": app_password["id"],
        "token_id": token["id"],
        "client_id": program.id,
        "session_id": session["id"],
        "passkey_id": _passkey(owner),
        "identity_id": _identity(product, owner),
    }


def _passkey(owner: Person) -> str:
    headers = {"Host": "localhost:1"}
    options = made(owner.post("/v1/me/passkeys/options", headers=headers))["options"]
    body = {"name": "a secret key", "credential": Authenticator().make(options, origin=_ORIGIN)}
    return made(owner.post("/v1/me/passkeys", json=body, headers=headers))["id"]


def _identity(product: Product, owner: Person) -> str:
    """As if an account elsewhere had been linked: no provider is asked here."""
    made_at, issuer = datetime.now(UTC), "https://acme.example"
    identity = Identity(id=new_id(), provider="acme", issuer=issuer, email="secret@acme.example", created_at=made_at)

    async def link(process: Assembly) -> None:
        async with process.database("auth").transaction() as tx:
            await identities.add(tx, identity, user_id=UUID(owner.id), subject=str(new_id()))

    product.run(link)
    return str(identity.id)
