"""What opens an account beside its password, counted."""

from datetime import datetime
from uuid import UUID

from voicetodo.kit.db import Connection
from voicetodo.modules.auth.model.other_access import OtherAccess


async def count(tx: Connection, user_id: UUID, *, at: datetime) -> OtherAccess:
    """What is good at this moment."""
    row = await tx.fetchrow(
        """
        SELECT (SELECT count(*) FROM passkeys WHERE user_id = $1) AS passkeys,
            (SELECT count(*) FROM identities WHERE user_id = $1) AS identities,
            (SELECT count(*) FROM app_passwords WHERE user_id = $1) AS app_passwords,
            (SELECT count(*) FROM personal_tokens WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2)
                AS personal_tokens,
            (SELECT count(DISTINCT client_id) FROM authorizations
             WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2) AS applications
        """,
        user_id,
        at,
    )
    return OtherAccess(**(row or {}))
