"""Asking people whether a client may act for them, and what follows from their answer (RFC 6749, 4.1.1 and 4.1.2).

The page that asks is the web app's. It sends the address it was called with as it is, and its user's answer, both with
an access token of that user's: no other site can do either, and none can show that page inside its own.
"""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import parse_qsl
from uuid import UUID

from voicetodo.kit.audit import audit
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Connection, Database
from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.kit.ids import new_id
from voicetodo.modules.auth.errors import AuthorizationRequestInvalid, TooManyApplications
from voicetodo.modules.auth.model.authorizations import CODE_LASTS, Asked, Authorization, WishedScope
from voicetodo.modules.auth.model.oauth_clients import OAuthClient, digest_of
from voicetodo.modules.auth.model.redirect_uris import destination_of
from voicetodo.modules.auth.rights import RIGHTS
from voicetodo.modules.auth.service.oauth_messages import Answer, Asking
from voicetodo.modules.auth.service.oauth_server import OAuthRefusal, OAuthServer, client_ids_in
from voicetodo.modules.auth.service.security_events import note
from voicetodo.modules.auth.store import applications, authorizations, oauth_clients

MOST_APPLICATIONS: Final = 100
_MOST_PARAMETERS: Final = 30


class Authorizing:
    """`address` is where people reach us, and our issuer identifier."""

    def __init__(self, *, db: Database, clock: Clock, address: str) -> None:
        self._db = db
        self._clock = clock
        self._address = address

    async def look(self, query: str) -> Asked:
        """What the client asks for. Raises AuthorizationRequestInvalid."""
        asking = _asking(query)
        async with self._db.connection() as connection:
            server, client = await self._find_client(connection, asking)
        _consent(server, asking)
        return Asked(
            client_id=client.id,
            name=client.name,
            uri=client.uri,
            destination=destination_of(asking.form["redirect_uri"]),
            scopes=[WishedScope(name, RIGHTS.scopes[name]) for name in asking.scope.split()],
        )

    async def agree(self, user_id: UUID, query: str, *, scopes: Sequence[str]) -> str:
        """Where the browser is to go, with a code for the client, good for these of the scopes it asked for.

        Raises AuthorizationRequestInvalid, Invalid, TooManyApplications.
        """
        asking, now = _asking(query), self._clock.now()
        async with self._db.transaction() as tx:
            server, client = await self._find_client(tx, asking)
            grant = _consent(server, asking)
            kept = [scope for scope in asking.scope.split() if scope in scopes]
            if not kept or len(kept) < len(set(scopes)):
                sentence = "Choose one or more of what was asked for."
                raise Invalid(errors=[FieldError("scopes", sentence, "scopes-missing")])
            others = await applications.count_others(tx, user_id, client_id=client.id, at=now)
            if others >= MOST_APPLICATIONS:
                raise TooManyApplications
            answer = server.consented(asking, grant, user=user_id)
            made = Authorization(
                id=new_id(),
                user_id=user_id,
                client_id=client.id,
                scopes=kept,
                redirect_uri=asking.form["redirect_uri"],
                code_challenge=asking.form["code_challenge"],
                created_at=now,
                code_expires_at=now + CODE_LASTS,
                expires_at=now + CODE_LASTS,
            )
            location = _location(answer)
            await authorizations.add(tx, made, code_digest=digest_of(server.case.code or ""))
            await oauth_clients.note_use(tx, client.id, at=now, unless_after=now)
            await note(tx, user_id, "application_connected", at=now)
            await audit(
                tx,
                "auth.application_connected",
                on=("authorization", made.id),
                of=user_id,
                client=client.id,
                scopes=" ".join(kept),
            )
        return location

    async def refuse(self, user_id: UUID, query: str) -> str:
        """Where the browser is to go, so that the client learns of it. Raises AuthorizationRequestInvalid."""
        asking = _asking(query)
        async with self._db.transaction() as tx:
            server, client = await self._find_client(tx, asking)
            grant = _consent(server, asking)
            await audit(tx, "auth.application_refused", on=("oauth_client", client.id), of=user_id)
        return _location(server.consented(asking, grant, user=None))

    async def _find_client(self, connection: Connection, asking: Asking) -> tuple[OAuthServer, OAuthClient]:
        found = await oauth_clients.find(connection, client_ids_in(asking))
        if not found:
            raise AuthorizationRequestInvalid(
                "The application that sent you here is not known to us, or not any more. Start again from there."
            )
        return OAuthServer(found, address=self._address), found[0]


def _consent(server: OAuthServer, asking: Asking) -> Any:
    try:
        return server.consent(asking)
    except OAuthRefusal as refusal:
        sentence = f"The application that sent you here made a mistake, and nothing was allowed to it. ({refusal})"
        raise AuthorizationRequestInvalid(sentence, redirect_to=refusal.location) from refusal


def _asking(query: str) -> Asking:
    try:
        return Asking(parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS))
    except ValueError as error:
        raise AuthorizationRequestInvalid from error


def _location(answer: Answer) -> str:
    if answer.location is None:
        raise AuthorizationRequestInvalid
    return answer.location
