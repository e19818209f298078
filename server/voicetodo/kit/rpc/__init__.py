"""Faces: the questions one module may ask another, answered in this process or over HTTP, and the caller cannot tell.

A module describes its face in `api.py` with what stands here; `voicetodo.kit.rpc.faces` connects faces with answers.
"""

from voicetodo.kit.rpc.face import Face, idempotent

__all__ = ["Face", "idempotent"]
