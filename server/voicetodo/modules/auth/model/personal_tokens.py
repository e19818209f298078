"""What is known of a personal access token, and the rules of making one."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.modules.auth.model.accounts import clean_name
from voicetodo.modules.auth.rights import RIGHTS

LONGEST_DAYS: Final = 366


class PersonalToken(msgspec.Struct, frozen=True):
    """What one program shows; the secret is not kept. From `expires_at` on it opens nothing."""

    id: UUID
    name: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None


class TokenWish(msgspec.Struct, frozen=True):
    """What somebody wants a token for, checked."""

    name: str
    scopes: list[str]
    days: int


def check_wish(*, name: str, scopes: Sequence[str], days: int) -> TokenWish:
    """All of it as it will be kept. Raises Invalid, naming every field that will not do."""
    errors: list[FieldError] = []
    kept = ""
    try:
        kept = clean_name(name)
    except ValueError as error:
        errors.append(FieldError.of("name", error))
    else:
        if not kept:
            errors.append(FieldError("name", "Say what will use it, such as “Backup script”.", "name-missing"))
    known = known_scopes(scopes)
    if not scopes or len(known) < len(set(scopes)):
        errors.append(FieldError("scopes", f"Choose one or more of {', '.join(RIGHTS.scopes)}.", "scopes-missing"))
    if not 1 <= days <= LONGEST_DAYS:
        errors.append(FieldError("expires_in_days", f"Must be 1 to {LONGEST_DAYS} days.", "days-range"))
    if errors:
        raise Invalid(errors=errors)
    return TokenWish(kept, known, days)


def known_scopes(scopes: Collection[str]) -> list[str]:
    """Those of them that there are, each once, in the order of the table."""
    return [scope for scope in RIGHTS.scopes if scope in scopes]
