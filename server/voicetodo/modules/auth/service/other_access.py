"""Ending what opens an account beside its password and an authenticator app, which only makes that harder."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.audit import Actor, audit
from voicetodo.kit.db import Transaction
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.store import app_passwords, authorizations, identities, passkeys, personal_tokens

#: Before the first account.
EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Ended(msgspec.Struct, frozen=True):
    """What opens nothing any more; everybody is to be told after the commit."""

    #: Sessions, personal tokens and authorizations.
    credentials: list[UUID]
    app_passwords: list[UUID]


async def end_other_access(
    tx: Transaction, user_id: UUID, *, since: datetime, at: datetime, by: Actor, reason: str
) -> Ended:
    """Passkeys, accounts elsewhere, app passwords, access tokens and applications of since then."""
    if await passkeys.remove_since(tx, user_id, since):
        await audit(tx, "auth.second_factor_removed", on=("user", user_id), by=by, kind="passkey")
        await note(tx, user_id, "passkey_removed", at=at)
    linked = await identities.remove_since(tx, user_id, since)
    for identity_id in linked:
        await audit(tx, "auth.identity_unlinked", on=("identity", identity_id), of=user_id, by=by)
    if linked:
        await note(tx, user_id, "identity_unlinked", at=at)
    opening_dav = await app_passwords.remove_since(tx, user_id, since)
    for app_password_id in opening_dav:
        await audit(tx, "auth.app_password_revoked", on=("app_password", app_password_id), of=user_id, by=by)
    tokens = await personal_tokens.revoke_since(tx, user_id, since, at=at)
    for token_id in tokens:
        await audit(tx, "auth.personal_token_revoked", on=("personal_token", token_id), of=user_id, by=by)
    ended = await authorizations.revoke_all(tx, user_id=user_id, since=since, at=at, reason=reason)
    for authorization_id in ended:
        on = ("authorization", authorization_id)
        await audit(tx, "auth.authorization_ended", on=on, of=user_id, by=by, reason=reason)
    return Ended([*tokens, *ended], opening_dav)
