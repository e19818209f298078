"""Asks servers of others over HTTP, within limits.

A name is looked up once, what was found is judged, and that very address is connected to: a name that leads elsewhere
a moment later (DNS rebinding) leads nowhere. TLS still proves the name. No redirect is followed, no proxy of the
environment asked, no connection kept for another request.
"""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from typing import Final
from urllib.parse import SplitResult

import httpx
import msgspec

from voicetodo.kit.outgoing.addresses import PORTS, Address, AddressRefused, is_public, read_address

#: The addresses of a host; raises OSError where it has none.
Resolve = Callable[[str, int], Awaitable[list[Address]]]

#: Of those that a name leads to: whoever has more may be reached by one of these.
_MOST_TRIED: Final = 3


class NoAnswer(Exception):
    """There was none, or not in time, or it was too long."""


class Reply(msgspec.Struct, frozen=True):
    """Whatever the status; a redirect is one of them."""

    status: int
    body: bytes
    content_type: str = ""


class _Wish(msgspec.Struct, frozen=True):
    method: str
    parts: SplitResult
    host: str
    port: int
    headers: Mapping[str, str]
    form: Mapping[str, str] | None

    @property
    def authority(self) -> str:
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{shown}:{self.parts.port}" if self.parts.port else shown

    def address_at(self, address: Address) -> str:
        """The same, with nothing left to look up."""
        there = f"[{address}]" if isinstance(address, ipaddress.IPv6Address) else str(address)
        return self.parts._replace(netloc=f"{there}:{self.port}", fragment="").geturl()


class Outgoing:
    """`timeout_seconds` is for all of a request together, `max_bytes` for the body of its answer."""

    def __init__(
        self,
        *,
        timeout_seconds: float = 10.0,
        max_bytes: int = 256 * 1024,
        resolve: Resolve | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._timeout_seconds = timeout_seconds
        self._max_bytes = max_bytes
        self._resolve = resolve or _resolve
        self._tls = tls

    async def get(
        self, url: str, *, trusted: frozenset[str] = frozenset(), headers: Mapping[str, str] | None = None
    ) -> Reply:
        """`trusted` are hosts that may be in our own network, and be asked without TLS.

        Raises AddressRefused, NoAnswer.
        """
        return await self._send(_wish("GET", url, headers, None), trusted)

    async def post_form(
        self,
        url: str,
        form: Mapping[str, str],
        *,
        trusted: frozenset[str] = frozenset(),
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """As `get`, with fields as a browser's form sends them."""
        return await self._send(_wish("POST", url, headers, form), trusted)

    async def close(self) -> None:
        """Nobody is asked any more."""
        if "_client" in self.__dict__:
            await self._client.aclose()

    @cached_property
    def _client(self) -> httpx.AsyncClient:
        """Made when first needed, as it reads the certificates of the world."""
        # A kept connection is known by its address alone, and another name may have the same one.
        limits = httpx.Limits(max_connections=20, max_keepalive_connections=0)
        # the limit of time is set around each request
        return httpx.AsyncClient(
            verify=self._tls or True,
            limits=limits,
            timeout=None,  # noqa: S113
            follow_redirects=False,
            trust_env=False,
        )

    async def _send(self, wish: _Wish, trusted: frozenset[str]) -> Reply:
        is_trusted = wish.host in trusted
        if wish.parts.scheme != "https" and not is_trusted:
            raise AddressRefused("Only https leads there.")
        try:
            async with asyncio.timeout(self._timeout_seconds):
                return await self._try_each(wish, await self._addresses(wish, is_trusted=is_trusted))
        except TimeoutError as error:
            raise NoAnswer("not in time") from error

    async def _addresses(self, wish: _Wish, *, is_trusted: bool) -> list[Address]:
        try:
            found = await self._resolve(wish.host, wish.port)
        except (OSError, UnicodeError) as error:
            raise NoAnswer("the name leads nowhere") from error
        if not is_trusted and not all(is_public(address) for address in found):
            raise AddressRefused("This name leads into a network of somebody's own.")
        return found[:_MOST_TRIED]

    async def _try_each(self, wish: _Wish, addresses: list[Address]) -> Reply:
        for address in addresses:
            request = self._client.build_request(
                wish.method,
                wish.address_at(address),
                headers={"Accept-Encoding": "identity", **wish.headers, "Host": wish.authority},
                data=wish.form,
                extensions={"sni_hostname": wish.host},
            )
            try:
                return await self._read_reply(request)
            except httpx.ConnectError:
                continue
            except (httpx.HTTPError, ValueError) as error:
                raise NoAnswer(type(error).__name__) from error
        raise NoAnswer("nobody is there")

    async def _read_reply(self, request: httpx.Request) -> Reply:
        answer = await self._client.send(request, stream=True)
        try:
            body = bytearray()
            async for piece in answer.aiter_raw():
                body += piece
                if len(body) > self._max_bytes:
                    raise NoAnswer("too long")
            return Reply(answer.status_code, bytes(body), answer.headers.get("content-type", ""))
        finally:
            await answer.aclose()


def _wish(method: str, url: str, headers: Mapping[str, str] | None, form: Mapping[str, str] | None) -> _Wish:
    """Raises AddressRefused."""
    parts, host = read_address(url)
    port = parts.port or PORTS[parts.scheme]
    return _Wish(method, parts, host, port, headers or {}, form)


async def _resolve(host: str, port: int) -> list[Address]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found))
