"""The audit log as a file."""

import csv
import io
from collections.abc import AsyncGenerator, Iterable
from typing import Any, Final, Literal

import msgspec

from voicetodo.kit.audit import Actor, audit
from voicetodo.kit.db import Database
from voicetodo.modules.admin.model.chain import Link
from voicetodo.modules.admin.service import audit_part
from voicetodo.modules.admin.service.audit_log import AuditLog, shown
from voicetodo.modules.admin.store.audit_search import ActFilter

ExportKind = Literal["jsonl", "csv"]
KINDS: Final[dict[ExportKind, str]] = {"jsonl": "application/jsonl", "csv": "text/csv; charset=utf-8"}

_COLUMNS: Final = (
    "seq", "at", "action", "result", "role", "actor_id", "credential_id", "object_kind", "object_id", "owner_id",
    "facts", "address", "user_agent", "request_id",
)  # fmt: skip


class AuditExport:
    def __init__(self, *, db: Database, audit_log: AuditLog) -> None:
        self._db = db
        self._audit_log = audit_log

    async def begin(self, wanted: ActFilter, kind: ExportKind, *, by: Actor) -> AsyncGenerator[bytes]:
        """The file in pieces. That it was taken is told before the first of them."""
        async with self._db.transaction() as tx:
            await audit(tx, "admin.audit_exported", on=("audit_log", None), by=by, kind=kind)
        if kind == "jsonl":
            return audit_part.pieces(self._db, since=wanted.since, until=wanted.until)
        return self._table(wanted)

    async def _table(self, wanted: ActFilter) -> AsyncGenerator[bytes]:
        yield _as_csv([_COLUMNS])
        async for links in self._audit_log.links(wanted):
            yield _rows(links)


def _rows(links: Iterable[Link]) -> bytes:
    return _as_csv(_row(link) for link in links)


def _row(link: Link) -> list[str]:
    act = shown(link)
    values: dict[str, Any] = msgspec.to_builtins(act)
    origin = values.pop("origin") or {}
    values["facts"] = " ".join(f"{name}={value}" for name, value in sorted(act.facts.items()))
    return [_cell({**values, **origin}.get(name)) for name in _COLUMNS]


def _cell(value: object) -> str:
    """What clients say of themselves must not be reckoned out by a spreadsheet (OWASP, CSV injection)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "＝", "＋", "－", "＠"} else text


def _as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()
