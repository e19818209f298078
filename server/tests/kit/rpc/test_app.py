"""The answering side, seen by somebody who may or may not belong to the installation."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, MutableMapping

import httpx
import pytest
import pytest_asyncio

from tests.kit.rpc.library import Library, LibraryApi, serving
from voicetodo.kit.rpc.app import rpc_app
from voicetodo.kit.rpc.faces import Faces
from voicetodo.kit.rpc.service_token import HEADER, ServiceTokens

HS256 = {"alg": "HS256", "typ": "JWT"}
SECRET, OTHER = b"s" * 32, b"o" * 32
BODY = b'{"book_id":"00000000-0000-0000-0000-000000000000"}'


@pytest.fixture
def library() -> Library:
    return Library()


@pytest_asyncio.fixture
async def client(library: Library) -> AsyncIterator[httpx.AsyncClient]:
    faces = Faces()
    faces.answer(LibraryApi, library)
    async with (
        serving(rpc_app(faces, ServiceTokens(SECRET))) as address,
        httpx.AsyncClient(base_url=f"{address}/internal/rpc", trust_env=False) as client,
    ):
        yield client


async def ask(client: httpx.AsyncClient, method: str = "find", body: bytes = BODY, **signed: object) -> httpx.Response:
    made = {"module": "library", "method": method, "body": body, **signed}
    token = ServiceTokens(SECRET).sign(**made)  # type: ignore[arg-type]
    return await client.post(f"/library/{method}", content=body, headers={HEADER: token})


async def present(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.post("/library/find", content=BODY, headers=[(HEADER.encode(), token.encode())])


def forged(header: dict[str, str], secret: bytes = SECRET, **changes: object) -> str:
    now = int(time.time())
    claims = {"iss": "x", "aud": "library", "iat": now, "exp": now + 30, "jti": "1", "req": _digest("find", BODY)}
    claims |= changes
    signed = ".".join(_encode(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims))
    return f"{signed}.{_encode(hmac.digest(secret, signed.encode(), 'sha256'))}"


def _digest(method: str, body: bytes) -> str:
    return _encode(hashlib.sha256(method.encode() + b"\n" + body).digest())


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class TestServiceTokens:
    async def test_a_right_one_opens(self, client: httpx.AsyncClient) -> None:
        answer = await ask(client)

        assert (answer.status_code, answer.content) == (200, b"null")

    async def test_without_a_right_one_not_even_the_body_is_read(self) -> None:
        async def receive() -> dict[str, object]:
            raise AssertionError("somebody reads what a stranger sends")

        answers: list[dict[str, object]] = []

        async def send(message: MutableMapping[str, object]) -> None:
            answers.append(dict(message))

        scope = {"type": "http", "method": "POST", "path": "/internal/rpc/library/find", "headers": []}
        await rpc_app(Faces(), ServiceTokens(SECRET))(scope, receive, send)

        assert answers[0]["status"] == 401

    async def test_none_does_not(self, client: httpx.AsyncClient, library: Library) -> None:
        answer = await client.post("/library/find", content=BODY)

        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert library.finds == 0

    async def test_one_made_by_the_book_opens(self, client: httpx.AsyncClient) -> None:
        assert (await present(client, forged(HS256))).status_code == 200

    @pytest.mark.parametrize("token", ["", "x", "a.b.c", "..", "é.é.é"])
    async def test_rubbish_does_not(self, client: httpx.AsyncClient, token: str) -> None:
        assert (await present(client, token)).status_code == 401

    @pytest.mark.parametrize(
        ("header", "secret", "changes"),
        [
            ({"alg": "none", "typ": "JWT"}, SECRET, {}),
            ({"alg": "HS512", "typ": "JWT"}, SECRET, {}),
            (HS256, OTHER, {}),
            (HS256, b"", {}),
            (HS256, SECRET, {"exp": "tomorrow"}),
            (HS256, SECRET, {"jti": None}),
        ],
    )
    async def test_forged_ones_do_not(
        self, client: httpx.AsyncClient, header: dict[str, str], secret: bytes, changes: dict[str, object]
    ) -> None:
        assert (await present(client, forged(header, secret, **changes))).status_code == 401

    async def test_one_for_another_module_does_not(self, client: httpx.AsyncClient) -> None:
        assert (await ask(client, module="todo")).status_code == 401

    async def test_one_for_another_question_does_not(self, client: httpx.AsyncClient) -> None:
        token = ServiceTokens(SECRET).sign(module="library", method="find", body=BODY)

        answer = await client.post("/library/lend", content=BODY, headers={HEADER: token})

        assert answer.status_code == 401

    async def test_one_for_other_arguments_does_not(self, client: httpx.AsyncClient) -> None:
        token = ServiceTokens(SECRET).sign(module="library", method="find", body=BODY)

        answer = await client.post("/library/find", content=BODY + b" ", headers={HEADER: token})

        assert answer.status_code == 401

    async def test_it_opens_once(self, client: httpx.AsyncClient) -> None:
        token = ServiceTokens(SECRET).sign(module="library", method="find", body=BODY)

        answers = [await client.post("/library/find", content=BODY, headers={HEADER: token}) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [200, 401]

    @pytest.mark.parametrize("moved_seconds", [-60, 60])
    async def test_one_of_another_time_does_not(self, client: httpx.AsyncClient, moved_seconds: int) -> None:
        tokens = ServiceTokens(SECRET, now=lambda: time.time() + moved_seconds)
        token = tokens.sign(module="library", method="find", body=BODY)

        answer = await client.post("/library/find", content=BODY, headers={HEADER: token})

        assert answer.status_code == 401

    async def test_one_that_lives_for_long_does_not(self, client: httpx.AsyncClient) -> None:
        token = forged(HS256, exp=int(time.time()) + 86_400)

        answer = await client.post("/library/find", content=BODY, headers={HEADER: token})

        assert answer.status_code == 401

    def test_a_previous_secret_still_opens(self) -> None:
        token = ServiceTokens(SECRET, issuer="voice").sign(module="m", method="x", body=b"")

        tokens = ServiceTokens(OTHER, previous_secrets=(SECRET,))

        assert tokens.check(token, module="m", method="x", body=b"") == "voice"

    def test_a_short_secret_is_refused(self) -> None:
        with pytest.raises(ValueError, match="32 bytes"):
            ServiceTokens(b"short")


class TestQuestions:
    async def test_an_unknown_one_is_not_found(self, client: httpx.AsyncClient) -> None:
        assert (await ask(client, "steal")).status_code == 404
        assert (await ask(client, "__init__")).status_code == 404

    @pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"book_id":1}', b"\xed\xa0\x80", BODY[:-1] + b',"x":1}'])
    async def test_unfit_arguments_are_refused(self, client: httpx.AsyncClient, body: bytes) -> None:
        answer = await ask(client, body=body)

        assert answer.status_code == 422

    async def test_they_are_posted(self, client: httpx.AsyncClient) -> None:
        assert (await client.get("/library/find")).status_code == 405

    async def test_a_failure_tells_nothing_of_its_reason(self, client: httpx.AsyncClient) -> None:
        answer = await ask(client, "burn", b"{}")

        assert answer.status_code == 500
        assert "secret" not in answer.text

    async def test_an_endless_one_is_refused(self, client: httpx.AsyncClient) -> None:
        answer = await ask(client, body=b" " * (17 * 2**20))

        assert answer.status_code == 413
