"""What clients send and are answered, in the shapes that Authlib asks for."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import msgspec
from authlib.oauth2.rfc6749 import OAuth2Payload, OAuth2Request

from voicetodo.modules.auth.model.authorizations import Authorization

Pairs = Sequence[tuple[str, str]]

#: Whether the connection is safe is decided where it ends, by a proxy perhaps; Authlib wants to be told that it is.
_SAFE: Final = "https://localhost"


class Answer:
    """What is answered to a client; `location` is where its user's browser goes, if anywhere."""

    def __init__(self, status: int, body: Any, headers: Iterable[tuple[str, str]]) -> None:
        told = dict(headers)
        self.status = status
        self.body = body
        self.location: str | None = told.pop("Location", None)
        told.pop("Content-Type", None)
        self.headers = told


class Asking(OAuth2Request):
    """The parameters of a request, in order. `authorization` is the header in which its client may prove itself."""

    def __init__(self, pairs: Pairs, *, authorization: str | None = None) -> None:
        super().__init__("POST", _SAFE, headers={} if authorization is None else {"Authorization": authorization})
        self.payload: Any = _Payload(pairs)

    @property
    def form(self) -> dict[str, str]:
        return self.payload.data

    @property
    def all_values(self) -> dict[str, list[str]]:
        """Of each parameter, as some may be given twice."""
        return self.payload.datalist


class _Payload(OAuth2Payload):
    def __init__(self, pairs: Pairs) -> None:
        self._data = dict(pairs)
        self._datalist: dict[str, list[str]] = {}
        for name, value in pairs:
            self._datalist.setdefault(name, []).append(value)

    @property
    def data(self) -> dict[str, str]:
        return self._data

    @property
    def datalist(self) -> Any:
        return self._datalist


class Case(msgspec.Struct):
    """What was looked up before a request is judged, and what was decided about it.

    `shown` is the authorization whose code or token it shows; `is_reused` says that what it shows has had its use.
    """

    shown: Authorization | None = None
    is_reused: bool = False
    #: How to sign for some scopes of what is shown, and the refresh token to hand out next.
    sign: Callable[[Authorization, str], str] | None = None
    refresh_token: str | None = None

    #: The code that was made.
    code: str | None = None
    #: By the client that it was given to.
    was_replayed: bool = False
    is_revoked: bool = False
