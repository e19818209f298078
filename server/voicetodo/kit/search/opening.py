"""Where the search server is, as the operator says."""

import ssl
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import httpx
import msgspec

from voicetodo.kit.search.opensearch import OpenSearch
from voicetodo.kit.settings import SettingsError


class OpenSearchSettings(msgspec.Struct, frozen=True):
    """Without an address there is none."""

    #: Such as https://search.example.org:9200.
    opensearch_url: str | None = None
    opensearch_username: str | None = None
    opensearch_password: str | None = None
    #: Certificates of who signs for the server, where that is nobody known to the machine.
    opensearch_ca_path: Path | None = None
    #: What the names of our indexes begin with, so that installations may share a server.
    opensearch_prefix: Annotated[str, msgspec.Meta(pattern="^[a-z][a-z0-9_]{0,39}$")] = "voicetodo"
    #: Whoever searches waits no longer than this.
    opensearch_timeout_seconds: Annotated[float, msgspec.Meta(gt=0, le=60)] = 1.0


def open_opensearch(settings: OpenSearchSettings) -> OpenSearch | None:
    """Nothing is asked yet. Raises SettingsError."""
    if settings.opensearch_url is None:
        return None
    address = urlsplit(settings.opensearch_url)
    if address.scheme not in {"http", "https"} or not address.hostname or address.username:
        raise SettingsError(
            "VOICETODO_OPENSEARCH_URL must read like https://search.example.org:9200, without a name or a password."
        )
    if (settings.opensearch_username is None) != (settings.opensearch_password is None):
        raise SettingsError("VOICETODO_OPENSEARCH_USERNAME and VOICETODO_OPENSEARCH_PASSWORD belong together.")
    client = httpx.AsyncClient(
        base_url=settings.opensearch_url,
        auth=(settings.opensearch_username, settings.opensearch_password)
        if settings.opensearch_username is not None and settings.opensearch_password is not None
        else None,
        verify=_trusted(settings.opensearch_ca_path),
        # limits of time are the caller's
        timeout=None,  # noqa: S113
        trust_env=False,
    )
    return OpenSearch(client, timeout_seconds=settings.opensearch_timeout_seconds)


def _trusted(ca_path: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_path)
    except (OSError, ssl.SSLError) as error:
        raise SettingsError(
            f"VOICETODO_OPENSEARCH_CA_PATH names {ca_path}, which holds no certificates: {error}."
        ) from error
