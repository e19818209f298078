"""Holds every request to what its route asks for, before anything is read, replayed from memory, or done.

The one place where rights are enforced: the edge asks it with the address, and the application asks again with the
handler that it found, should the two ever differ. What is *whose* is not decided here, but by every query.
"""

import re
from contextlib import suppress
from datetime import timedelta
from typing import Any, Final, cast

from litestar import Litestar, Request
from litestar.exceptions import HTTPException
from litestar.types import Method
from litestar.utils import normalize_path

from voicetodo.kit.caller import Caller
from voicetodo.kit.clock import Clock, SystemClock
from voicetodo.kit.errors import Forbidden, Unauthenticated
from voicetodo.kit.http.asgi import Scope
from voicetodo.kit.http.requirements import RECENT_SECONDS, RequiredBy, Requirement, requirements
from voicetodo.kit.rights import Rights

_ID: Final = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_ID_OF_TEMPLATE: Final = re.compile(r"\{\w+:uuid\}")
_NOT_AN_ID: Final = re.compile(r"\{\w+:(?!uuid\})")
#: Set in the scope once the caller was found to meet it.
MET: Final = "voicetodo.requirement_met"


class InsufficientScope(Forbidden):
    """The access token was not made for this."""


class PermissionMissing(Forbidden):
    """Your role does not allow this. Ask whoever looks after this installation."""


class ReauthenticationRequired(Unauthenticated):
    """Confirm that it is you: with your password, a code from your authenticator app, or a passkey. Then try again."""


class SecondFactorMissing(Forbidden):
    """A second factor is asked for here. Set up an authenticator app or a passkey, or prove the one you have."""


class Guard:
    """Of one application, made once all its routes are there. Raises RequirementUnknown."""

    def __init__(self, app: Litestar, rights: Rights, clock: Clock | None = None) -> None:
        self._app = app
        self._clock = clock or SystemClock()
        self._rights = rights
        self.routes: tuple[RequiredBy, ...] = tuple(requirements(app, rights))
        self._by_route = {(each.method, each.path): each for each in self.routes}
        #: Addresses in which ids are all that varies, with a sign in the place of each.
        self._by_address = {
            (each.method, _ID_OF_TEMPLATE.sub("*", each.template)): each
            for each in self.routes
            if not _NOT_AN_ID.search(each.template)
        }

    def check(self, scope: Scope, caller: Caller | None) -> None:
        """Raises Unauthenticated, InsufficientScope, PermissionMissing, SecondFactorMissing, ReauthenticationRequired.

        Where no route is meant nothing is asked.
        """
        route = self._find(scope["method"], scope["path"])
        if route is not None:
            # What is refused here is counted and logged as what was asked for.
            scope["path_template"] = route.path
            self._meet(scope, route.requirement, caller)

    def is_public(self, scope: Scope) -> bool:
        """Whether the route that is meant asks nobody who they are. False where none is meant."""
        route = self._find(scope["method"], scope["path"])
        return route is not None and route.requirement.is_public

    def confirm(self, request: Request[Any, Any, Any]) -> None:
        """The same for the handler that was found. Costs nothing where it is the one that was checked."""
        scope = cast("Scope", request.scope)
        requirement = self._by_route[scope["method"], scope["path_template"]].requirement
        if scope.get(MET) is not requirement:
            self._meet(scope, requirement, scope.get("user"))

    def _find(self, method: str, path: str) -> RequiredBy | None:
        found = self._by_address.get((method, _ID.sub("*", path)))
        if found is not None:
            return found
        with suppress(HTTPException):
            *_, template = self._app.asgi_router.handle_routing(
                path=normalize_path(path), method=cast("Method", method)
            )
            return self._by_route.get((method, template))
        return None

    def _meet(self, scope: Scope, requirement: Requirement, caller: Caller | None) -> None:
        if not requirement.is_public:
            if caller is None:
                raise Unauthenticated(headers={"WWW-Authenticate": "Bearer"})
            if caller.lacks_second_factor and not requirement.is_securing:
                raise SecondFactorMissing
            if requirement.permission is not None and not self._rights.has_permission(
                caller.roles, requirement.permission
            ):
                raise PermissionMissing
            if caller.scopes is not None:
                _check_scopes(requirement, caller)
            if requirement.is_recent:
                self._check_recent(caller)
        scope[MET] = requirement

    def _check_recent(self, caller: Caller) -> None:
        oldest = self._clock.now() - timedelta(seconds=RECENT_SECONDS)
        if caller.authenticated_at is None or caller.authenticated_at < oldest:
            raise reauthentication_required()


def reauthentication_required() -> ReauthenticationRequired:
    """RFC 9470, 3."""
    challenge = f'Bearer error="insufficient_user_authentication", max_age="{RECENT_SECONDS}"'
    return ReauthenticationRequired(headers={"WWW-Authenticate": challenge}, max_age=RECENT_SECONDS)


def _check_scopes(requirement: Requirement, caller: Caller) -> None:
    """RFC 6750, 3.1."""
    if requirement.scopes is None:
        raise InsufficientScope(
            "Only you yourself can do this: sign in, rather than using a token made for a program.",
            headers={"WWW-Authenticate": 'Bearer error="insufficient_scope"'},
        )
    if not all(caller.may(scope) for scope in requirement.scopes):
        wanted = " ".join(requirement.scopes)
        raise InsufficientScope(
            f"The access token was not made for this. It needs the scope {wanted}.",
            headers={"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{wanted}"'},
            scope=wanted,
        )
