"""The services with which people let programs of others act for them, put together."""

from collections.abc import Callable

import msgspec

from voicetodo.kit.clock import Clock
from voicetodo.kit.crypto import Seal
from voicetodo.kit.db import Database
from voicetodo.kit.tokens import TokenVerifier
from voicetodo.modules.auth.service.applications import Applications
from voicetodo.modules.auth.service.authorizing import Authorizing
from voicetodo.modules.auth.service.oauth_clients import OAuthClients
from voicetodo.modules.auth.service.refresh_tokens import RefreshTokens
from voicetodo.modules.auth.service.sessions import OnRevoked
from voicetodo.modules.auth.service.signing_keys import SigningKeys
from voicetodo.modules.auth.service.token_endpoint import TokenEndpoint


class OAuth(msgspec.Struct, frozen=True):
    """Those that routes and housekeeping ask."""

    clients: OAuthClients
    authorizing: Authorizing
    token_endpoint: TokenEndpoint
    applications: Applications


def build_oauth(
    *,
    db: Database,
    clock: Clock,
    seal: Seal,
    keys: SigningKeys,
    verifier: TokenVerifier,
    address: str,
    on_revoked: OnRevoked,
    may_register: Callable[[], bool],
) -> OAuth:
    """`address` is where people reach us: our issuer identifier."""
    return OAuth(
        clients=OAuthClients(db=db, clock=clock, may_register=may_register),
        authorizing=Authorizing(db=db, clock=clock, address=address),
        token_endpoint=TokenEndpoint(
            db=db,
            clock=clock,
            keys=keys,
            tokens=RefreshTokens(seal.derive("auth.client_refresh_tokens")),
            verifier=verifier,
            address=address,
            on_revoked=on_revoked,
        ),
        applications=Applications(db=db, clock=clock, on_revoked=on_revoked),
    )
