"""Requests full of words that stand nowhere else, for every operation of the API's own document."""

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any, Final

import msgspec

#: In every word that is sent, whatever its case.
MARK: Final = "zwiebel"
WORDS: Final = "Zwiebelkuchen backen"
ADDRESS: Final = "zwiebel.kuchen@zwiebel.example"
PASSWORD: Final = "Zwiebelpasswort mit Sahne"
TOKEN: Final = "vtp_zwiebel0123456789abcdefghij"
NOBODY: Final = "00000000-0000-7000-8000-000000000000"
_SPECIAL: Final = {
    "uuid": NOBODY,
    "date": "2026-12-24",
    "date-time": "2026-12-24T10:00:00Z",
    "binary": WORDS,
}
_numbers = count(1)

Json = dict[str, Any]


class Sent(msgspec.Struct, frozen=True):
    """One request."""

    method: str
    path: str
    query: Json
    headers: dict[str, str]
    content: bytes | None
    kind: str


def requests(document: Json) -> Iterator[Sent]:
    """For each operation one that may do something, and others that are wrong in as many ways."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield from _of(document, method.upper(), path, operation)


def _of(document: Json, method: str, path: str, operation: Json) -> Iterator[Sent]:
    given = operation.get("parameters", [])
    query = {
        each["name"]: value for each in given if each["in"] == "query" for value in [_sample(document, each["schema"])]
    }
    addresses = (_address(document, path, given, is_marked=False), _address(document, path, given, is_marked=True))
    schemas: Json = operation.get("requestBody", {}).get("content", {})
    yield Sent(method, addresses[0], query, _headers(), None, "plain")
    yield Sent(method, addresses[1], dict.fromkeys([*query, MARK], WORDS), _headers(), None, "wrong query")
    if not schemas:
        return
    kind = {"Content-Type": "application/json"}
    schema = schemas.get("application/json", {}).get("schema", {"type": "object"})
    whole = _sample(document, schema)
    wrong = [
        whole,
        _wrong(whole),
        {**whole, WORDS: WORDS} if isinstance(whole, dict) else WORDS,
        WORDS,
        [WORDS],
        {name: {MARK: WORDS} for name in whole} if isinstance(whole, dict) else {},
        {name: [WORDS] for name in whole} if isinstance(whole, dict) else {},
    ]
    for body in wrong:
        yield Sent(method, addresses[0], {}, {**_headers(), **kind}, json.dumps(body).encode(), "json")
    for broken in (b'{"title": "Zwiebelkuchen', b'{"zwiebel": \xff\xfe}', b"Zwiebel", b'"\\ud800 zwiebel"'):
        yield Sent(method, addresses[0], {}, {**_headers(), **kind}, broken, "broken")
    strange = {"Content-Type": "text/zwiebel"}
    yield Sent(method, addresses[0], {}, {**_headers(), **strange}, WORDS.encode(), "strange")
    form = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="Zwiebel.txt"\r\n\r\nZwiebel\r\n'
        b'--x\r\nContent-Disposition: form-data; name="zwiebel"\r\n\r\nZwiebel\r\n--x--\r\n'
    )
    yield Sent(
        method, addresses[0], {}, {**_headers(), "Content-Type": "multipart/form-data; boundary=x"}, form, "form"
    )


def _headers() -> dict[str, str]:
    return {
        "User-Agent": WORDS,
        "Referer": f"https://zwiebel.example/{MARK}",
        "Cookie": f"zwiebel={TOKEN}",
        "Idempotency-Key": f"zwiebel-{next(_numbers)}",
        "X-Request-Id": "zwiebel zwiebel",
        "Accept-Language": MARK,
        "If-None-Match": f'"{MARK}"',
        "Tracestate": f"{MARK}={MARK}",
        "X-Forwarded-For": MARK,
    }


def _address(document: Json, path: str, given: list[Json], *, is_marked: bool) -> str:
    schemas = {each["name"]: each["schema"] for each in given if each["in"] == "path"}

    def value(found: re.Match[str]) -> str:
        sample = _sample(document, schemas.get(found[1], {}))
        return MARK if is_marked else str(sample).replace(" ", "%20")

    return re.sub(r"{(\w+)[^}]*}", value, path)


def _sample(document: Json, schema: Json, depth: int = 0) -> Any:
    """Something that fits, with words of ours wherever there may be words."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    for several in ("oneOf", "anyOf", "allOf"):
        if several in schema:
            kinds = [each for each in schema[several] if each.get("type") != "null"]
            return _sample(document, kinds[0], depth + 1) if kinds else None
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next(each for each in kind if each != "null")
    if kind == "object" or "properties" in schema:
        if depth > 5:
            return {}
        return {name: _named(document, name, each, depth) for name, each in schema.get("properties", {}).items()}
    if kind == "array":
        return [_sample(document, schema.get("items", {}), depth + 1)] if depth <= 5 else []
    if kind in ("integer", "number"):
        return schema.get("minimum", 1)
    if kind == "boolean":
        return True
    return _SPECIAL.get(schema.get("format", ""), WORDS[: schema.get("maxLength", 100)])


def _named(document: Json, name: str, schema: Json, depth: int) -> Any:
    value = _sample(document, schema, depth + 1)
    if not isinstance(value, str) or MARK not in value.lower():
        return value
    if "password" in name:
        return PASSWORD
    if "email" in name or "address" in name:
        return ADDRESS
    if "token" in name or "code" in name or "secret" in name:
        return TOKEN
    return {"timezone": "Europe/Berlin", "client": "native"}.get(name, value)


def _wrong(value: Any) -> Any:
    """Words where there should be none."""
    if isinstance(value, dict):
        fields: Json = value
        return {name: _wrong(each) if isinstance(each, dict | list) else WORDS for name, each in fields.items()}
    if isinstance(value, list):
        items: list[Any] = value
        return [_wrong(each) for each in items]
    return WORDS
