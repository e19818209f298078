"""What a module is installed into. `main` builds one host per process; each module adds its parts to it."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import TypeVar

import msgspec
from litestar.types import ControllerRouterHandler
from msgspec.structs import replace

from voicetodo.kit.blobs import Blobs
from voicetodo.kit.bus import BatchHandler, Broadcast, Event, Handler
from voicetodo.kit.cache import Versions
from voicetodo.kit.clock import Clock
from voicetodo.kit.crypto import Seal, SealedColumn
from voicetodo.kit.crypto.holdings import ColumnHolding, Holding
from voicetodo.kit.db import Database
from voicetodo.kit.erasing import Machinery
from voicetodo.kit.flags import Flags
from voicetodo.kit.http.asgi import App
from voicetodo.kit.http.identity import Identity
from voicetodo.kit.jobs import Jobs
from voicetodo.kit.mail import Mailer
from voicetodo.kit.maintenance import Maintenance
from voicetodo.kit.plans import Plans
from voicetodo.kit.retention import RetentionPolicy
from voicetodo.kit.rpc import Face
from voicetodo.kit.rpc.faces import Faces
from voicetodo.kit.settings import load
from voicetodo.kit.tokens import TokenVerifier

T = TypeVar("T", bound=msgspec.Struct)

Step = Callable[[], Awaitable[None]]
Check = Callable[[], Awaitable[bool]]


class Periodic(msgspec.Struct, frozen=True):
    """Housekeeping of one module, run by one process at a time."""

    name: str
    seconds: float
    job: Step


class Subscription(msgspec.Struct, frozen=True):
    """`handler` is run once for each event of `event`'s kind, in `module`'s own transaction."""

    module: str
    event: type[Event]
    handler: Handler


class BatchSubscription(msgspec.Struct, frozen=True):
    """`handler` is run once for all events of these kinds that arrived together."""

    module: str
    events: tuple[type[Event], ...]
    handler: BatchHandler


class Mount(msgspec.Struct, frozen=True):
    """An ASGI application behind the edge, whose callers are known by `identity`."""

    app: App
    identity: Identity


class Parts(msgspec.Struct):
    """All that the installed modules gave."""

    routes: list[ControllerRouterHandler] = msgspec.field(default_factory=list[ControllerRouterHandler])
    services: dict[type, object] = msgspec.field(default_factory=dict[type, object])
    subscriptions: list[Subscription] = msgspec.field(default_factory=list[Subscription])
    batch_subscriptions: list[BatchSubscription] = msgspec.field(default_factory=list[BatchSubscription])
    periodic: list[Periodic] = msgspec.field(default_factory=list[Periodic])
    starts: list[Step] = msgspec.field(default_factory=list[Step])
    stops: list[Step] = msgspec.field(default_factory=list[Step])
    checks: dict[str, Check] = msgspec.field(default_factory=dict[str, Check])
    mounts: dict[str, App] = msgspec.field(default_factory=dict[str, App])
    guarded: dict[str, Mount] = msgspec.field(default_factory=dict[str, Mount])
    retention: list[RetentionPolicy] = msgspec.field(default_factory=list[RetentionPolicy])
    holdings: list[Holding] = msgspec.field(default_factory=list[Holding])


class Host:
    """The shared things a module may use, and the places where it leaves its own."""

    def __init__(
        self,
        *,
        environ: Mapping[str, str],
        clock: Clock,
        databases: Callable[[str], Database],
        faces: Faces,
        versions: Versions,
        broadcast: Broadcast,
        tokens: TokenVerifier,
        seal: Seal,
        jobs: Jobs,
        redis_url: str | None,
        blobs: Blobs,
        mailer: Mailer,
        address: str,
        maintenance: Maintenance,
        machinery: Machinery,
        flags: Flags,
        plans: Plans,
    ) -> None:
        self.clock = clock
        self.faces = faces
        self.versions = versions
        self.broadcast = broadcast
        self.tokens = tokens
        self.seal = seal
        #: Declare here what this module does in the background; ask here how it goes.
        self.jobs = jobs
        self.redis_url = redis_url
        self.blobs = blobs
        self.mailer = mailer
        #: Where people reach the product, as links in letters begin; never what a request claims.
        self.address = address
        #: Whether the installation is being looked after.
        self.maintenance = maintenance
        #: What no module keeps of people, to be forgotten when they have no account any more.
        self.machinery = machinery
        #: What is on for whom. Declare here what this module asks for.
        self.flags = flags
        #: How much of what somebody may have. Declare here what this module counts.
        self.plans = plans
        self.parts = Parts()
        self._environ = environ
        self._databases = databases

    def modules_here(self) -> list[str]:
        """Those that answer or listen in this process."""
        listening = {each.module for each in (*self.parts.subscriptions, *self.parts.batch_subscriptions)}
        return sorted(listening | set(self.faces.answered()))

    def settings(self, kind: type[T]) -> T:
        """The module's own settings, from `VOICETODO_<FIELD>`. Raises SettingsError."""
        return load(kind, self._environ)

    def database(self, module: str) -> Database:
        """The module's own schema, reached as the module's own role."""
        return self._databases(module)

    def routes(self, *handlers: ControllerRouterHandler) -> None:
        """Public HTTP routes."""
        self.parts.routes += handlers

    def provide(self, service: object) -> None:
        """Make a service known by its type: `of(request, TodoService)` finds it."""
        self.parts.services[type(service)] = service

    def answer(self, face: type[Face], answerer: Face) -> None:
        """This process answers the face's questions."""
        self.faces.answer(face, answerer)

    def on(self, event: type[Event], handler: Handler, *, module: str) -> None:
        """Run `handler` for each such event, at least once and in the order of each user's events."""
        self.parts.subscriptions.append(Subscription(module=module, event=event, handler=handler))

    def on_all(self, events: Iterable[type[Event]], handler: BatchHandler, *, module: str) -> None:
        """The same, once for all such events that arrived together: for what is written by the row anyway."""
        self.parts.batch_subscriptions.append(BatchSubscription(module=module, events=tuple(events), handler=handler))

    def every(self, seconds: float, job: Step, *, name: str, removes: Iterable[RetentionPolicy] = ()) -> None:
        """Run `job` about every `seconds`, in one process at a time. `removes` is what it removes in its time."""
        self.parts.periodic.append(Periodic(name=name, seconds=seconds, job=job))
        self.parts.retention += [replace(policy, job=name) for policy in removes]

    def keep(self, *policies: RetentionPolicy) -> None:
        """What this module keeps until somebody deletes it."""
        self.parts.retention += policies

    def seals(self, *columns: SealedColumn) -> None:
        """What this module keeps sealed in these columns is found when keys change. Nothing is sealed elsewhere."""
        for column in columns:
            self.holds(ColumnHolding(self._databases(column.schema), column))

    def holds(self, holding: Holding) -> None:
        """The same for what is kept sealed otherwise than in a column."""
        self.seal.know(holding.purpose)
        self.parts.holdings.append(holding)

    def on_start(self, step: Step) -> None:
        """Run before the first request is taken."""
        self.parts.starts.append(step)

    def on_stop(self, step: Step) -> None:
        """Run after the last request was answered; the last to start is the first to stop."""
        self.parts.stops.insert(0, step)

    def ready_check(self, name: str, check: Check) -> None:
        """`/readyz` asks this too."""
        self.parts.checks[name] = check

    def mount(self, path: str, app: App) -> None:
        """An ASGI application of its own below `path`; it does not pass the edge and guards itself."""
        self.parts.mounts[path] = app

    def mount_guarded(self, *paths: str, app: App, identity: Identity) -> None:
        """An ASGI application of its own at each of `paths`, behind the edge: limits, logs, and callers by `identity`.

        A path that ends in a slash stands for all below it; another for itself alone.
        """
        self.parts.guarded |= dict.fromkeys(paths, Mount(app, identity))


__all__ = ["BatchSubscription", "Check", "Host", "Mount", "Parts", "Periodic", "Step", "Subscription"]
