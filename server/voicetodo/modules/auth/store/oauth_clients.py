"""OAuth clients: one row each."""

from collections.abc import Collection
from datetime import datetime

from voicetodo.kit.db import Connection, Transaction
from voicetodo.modules.auth.model.oauth_clients import OAuthClient
from voicetodo.modules.auth.store.locks import Lock, hold


async def add(tx: Transaction, client: OAuthClient) -> None:
    await tx.execute(
        """
        INSERT INTO oauth_clients (
            id, name, uri, redirect_uris, auth_method, secret_digest, grant_types, scopes, created_at
        )
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """,
        client.id,
        client.name,
        client.uri,
        client.redirect_uris,
        client.auth_method,
        client.secret_digest,
        client.grant_types,
        client.scopes,
        client.created_at,
    )


async def make_room(tx: Transaction, *, most: int) -> None:
    """For one more: of those that nobody ever agreed to, the oldest go, so that with it there are `most`.

    Who adds one at the same time waits until this transaction ends.
    """
    await hold(tx, Lock.OAUTH_CLIENTS)
    # The last condition is for one that somebody agrees to at this moment.
    await tx.execute(
        """
        DELETE FROM oauth_clients WHERE id IN (
            SELECT id FROM oauth_clients WHERE last_used_at IS NULL ORDER BY created_at DESC OFFSET $1
        ) AND last_used_at IS NULL
        """,
        most - 1,
    )


async def find(tx: Connection, client_ids: Collection[str]) -> list[OAuthClient]:
    """Those of them that there are."""
    rows = await tx.fetch(
        """
        SELECT id, name, uri, redirect_uris, auth_method, secret_digest, grant_types, scopes, created_at
        FROM oauth_clients WHERE id = ANY($1)
        """,
        list(client_ids),
    )
    return [OAuthClient(**row) for row in rows]


async def note_use(tx: Transaction, client_id: str, *, at: datetime, unless_after: datetime) -> None:
    """Told now and then only: all users of a client share its row."""
    await tx.execute(
        "UPDATE oauth_clients SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $3)",
        client_id,
        at,
        unless_after,
    )


async def forget(tx: Transaction, *, unused_since: datetime, idle_since: datetime) -> None:
    """Those that nobody agreed to for so long; and those not used for so long, which nobody lets act any more."""
    await tx.execute("DELETE FROM oauth_clients WHERE last_used_at IS NULL AND created_at < $1", unused_since)
    await tx.execute(
        """
        DELETE FROM oauth_clients WHERE last_used_at < $1
        AND NOT EXISTS (SELECT FROM authorizations WHERE client_id = oauth_clients.id)
        """,
        idle_since,
    )
