"""What all modules together are, read without starting any of them."""

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from voicetodo.kit.bus import LocalBroadcast
from voicetodo.main.assembly import Assembly, assemble
from voicetodo.main.modules import MODULES
from voicetodo.main.settings import Settings


@contextmanager
def blueprint() -> Generator[Assembly]:
    """Put together with no database behind it: to be read, not to be run."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), access_log="off")
        # a folder that is not there: the name of a machine would be looked up
        nowhere = "postgresql://?host=/nowhere"
        yield assemble(settings, {}, MODULES, url=nowhere, broadcast=LocalBroadcast(), is_alone=True)


def document() -> dict[str, Any]:
    """The OpenAPI document, as `/openapi.json` serves it."""
    with blueprint() as process:
        return msgspec.to_builtins(process.api.openapi_schema.to_schema())
