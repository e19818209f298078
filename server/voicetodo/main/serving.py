"""Runs a process: the order in which its parts start and stop."""

import asyncio
import errno
import gc
import ipaddress
import signal
import socket
from collections.abc import AsyncGenerator, Callable, Generator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from importlib.metadata import version
from typing import Final

import uvicorn

from voicetodo.kit.bus import Broadcast, Courier, LocalBroadcast, PostgresBroadcast, PostgresBus, RedisBroadcast
from voicetodo.kit.db import AlreadyRunning, Database, find_running
from voicetodo.kit.db.housekeeping import Housekeeping
from voicetodo.kit.db.listener import Listener
from voicetodo.kit.db.server import DatabaseSettings, open_server
from voicetodo.kit.jobs.worker import Worker
from voicetodo.kit.processes import Heartbeat
from voicetodo.kit.settings import SettingsError, load
from voicetodo.kit.telemetry import logs
from voicetodo.kit.telemetry.metrics import MetricsServer
from voicetodo.kit.tokens.revocations import Revocations
from voicetodo.main import banner, schema
from voicetodo.main.assembly import Assembly, assemble, open_redis
from voicetodo.main.modules import chosen
from voicetodo.main.protocol import CorkedProtocol
from voicetodo.main.settings import Settings

Environ = Mapping[str, str]

_log = logs.logger("serving")

#: New objects until the youngest are looked through for cycles; and how many such rounds until the older ones are.
#: Requests leave hardly any: by Python's own 700, an eighth of the CPU of a stream of writes went into looking.
_COLLECT_AFTER: Final = (50_000, 10, 10)


async def serve(settings: Settings, environ: Environ, *, modules: str | None) -> None:
    """Serve HTTP, and do the background work of the modules served, until told to stop."""
    logs.configure(level=settings.log_level, as_json=settings.log_format == "json")
    names, stopped = chosen(modules), _stop_on_signals()
    proxies = _trusted_proxies(settings)
    async with AsyncExitStack() as stack:
        listening = _bind(settings)
        stack.callback(listening.close)
        url = await stack.enter_async_context(database_server(environ))
        if settings.database_url is None:
            await schema.migrate(url)
        process = await stack.enter_async_context(running(settings, environ, names, url=url))
        stack.enter_context(_metrics(settings))
        port: int = listening.getsockname()[1]
        server = HttpServer(
            lambda: banner.show(settings, port=port, names=names),
            uvicorn.Config(
                process.app,
                log_config=None,
                access_log=False,
                lifespan="off",
                http=CorkedProtocol,
                ws="websockets-sansio",
                server_header=False,
                date_header=True,
                proxy_headers=bool(proxies),
                forwarded_allow_ips=proxies,
                timeout_graceful_shutdown=10,
            ),
        )
        async with asyncio.TaskGroup() as tasks:
            # What stands now stands for good: without this, each full collection looks through all of it, for 100 ms.
            gc.collect()
            gc.freeze()
            gc.set_threshold(*_COLLECT_AFTER)
            tasks.create_task(server.serve(sockets=[listening]))
            await stopped.wait()
            server.should_exit = True


async def work(settings: Settings, environ: Environ, *, modules: str | None) -> None:
    """Do the background work of the modules without serving them, until told to stop."""
    if settings.database_url is None:
        raise SettingsError("A worker of its own needs VOICETODO_DATABASE_URL; embedded, `serve` does the work itself.")
    logs.configure(level=settings.log_level, as_json=settings.log_format == "json")
    stopped = _stop_on_signals()
    async with running(settings, environ, chosen(modules), url=settings.database_url):
        with _metrics(settings):
            await stopped.wait()


@asynccontextmanager
async def database_server(environ: Environ) -> AsyncGenerator[str]:
    """The address of the database. Our own is started, and stopped again."""
    server = open_server(load(DatabaseSettings, environ))
    await asyncio.to_thread(server.start)
    try:
        yield server.url
    finally:
        await asyncio.to_thread(server.stop)


