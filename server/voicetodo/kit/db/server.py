"""Which PostgreSQL server to use: the one whose address is given, or the one we bring along."""

from pathlib import Path
from typing import Protocol

import msgspec

from voicetodo.kit.db.embedded import EmbeddedPostgres
from voicetodo.kit.settings import pairs


class DatabaseSettings(msgspec.Struct, frozen=True):
    """Where the data lives."""

    #: Of an external server, with a role that may create roles and schemas. Without it we run our own.
    database_url: str | None = None
    data_dir: Path = Path("data")
    #: Our own server then listens on 127.0.0.1 too, and asks for a password there.
    database_port: int | None = None
    #: PostgreSQL's own settings for our server: `shared_buffers=1GB,work_mem=16MB`.
    database_settings: str = ""


class Server(Protocol):
    """A PostgreSQL server, reachable between `start` and `stop`. Both block."""

    @property
    def url(self) -> str: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...


class ExternalServer:
    """Somebody else keeps it running."""

    def __init__(self, url: str) -> None:
        self.url = url

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass


def open_server(settings: DatabaseSettings) -> Server:
    """Not started yet. Raises SettingsError where `database_settings` cannot be read."""
    if settings.database_url:
        return ExternalServer(settings.database_url)
    ours = pairs("VOICETODO_DATABASE_SETTINGS", settings.database_settings)
    return EmbeddedPostgres(settings.data_dir / "postgres", port=settings.database_port, settings=ours)
