"""Signature Version 4, by Amazon's own library.

Its default chain finds credentials as every program of theirs does: in the environment, in a profile, by the token of
a Kubernetes service account, from the container's or the machine's metadata.
"""

import asyncio
from concurrent.futures import Future
from importlib import import_module
from threading import Lock
from typing import Any, Final

_SECONDS: Final = 10.0


class NoCredentials(Exception):
    """There are none on this machine, or they could not be fetched."""


class Signer:
    """For one service in one region."""

    def __init__(self, *, service: str, region: str) -> None:
        self._service = service
        self._region = region
        self._provider: Any = None
        self._lock = Lock()

    def sign_now(self, host: str, headers: dict[str, str], body: bytes) -> dict[str, str]:
        """The headers of a POST to `/`, signed ones among them. Blocks. Raises NoCredentials."""
        try:
            return _headers(self._begin(host, headers, body).result(timeout=_SECONDS))
        except Exception as error:
            raise NoCredentials(str(error)) from error

    async def sign(self, host: str, headers: dict[str, str], body: bytes) -> dict[str, str]:
        """The same. Raises NoCredentials."""
        try:
            async with asyncio.timeout(_SECONDS):
                return _headers(await asyncio.wrap_future(self._begin(host, headers, body)))
        except Exception as error:
            raise NoCredentials(str(error)) from error

    def _begin(self, host: str, headers: dict[str, str], body: bytes) -> "Future[Any]":
        # Untyped, and 12 MB that a process without Amazon does not need.
        auth: Any = import_module("awscrt.auth")
        http: Any = import_module("awscrt.http")
        streams: Any = import_module("io")
        with self._lock:
            if self._provider is None:
                self._provider = auth.AwsCredentialsProvider.new_default_chain()
        config = auth.AwsSigningConfig(
            algorithm=auth.AwsSigningAlgorithm.V4,
            signature_type=auth.AwsSignatureType.HTTP_REQUEST_HEADERS,
            credentials_provider=self._provider,
            region=self._region,
            service=self._service,
        )
        named = http.HttpHeaders([("host", host), *headers.items()])
        return auth.aws_sign_request(http.HttpRequest("POST", "/", named, streams.BytesIO(body)), config)


def _headers(request: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in request.headers}
