"""The index and its documents."""

from typing import Any, Final
from uuid import UUID

import msgspec

from voicetodo.kit.search import Write
from voicetodo.modules.todo.searching import scopes
from voicetodo.modules.todo.store.search_changes import Change, Searchable

#: Longer words are found by this much of their beginning.
LONGEST_BEGINNING: Final = 20

_FOLDED: Final = ["lowercase", "asciifolding"]
_TEXT: Final = {
    "type": "text",
    "analyzer": "words",
    "index_options": "docs",
    "norms": False,
    "fields": {
        "beginnings": {
            "type": "text",
            "analyzer": "beginnings",
            "search_analyzer": "beginning",
            "index_options": "docs",
            "norms": False,
        }
    },
}
#: The words of texts can be looked up but not read again: what is shown comes from the database.
DEFINITION: Final[dict[str, Any]] = {
    "settings": {
        "index": {
            # A removal is remembered for so long, so that what was read before it cannot bring the document back.
            "gc_deletes": "1h",
            "auto_expand_replicas": "0-1",
        },
        "analysis": {
            "filter": {
                "beginnings": {"type": "edge_ngram", "min_gram": 1, "max_gram": LONGEST_BEGINNING},
                "beginning": {"type": "truncate", "length": LONGEST_BEGINNING},
            },
            "analyzer": {
                "words": {"type": "custom", "tokenizer": "standard", "filter": _FOLDED},
                "beginnings": {"type": "custom", "tokenizer": "standard", "filter": [*_FOLDED, "beginnings"]},
                "beginning": {"type": "custom", "tokenizer": "standard", "filter": [*_FOLDED, "beginning"]},
            },
        },
    },
    "mappings": {
        "dynamic": "strict",
        "_source": {"excludes": ["title", "notes", "comments.body"]},
        "_routing": {"required": True},
        "properties": {
            "todo_id": {"type": "keyword"},
            "version": {"type": "long"},
            "scopes": {"type": "keyword"},
            "is_done": {"type": "boolean"},
            "created_at": {"type": "date"},
            "title": _TEXT,
            "notes": _TEXT,
            "comments": {
                "type": "nested",
                "properties": {
                    "id": {"type": "keyword"},
                    "version": {"type": "long"},
                    "created_at": {"type": "date"},
                    "body": _TEXT,
                },
            },
        },
    },
}


def written(todo: Searchable, *, version: int) -> Write:
    """As it was read after `version` was taken."""
    lies_in = [scopes.space(todo.user_id)]
    if todo.category_id is not None:
        lies_in.append(scopes.place(todo.user_id, todo.category_id))
    document = {
        "todo_id": todo.id,
        "version": todo.version,
        "scopes": lies_in,
        "is_done": todo.is_done,
        "created_at": todo.created_at,
        "title": todo.title,
        "notes": todo.notes,
        "comments": msgspec.Raw(todo.comments.encode()),
    }
    return Write(
        id=document_id(todo.user_id, todo.id),
        version=version,
        routing=scopes.space(todo.user_id),
        document=msgspec.json.encode(document),
    )


def removed(change: Change, *, version: int) -> Write:
    """It was not there any more after `version` was taken."""
    return Write(id=document_id(change.user_id, change.todo_id), version=version, routing=scopes.space(change.user_id))


def document_id(owner_id: UUID, todo_id: UUID) -> str:
    return f"{owner_id}/{todo_id}"


def parted(document_id: str) -> tuple[UUID, UUID]:
    """The owner and the todo."""
    owner_id, _, todo_id = document_id.partition("/")
    return UUID(owner_id), UUID(todo_id)
