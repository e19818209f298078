"""Remembered answers: in this process, or in Redis when there is one. A cache may forget anything at any time."""

from voicetodo.kit.cache.memory import MemoryCache
from voicetodo.kit.cache.store import Cache
from voicetodo.kit.cache.versions import MemoryVersions, NoVersions, RedisVersions, Versions

__all__ = ["Cache", "MemoryCache", "MemoryVersions", "NoVersions", "RedisVersions", "Versions"]
