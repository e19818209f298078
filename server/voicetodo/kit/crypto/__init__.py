"""Secrets at rest: sealed with AES-256-GCM under a key that is not in the database."""

from voicetodo.kit.crypto.seal import Broken, Seal

__all__ = ["Broken", "Seal"]
