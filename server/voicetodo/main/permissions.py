"""`docs/security/permissions.md`: what roles and tokens allow, and what each route asks for, read from the code."""

from collections.abc import Iterable, Iterator
from typing import Final

from voicetodo.kit.http.requirements import RequiredBy, Requirement
from voicetodo.kit.rights import Rights

_INTRODUCTION: Final = """\
# Who may do what

Written by `voicetodo permissions` from what the code enforces; a test holds it to that. Whose things somebody may see
is not told here: every query is scoped by the caller, and what is another's is *not found*. What members of a shared
list may do is told in [sharing](../api/sharing.md)."""

_ROLES: Final = """\
## Roles

An account has one or more. Nobody reads another's tasks by a role: no permission is about what belongs to people."""

_SCOPES: Final = """\
## Scopes

What a token made for a program may be used for: a personal access token, or one of an application that somebody agreed
to. Somebody's own sign-in has no such limits."""

_ROUTES: Final = """\
## Routes

*Anybody*: no token is looked at. *Sign-in*: somebody's own sign-in, and no token made for a program, whatever its
scopes. A scope: that sign-in, or a token with this scope. A permission: a sign-in of somebody with a role that brings
it. ²: also for who is asked for a second factor (`VOICETODO_REQUIRE_SECOND_FACTOR`) and has not proven one yet.

Beside these, `/openapi.json`, `/docs`, `/healthz`, `/readyz` and the web app's files are anybody's; `/socket.io/` needs
`todos:read`; `/dav/` takes app passwords and nothing else; `/internal/rpc` takes the tokens of our own services.

| Route | Needs |
|---|---|"""


def page(rights: Rights, routes: Iterable[RequiredBy]) -> str:
    """The whole file."""
    return "\n".join((*_page(rights, routes), ""))


def _page(rights: Rights, routes: Iterable[RequiredBy]) -> Iterator[str]:
    roles = list(rights.roles)
    yield _INTRODUCTION
    yield f"\n{_ROLES}\n"
    yield f"| Permission | | {' | '.join(roles)} |"
    yield f"|---|---|{'---|' * len(roles)}"
    for permission, sentence in rights.permissions.items():
        marks = " | ".join("yes" if permission in rights.roles[role] else "" for role in roles)
        yield f"| `{permission}` | {sentence} | {marks} |"
    yield f"\n{_SCOPES}\n\n| Scope | A program may |\n|---|---|"
    for scope, sentence in rights.scopes.items():
        yield f"| `{scope}` | {sentence[0].lower()}{sentence[1:]} |"
    yield f"\n{_ROUTES}"
    for each in sorted(routes, key=lambda each: (each.path, each.method)):
        if each.is_documented:
            yield f"| `{each.method} {each.path}` | {_needs(each.requirement)} |"


def _needs(requirement: Requirement) -> str:
    recent = ", proven within ten minutes" if requirement.is_recent else ""
    return f"{_right(requirement)}{recent}{' ²' if requirement.is_securing else ''}"


def _right(requirement: Requirement) -> str:
    if requirement.is_public:
        return "anybody"
    if requirement.permission is not None:
        return f"permission `{requirement.permission}`"
    if requirement.scopes is None:
        return "sign-in"
    return " and ".join(f"`{scope}`" for scope in requirement.scopes)
