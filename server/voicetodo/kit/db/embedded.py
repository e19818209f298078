"""The PostgreSQL server we bring along: a child process that we start, watch, restart and stop."""

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.parse import quote

from voicetodo.kit.db.account import account_for_server
from voicetodo.kit.db.binaries import MissingPrograms, programs
from voicetodo.kit.db.cluster import NAME, StartFailed, home_of, made, password_of, socket_folder
from voicetodo.kit.db.folder_lock import AlreadyRunning, FolderLock
from voicetodo.kit.db.postmaster import find_postmaster, is_alive, stop_left_over
from voicetodo.kit.db.supervisor import Supervisor

__all__ = ["AlreadyRunning", "EmbeddedPostgres", "MissingPrograms", "StartFailed", "find_running"]

_USUAL_PORT: Final = 5432

#: Little memory, durable writes, and plans that are made quickly.
_SETTINGS: Final = {
    "shared_buffers": "64MB",
    "max_connections": "100",
    "max_wal_size": "512MB",
    "fsync": "on",
    "synchronous_commit": "on",
    "io_method": "sync",
    "jit": "off",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "0",
    "unix_socket_permissions": "0700",
    "log_min_messages": "warning",
}


class EmbeddedPostgres:
    """One server on one folder for as long as it is started; another on the same folder raises AlreadyRunning.

    A server that dies is started again and recovers what was committed. Should our own process be killed, the server
    stops by itself (Linux), or at the next start. Methods block; call them from any thread, one at a time.
    """

    def __init__(self, folder: Path, *, port: int | None = None, settings: Mapping[str, str] | None = None) -> None:
        """With `port` it also listens on 127.0.0.1, and asks for a password there. `settings` win over ours."""
        self._folder = folder.absolute()
        self._port = port
        self._settings = {**_SETTINGS, "listen_addresses": "127.0.0.1" if port else "", **(settings or {})}
        self._lock: FolderLock | None = None
        self._supervisor: Supervisor | None = None

    def start(self, *, within_seconds: float = 60.0) -> None:
        """Takes connections on return. Raises AlreadyRunning, StartFailed, MissingPrograms."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._lock = FolderLock(self._folder)
        try:
            self._supervisor = self._prepared()
            self._supervisor.start(within_seconds=within_seconds)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End running statements, write everything down, be gone. Repeating it does nothing."""
        if self._supervisor is not None:
            self._supervisor.stop()
            self._supervisor = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def is_ready(self) -> bool:
        """Whether it takes connections now."""
        return self._supervisor is not None and self._supervisor.is_ready

    @property
    def pid(self) -> int | None:
        """The server's first process, while there is one."""
        return self._supervisor.pid if self._supervisor is not None else None

    @property
    def url(self) -> str:
        """Over the Unix socket, as owner of everything. Once started it stays the same, through restarts as well."""
        return _socket_url(self._sockets, self._port or _USUAL_PORT)

    @property
    def tcp_url(self) -> str:
        """Over TCP, for programs that speak no Unix sockets. Raises ValueError without a port."""
        if self._port is None:
            raise ValueError("This server listens on no port.")
        return f"postgresql://{NAME}:{quote(password_of(self._home))}@127.0.0.1:{self._port}/{NAME}"

    def _prepared(self) -> Supervisor:
        account = account_for_server()
        folder = programs(account)
        self._home = home_of(self._folder, account)
        cluster = made(self._home, folder, account).resolve()
        try:
            stop_left_over(cluster, within_seconds=30.0)
        except TimeoutError as error:
            raise StartFailed(str(error)) from error
        self._sockets = socket_folder(self._home, account, self._port or _USUAL_PORT)
        settings = {
            **self._settings,
            "port": f"{self._port or _USUAL_PORT}",
            "unix_socket_directories": str(self._sockets),
        }
        return Supervisor(
            [f"{folder / 'postgres'}", "-D", f"{cluster}", *(f"--{name}={value}" for name, value in settings.items())],
            cluster=cluster,
            account=account,
            log_file=self._folder / "postgres.log",
        )


def find_running(folder: Path) -> str | None:
    """The address of the server that another process runs on `folder`, or None."""
    link = folder / "elsewhere"
    cluster = (link if link.is_symlink() else folder) / "cluster"
    found = find_postmaster(cluster)
    if found is None or not found.is_ready or not is_alive(found, cluster):
        return None
    return _socket_url(Path(found.socket_folder), found.port)


def _socket_url(folder: Path, port: int) -> str:
    return f"postgresql://{NAME}@/{NAME}?host={quote(str(folder), safe='/')}&port={port}"
