"""How the machinery is doing: what is measured, and what it means to whoever looks after it."""

from voicetodo.kit.health.face import HealthFace
from voicetodo.kit.health.readings import Reading, State, worst

__all__ = ["HealthFace", "Reading", "State", "worst"]
