"""Words in, interpretation out. Pure and deterministic: no I/O, no clock.

The engine is loaded when first asked for, so that the values alone (`voicetodo.language.interpretation`) stay cheap
to import.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from voicetodo.language.batch import understand_row, when_row
    from voicetodo.language.engine import interpret
    from voicetodo.language.interpretation import Context, Interpretation

__all__ = ["Context", "Interpretation", "interpret", "understand_row", "when_row"]

_HOMES = {
    "Context": "interpretation",
    "Interpretation": "interpretation",
    "interpret": "engine",
    "understand_row": "batch",
    "when_row": "batch",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - only when the engine is first needed

    return getattr(import_module(f"{__name__}.{home}"), name)
