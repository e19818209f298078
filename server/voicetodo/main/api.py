"""The Litestar application: routes, decoding, OpenAPI. Everything that stands before the routes is the edge's."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, cast

from litestar import Litestar, MediaType, Request, Response
from litestar.exceptions import (
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
    ValidationException,
)
from litestar.openapi.spec import Parameter
from litestar.types import ControllerRouterHandler, Method

from voicetodo.kit.errors import DomainError, FieldError, Invalid, Malformed, NotFound, UnsupportedMedia
from voicetodo.kit.http.edge import InternalError
from voicetodo.kit.http.guard import Guard
from voicetodo.kit.http.problems import encode_problem, problem_headers, refused
from voicetodo.kit.rights import Rights
from voicetodo.kit.telemetry.logs import logger
from voicetodo.main import openapi

_log = logger("api")
AnyRequest = Request[Any, Any, Any]


class MethodNotAllowed(DomainError):
    """This address does not know that method."""

    status = 405


def build(routes: Sequence[ControllerRouterHandler], services: Mapping[type, object], rights: Rights) -> Litestar:
    """The API of the installed modules. Raises RequirementUnknown."""
    app = Litestar(
        route_handlers=list(routes),
        openapi_config=openapi.config(),
        exception_handlers={
            DomainError: _domain,
            HTTPException: _http,
            # What decoding a body may raise beside Litestar's own.
            UnicodeDecodeError: _undecodable,
            RecursionError: _undecodable,
            Exception: _unforeseen,
        },
        before_request=_before,
        logging_config=None,
        # The edge bounds bodies for everyone.
        request_max_body_size=None,
    )
    app.state["services"] = dict(services)
    guard = app.state["guard"] = Guard(app, rights)
    app.state["parameters"] = _parameters(app)
    openapi.complete(app, guard.routes)
    return app


def guard_of(app: Litestar) -> Guard:
    """What holds callers of this API to its routes' requirements."""
    return app.state["guard"]


def limited_paths(app: Litestar) -> dict[str, str]:
    """The paths whose handlers ask for a budget of their own (`opt={"rate_limit": name}`)."""
    found: dict[str, str] = {}
    for route in app.routes:
        for handler, *_ in getattr(route, "route_handler_map", {}).values():
            if "rate_limit" in handler.opt:
                found[route.path] = handler.opt["rate_limit"]
    return found


def paths_of_clients(app: Litestar) -> frozenset[str]:
    """The paths whose `Authorization` header is that of an OAuth client (`opt={"authorization": "client"}`)."""
    return frozenset(
        route.path
        for route in app.routes
        for handler, *_ in getattr(route, "route_handler_map", {}).values()
        if handler.opt.get("authorization") == "client"
    )


def large_bodies(app: Litestar) -> dict[str, int]:
    """How much handlers take that ask for more than usual, by the path's last word.

    `opt={"max_body_bytes": many}`, or the service that knows it as its `max_body_bytes`.
    """
    found: dict[str, int] = {}
    for route in app.routes:
        for handler, *_ in getattr(route, "route_handler_map", {}).values():
            if "max_body_bytes" in handler.opt:
                wanted = handler.opt["max_body_bytes"]
                if isinstance(wanted, type):
                    wanted = app.state["services"][wanted].max_body_bytes
                found[route.path.rpartition("/")[2]] = wanted
    return found


def _parameters(app: Litestar) -> dict[tuple[str, str], frozenset[str]]:
    """The query parameters each operation knows, as its OpenAPI document tells them."""
    known: dict[tuple[str, str], frozenset[str]] = {}
    for path, item in (app.openapi_schema.paths or {}).items():
        for method, operation in openapi.operations(item):
            given = (each for each in operation.parameters or [] if isinstance(each, Parameter))
            known[(method, path)] = frozenset(each.name for each in given if each.param_in == "query")
    return known


async def _before(request: AnyRequest) -> Response[None] | None:
    if request.method == "OPTIONS":
        return Response(content=None, status_code=204, headers={"Allow": ", ".join(_allowed(request))})
    # Before the body is read: a stranger learns nothing of what it must hold.
    guard_of(request.app).confirm(request)
    if request.scope["query_string"]:
        _refuse_unknown_parameters(request)
    if request.route_handler.parsed_data_field is not None:
        _refuse_other_than_json(request)
    return None


def _refuse_unknown_parameters(request: AnyRequest) -> None:
    known = request.app.state["parameters"].get((request.method, request.scope.get("path_template")))
    if known is None:
        return
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        raise Invalid(errors=[FieldError(name[:60], "There is no such parameter here.") for name in unknown])


def _refuse_other_than_json(request: AnyRequest) -> None:
    """A body that says it is something else. One that says nothing is read as JSON."""
    headers = dict(request.scope["headers"])
    kind = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    has_body = b"transfer-encoding" in headers or headers.get(b"content-length", b"0") != b"0"
    if kind and has_body and kind != b"application/json" and not kind.endswith(b"+json"):
        raise UnsupportedMedia("Send JSON, and say so: Content-Type: application/json.")


def _domain(request: AnyRequest, error: DomainError) -> Response[bytes]:
    return Response(
        content=encode_problem(error, request.scope.get("request_id")),  # type: ignore[arg-type]
        status_code=error.status,
        headers=dict(problem_headers(error)),
        media_type=MediaType.JSON,
    )


def _http(request: AnyRequest, error: HTTPException) -> Response[bytes]:
    return _domain(request, _translated(request, error))


def _undecodable(request: AnyRequest, error: Exception) -> Response[bytes]:
    _log.warning("request_not_decoded", reason=type(error).__name__, request_id=request.scope.get("request_id"))
    return _domain(request, Malformed())


def _translated(request: AnyRequest, error: HTTPException) -> DomainError:
    if isinstance(error, ValidationException):
        found = cast("list[dict[str, str]]", error.extra or [])
        return Invalid(errors=refused(found) or [FieldError("", error.detail)])
    if error.status_code == 400:
        return Malformed()
    if isinstance(error, NotFoundException):
        return NotFound()
    if isinstance(error, MethodNotAllowedException):
        return MethodNotAllowed(headers={"Allow": ", ".join(_allowed(request))})
    if error.status_code >= 500:
        return InternalError()
    return NotFound()


def _allowed(request: AnyRequest) -> Iterator[str]:
    """The methods that this address does know."""
    for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        with suppress(HTTPException):
            request.app.asgi_router.handle_routing(
                path=request.scope["path"], method=cast("Method", "GET" if method == "HEAD" else method)
            )
            yield method


def _unforeseen(request: AnyRequest, error: Exception) -> Response[bytes]:
    _log.error("route_failed", exc_info=error, request_id=request.scope.get("request_id"))
    return _domain(request, InternalError())
