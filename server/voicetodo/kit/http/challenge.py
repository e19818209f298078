"""Refused tokens: where their bearers find which ones are taken, and who gives them."""

from voicetodo.kit.errors import DomainError


def pointing(error: DomainError, metadata: str | None) -> DomainError:
    """The same error; a challenge for a bearer token in it names the address of our metadata (RFC 9728, 5.1)."""
    scheme, _, rest = error.headers.get("WWW-Authenticate", "").partition(" ")
    if scheme == "Bearer" and metadata is not None:
        error.headers["WWW-Authenticate"] = f'Bearer {f"{rest}, " if rest else ""}resource_metadata="{metadata}"'
    return error
