"""The rules of accounts."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final
from zoneinfo import available_timezones

import msgspec

from voicetodo.kit.errors import Fault, FieldError, Invalid
from voicetodo.modules.auth.model.characters import storable
from voicetodo.modules.auth.model.passwords import clean_new_password

LONGEST_NAME: Final = 100

_LONGEST_ADDRESS: Final = 254
_LONGEST_LOCAL_PART: Final = 64
_LOCAL_PART: Final = re.compile(r"[^\s@\"(),:;<>\[\]\\.]+(\.[^\s@\"(),:;<>\[\]\\.]+)*")
_DOMAIN: Final = re.compile(r"([^\W_]([\w-]{0,61}[^\W_])?\.)+[^\W_]([\w-]{0,61}[^\W_])?")

#: As RFC 9106 and the PHC string format write it: memory in KiB, passes and lanes.
_ARGON2ID: Final = re.compile(
    r"\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,171}"
)
#: Whoever signs in makes us do this work; more of it would stop the server for others.
_MOST_WORK: Final = (262_144, 10, 8)


class Registration(msgspec.Struct, frozen=True):
    """What somebody who signs up tells us, checked. `language` is the one that they do it in, where it is known."""

    email: str
    password: str
    name: str
    timezone: str
    language: str | None = None


def check_registration(
    *, email: str, password: str, name: str, timezone: str, language: str | None = None
) -> Registration:
    """All of it as it will be kept. Raises Invalid, naming every field that will not do."""
    errors: list[FieldError] = []
    kept_email = _checked(errors, "email", clean_email, email)
    kept_password = _checked(
        errors, "password", lambda text: clean_new_password(text, email=email, name=name), password
    )
    kept_name = _checked(errors, "name", clean_name, name)
    kept_timezone = _checked(errors, "timezone", clean_timezone, timezone)
    if errors:
        raise Invalid(errors=errors)
    return Registration(
        email=kept_email, password=kept_password, name=kept_name, timezone=kept_timezone, language=language
    )


def check_addition(
    *, email: str, name: str, timezone: str, password: str | None, password_hash: str | None
) -> Registration:
    """An account made for somebody else, with a password or the hash of one. Raises Invalid."""
    if (password is None) == (password_hash is None):
        raise Invalid(errors=[FieldError("password", "Give a password, or the hash of one.")])
    if password_hash is None:
        return check_registration(email=email, password=password or "", name=name, timezone=timezone)
    errors: list[FieldError] = []
    kept_email = _checked(errors, "email", clean_email, email)
    kept_name = _checked(errors, "name", clean_name, name)
    kept_timezone = _checked(errors, "timezone", clean_timezone, timezone)
    found = _ARGON2ID.fullmatch(password_hash)
    if found is None:
        errors.append(FieldError("password_hash", "Must be an argon2id hash that begins with $argon2id$."))
    elif any(int(cost) > most for cost, most in zip(found.groups(), _MOST_WORK, strict=True)):
        errors.append(FieldError("password_hash", "Costs more than 256 MiB, 10 passes or 8 lanes."))
    if errors:
        raise Invalid(errors=errors)
    return Registration(email=kept_email, password="", name=kept_name, timezone=kept_timezone)


def check_profile(*, name: str, timezone: str) -> tuple[str, str]:
    """Name and time zone as they will be kept. Raises Invalid."""
    errors: list[FieldError] = []
    kept = (_checked(errors, "name", clean_name, name), _checked(errors, "timezone", clean_timezone, timezone))
    if errors:
        raise Invalid(errors=errors)
    return kept


def clean_email(text: str) -> str:
    """Trimmed and composed (NFC), in the case it was written. Raises ValueError with a sentence."""
    email = unicodedata.normalize("NFC", storable(text)).strip()
    local, _, domain = email.rpartition("@")
    is_shaped = (
        len(email) <= _LONGEST_ADDRESS
        and len(local) <= _LONGEST_LOCAL_PART
        and _LOCAL_PART.fullmatch(local) is not None
        and _DOMAIN.fullmatch(domain) is not None
        and not _has_control(email)
    )
    if not is_shaped:
        raise Fault("This does not look like an e-mail address.", "email-shape")
    return email


def clean_name(text: str) -> str:
    """What to call somebody; may be empty. Raises ValueError with a sentence."""
    name = unicodedata.normalize("NFC", storable(text)).strip()
    if len(name) > LONGEST_NAME or _has_control(name):
        raise Fault(f"A name has at most {LONGEST_NAME} characters, on one line.", "name-length")
    return name


def clean_timezone(text: str) -> str:
    """Raises ValueError with a sentence."""
    if text not in _zones():
        raise Fault("This is no time zone we know. Use an IANA name such as Europe/Berlin.", "timezone-unknown")
    return text


def _has_control(text: str) -> bool:
    return any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in text)


def _checked(errors: list[FieldError], field: str, rule: Callable[[str], str], value: str) -> str:
    try:
        return rule(value)
    except ValueError as error:
        errors.append(FieldError.of(field, error))
        return ""


@cache
def _zones() -> set[str]:
    return available_timezones()
