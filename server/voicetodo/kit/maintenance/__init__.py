"""Maintenance: while it lasts, everybody but admins is asked to come back later, by every process."""

from voicetodo.kit.maintenance.maintenance import Maintenance, UnderMaintenance
from voicetodo.kit.maintenance.store import Upkeep

__all__ = ["Maintenance", "UnderMaintenance", "Upkeep"]
