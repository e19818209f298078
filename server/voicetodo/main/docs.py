"""`/docs`: the API for people to read, drawn from its OpenAPI document. One page, no script, nothing from elsewhere."""

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Final

from voicetodo.main.files import ASK_AGAIN, File

Json = dict[str, Any]

_METHODS: Final = ("get", "post", "put", "patch", "delete")
_BOUNDS: Final = {
    "minimum": "from {}",
    "maximum": "to {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {}",
    "maxItems": "at most {}",
    "pattern": "like {}",
}


def page(document: Json) -> File:
    """The page, under a policy that lets it load its own style and nothing more."""
    style = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    body = "\n".join(_page(document, style))
    return File.of(body.encode(), kind="text/html", policy=policy.encode(), cache=ASK_AGAIN)


def _page(document: Json, style: str) -> Iterator[str]:
    info = document["info"]
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(info['title'])} API</title><style>{style}</style></head><body>"
    yield f"<header><h1>{escape(info['title'])} API</h1>"
    yield f"<p>{_text(info['description'])} Version {escape(info['version'])}."
    yield 'For programs: <a href="/openapi.json">OpenAPI 3.1</a>.</p></header><nav aria-label="Operations">'
    groups = [(tag, found) for tag in document["tags"] if (found := list(_operations(document, tag["name"])))]
    for tag, operations in groups:
        yield f"<p><b>{_text(tag['description'])}</b></p><ul>"
        for method, path, operation in operations:
            yield f'<li><a href="#{operation["operationId"]}">{method.upper()} {escape(path)}</a></li>'
        yield "</ul>"
    yield "</nav><main>"
    for tag, operations in groups:
        yield f"<h2>{_text(tag['description'])}</h2>"
        for each in operations:
            yield from _operation(*each)
    yield "<h2>Values</h2>"
    for name, schema in sorted(document["components"].get("schemas", {}).items()):
        yield f'<section id="{escape(name)}"><h3><a href="#{escape(name)}">{escape(name)}</a></h3>'
        yield f"<p>{_text(schema.get('description', ''))}</p>"
        yield _fields("Fields", schema) if "properties" in schema else f"<p>{_type(schema)}</p>"
        yield "</section>"
    yield "</main></body></html>"


def _operations(document: Json, tag: str) -> Iterator[tuple[str, str, Json]]:
    for path, item in document["paths"].items():
        for method in _METHODS:
            if tag in item.get(method, {}).get("tags", ()):
                yield method, path, item[method]


def _operation(method: str, path: str, operation: Json) -> Iterator[str]:
    link = operation["operationId"]
    yield f'<section id="{link}"><h3><a href="#{link}"><b>{method.upper()}</b> {escape(path)}</a></h3>'
    yield f"<p>{_text(operation.get('description', ''))}</p>"
    if operation.get("security") == []:
        yield "<p><small>Needs no access token.</small></p>"
    for scope in (name for each in operation.get("security") or () for names in each.values() for name in names):
        yield f"<p><small>A token made for a program needs the scope <code>{escape(scope)}</code>.</small></p>"
    parameters = operation.get("parameters", [])
    if parameters:
        yield _table(
            "Parameters",
            [
                (f"{each['name']}{_mark(each.get('required', False))}", _type(each["schema"]), _parameter(each))
                for each in parameters
            ],
        )
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        yield f"<p>Body <small>{escape(kind)}</small>: {_type(content.get('schema', {}))}</p>"
    yield _table(
        "Answers",
        [
            (status, _answered(answer), _text(answer.get("description", "")))
            for status, answer in sorted(operation["responses"].items())
        ],
    )
    yield "</section>"


def _parameter(parameter: Json) -> str:
    where = {"path": "In the path.", "header": "A header.", "query": ""}[parameter["in"]]
    return f"{_text(parameter.get('description', ''))} <small>{where}{_default(parameter['schema'])}</small>"


def _answered(answer: Json) -> str:
    return (
        " or ".join(_type(content.get("schema", {})) for content in (answer.get("content") or {}).values()) or "nothing"
    )


def _fields(caption: str, schema: Json) -> str:
    required = set(schema.get("required", ()))
    rows = [
        (f"{name}{_mark(name in required)}", _type(field), f"{_text(field.get('description', ''))}{_default(field)}")
        for name, field in schema["properties"].items()
    ]
    return _table(caption, rows)


def _table(caption: str, rows: list[tuple[str, str, str]]) -> str:
    drawn = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{kind}</td><td>{text}</td></tr>' for name, kind, text in rows
    )
    return f"<table><caption>{caption}</caption>{drawn}</table>"


def _type(schema: Json) -> str:
    """A schema in words, with links to the values it names."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    for key in ("oneOf", "anyOf", "allOf"):
        if key in schema:
            return " or ".join(_type(each) for each in schema[key])
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return ", ".join(f"<code>{escape('null' if each is None else str(each))}</code>" for each in values)
    kind = schema.get("type", "anything")
    if kind == "array":
        return f"list of {_type(schema.get('items', {}))}{_bounds(schema)}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"{_type(schema['additionalProperties'])} by name"
    names = [kind] if isinstance(kind, str) else kind
    shown = schema.get("format") or " or ".join(names)
    return f"{escape(str(shown))}{_bounds(schema)}"


def _bounds(schema: Json) -> str:
    told = [sentence.format(escape(str(schema[key]))) for key, sentence in _BOUNDS.items() if key in schema]
    return f" <small>({', '.join(told)})</small>" if told else ""


def _default(schema: Json) -> str:
    default = schema.get("default")
    return f" Default: <code>{escape(str(default))}</code>." if isinstance(default, str | int | float) else ""


def _mark(is_required: bool) -> str:
    return " *" if is_required else ""


def _text(text: str) -> str:
    """Words between backticks are code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(" ".join(text.split()), quote=False))
