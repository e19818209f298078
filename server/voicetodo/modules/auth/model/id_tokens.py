"""What a provider says of somebody who signed in there, and whether it says it of them, to us, now.

OpenID Connect Core 1.0, 3.1.3.7. That the provider said it, its signature tells.
"""

import hmac
from datetime import UTC, datetime, timedelta
from typing import Final, NoReturn

import msgspec

from voicetodo.modules.auth.model.characters import storable

#: How far its clock may be off.
LEEWAY: Final = timedelta(seconds=60)
#: One that was made longer ago than any visit lasts is none of this one.
OLDEST: Final = timedelta(minutes=30)
_LONGEST_SUBJECT: Final = 255


class NotProven(Exception):
    """The sentence says why, for tests and logs."""


class IdToken(msgspec.Struct, frozen=True):
    """The claims we look at. Times are seconds since 1970 (UTC)."""

    iss: str
    sub: str
    aud: str | list[str]
    exp: float
    iat: float
    nonce: str | None = None
    azp: str | None = None
    nbf: float | None = None
    auth_time: float | None = None
    amr: list[str] = []
    email: str | None = None
    #: Some write it as a word.
    email_verified: bool | str | None = None
    name: str | None = None


class Profile(msgspec.Struct, frozen=True):
    """What the userinfo endpoint tells of somebody, where the token does not."""

    sub: str
    email: str | None = None
    email_verified: bool | str | None = None
    name: str | None = None


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """Who is to have said it, to whom, and in answer to what."""

    issuer: str
    client_id: str
    nonce: str
    #: Since when they must have signed in there; None where any time will do.
    since: datetime | None = None


class Assertion(msgspec.Struct, frozen=True, kw_only=True):
    """Who somebody is at a provider, proven. `email` is None where the provider did not prove one."""

    issuer: str
    subject: str
    email: str | None
    name: str
    #: They were asked for more than one thing there (RFC 8176).
    is_multi_factor: bool


def check_token(token: IdToken, expected: Expected, *, now: datetime) -> None:
    """Raises NotProven."""
    audience = [token.aud] if isinstance(token.aud, str) else token.aud
    if token.iss != expected.issuer:
        _refuse("another issuer")
    if expected.client_id not in audience:
        _refuse("for somebody else")
    if (len(audience) > 1 or token.azp is not None) and token.azp != expected.client_id:
        _refuse("asked for by somebody else")
    if not hmac.compare_digest(_raw(token.nonce or ""), _raw(expected.nonce)):
        _refuse("an answer to another question")
    if not 1 <= len(token.sub) <= _LONGEST_SUBJECT or not _is_storable(token.sub):
        _refuse("about nobody")
    if _moment(token.exp) + LEEWAY <= now:
        _refuse("too old")
    made_at = _moment(token.iat)
    if not now - OLDEST <= made_at <= now + LEEWAY or (token.nbf is not None and _moment(token.nbf) > now + LEEWAY):
        _refuse("from another time")
    if expected.since is not None and (token.auth_time is None or _moment(token.auth_time) + LEEWAY < expected.since):
        _refuse("without having signed in again")


def assertion_of(token: IdToken, profile: Profile | None) -> Assertion:
    """The profile, where there is one, is known to be of the same person."""
    told = profile if profile is not None and token.email is None else token
    is_proven = told.email_verified is True or told.email_verified == "true"
    return Assertion(
        issuer=token.iss,
        subject=token.sub,
        email=told.email if is_proven else None,
        name=token.name or (profile.name if profile else None) or "",
        is_multi_factor="mfa" in token.amr,
    )


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _is_storable(text: str) -> bool:
    try:
        storable(text)
    except ValueError:
        return False
    return True


def _moment(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        _refuse("no time there is")


def _refuse(reason: str) -> NoReturn:
    raise NotProven(reason)
