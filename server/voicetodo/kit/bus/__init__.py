"""Facts between modules: an outbox where they are made, a bus, an inbox where they are heard; and small broadcasts."""

from voicetodo.kit.bus.events import Envelope, Event
from voicetodo.kit.bus.outbox import announce

__all__ = ["Envelope", "Event", "announce"]
