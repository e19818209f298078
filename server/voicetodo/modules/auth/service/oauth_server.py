"""Authlib, as we use it: it judges what clients send by the rules of OAuth 2.1, and touches nothing.

Everything it may ask for is looked up before, as it cannot wait for a database; what it decides stands in the `case`
afterwards, and is written in the transaction that looked.
"""

# pyright: reportIncompatibleMethodOverride=false
# The types that pyright knows of Authlib are those of an earlier version.

import logging
from collections.abc import Iterable, Mapping
from typing import Any, cast

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import AuthorizationServer, InvalidGrantError, InvalidRequestError
from authlib.oauth2.rfc6749.util import extract_basic_authorization

from voicetodo.kit.tokens.verifier import LIFETIME
from voicetodo.modules.auth.model.oauth_clients import OAuthClient, is_client_id, narrowed
from voicetodo.modules.auth.service.oauth_messages import Answer, Asking, Case
from voicetodo.modules.auth.service.oauth_rules import (
    CodeGrant,
    Issuer,
    Known,
    OnlyS256,
    RefreshGrant,
    Resource,
    Revocation,
)

# At DEBUG it would write tokens.
logging.getLogger("authlib").setLevel(logging.WARNING)


class OAuthRefusal(Exception):
    """A client asked a person for what cannot be. `location` is where it may be told so, if anywhere."""

    def __init__(self, sentence: str, location: str | None) -> None:
        super().__init__(sentence)
        self.location = location


class OAuthServer(AuthorizationServer):
    """For one request: of `clients` those that it may be from. `address` is our issuer identifier."""

    def __init__(self, clients: Iterable[OAuthClient], *, address: str) -> None:
        super().__init__()
        self.address = address
        self.case = Case()
        self._clients = {client.id: Known(client) for client in clients}
        self.register_grant(CodeGrant, [OnlyS256(required=True), Resource()])
        self.register_grant(RefreshGrant)
        self.register_endpoint(Revocation)
        self.register_extension(Issuer(address))
        self.register_token_generator("default", cast("Any", self._token))

    def consent(self, asking: Asking) -> Any:
        """The request that somebody is to be asked about, with what of its scopes can be had. Raises OAuthRefusal."""
        try:
            if asking.payload.redirect_uri is None:
                raise InvalidRequestError("Missing 'redirect_uri' in request.")
            return self.get_consent_grant(asking)
        except OAuth2Error as error:
            raise OAuthRefusal(
                error.get_error_description() or str(error.error), self._told(asking, error).location
            ) from error
        except ValueError as error:  # what was sent cannot even be repeated in an error
            raise OAuthRefusal("It cannot be read.", None) from error

    def consented(self, asking: Asking, grant: object, *, user: object) -> Answer:
        """Where the browser goes: with a code for the agreement of `user`, or the news that there is none."""
        return cast("Answer", self.create_authorization_response(asking, grant_user=user, grant=grant))

    def exchange(self, asking: Asking) -> Answer:
        """Tokens, or why not."""
        return self._judged(asking, lambda: self.create_token_response(asking))

    def revocation(self, asking: Asking) -> Answer:
        """Whether what is shown may end."""
        return self._judged(asking, lambda: self.create_endpoint_response("revocation", asking))

    def _judged(self, asking: Asking, judge: Any) -> Answer:
        if any(len(values) > 1 for name, values in asking.all_values.items() if name != "resource"):
            return self._told(asking, InvalidRequestError("A parameter was given more than once."))
        try:
            return judge()
        except ValueError:  # as above
            return self._told(asking, InvalidRequestError())

    def _told(self, asking: Asking, error: OAuth2Error) -> Answer:
        answer = cast("Answer", self.handle_error_response(asking, error))
        self.execute_hook("after_create_authorization_response", answer)
        return answer

    def _token(self, *, scope: str | None = None, include_refresh_token: bool = True, **_: object) -> dict[str, Any]:
        shown, sign = self.case.shown, self.case.sign
        if shown is None or sign is None:
            raise InvalidGrantError
        kept = " ".join(narrowed(scope, shown.scopes))
        token: dict[str, Any] = {
            "access_token": sign(shown, kept),
            "token_type": "Bearer",
            "expires_in": int(LIFETIME.total_seconds()),
            "scope": kept,
        }
        return token | ({"refresh_token": self.case.refresh_token} if include_refresh_token else {})

    # What Authlib asks for:

    def query_client(self, client_id: str) -> Any:
        return self._clients.get(client_id)

    def validate_requested_scope(self, scope: str | None) -> None:
        """See `Known.get_allowed_scope`."""

    def create_oauth2_request(self, request: Any) -> Any:
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Any:
        return Answer(status, body, headers)

    def save_token(self, token: Mapping[str, Any], request: object) -> None:
        """Afterwards."""

    def send_signal(self, name: str, *args: object, **kwargs: object) -> None:
        """Nobody listens."""


def client_ids_in(asking: Asking) -> list[str]:
    """Of the clients that a request may be from, as it says itself."""
    try:
        by_header: str | None = extract_basic_authorization(cast("Any", asking.headers))[0]
    except ValueError:  # bytes that are no text
        by_header = None
    named = {asking.form.get("client_id", ""), by_header or ""}
    return [each for each in named if is_client_id(each)]
