"""ZIP archives, made a piece at a time while they are sent."""

from voicetodo.kit.archives.packing import Entry, zipped

__all__ = ["Entry", "zipped"]
