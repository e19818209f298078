"""The OpenAPI document of the whole API, made without a database."""

import tempfile
from pathlib import Path
from typing import Any

import msgspec

from voicetodo.kit.bus import LocalBroadcast
from voicetodo.main.assembly import assemble
from voicetodo.main.modules import MODULES
from voicetodo.main.settings import Settings


def document() -> dict[str, Any]:
    """As `/openapi.json` serves it."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), access_log="off")
        process = assemble(settings, {}, MODULES, url="postgresql://nowhere", broadcast=LocalBroadcast(), is_alone=True)
        return msgspec.to_builtins(process.api.openapi_schema.to_schema())
