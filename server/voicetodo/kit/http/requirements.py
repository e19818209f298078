"""What each route asks of its caller, read from what the route says of itself.

- `security=[]`: nothing; anybody may ask.
- `opt={"permission": "users:read"}`: a role with this permission. No token made for a program will do.
- `opt={"scope": "todos:read todos:write"}`: a token made for a program must have all of these.
- `opt={"scope": SIGNED_IN}`: no token made for a program will do, only somebody's own sign-in.
- Neither: the scope of its tag, by method; where the tag has none, as with SIGNED_IN.
- `opt=RECENT`: as with SIGNED_IN, and to have proven within RECENT_SECONDS who they are. Whatever a permission lets
  somebody change asks for this, too.
- `opt={"securing": True}`, beside any of these: also open to who is asked for a second factor and has not proven it, as
  it is a way to do so.
"""

from collections.abc import Iterator
from typing import Any, Final

import msgspec
from litestar import Litestar
from litestar.routes import HTTPRoute

from voicetodo.kit.rights import Rights

SIGNED_IN: Final = ""
RECENT: Final = {"scope": SIGNED_IN, "recent": True}
RECENT_SECONDS: Final = 600
SECURING: Final = {"securing": True}


class RequirementUnknown(Exception):
    """A route asks for a right that does not exist; the sentence says which."""


class Requirement(msgspec.Struct, frozen=True):
    """Of one route. `scopes` is None where no token made for a program will do."""

    is_public: bool = False
    scopes: tuple[str, ...] | None = None
    permission: str | None = None
    is_recent: bool = False
    is_securing: bool = False


class RequiredBy(msgspec.Struct, frozen=True):
    """`path` is written as in the OpenAPI document, `template` as Litestar names a matched route."""

    method: str
    path: str
    template: str
    is_documented: bool
    tags: tuple[str, ...]
    requirement: Requirement


def requirements(app: Litestar, rights: Rights) -> Iterator[RequiredBy]:
    """Those of every route, in the order in which they were added. Raises RequirementUnknown."""
    for route in app.routes:
        if not isinstance(route, HTTPRoute):
            continue
        for method, (handler, _) in route.route_handler_map.items():
            if method == "OPTIONS":  # tells what methods there are, and runs no handler of ours
                continue
            yield RequiredBy(
                method=str(method),
                path=route.path_format,
                template=route.path,
                is_documented=handler.resolve_include_in_schema(),
                tags=tuple(sorted(handler.tags or ())),
                requirement=_of(handler, str(method), rights),
            )


def _of(handler: Any, method: str, rights: Rights) -> Requirement:
    if handler.security == [] or not handler.resolve_include_in_schema():
        return Requirement(is_public=True)
    permission: str | None = handler.opt.get("permission")
    if permission is not None:
        if permission not in rights.permissions:
            raise RequirementUnknown(f"{handler} asks for the permission “{permission}”, which does not exist.")
        return Requirement(permission=permission, is_recent=handler.opt.get("recent", method != "GET"))
    return Requirement(
        scopes=_scopes(handler, method, rights),
        is_recent=handler.opt.get("recent", False),
        is_securing=handler.opt.get("securing", False),
    )


def _scopes(handler: Any, method: str, rights: Rights) -> tuple[str, ...] | None:
    named: str | None = handler.opt.get("scope")
    if named is None:
        pair = next((rights.scopes_of_tags[tag] for tag in handler.tags or () if tag in rights.scopes_of_tags), None)
        return None if pair is None else (pair[0 if method == "GET" else 1],)
    for scope in named.split():
        if scope not in rights.scopes:
            raise RequirementUnknown(f"{handler} asks for the scope “{scope}”, which does not exist.")
    return tuple(named.split()) or None