@asynccontextmanager
async def running(
    settings: Settings, environ: Environ, names: tuple[str, ...], *, url: str
) -> AsyncGenerator[Assembly]:
    """A process put together and started, without its HTTP server. Raises SchemaBehind."""
    await schema.check(url)
    is_alone = settings.database_url is None
    async with AsyncExitStack() as stack:
        listener = Listener(url)
        broadcast = _broadcast(settings, url, listener, stack)
        process = assemble(settings, environ, names, url=url, broadcast=broadcast, is_alone=is_alone)
        stack.push_async_callback(_close, process)
        revocations = Revocations(process.tokens, broadcast)
        courier = Courier(PostgresBus(url, listener=listener), {name: process.database(name) for name in names})
        housekeeping = Housekeeping(process.database("kit"))
        for subscription in process.host.parts.subscriptions:
            courier.on(subscription.event, subscription.handler, module=subscription.module)
        for batch in process.host.parts.batch_subscriptions:
            courier.on_all(batch.events, batch.handler, module=batch.module)
        for periodic in process.host.parts.periodic:
            housekeeping.every(periodic.seconds, periodic.job, name=periodic.name)
        housekeeping.every(3600, courier.sweep, name=f"bus.sweep {' '.join(names)}")
        worker = Worker(process.host.jobs, listener=listener, is_alone=is_alone)
        housekeeping.every(30, worker.look_for_lost, name=f"jobs.look_for_lost {' '.join(names)}")
        housekeeping.every(3600, worker.sweep, name="jobs.sweep")
        housekeeping.keeps_to(process.host.parts.retention)
        if is_alone:
            await process.idempotency.forget_claims()
        host = process.host
        heartbeat = Heartbeat(
            process.database("kit"),
            version=version("voicetodo"),
            shape="embedded" if is_alone else "distributed",
            modules=names,
        )
        for part in (listener, broadcast, host.maintenance, host.flags, host.plans, revocations, courier, housekeeping):
            stack.push_async_callback(part.stop)
            await part.start()
        for step in process.host.parts.stops:
            stack.push_async_callback(step)
        for step in process.host.parts.starts:
            await step()
        stack.push_async_callback(worker.stop)
        await worker.start()
        stack.push_async_callback(heartbeat.stop)
        await heartbeat.start()
        yield process


def _broadcast(settings: Settings, url: str, listener: Listener, stack: AsyncExitStack) -> Broadcast:
    if settings.redis_url is not None:
        redis = open_redis(settings.redis_url, timeout_seconds=None)  # listening is waiting
        stack.push_async_callback(redis.aclose)
        return RedisBroadcast(redis)
    if settings.database_url is None:
        return LocalBroadcast()
    database = Database(url, "kit", max_size=2)
    stack.push_async_callback(database.stop)
    return PostgresBroadcast(database, listener=listener)


async def _close(process: Assembly) -> None:
    await process.faces.stop()
    for database in process.databases.values():
        await database.stop()
    process.tracing.stop()
    process.access_log.flush()
    if process.redis is not None:
        await process.redis.aclose()


@contextmanager
def _metrics(settings: Settings) -> Generator[None]:
    """A port that is taken, by another Voice Todo perhaps, costs the metrics and nothing else."""
    server = MetricsServer(host=settings.metrics_host, port=settings.metrics_port)
    try:
        if settings.metrics_port != 0:
            server.start()
    except OSError as error:
        _log.warning("no_metrics", setting="VOICETODO_METRICS_PORT", port=settings.metrics_port, reason=str(error))
    try:
        yield
    finally:
        server.stop()


def _trusted_proxies(settings: Settings) -> list[str]:
    """Addresses and networks. Not everybody: what a client itself wrote into the header would be believed then."""
    found = [each.strip() for each in settings.trusted_proxies.split(",") if each.strip()]
    for each in found:
        try:
            is_everybody = ipaddress.ip_network(each, strict=False).prefixlen == 0
        except ValueError:
            is_everybody = True
        if is_everybody:
            raise SettingsError(
                "VOICETODO_TRUSTED_PROXIES must name the addresses or networks of your proxies, such as "
                f"10.0.0.0/8, 192.168.1.7; not {each}: anybody could say that they come from wherever they like."
            )
    return found


def _bind(settings: Settings) -> socket.socket:
    """Bound before anything is started, so that a taken port is told at once and costs nothing."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Named as TCP: asyncio sends at once (TCP_NODELAY) only where it sees that, and otherwise each answer waits 40 ms.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(2048)
    except OSError as error:
        listening.close()
        if settings.database_url is None and find_running(settings.data_dir / "postgres"):
            raise AlreadyRunning(
                f"Another Voice Todo is already running on the data in {settings.data_dir}, at {settings.address}."
            ) from error
        reason = error.strerror or str(error)
        hint = " Choose another port: make run PORT=8400" if error.errno == errno.EADDRINUSE else ""
        raise SettingsError(f"Cannot listen on {settings.host}:{settings.port}: {reason}.{hint}") from error
    listening.setblocking(False)
    return listening


class HttpServer(uvicorn.Server):
    """Leaves signals to us, and tells when it takes requests."""

    def __init__(self, on_ready: Callable[[], None], config: uvicorn.Config) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_ready()

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


def _stop_on_signals() -> asyncio.Event:
    """Set by SIGINT and SIGTERM, from now on: a start that is under way is ended first, and then undone."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped
