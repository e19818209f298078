"""Amazon's JSON protocol 1.1: a POST to `/`, and the action in a header."""

from typing import Any, Final, cast
from urllib.parse import urlsplit

import httpx
import msgspec

from voicetodo.kit.aws.signing import NoCredentials, Signer

_TIMEOUT: Final = httpx.Timeout(3.0)
#: Once more, at once, does for what passes.
_TRANSIENT: Final = frozenset({"ThrottlingException", "InternalFailure", "KMSInternalException", "ServiceUnavailable"})


class AwsUnreachable(Exception):
    """Nobody answers, or not in time, or there is nothing to sign with."""


class AwsRefused(Exception):
    """The service says no. `kind` is its word for it, such as `AccessDeniedException`."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind


class AwsService:
    """One service in one region. `target` is what its actions are named after. `url` is another address of it."""

    def __init__(self, service: str, *, target: str, region: str, url: str | None = None) -> None:
        self._target = target
        self._url = (url or f"https://{service}.{region}.amazonaws.com").rstrip("/")
        self._host = urlsplit(self._url).netloc
        self._signer = Signer(service=service, region=region)
        self._client: httpx.AsyncClient | None = None

    async def call(self, action: str, wish: dict[str, Any]) -> dict[str, Any]:
        """Raises AwsRefused, AwsUnreachable."""
        body = msgspec.json.encode(wish)
        if self._client is None:
            self._client = httpx.AsyncClient(timeout=_TIMEOUT, follow_redirects=False)
        for is_last in (False, True):
            try:
                headers = await self._signer.sign(self._host, self._headers(action), body)
                answer = await self._client.post(self._url, content=body, headers=headers)
                return _read(answer)
            except _Transient as error:
                if is_last:
                    raise AwsUnreachable(str(error)) from error
            except NoCredentials as error:
                raise AwsUnreachable(f"there are no credentials ({error})") from error
            except httpx.HTTPError as error:
                if is_last:
                    raise AwsUnreachable(f"{self._host} does not answer ({type(error).__name__})") from error
        raise AssertionError("the last try returns or raises")

    def call_now(self, action: str, wish: dict[str, Any]) -> dict[str, Any]:
        """The same for a process that is starting, which nothing else waits for. Raises AwsRefused, AwsUnreachable."""
        body = msgspec.json.encode(wish)
        try:
            headers = self._signer.sign_now(self._host, self._headers(action), body)
            return _read(httpx.post(self._url, content=body, headers=headers, timeout=_TIMEOUT))
        except (_Transient, httpx.HTTPError) as error:
            raise AwsUnreachable(f"{self._host} does not answer ({error or type(error).__name__})") from error
        except NoCredentials as error:
            raise AwsUnreachable(f"there are no credentials ({error})") from error

    async def stop(self) -> None:
        if self._client is not None:
            await self._client.aclose()

    def _headers(self, action: str) -> dict[str, str]:
        return {"content-type": "application/x-amz-json-1.1", "x-amz-target": f"{self._target}.{action}"}


class _Transient(Exception):
    """Another try may do."""


def _read(answer: httpx.Response) -> dict[str, Any]:
    try:
        told = cast("dict[str, Any]", msgspec.json.decode(answer.content))
    except msgspec.DecodeError as error:
        raise _Transient(f"status {answer.status_code} without JSON") from error
    if answer.is_success:
        return told
    kind = str(told.get("__type", "Unknown")).rpartition("#")[2]
    if answer.status_code >= 500 or kind in _TRANSIENT:
        raise _Transient(kind)
    raise AwsRefused(kind, str(told.get("message") or told.get("Message") or ""))
