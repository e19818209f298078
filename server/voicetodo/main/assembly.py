"""Puts one process together: shared things, modules, routes, and what stands before them. Nothing here is started."""

import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import TypeVar, cast

import msgspec
from litestar import Litestar
from msgspec.structs import replace
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from voicetodo.kit.blobs import BlobSettings, open_blobs
from voicetodo.kit.bus import Broadcast
from voicetodo.kit.cache import MemoryVersions, NoVersions, RedisVersions, Versions
from voicetodo.kit.clock import Clock, SystemClock
from voicetodo.kit.crypto import Seal
from voicetodo.kit.db import Database
from voicetodo.kit.erasing import Machinery
from voicetodo.kit.flags import Flags
from voicetodo.kit.flags.opening import FlagSettings, open_provider
from voicetodo.kit.host import Host
from voicetodo.kit.http.asgi import App
from voicetodo.kit.http.budgets import Budgets, Rates
from voicetodo.kit.http.direct import Direct
from voicetodo.kit.http.edge import Edge, EdgeSettings
from voicetodo.kit.http.headers import Cors
from voicetodo.kit.http.idempotency import Idempotency
from voicetodo.kit.http.identity import BearerIdentity
from voicetodo.kit.http.limits import MemoryLimiter, Rate, RedisLimiter
from voicetodo.kit.http.response_cache import ResponseCache
from voicetodo.kit.jobs import Jobs
from voicetodo.kit.mail import MailSettings, open_mailer
from voicetodo.kit.maintenance import Maintenance
from voicetodo.kit.plans import Plans, PlanSettings
from voicetodo.kit.rpc.app import rpc_app
from voicetodo.kit.rpc.faces import Faces
from voicetodo.kit.rpc.service_token import ServiceTokens
from voicetodo.kit.settings import SettingsError, load, pairs
from voicetodo.kit.telemetry.access import AccessLog, NoAccessLog
from voicetodo.kit.telemetry.metrics import http_metrics
from voicetodo.kit.telemetry.traces import Tracing, current_traceparent
from voicetodo.kit.tokens import TokenVerifier
from voicetodo.kit.tokens.revocations import USER_BARRED
from voicetodo.main import docs, modules
from voicetodo.main.api import build, guard_of, large_bodies, limited_paths, paths_of_clients
from voicetodo.main.flags import flag_source
from voicetodo.main.gateway import Gateway
from voicetodo.main.health import Health, add_checks
from voicetodo.main.housekeeping import add_housekeeping
from voicetodo.main.limits import LIMITS
from voicetodo.main.sealing import open_seal
from voicetodo.main.settings import Settings
from voicetodo.main.web import WebApp
from voicetodo.modules.auth.api import AuthApi
from voicetodo.modules.auth.rights import RIGHTS

_CLOCK = SystemClock()
#: During maintenance admins must be able to sign in, and nobody becomes somebody else.
_SIGN_IN = ("/v1/auth/", "/.well-known/")
_NEW_ACCOUNTS = ("/v1/auth/register", "/v1/auth/registrations/", "/v1/auth/email-changes/")
T = TypeVar("T")


class Assembly(msgspec.Struct, frozen=True):
    """A process, put together."""

    app: App
    api: Litestar
    host: Host
    faces: Faces
    tokens: TokenVerifier
    idempotency: Idempotency
    databases: dict[str, Database]
    tracing: Tracing
    access_log: AccessLog
    redis: Redis | None

    def service(self, kind: type[T]) -> T:
        """The service of this type that a module provided."""
        return cast("T", self.host.parts.services[kind])

    def database(self, schema: str) -> Database:
        """The pool of a schema, the same one that the module itself uses."""
        return self.host.database(schema)


