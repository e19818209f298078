"""Moonshine's vocabulary: numbers in, text out."""

from collections.abc import Sequence
from pathlib import Path

START = 1
END = 2
SPACE = "\u2581".encode()


def load_tokens(file: Path) -> list[bytes]:
    """Every token's bytes, by number. Each is stored after its length, in one byte or (from 128 on) in two."""
    data = file.read_bytes()
    tokens: list[bytes] = []
    at = 0
    while at < len(data):
        size = data[at]
        at += 1
        if size >= 128:
            size += (data[at] - 1) * 128
            at += 1
        tokens.append(data[at : at + size])
        at += size
    return tokens


def join_tokens(tokens: Sequence[bytes], numbers: Sequence[int]) -> str:
    """The text that `numbers` spell; numbers without text are passed over."""
    pieces = [tokens[number] for number in numbers if END < number < len(tokens)]
    return b"".join(pieces).replace(SPACE, b" ").decode(errors="ignore").strip()
