"""A process's flags: followed in the background, answered from memory."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any, Final, Protocol, cast

import msgspec
from openfeature import api
from openfeature.client import OpenFeatureClient
from openfeature.event import ProviderEvent
from openfeature.provider import FeatureProvider  # pyright: ignore[reportMissingTypeStubs] - it is typed, but does not say so
from openfeature.provider.no_op_provider import NoOpProvider  # pyright: ignore[reportMissingTypeStubs] - it is typed, but does not say so

from voicetodo.kit.bus import Broadcast, Follower
from voicetodo.kit.flags.model import ANYBODY, Flag, FlagSet, FlagValue, Subject
from voicetodo.kit.flags.provider import OwnProvider, context_of
from voicetodo.kit.ids import new_id
from voicetodo.kit.telemetry.logs import logger

#: The broadcast's topic: some flag changed.
FLAGS_CHANGED: Final = "flags_changed"
#: So long does a start wait for a provider elsewhere; it may come later.
_WAIT_SECONDS: Final = 5.0

log = logger("kit.flags")


class Elsewhere(msgspec.Struct, frozen=True):
    """Another provider, not made before it is needed: making some of them connects them."""

    name: str
    open: Callable[[], FeatureProvider]


class FlagSource(Protocol):
    """Who keeps our own flags. Both may raise what a question to another module raises."""

    async def changed_since(self, version: int) -> FlagSet | None:
        """All of them; None where nothing changed since that version."""
        ...

    async def declare(self, flags: list[Flag]) -> None:
        """Keep those that are not kept yet, as they are here."""
        ...


class Flags:
    """One per process. What it knows is seconds old at most; while nobody can be asked, it is what it last was.

    Before anything is known, a flag is what its declaration says. A provider `elsewhere` follows by itself, and knows
    nothing of ours.
    """

    def __init__(
        self, *, broadcast: Broadcast, source: FlagSource | None = None, elsewhere: Elsewhere | None = None
    ) -> None:
        """To be made before the broadcast starts. Without a source all is as it was declared."""
        self._source = source
        self._elsewhere = elsewhere
        self._own = OwnProvider()
        # OpenFeature keeps providers in one place for the whole process, where tests start several of ours
        self._domain = f"voicetodo {new_id()}"
        self._client: OpenFeatureClient = api.get_client(self._domain)
        self._declared: dict[str, Flag] = {}
        self._version = -1
        self._is_declared = False
        self._follower = Follower(FLAGS_CHANGED, self.refresh, broadcast=broadcast)

    @property
    def kept_by(self) -> str | None:
        """The name of who keeps them, where that is not us."""
        return None if self._elsewhere is None else self._elsewhere.name

    def declare(self, *flags: Flag) -> None:
        """What the code asks for, and what it is until somebody says otherwise. To be said before `start`."""
        self._declared |= {flag.key: flag for flag in flags}
        self._own.flags = dict(self._declared)

    def is_on(self, flag: Flag, subject: Subject = ANYBODY) -> bool:
        """What this person gets of a flag that was declared as a boolean."""
        return self._client.get_boolean_value(flag.key, bool(flag.default), context_of(subject))

    def value(self, flag: Flag, subject: Subject = ANYBODY) -> FlagValue:
        """The same for a flag of any kind."""
        context = context_of(subject)
        match flag.default:
            case bool() as default:
                return self._client.get_boolean_value(flag.key, default, context)
            case str() as default:
                return self._client.get_string_value(flag.key, default, context)
            case dict() as default:
                return cast("dict[str, Any]", self._client.get_object_value(flag.key, default, context))
            case default:
                return self._client.get_float_value(flag.key, float(default), context)

    def visible(self, subject: Subject) -> dict[str, FlagValue]:
        """All that clients may know of, with what this person gets."""
        known = self._own.flags if self._elsewhere is None else self._declared
        return {key: self.value(flag, subject) for key, flag in sorted(known.items()) if flag.is_visible}

    async def refresh(self) -> None:
        """Know what is so now. Raises what asking the source raises."""
        if self._source is None or self._elsewhere is not None:
            return
        if not self._is_declared and self._declared:
            await self._source.declare(list(self._declared.values()))
            self._is_declared = True
        found = await self._source.changed_since(self._version)
        if found is not None:
            self._own.flags = self._declared | {flag.key: flag for flag in found.flags}
            self._version = found.version

    async def start(self) -> None:
        """Known on return, where whoever keeps them answers within some seconds."""
        if self._elsewhere is not None:
            await self._reach(self._elsewhere)
            return
        api.set_provider_and_wait(self._own, self._domain)
        await self._follower.start()

    async def stop(self) -> None:
        await self._follower.stop()
        api.set_provider(NoOpProvider(), self._domain)

    async def _reach(self, elsewhere: "Elsewhere") -> None:
        """It begins in a thread of its own, and goes on trying after this.

        What is waited for is the end of its beginning, not its first word that it is ready: flagd's provider says that
        word before it notes how old its file is, and a change in between would never be read.
        """
        loop, has_begun = asyncio.get_running_loop(), asyncio.Event()
        provider = elsewhere.open()

        def begin() -> None:
            with suppress(Exception):  # whatever it is, the handler below is told
                api.set_provider_and_wait(provider, self._domain)
            with suppress(RuntimeError):  # begun after the end of all
                loop.call_soon_threadsafe(has_begun.set)

        self._client.add_handler(
            ProviderEvent.PROVIDER_ERROR,
            lambda told: log.warning("flags_provider_failed", provider=elsewhere.name, reason=told.message),
        )
        # A daemon: one that nobody answers may wait for ever, and must not keep the process from ending.
        Thread(target=begin, name=f"flags {elsewhere.name}", daemon=True).start()
        try:
            async with asyncio.timeout(_WAIT_SECONDS):
                await has_begun.wait()
        except TimeoutError:
            log.warning("flags_not_known_yet", provider=elsewhere.name)
