"""Facts between modules: an outbox where they are made, a bus, an inbox where they are heard; and small broadcasts."""

from voicetodo.kit.bus.broadcast import Broadcast, LocalBroadcast, PostgresBroadcast, RedisBroadcast
from voicetodo.kit.bus.bus import Bus
from voicetodo.kit.bus.consumer import BatchHandler, Handler
from voicetodo.kit.bus.courier import Courier
from voicetodo.kit.bus.events import Envelope, Event
from voicetodo.kit.bus.follower import Follower
from voicetodo.kit.bus.outbox import announce
from voicetodo.kit.bus.postgres_bus import PostgresBus

__all__ = [
    "BatchHandler",
    "Broadcast",
    "Bus",
    "Courier",
    "Envelope",
    "Event",
    "Follower",
    "Handler",
    "LocalBroadcast",
    "PostgresBroadcast",
    "PostgresBus",
    "RedisBroadcast",
    "announce",
]