def assemble(
    settings: Settings,
    environ: Mapping[str, str],
    names: Sequence[str],
    *,
    url: str,
    broadcast: Broadcast,
    is_alone: bool,
    clock: Clock = _CLOCK,
) -> Assembly:
    """The modules `names` on the database at `url`. `is_alone`: no other process can change this data.

    Raises SettingsError.
    """
    redis = open_redis(settings.redis_url, timeout_seconds=1.0) if settings.redis_url else None
    databases: dict[str, Database] = {}

    def database(schema: str) -> Database:
        if schema not in databases:
            databases[schema] = Database(url, schema, max_size=settings.max_connections)
        return databases[schema]

    seal = open_seal(settings)
    service_tokens = ServiceTokens(_service_secret(settings, seal))
    addresses = pairs("VOICETODO_MODULE_URLS", settings.module_urls)
    faces = Faces(addresses, tokens=service_tokens, carry=_carried)
    auth = faces.get(AuthApi)
    tokens = TokenVerifier(
        keys=auth.public_keys,
        revoked=auth.revoked_sessions,
        use=auth.find_token_use,
        clock=clock,
        issuer=settings.token_issuer,
        address=settings.address,
        second_factor_of=settings.second_factor_of,
    )
    host = Host(
        environ=environ,
        clock=clock,
        databases=database,
        faces=faces,
        versions=_versions(redis, is_alone=is_alone),
        broadcast=broadcast,
        tokens=tokens,
        seal=seal,
        jobs=Jobs(database("jobs")),
        redis_url=settings.redis_url,
        blobs=open_blobs(replace(load(BlobSettings, environ), data_dir=settings.data_dir)),
        mailer=open_mailer(replace(load(MailSettings, environ), data_dir=settings.data_dir)),
        address=settings.address,
        maintenance=Maintenance(
            database("kit"), broadcast=broadcast, clock=clock, open_paths=_SIGN_IN, closed_paths=_NEW_ACCOUNTS
        ),
        machinery=Machinery(kit=database("kit"), jobs=database("jobs"), bus=database("bus")),
        flags=Flags(
            broadcast=broadcast,
            source=flag_source(faces) if "admin" in names or "admin" in addresses else None,
            elsewhere=open_provider(load(FlagSettings, environ)),
        ),
        plans=Plans(database("kit"), settings=load(PlanSettings, environ), broadcast=broadcast),
    )
    # Of what modules count that run elsewhere, too: the same settings are given to every process.
    host.plans.declare(LIMITS)
    host.plans.settle()
    modules.install(host, names)
    faces.check()
    add_checks(host, redis)
    host.on_stop(seal.stop)
    timeout = timedelta(seconds=settings.timeout_seconds)
    idempotency = Idempotency(database=database("kit"), clock=clock, seal=host.seal, timeout=timeout)
    add_housekeeping(host, idempotency)
    api = build(host.parts.routes, host.parts.services, RIGHTS)
    tracing = Tracing.to(settings.otlp_endpoint, ratio=settings.trace_ratio, service="voicetodo")
    access_log = _access_log(settings.access_log)
    edge_settings = EdgeSettings(
        settings.max_body_bytes,
        settings.timeout_seconds,
        settings.is_https,
        large_bodies=large_bodies(api),
        paths_of_clients=paths_of_clients(api),
        resource_metadata=f"{settings.address}/.well-known/oauth-protected-resource",
    )
    responses = ResponseCache()
    # Somebody whose account was deleted, most often: nothing of them, nor of what others saw of them, stays in memory.
    broadcast.subscribe(USER_BARRED, lambda _: responses.clear())
    edge = partial(
        Edge,
        budgets=Budgets(
            RedisLimiter(redis) if redis else MemoryLimiter(), _rates(settings, limited_paths(api)), host.plans
        ),
        versions=host.versions,
        responses=responses,
        idempotency=idempotency,
        tracing=tracing,
        metrics=http_metrics(),
        access_log=access_log,
        maintenance=host.maintenance,
    )
    # Browsers have no business where passwords are sent with every request.
    guarded = {
        path: edge(
            mount.app,
            settings=replace(edge_settings, has_folders=True),
            identity=mount.identity,
            guard=None,
            cors=Cors([]),
        )
        for path, mount in host.parts.guarded.items()
    }
    cors = Cors([origin.strip() for origin in settings.cors_origins.split(",") if origin.strip()])
    host.mount("/internal/rpc", rpc_app(faces, service_tokens))
    app = Gateway(
        api=edge(Direct(api), settings=edge_settings, identity=BearerIdentity(tokens), guard=guard_of(api), cors=cors),
        web=WebApp(
            settings.web_dir or _built_web(),
            is_https=settings.is_https,
            pages={"/docs": cache(lambda: docs.page(api.openapi_schema.to_schema()))},
        ),
        health=Health(host.parts.checks),
        mounts=host.parts.mounts,
        guarded=guarded,
    )
    return Assembly(
        app=app,
        api=api,
        host=host,
        faces=faces,
        tokens=tokens,
        idempotency=idempotency,
        databases=databases,
        tracing=tracing,
        access_log=access_log,
        redis=redis,
    )


def open_redis(url: str, *, timeout_seconds: float | None) -> Redis:
    """A request waits for Redis no longer than this, and then goes on without. Raises SettingsError."""
    try:
        return Redis.from_url(
            url, socket_timeout=timeout_seconds, socket_connect_timeout=1.0, retry=Retry(NoBackoff(), 1)
        )
    except ValueError as error:
        raise SettingsError(f"VOICETODO_REDIS_URL must read like redis://host:6379: {error}") from error


def _versions(redis: Redis | None, *, is_alone: bool) -> Versions:
    if redis is not None:
        return RedisVersions(redis)
    return MemoryVersions() if is_alone else NoVersions()


def _rates(settings: Settings, routes: Mapping[str, str]) -> Rates:
    """`routes` names the tighter budget of each path that asks for one."""
    try:
        sign_in, guesses = (Rate.of(name, settings.rate_sign_in) for name in ("sign_in", "guesses"))
        user, address = Rate.of("user", settings.rate_user), Rate.of("address", settings.rate_address)
        clients = Rate.of("client_registration", settings.rate_client_registration)
        letters = Rate.of("test_letters", settings.rate_test_letters)
    except ValueError as error:
        raise SettingsError(f"A rate limit must read like 600/minute: {error}.") from error
    named = {"sign_in": sign_in, "client_registration": clients, "test_letters": letters}
    return Rates(
        user=user, address=address, guesses=guesses, routes={path: named[name] for path, name in routes.items()}
    )


def _service_secret(settings: Settings, seal: Seal) -> bytes:
    """What was given, or one that follows from the master key."""
    if settings.service_secret is None:
        return seal.derive("service tokens")
    secret = settings.service_secret.encode()
    if len(secret) < 32:
        raise SettingsError("VOICETODO_SERVICE_SECRET must have at least 32 characters.")
    return secret


def _access_log(where: str) -> AccessLog:
    if where == "off" or (where == "auto" and sys.stderr.isatty()):
        return NoAccessLog()
    if where in {"stderr", "auto"}:
        return AccessLog()
    try:
        return AccessLog(Path(where).open("ab"))
    except OSError as error:
        raise SettingsError(
            f"VOICETODO_ACCESS_LOG names {where}, which cannot be written: {error.strerror}."
        ) from error


def _built_web() -> Path:
    """`web/build` beside the server's folder, in a checkout."""
    return Path(__file__).resolve().parents[3] / "web" / "build"


def _carried() -> dict[str, str]:
    traceparent = current_traceparent()
    return {"traceparent": traceparent} if traceparent else {}
