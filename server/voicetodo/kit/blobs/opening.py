"""Where blobs lie, as the operator says."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import msgspec

from voicetodo.kit.blobs.blobs import Blobs
from voicetodo.kit.settings import SettingsError

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_SCHEMES: Final = ("s3", "gs", "az")
_REQUEST_SECONDS: Final = 30
_CONNECT_SECONDS: Final = 5


class BlobSettings(msgspec.Struct, frozen=True):
    """Without an address, the folder `blobs` beside the other data."""

    data_dir: Path = Path("data")
    #: `s3://bucket/folder`, `gs://bucket/folder` or `az://container/folder`.
    blobs_url: str | None = None
    #: Of S3 as others than Amazon serve it, such as https://minio.example.org.
    blobs_endpoint: str | None = None
    blobs_region: str | None = None
    #: Without a key, what the machine or the cluster gives this process: its role, or the variables of the cloud's
    #: own tools.
    blobs_access_key_id: str | None = None
    blobs_secret_access_key: str | None = None


def open_blobs(settings: BlobSettings) -> Blobs:
    """Nothing is asked yet. Raises SettingsError."""
    if settings.blobs_url is None:
        folder = settings.data_dir / "blobs"
        return Blobs(lambda: _open_folder(folder), folder=folder)
    store = _open_bucket(settings, settings.blobs_url)
    return Blobs(lambda: store)


def _open_folder(folder: Path) -> "ObjectStore":
    from obstore.store import LocalStore  # noqa: PLC0415 - 15 MB that a process without blobs does not need

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return LocalStore(folder, automatic_cleanup=True)


def _open_bucket(settings: BlobSettings, url: str) -> "ObjectStore":
    from obstore.exceptions import BaseError  # noqa: PLC0415 - the same
    from obstore.store import from_url  # noqa: PLC0415 - the same

    scheme = urlsplit(url).scheme
    if scheme not in _SCHEMES or not urlsplit(url).netloc:
        raise SettingsError("VOICETODO_BLOBS_URL must read like s3://bucket, gs://bucket or az://container.")
    if (settings.blobs_access_key_id is None) != (settings.blobs_secret_access_key is None):
        raise SettingsError("VOICETODO_BLOBS_ACCESS_KEY_ID and VOICETODO_BLOBS_SECRET_ACCESS_KEY belong together.")
    given: dict[str, Any] = {
        "endpoint": settings.blobs_endpoint,
        "region": settings.blobs_region,
        "access_key_id": settings.blobs_access_key_id,
        "secret_access_key": settings.blobs_secret_access_key,
    }
    config = {name: value for name, value in given.items() if value is not None}
    if config and scheme != "s3":
        raise SettingsError(f"Beside {scheme}://, set what its own tools read instead of VOICETODO_BLOBS_… settings.")
    options: dict[str, Any] = {
        "connect_timeout": timedelta(seconds=_CONNECT_SECONDS),
        "timeout": timedelta(seconds=_REQUEST_SECONDS),
        "allow_http": (settings.blobs_endpoint or "").startswith("http://"),
    }
    retry: Any = {"max_retries": 2, "retry_timeout": timedelta(seconds=_REQUEST_SECONDS)}
    try:
        return from_url(url, config=config, client_options=options, retry_config=retry)  # pyright: ignore[reportCallIssue, reportArgumentType, reportUnknownVariableType] - one table per scheme
    except (BaseError, ValueError) as error:
        raise SettingsError(f"VOICETODO_BLOBS_URL cannot be used: {str(error).partition(chr(10))[0]}.") from error
