"""How values travel: `jsonb` as Python values, read and written by msgspec."""

from typing import Any

import msgspec

from voicetodo.kit.db.driver import Driver

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder()


async def set_codecs(connection: Driver) -> None:
    """Applies to this connection from here on."""
    await connection.set_type_codec(
        "jsonb", schema="pg_catalog", encoder=_to_jsonb, decoder=_from_jsonb, format="binary"
    )


def _to_jsonb(value: object) -> bytes:
    return b"\x01" + _encoder.encode(value)


def _from_jsonb(data: bytes) -> Any:
    return _decoder.decode(memoryview(data)[1:])
