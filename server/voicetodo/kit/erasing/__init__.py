"""Erasing somebody who has no account any more: what the machinery keeps, and time to look through what others keep."""

from voicetodo.kit.erasing.machinery import Machinery
from voicetodo.kit.erasing.store import take_time

__all__ = ["Machinery", "take_time"]
