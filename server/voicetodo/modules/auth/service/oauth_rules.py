"""The rules of OAuth 2.1 that Authlib leaves to its users; for the others it asks here.

Nothing here waits for a database: all that may be asked for was looked up before, and stands in the server's `case`.
"""

# pyright: reportIncompatibleMethodOverride=false, reportIncompatibleVariableOverride=false
# The types that pyright knows of Authlib are those of an earlier version.

from typing import Any, Final
from urllib.parse import urlsplit

from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import ClientMixin, InvalidRequestError
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, RefreshTokenGrant
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc9207 import IssuerParameter

from voicetodo.modules.auth.model.authorizations import Authorization
from voicetodo.modules.auth.model.oauth_clients import AUTH_METHODS, OAuthClient, narrowed
from voicetodo.modules.auth.model.redirect_uris import is_same_redirect_uri
from voicetodo.modules.auth.service.oauth_messages import Case

_METHODS: Final = list(AUTH_METHODS)


class InvalidTargetError(OAuth2Error):
    """RFC 8707, 2: a resource that is not ours."""

    error = "invalid_target"
    description = "The resource is not one of this server."


class Known(ClientMixin):
    """A registered client, as Authlib asks about it."""

    def __init__(self, client: OAuthClient) -> None:
        self.client = client

    def get_client_id(self) -> str:
        return self.client.id

    def get_default_redirect_uri(self) -> None:
        """None: it is to be said, whatever was registered."""

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """What it asks for beyond what there is, or what it was registered for, is left out."""
        return " ".join(narrowed(scope, self.client.scopes)) or None

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return any(is_same_redirect_uri(each, redirect_uri) for each in self.client.redirect_uris)

    def check_client_secret(self, client_secret: str) -> bool:
        return self.client.has_secret(client_secret)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002 - at all of them alike
        return method == self.client.auth_method

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type in self.client.grant_types


class CodeGrant(AuthorizationCodeGrant):
    """A code for an agreement, and the first tokens for the code."""

    TOKEN_ENDPOINT_AUTH_METHODS = _METHODS

    def save_authorization_code(self, code: str, request: object) -> None:  # noqa: ARG002 - written afterwards
        _case(self).code = code

    def query_authorization_code(self, code: str, client: Known) -> "_Redeemable | None":  # noqa: ARG002 - looked up
        shown = _shown_by(client, _case(self))
        return None if shown is None else _Redeemable(shown, self.request.form.get("redirect_uri"))

    def delete_authorization_code(self, authorization_code: object) -> None:
        """Redeemed afterwards."""

    def authenticate_user(self, authorization_code: "_Redeemable") -> object:
        return authorization_code.authorization.user_id


class RefreshGrant(RefreshTokenGrant):
    """The next tokens for a refresh token."""

    INCLUDE_NEW_REFRESH_TOKEN = True
    TOKEN_ENDPOINT_AUTH_METHODS = _METHODS

    def validate_token_request(self) -> None:
        super().validate_token_request()
        _check_resource(self)

    def authenticate_refresh_token(self, refresh_token: str) -> "_Shown | None":  # noqa: ARG002 - looked up before
        shown = _shown_by(self.request.client, _case(self))
        return None if shown is None else _Shown(shown)

    def authenticate_user(self, refresh_token: "_Shown") -> object:
        return refresh_token.authorization.user_id

    def revoke_old_credential(self, refresh_token: object) -> None:
        """Replaced afterwards."""


class Revocation(RevocationEndpoint):
    """The end of whatever is shown."""

    CLIENT_AUTH_METHODS = _METHODS

    def check_params(self, request: Any, client: Known) -> None:  # noqa: ARG002 - hints are not needed
        if "token" not in request.form:
            raise InvalidRequestError("Missing 'token' in request.")

    def query_token(self, token_string: str, token_type_hint: str | None) -> "_Shown | None":  # noqa: ARG002 - looked up
        shown = _case(self).shown
        return None if shown is None else _Shown(shown)

    def revoke_token(self, token: object, request: object) -> None:  # noqa: ARG002 - done afterwards
        _case(self).is_revoked = True


class OnlyS256(CodeChallenge):
    """For every client, however it proves itself otherwise (OAuth 2.1, 7.5). None said would mean “plain”."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]  # noqa: RUF012 - Authlib's

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        given = grant.request.payload.data
        if not given.get("code_challenge") or given.get("code_challenge_method") != "S256":
            raise InvalidRequestError("A code_challenge by the method S256 is required.")
        super().validate_code_challenge(grant, redirect_uri)


class Resource:
    """RFC 8707: tokens are for us, whatever of us is named."""

    def __call__(self, grant: Any) -> None:
        for hook in ("after_validate_authorization_request_payload", "after_validate_token_request"):
            grant.register_hook(hook, lambda grant, *_: _check_resource(grant))


class Issuer(IssuerParameter):
    """Says with every answer by browser who gave it (RFC 9207)."""

    def __init__(self, address: str) -> None:
        self._address = address

    def get_issuer(self) -> str:
        return self._address


class _Shown:
    """An authorization, as Authlib asks about a token of it."""

    def __init__(self, authorization: Authorization) -> None:
        self.authorization = authorization

    def check_client(self, client: Known) -> bool:
        return self.authorization.client_id == client.get_client_id()

    def get_scope(self) -> str:
        return " ".join(self.authorization.scopes)


class _Redeemable(_Shown):
    """A code. Its client need not say again where it was sent: its proof key binds it (OAuth 2.1, 4.1.3)."""

    code_challenge_method = "S256"

    def __init__(self, authorization: Authorization, redirect_uri: str | None) -> None:
        super().__init__(authorization)
        self.code_challenge = authorization.code_challenge
        self._is_said_again = redirect_uri is not None

    def get_redirect_uri(self) -> str | None:
        return self.authorization.redirect_uri if self._is_said_again else None


def _shown_by(client: Any, case: Case) -> Authorization | None:
    """What was shown, if it was this client's to show, and for the first time."""
    if case.shown is None or case.shown.client_id != client.get_client_id():
        return None
    case.was_replayed = case.is_reused
    return None if case.is_reused else case.shown


def _check_resource(grant: Any) -> None:
    address = grant.server.address
    for resource in grant.request.all_values.get("resource", []):
        parts = urlsplit(resource)
        if parts.query or parts.fragment or not f"{resource.rstrip('/')}/".startswith(f"{address}/"):
            raise InvalidTargetError


def _case(part: Any) -> Case:
    return part.server.case
