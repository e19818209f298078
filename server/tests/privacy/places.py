"""Everywhere something of somebody may be, looked through to the last row."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import asyncpg
import httpx
from redis import Redis

from tests.privacy.marks import Marks
from voicetodo.kit.http.response_cache import ResponseCache

#: An id may stay here, and nothing else: see docs/privacy/deletion.md.
ID_MAY_STAY: Final = frozenset({"admin.audit_entries", "auth.tombstones", "blob tombstones"})
_TABLES: Final = """
    select table_schema, table_name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2
"""


async def tables_with(url: str, marks: Marks) -> set[str]:
    """`schema.table` of every table of which any row tells of her."""
    connection = await asyncpg.connect(url)
    try:
        found: set[str] = set()
        for schema, table in await connection.fetch(_TABLES):
            name = f"{schema}.{table}"
            rows = await connection.fetch(f'select every::text from "{schema}"."{table}" as every')  # noqa: S608 - theirs
            if any(marks.are_in(row[0], with_ids=name not in ID_MAY_STAY) for row in rows):
                found.add(name)
        return found
    finally:
        await connection.close()


def files_with(folder: Path, marks: Marks) -> set[str]:
    """Of the data folder: blobs, letters, and whatever else lies there, by name or by content."""
    found: set[str] = set()
    for path in folder.rglob("*"):
        place = path.relative_to(folder)
        is_tombstone = place.parts[:2] == ("blobs", "tombstones")
        content = path.read_bytes().decode("latin-1") if path.is_file() else ""
        if marks.are_in(f"{place} {content}", with_ids=not is_tombstone):
            found.add(f"file {place.parts[0]}/{place.parts[-1]}")
    return found


def indexed_with(address: str, prefix: str, marks: Marks) -> set[str]:
    """The index of words."""
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
        client.post(f"/{prefix}*/_refresh")
        answer = client.post(f"/{prefix}*/_search", json={"size": 10_000, "query": {"match_all": {}}})
        assert answer.status_code == 200, answer.text
        documents = answer.json()["hits"]["hits"]
    return {"index of words"} if any(marks.are_in(str(each)) for each in documents) else set()


def remembered_with(marks: Marks) -> set[str]:
    """Answers that this process keeps in memory."""
    kept = (each for each in gc.get_objects() if isinstance(each, ResponseCache))
    bodies = (body for cache in kept for body in _bodies(cache))
    return {"answers in memory"} if any(marks.are_in(each.decode("latin-1")) for each in bodies) else set()


def kept_in_redis_with(url: str, marks: Marks) -> set[str]:
    """Ids are there for as long as a version is, a day at most; her words never."""
    with Redis.from_url(url) as redis:
        kept = [key + b" " + (redis.dump(key) or b"") for key in redis.scan_iter()]
    return {"Redis"} if any(marks.are_in(each.decode("latin-1"), with_ids=False) for each in kept) else set()


def logged_with(text: str, marks: Marks) -> set[str]:
    """Logs hold ids, and none of her words."""
    return {"logs"} if marks.are_in(text, with_ids=False) else set()


def _bodies(cache: ResponseCache) -> Iterator[bytes]:
    for _, answer in cache._entries.values():
        yield answer.body
