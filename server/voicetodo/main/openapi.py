"""The OpenAPI 3.1 document: what the routes say of themselves, and what holds for all of them."""

import re
from collections.abc import Iterable, Iterator

from litestar import Litestar
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import (
    Components,
    License,
    OpenAPI,
    OpenAPIHeader,
    OpenAPIMediaType,
    OpenAPIResponse,
    Operation,
    Parameter,
    PathItem,
    Reference,
    Schema,
    SecurityScheme,
    Tag,
)
from litestar.openapi.spec.enums import OpenAPIType

from voicetodo.kit.errors import Forbidden
from voicetodo.kit.http.guard import InsufficientScope, PermissionMissing, ReauthenticationRequired
from voicetodo.kit.http.problems import PROBLEM_JSON
from voicetodo.kit.http.requirements import RequiredBy, Requirement

VERSION = "0.1.0"

_PAGE = re.compile(r"Page_(?:\w+\.)*(\w+)_")
_TEXT = Schema(type=OpenAPIType.STRING)
_IN_FLIGHT = "`request-in-flight`: the first request with this Idempotency-Key is still running."
_HEADERS = {
    "Idempotency-Key": "Sent again with the same key within 24 hours, the request is done once and answered alike.",
    "If-Match": "Only where this is still its ETag; otherwise 412.",
    "If-None-Match": "The ETag held already: 304 where it is still the one.",
}


def config() -> OpenAPIConfig:
    """What Litestar is told."""
    return OpenAPIConfig(
        title="Voice Todo",
        version=VERSION,
        description="Speak, and it is on the list. Errors are problem details (RFC 9457); lists come in pages.",
        license=License(name="Apache-2.0", identifier="Apache-2.0"),
        path="/",
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        components=Components(
            security_schemes={
                "token": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT", description="Access token")
            }
        ),
        security=[{"token": []}],
        tags=[
            Tag(name="auth", description="Accounts, sign-in and sessions"),
            Tag(name="todo", description="Todos, categories and labels"),
            Tag(name="voice", description="What was said, understood and done"),
            Tag(name="analytics", description="What was counted"),
            Tag(name="product", description="What this installation offers whoever uses it"),
            Tag(name="admin", description="Looking after an installation"),
        ],
        use_handler_docstrings=True,
    )


def complete(app: Litestar, routes: Iterable[RequiredBy]) -> None:
    """Add what the edge answers, the headers that any such operation takes, and what each route of `routes` asks of its
    caller; name pages after what they hold.
    """
    _name_pages(app.openapi_schema)
    paths = app.openapi_schema.paths or {}
    for item in paths.values():
        _complete(item)
    for route in routes:
        operation = getattr(paths.get(route.path), route.method.lower(), None)
        if operation is not None:
            _require(operation, route.requirement)


def operations(item: PathItem) -> Iterator[tuple[str, Operation]]:
    """Each method of an address that is known, in capitals, and what it does."""
    for method in ("get", "post", "put", "patch", "delete"):
        operation: Operation | None = getattr(item, method)
        if operation is not None:
            yield method.upper(), operation


def _name_pages(document: OpenAPI) -> None:
    """`TodoPage`, where Litestar writes out the module of Todo: code may move, the names of the document may not."""
    schemas = document.components.schemas or {}
    names = {name: f"{held[1]}Page" for name in schemas if (held := _PAGE.fullmatch(name))}
    document.components.schemas = {names.get(name, name): schema for name, schema in schemas.items()}
    for reference in _answered(document):
        folder, _, name = reference.ref.rpartition("/")
        reference.ref = f"{folder}/{names.get(name, name)}"


def _answered(document: OpenAPI) -> Iterator[Reference]:
    """What operations answer with, which is where pages are; they hold nothing in each other."""
    for item in (document.paths or {}).values():
        for _, operation in operations(item):
            for response in (operation.responses or {}).values():
                for kind in ((isinstance(response, OpenAPIResponse) and response.content) or {}).values():
                    if isinstance(kind, OpenAPIMediaType) and isinstance(kind.schema, Reference):
                        yield kind.schema


def _complete(item: PathItem) -> None:
    for _, operation in operations(item):
        if operation.responses is None:
            continue
        empty = operation.responses.get("204")
        if isinstance(empty, OpenAPIResponse):
            empty.content = None
        if "412" in operation.responses:
            _take(operation, "If-Match")
    if item.post is not None and item.post.responses is not None:
        _take(item.post, "Idempotency-Key")
        _also(item.post.responses, "409", _IN_FLIGHT)
    if item.get is not None and item.get.responses is not None:
        _take(item.get, "If-None-Match")
        etag = OpenAPIHeader(schema=_TEXT, description="The tag of the state held already.")
        item.get.responses["304"] = OpenAPIResponse(description="Nothing has changed.", headers={"ETag": etag})


def _require(operation: Operation, requirement: Requirement) -> None:
    if requirement.is_public:
        # An empty list says that no token is needed; Litestar leaves it out, which says the opposite.
        operation.security = []
        return
    if requirement.scopes is not None:
        operation.security = [{"token": list(requirement.scopes)}]
    refusals: list[type[Forbidden]] = [InsufficientScope]
    if requirement.permission is not None:
        operation.description = f"{operation.description} Needs the permission `{requirement.permission}`."
        refusals.append(PermissionMissing)
    for kind in refusals:
        _also(operation.responses or {}, "403", f"`{kind.slug()}`: {kind.__doc__}")
    if requirement.is_recent:
        kind = ReauthenticationRequired
        _also(operation.responses or {}, "401", f"`{kind.slug()}`: {kind.__doc__}")


def _take(operation: Operation, header: str) -> None:
    taken = Parameter(name=header, param_in="header", schema=_TEXT, required=False, description=_HEADERS[header])
    operation.parameters = [*(operation.parameters or []), taken]


def _also(responses: dict[str, OpenAPIResponse | Reference], status: str, sentence: str) -> None:
    known = responses.get(status)
    if isinstance(known, OpenAPIResponse):
        known.description = f"{known.description} · {sentence}"
        return
    problem = OpenAPIMediaType(schema=Reference(ref="#/components/schemas/Problem"))
    responses[status] = OpenAPIResponse(description=sentence, content={PROBLEM_JSON: problem})
