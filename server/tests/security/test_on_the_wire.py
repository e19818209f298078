"""The program itself behind a socket: bytes that no client library would send, and what its log makes of them."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

import httpx
import pytest

from tests.fixtures.product import PASSWORD
from tests.fixtures.program import Serving
from voicetodo.kit.settings import SettingsError
from voicetodo.main.serving import _trusted_proxies
from voicetodo.main.settings import Settings

#: How often somebody may sign in here, in a minute.
SIGN_INS: Final = 5


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """As people start it, with its access log in a file; nobody stands before it."""
    folder = tmp_path_factory.mktemp("wire")
    log = folder / "access.log"
    with Serving(folder, "--modules", "auth", access_log=log, rate_sign_in=f"{SIGN_INS}/hour") as serving:
        serving.wait_until_ready()
        yield serving


@pytest.fixture(scope="module")
def access_log(server: Serving) -> Path:
    return server.output.with_name("access.log")


def sent(server: Serving, *pieces: bytes) -> bytes:
    """All that comes back until the server closes, or says nothing for a second."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=1) as connection:
        found = b""
        try:
            for piece in pieces:
                connection.sendall(piece)
            while piece := connection.recv(65536):
                found += piece
        except (TimeoutError, ConnectionError):
            pass
        return found


def statuses(answer: bytes) -> list[int]:
    return [int(line.split()[1]) for line in answer.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]


class TestSmuggling:
    """Nothing that stands in the body of one request is ever answered as another."""

    @pytest.mark.parametrize(
        "head",
        [
            b"Content-Length: 40\r\nTransfer-Encoding: chunked",
            b"Transfer-Encoding: chunked\r\nContent-Length: 40",
            b"Content-Length: 5\r\nContent-Length: 40",
            b"Content-Length: 5, 40",
            b"Content-Length: +5",
            b"Content-Length: -1",
            b"Content-Length: 0x5",
            b"Content-Length: 99999999999999999999999",
            b"Transfer-Encoding: xchunked",
            b"Transfer-Encoding: identity, chunked, identity",
            b"Transfer-Encoding : chunked",
            b"Transfer-Encoding:\x0bchunked",
            b"X: y\r\n Transfer-Encoding: chunked",
        ],
    )
    def test_a_request_of_two_lengths_is_one_or_none(self, server: Serving, head: bytes) -> None:
        hidden = b"GET /.well-known/jwks.json HTTP/1.1\r\nHost: x\r\n\r\n"

        answer = sent(server, b"POST /v1/auth/login HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n\r\n0\r\n\r\n" + hidden)

        assert b'"keys"' not in answer
        assert not [status for status in statuses(answer) if status < 400 or status >= 500]

    def test_a_chunk_of_a_size_that_is_none_ends_the_connection(self, server: Serving) -> None:
        for size in (b"zz", b"-1", b"ffffffffffffffffff", b"5;" + b"x" * 100_000):
            head = b"POST /v1/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
            assert not [each for each in statuses(sent(server, head + size + b"\r\nabcde\r\n0\r\n\r\n")) if each < 400]


