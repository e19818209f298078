"""What was said about a todo elsewhere, as we keep it."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

import msgspec

from voicetodo.modules.todo.checks import MAX_COMMENT
from voicetodo.modules.todo.transfer.draft import BadRow, CommentDraft
from voicetodo.modules.todo.transfer.moments import moment
from voicetodo.modules.todo.transfer.plain import excerpt, paragraphs_of

MAX_AUTHOR: Final = 100


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """As a file tells of it. What has no id of its own there is known by its words."""

    body: str
    author: str | None = None
    at: datetime | None = None
    id: str | None = None


def comments_of(said: Iterable[Said]) -> tuple[CommentDraft, ...]:
    """The first one first. What is too long for one comment becomes several, and no words none."""
    found: dict[str, CommentDraft] = {}
    for each in said:
        for draft in _drafts(each):
            key, again = draft.key, 1
            while key in found:
                again += 1
                key = f"{draft.key} {again}"
            found[key] = msgspec.structs.replace(draft, key=key)
    return tuple(found.values())


def author_of(name: str | None) -> str | None:
    """As it is kept."""
    return excerpt(name or "", most=MAX_AUTHOR) or None


def said_at(text: str) -> datetime | None:
    """None for what is no moment, too: the words count."""
    try:
        return moment(text)
    except (BadRow, OverflowError):
        return None


def _drafts(said: Said) -> Iterator[CommentDraft]:
    body, author = paragraphs_of(said.body), author_of(said.author)
    key = said.id or _digest(f"{said.at} {author} {body}")
    for start in range(0, len(body), MAX_COMMENT):
        part = body[start : start + MAX_COMMENT].strip()
        if part:
            yield CommentDraft(key=f"{key}/{start}" if start else key, body=part, author=author, created_at=said.at)


def _digest(words: str) -> str:
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
