"""The clients somebody lets act for them: their authorizations, put together by client."""

from datetime import datetime
from uuid import UUID

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.auth.model.authorizations import Application
from voicetodo.modules.auth.model.redirect_uris import destination_of


async def list_all(tx: Connection, user_id: UUID, *, at: datetime) -> list[Application]:
    """Those still connected, by name."""
    rows = await tx.fetch(
        """
        SELECT client_id, name, uri, array_agg(DISTINCT redirect_uri) AS redirect_uris,
            (SELECT array_agg(DISTINCT scope) FROM authorizations AS own, unnest(own.scopes) AS scope
             WHERE own.user_id = $1 AND own.client_id = authorizations.client_id AND own.redeemed_at IS NOT NULL
                AND own.revoked_at IS NULL AND own.expires_at > $2) AS scopes,
            min(redeemed_at) AS connected_at, max(authorizations.last_used_at) AS last_used_at
        FROM authorizations JOIN oauth_clients ON oauth_clients.id = client_id
        WHERE user_id = $1 AND redeemed_at IS NOT NULL AND revoked_at IS NULL AND expires_at > $2
        GROUP BY client_id, name, uri ORDER BY lower(name), client_id
        """,
        user_id,
        at,
    )
    return [
        Application(
            client_id=row["client_id"],
            name=row["name"],
            uri=row["uri"],
            destinations=sorted({destination_of(uri) for uri in row["redirect_uris"]}),
            scopes=sorted(row["scopes"]),
            connected_at=row["connected_at"],
            last_used_at=row["last_used_at"],
        )
        for row in rows
    ]


async def count_others(tx: Transaction, user_id: UUID, *, client_id: str, at: datetime) -> int:
    """How many other clients are connected. Who connects one at the same time waits until this transaction ends."""
    await tx.execute("SELECT FROM users WHERE id = $1 FOR UPDATE", user_id)
    return await tx.fetchval(
        """
        SELECT count(DISTINCT client_id) FROM authorizations
        WHERE user_id = $1 AND client_id <> $2 AND revoked_at IS NULL AND expires_at > $3
        """,
        user_id,
        client_id,
        at,
    )