class TestHeads:
    def test_a_header_larger_than_any_is_refused(self, server: Serving) -> None:
        for header in (b"X: " + b"a" * 1_000_000, b"\r\n".join(b"X-%d: a" % each for each in range(100_000))):
            answer = sent(server, b"GET /v1/me HTTP/1.1\r\nHost: x\r\n" + header + b"\r\n\r\n")
            assert not [status for status in statuses(answer) if status < 400 or status == 500]

    def test_an_address_larger_than_any_is_refused(self, server: Serving) -> None:
        answer = sent(server, b"GET /v1/me?" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")

        assert not [status for status in statuses(answer) if status < 400 or status == 500]

    @pytest.mark.parametrize(
        "value", [b"a\rSet-Cookie: a=b", b"a\x00b", b"a\nSet-Cookie: a=b", b"a\r\n\r\nHTTP/1.1 200 OK"]
    )
    def test_no_header_of_theirs_comes_back_as_one_of_ours(self, server: Serving, value: bytes) -> None:
        for name in (b"X-Request-Id", b"Origin", b"Traceparent", b"Host", b"User-Agent", b"Idempotency-Key"):
            answer = sent(server, b"GET /v1/me HTTP/1.1\r\nHost: x\r\n" + name + b": " + value + b"\r\n\r\n")
            assert b"set-cookie" not in answer.lower()
            assert 200 not in statuses(answer)

    def test_methods_that_show_what_was_sent_are_none(self, server: Serving) -> None:
        for method in (b"TRACE", b"TRACK", b"CONNECT", b"DEBUG"):
            answer = sent(server, method + b" /v1/me HTTP/1.1\r\nHost: x\r\nX-Secret: shown\r\n\r\n")
            assert b"shown" not in answer
            assert not [status for status in statuses(answer) if status < 400]

    @pytest.mark.parametrize(
        "target",
        [
            b"//evil.example/%2f..",
            b"/\\evil.example",
            b"http://evil.example/",
            b"/%0d%0aLocation:%20x",
            b"/dav//evil.example",
            b"/v1//evil.example/",
        ],
    )
    def test_nobody_is_sent_to_another_site(self, server: Serving, target: bytes) -> None:
        answer = sent(
            server, b"GET " + target + b" HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n\r\n"
        )

        locations = [line for line in answer.lower().split(b"\r\n") if line.startswith(b"location:")]
        assert locations == []


class TestLogs:
    def test_each_line_stays_one_line_of_json_whatever_is_sent(self, server: Serving, access_log: Path) -> None:
        evil = '"}\\n{"level":"info","event":"forged"'
        with httpx.Client(base_url=server.url, trust_env=False) as client:
            for value in (evil, "\x1b[2J", "ü" * 10, "%0a%0d", "a" * 5_000):
                latin = value.encode("latin-1", "replace")
                for name in ("User-Agent", "X-Request-Id", "Traceparent", "Origin", "Referer", "Authorization"):
                    client.get("/v1/me", headers={name.encode(): latin})
                client.get(f"/v1/{quote(value[:100])}", params={"q": value[:1000]})
                client.post("/v1/auth/login", json={"email": value, "password": value, "client": value})
        server.stop()

        lines = [*access_log.read_text("utf-8").splitlines(), *_log_of(server)]
        records = [json.loads(line) for line in lines]
        assert len(records) >= 40
        assert not [each for each in records if each.get("event") == "forged"]
        assert not [line for line in lines if any(ord(character) < 32 for character in line)]
        server.start()
        server.wait_until_ready()


class TestBudgets:
    @pytest.mark.parametrize(
        "header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP", "X-Client-IP"]
    )
    def test_an_address_that_somebody_claims_is_no_other_one(self, server: Serving, header: str) -> None:
        """Nobody was told to be believed: VOICETODO_TRUSTED_PROXIES is empty."""
        body = {"email": "nobody@example.org", "password": PASSWORD, "client": "native"}
        with httpx.Client(base_url=server.url, trust_env=False) as client:
            answers = [
                client.post(
                    "/v1/auth/login",
                    json=body,
                    headers=[(header, f"198.51.100.{each}"), (header.lower(), f"for=203.0.113.{each}")],
                )
                for each in range(SIGN_INS + 1)
            ]

        assert answers[-1].status_code == 429

    def test_another_spelling_of_the_address_is_no_way_around_it(self, server: Serving) -> None:
        body = {"email": "nobody@example.org", "password": PASSWORD, "client": "native"}
        with httpx.Client(base_url=server.url, trust_env=False) as client:
            for _ in range(SIGN_INS + 1):
                client.post("/v1/auth/login", json=body)
            for path in (
                "/v1/auth/login/",
                "/v1/auth//login",
                "/v1/auth/%6cogin",
                "/v1/auth/./login",
                "/v1/auth/login?a=b",
                "/v1/AUTH/login",
            ):
                assert client.post(path, json=body).status_code in {404, 422, 429}


class TestProxies:
    def test_what_a_client_wrote_before_the_proxy_did_is_not_believed(self, tmp_path: Path) -> None:
        body = {"email": "nobody@example.org", "password": PASSWORD, "client": "native"}
        shown = {"rate_sign_in": f"{SIGN_INS}/hour", "trusted_proxies": "127.0.0.0/8"}
        with Serving(tmp_path / "behind", "--modules", "auth", **shown) as behind, _speaking_to(behind) as client:
            behind.wait_until_ready()
            answers = [
                client.post(
                    "/v1/auth/login", json=body, headers={"X-Forwarded-For": f"198.51.100.{each}, 203.0.113.9"}
                ).status_code
                for each in range(SIGN_INS + 1)
            ]
            other = client.post("/v1/auth/login", json=body, headers={"X-Forwarded-For": "203.0.113.10"})

        assert (answers[:-1], answers[-1]) == ([401] * SIGN_INS, 429)
        assert other.status_code == 401

    @pytest.mark.parametrize("value", ["*", "10.0.0.1, *", "0.0.0.0/0", "::/0", "proxy.example"])
    def test_not_everybody_is_a_proxy(self, value: str) -> None:
        with pytest.raises(SettingsError, match="VOICETODO_TRUSTED_PROXIES must name"):
            _trusted_proxies(Settings(trusted_proxies=value))


def _speaking_to(server: Serving) -> httpx.Client:
    return httpx.Client(base_url=server.url, trust_env=False)


def _log_of(server: Serving) -> list[str]:
    """What it writes of itself, without the greeting for whoever started it."""
    return [line for line in server.text.splitlines() if line.startswith("{")]
