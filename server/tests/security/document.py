"""What the product's own document tells of its operations, and bodies that each of them would read."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from tests.fixtures.product import Product
from voicetodo.main.assembly import Assembly

Json = dict[str, Any]
#: Where an id stands in a body of `with_ids`.
MARK: Final = "00000000-0000-7000-8000-0000000000ff"
#: What stands everywhere else in it that an id is needed.
NOBODYS: Final = "00000000-0000-7000-8000-0000000000fe"
#: What free text is, unless a table knows better: nothing that any format asks for.
TEXT: Final = "nothing"
_SAMPLES: Final = {"uuid": NOBODYS, "date": "2026-01-05", "date-time": "2026-01-05T09:00:00Z", "time": "09:00"}
#: Of the `pattern`s that are written in the document, those of ids.
_OF_AN_ID: Final = re.compile(r"\[0-9a-fA-F]{8}")
#: And those of a day, with or without what follows it.
_OF_A_DAY: Final = r"^\d{4}-\d{2}-\d{2}"
_DEEPEST: Final = 6


class Operation(msgspec.Struct, frozen=True):
    """One method at one path. `body` is the schema of its JSON, with everything it refers to in its place."""

    method: str
    path: str
    tags: tuple[str, ...]
    parameters: tuple[Json, ...]
    body: Json | None
    #: Nobody is asked who they are.
    is_public: bool = False

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def places(self) -> list[str]:
        """The names in its path."""
        return re.findall(r"{(\w+)}", self.path)

    def query(self, *, of_ids: bool = False) -> list[str]:
        """The names of its query parameters; only of those that take ids."""
        found = (each for each in self.parameters if each["in"] == "query")
        return [each["name"] for each in found if not of_ids or _takes_ids(each["schema"])]

    def takes(self, header: str) -> bool:
        return any(each["in"] == "header" and each["name"] == header for each in self.parameters)

    def example(self) -> Any:
        """The least that it reads; None where it reads nothing."""
        return None if self.body is None else _sample(self.body)

    def with_ids(self) -> Iterator[tuple[str, Any]]:
        """Each place in its body where an id may stand, and a body with MARK in that place."""
        if self.body is not None:
            yield from _marked(self.body, _DEEPEST)

    def objects(self) -> Iterator["Place"]:
        """Each place in its body where an object with names of its own may stand."""
        if self.body is not None:
            yield from _objects(self.body, _DEEPEST)


class Place(msgspec.Struct, frozen=True):
    """Of an object in a body: the names it knows, and the body once more is written into it."""

    name: str
    known: frozenset[str]
    grown: Callable[[Json], Any]


def operations_of(product: Product) -> list[Operation]:
    """Those that this very product serves, rather than those of a file."""

    async def document(process: Assembly) -> Json:
        return process.api.openapi_schema.to_schema()

    return operations(product.run(document))


def operations(document: Json) -> list[Operation]:
    definitions: Json = document.get("components", {}).get("schemas", {})
    return [
        Operation(
            method=method.upper(),
            path=path,
            tags=tuple(operation.get("tags", ())),
            parameters=tuple(operation.get("parameters", ())),
            body=_body(operation, definitions),
            is_public=operation.get("security") == [],
        )
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]


def _body(operation: Json, definitions: Json) -> Json | None:
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    return None if schema is None else _whole(schema, definitions, _DEEPEST)


def _whole(schema: Any, definitions: Json, depth: int) -> Any:
    """With what it refers to in its place, as deep as any of our bodies is."""
    if isinstance(schema, list):
        return [_whole(each, definitions, depth) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        named = schema["$ref"].rpartition("/")[2]
        return {"title": named, **_whole(definitions[named], definitions, depth - 1)} if depth else {}
    return {name: _whole(value, definitions, depth) for name, value in schema.items()}


def _choices(schema: Json) -> list[Json]:
    """What else than null it may be; what says nothing of itself is left out where something does."""
    among = schema.get("oneOf") or schema.get("anyOf")
    if not among:
        return [schema]
    outer = {name: value for name, value in schema.items() if name not in {"oneOf", "anyOf"}}
    found = [{**outer, **each} for each in among if each and each.get("type") != "null"]
    return [choice for each in found for choice in _choices(each)]


def _sample(schema: Json) -> Any:
    for choice in _choices(schema)[:1]:
        if "const" in choice:
            return choice["const"]
        if choice.get("enum"):
            return choice["enum"][0]
        kind = choice.get("type")
        if kind == "object":
            return {name: _sample(choice["properties"][name]) for name in choice.get("required") or ()}
        if kind == "array":
            return [_sample(choice["items"])] * choice.get("minItems", 0)
        if kind in {"integer", "number"}:
            return int(choice.get("minimum", 1))
        if kind == "boolean":
            return False
        is_day = choice.get("pattern", "").startswith(_OF_A_DAY)
        return _SAMPLES.get("date" if is_day else choice.get("format", ""), TEXT)
    return None


def _marked(schema: Json, depth: int) -> Iterator[tuple[str, Any]]:
    choices = _choices(schema) if depth else []
    for choice in choices:
        among = choice.get("title", "") if len(choices) > 1 else ""
        if choice.get("format") == "uuid":
            yield "", MARK
        elif choice.get("type") == "array":
            for place, value in _marked(choice.get("items") or {}, depth - 1):
                yield f"[]{place}", [value]
        else:
            whole = _sample(choice) if choice.get("type") == "object" else {}
            for name, of_it in choice.get("properties", {}).items():
                for place, value in _marked(of_it, depth - 1):
                    yield f"{among}.{name}{place}", {**whole, name: value}


def _objects(schema: Json, depth: int) -> Iterator[Place]:
    choices = _choices(schema) if depth else []
    for choice in choices:
        among = choice.get("title", "") if len(choices) > 1 else ""
        if choice.get("type") == "array":
            for each in _objects(choice.get("items") or {}, depth - 1):
                yield Place(f"[]{each.name}", each.known, lambda more, each=each: [each.grown(more)])
        elif choice.get("type") == "object" and choice.get("properties"):
            whole, known = _sample(choice), frozenset(choice["properties"])
            yield Place(among, known, lambda more, whole=whole: {**whole, **more})
            for name, of_it in choice["properties"].items():
                for each in _objects(of_it, depth - 1):
                    yield Place(
                        f"{among}.{name}{each.name}",
                        each.known,
                        lambda more, whole=whole, name=name, each=each: {**whole, name: each.grown(more)},
                    )


def _takes_ids(schema: Json) -> bool:
    return any(
        choice.get("format") == "uuid" or _OF_AN_ID.search(choice.get("pattern", "")) for choice in _choices(schema)
    )
