"""Where people have accounts that they may sign in here with (OpenID Connect), as the operator describes it."""

import re
from pathlib import Path
from typing import Annotated, Final, NoReturn

import msgspec

from voicetodo.kit.outgoing.addresses import AddressRefused, read_address
from voicetodo.kit.settings import SettingsError

MOST: Final = 20
SETTING: Final = "VOICETODO_SIGN_IN_PROVIDERS"

#: Signed with a key whose other half only the provider has. No `none`, and no secret that we have as well.
ALGORITHMS: Final = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"}
)
_SCOPE: Final = re.compile(r"[\x21\x23-\x5B\x5D-\x7E]{1,100}")
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})


class Provider(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of them."""

    #: Part of an address of ours; to give it another is to make another provider of it.
    id: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9-]{0,31}$")]
    #: What people read: “Continue with …”.
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    #: Letter by letter what stands as `issuer` in its discovery document.
    issuer: str
    client_id: Annotated[str, msgspec.Meta(min_length=1)]
    #: None for a client that has none: PKCE protects the code all the same.
    client_secret: str | None = None
    client_secret_file: str | None = None
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    #: Where any are named, only people with an address in one of them get in.
    domains: frozenset[str] = frozenset()
    #: Whether somebody without an account here gets one.
    may_register: bool = True
    #: Whether who has an account here with the same address, proven on both sides, is let in to it. To be false for a
    #: provider who takes the word of strangers for what their address is.
    links_by_address: bool = True
    #: How it may sign, where that is less than it says itself.
    algorithms: frozenset[str] = ALGORITHMS
    #: Beside that of the issuer: hosts of its other addresses that may be in our own network.
    trusted_hosts: frozenset[str] = frozenset()

    @property
    def trusted(self) -> frozenset[str]:
        """Hosts that the operator named, by which they may be in our own network."""
        return self.trusted_hosts | {read_address(self.issuer)[1]}

    def takes(self, email: str) -> bool:
        """Whether somebody with this address gets in."""
        _, at, domain = email.rpartition("@")
        return not self.domains or (at == "@" and domain.lower() in self.domains)

    def __repr__(self) -> str:
        """Without its secret."""
        return f"Provider({self.id})"


def read_providers(text: str) -> dict[str, Provider]:
    """By their ids, in the order in which people see them. Raises SettingsError."""
    if not text.strip():
        return {}
    try:
        listed = msgspec.json.decode(text, type=list[Provider])
    except msgspec.MsgspecError as error:
        raise SettingsError(f"{SETTING} must be a list of providers in JSON: {error}.") from error
    found = {each.id: _checked(each) for each in listed}
    if len(found) < len(listed) or len(listed) > MOST:
        raise SettingsError(f"{SETTING} names one provider twice, or more than {MOST}.")
    return found


def _checked(provider: Provider) -> Provider:
    _check_issuer(provider)
    if "openid" not in provider.scopes or not all(_SCOPE.fullmatch(each) for each in provider.scopes):
        _refuse(provider, "its scopes must be words, and openid one of them")
    if not provider.algorithms or not provider.algorithms <= ALGORITHMS:
        _refuse(provider, f"its algorithms must be some of {', '.join(sorted(ALGORITHMS))}")
    if not provider.name.isprintable():
        _refuse(provider, "its name must be words on one line")
    lower = {name: frozenset(each.lower() for each in getattr(provider, name)) for name in ("domains", "trusted_hosts")}
    return msgspec.structs.replace(provider, **lower, client_secret=_secret(provider), client_secret_file=None)


def _check_issuer(provider: Provider) -> None:
    try:
        parts, host = read_address(provider.issuer)
    except AddressRefused:
        _refuse(provider, "its issuer must read like https://accounts.example.org")
    if parts.query or parts.fragment:
        _refuse(provider, "its issuer has neither ? nor #")
    if parts.scheme != "https" and host not in _LOOPBACK:
        _refuse(provider, "its issuer must begin with https://, unless it is on this very machine")


def _secret(provider: Provider) -> str | None:
    if provider.client_secret_file is None:
        return provider.client_secret or None
    if provider.client_secret is not None:
        _refuse(provider, "give either client_secret or client_secret_file, not both")
    try:
        return Path(provider.client_secret_file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{SETTING}: the file with the secret of {provider.id} cannot be read: {error}.") from error


def _refuse(provider: Provider, reason: str) -> NoReturn:
    raise SettingsError(f"{SETTING}: of {provider.id}, {reason}.")
