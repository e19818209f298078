"""Secrets at rest: sealed with AES-256-GCM under keys that are not in the database."""

from voicetodo.kit.crypto.envelope import Broken, key_of
from voicetodo.kit.crypto.key_file import KeyFile, KeyFileError
from voicetodo.kit.crypto.keys import KeysUnavailable
from voicetodo.kit.crypto.place import Place
from voicetodo.kit.crypto.seal import Seal, UnknownPlace
from voicetodo.kit.crypto.sealed_column import SealedColumn

__all__ = [
    "Broken",
    "KeyFile",
    "KeyFileError",
    "KeysUnavailable",
    "Place",
    "Seal",
    "SealedColumn",
    "UnknownPlace",
    "key_of",
]
