"""Bodies made to break a parser, at every operation that takes one: refused, never a failure of ours, and cheap."""

import pytest

from tests.security.findings import Findings
from tests.security.scene import path_of
from tests.security.world import World

BODIES = {
    "deep arrays": b"[" * 100_000,
    "deep objects": b'{"a":' * 50_000,
    "a key twice": b'{"title":"a","title":"b","name":"a","name":"b","email":"a","email":"b"}',
    "a number without end": b'{"title":' + b"9" * 100_000 + b"}",
    "an exponent": b'{"limit":1e999999999,"priority":1e400}',
    "not a number": b'{"priority":NaN,"limit":Infinity}',
    "no UTF-8": b'{"title":"\xff\xfe\xc0\xaf"}',
    "half a character": b'{"title":"\\ud800","name":"\\udfff","text":"\\ud800"}',
    "NUL": b'{"title":"a\\u0000b","name":"a\\u0000b","text":"a\\u0000b","body":"\\u0000","query":"\\u0000"}',
    "a byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"title":"a"}'.encode("utf-16"),
    "no JSON": b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
    "an array": b"[]",
    "text": b'"__proto__"',
    "null": b"null",
}
#: Bodies that may be empty, which null is as well.
_MAY_BE_NULL = frozenset({"POST /v1/auth/logout", "POST /v1/auth/refresh"})


@pytest.mark.parametrize("kind", BODIES)
def test_each_is_refused_everywhere(world: World, kind: str) -> None:
    findings = Findings()

    for operation in world.operations:
        if operation.body is not None:
            answer = world.charlie.request(
                operation.method,
                path_of(operation, world.his | {"token": "A"}) if operation.method != "DELETE" else "/v1/nowhere",
                content=BODIES[kind],
                headers={"Content-Type": "application/json"},
            )
            is_fine = 400 <= answer.status_code < 500 or (kind == "null" and operation.name in _MAY_BE_NULL)
            findings.check(f"{operation.name} → {answer.status_code} {answer.text}", holds=is_fine)

    # otherwise all of them were refused for who asks
    assert world.charlie.get("/v1/me").is_success
    findings.close(at_least=40)
