"""Files that lie in an archive beside its list of todos: which of them can be had, and which of them come."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from voicetodo.modules.todo.api import Told
from voicetodo.modules.todo.files import MAX_BYTES
from voicetodo.modules.todo.transfer.comparing import new_attachments
from voicetodo.modules.todo.transfer.draft import AttachmentDraft, Draft, Unreadable
from voicetodo.modules.todo.transfer.planning import Known, Planned
from voicetodo.modules.todo.transfer.told import each_once, tell
from voicetodo.modules.todo.transfer.unpacking import MAX_ENTRIES, Archive


def settled(drafts: Sequence[Draft], archive: Archive | None) -> list[Draft]:
    """With the files that can be had and how large they are, and a notice for each of the others. Raises Unreadable."""
    if sum(len(draft.attachments) for draft in drafts) > MAX_ENTRIES:
        raise Unreadable("import-attachments-many", most=MAX_ENTRIES)
    claimed: set[str] = set()
    return [_settled(draft, archive, claimed) if draft.attachments else draft for draft in drafts]


def coming(one: Planned, known: Mapping[str, Known]) -> tuple[AttachmentDraft, ...]:
    """Files of this row that are to be attached: all of a new todo, and of others what was not there before."""
    if not one.draft.attachments or one.outcome not in {"create", "update"}:
        return ()
    if one.outcome == "create":
        return one.draft.attachments
    return new_attachments(known[one.draft.key].draft.attachments, one.draft.attachments)


def without(draft: Draft, gone: Collection[str], notices: Iterable[Told]) -> Draft:
    """Without the files of these keys, and with these notices, each of them once."""
    left = tuple(each for each in draft.attachments if each.key not in gone)
    return replace(draft, attachments=left, notices=each_once((*draft.notices, *notices)))


def _settled(draft: Draft, archive: Archive | None, claimed: set[str]) -> Draft:
    kept: list[AttachmentDraft] = []
    notices: list[Told] = []
    keys: set[str] = set()
    for each in draft.attachments:
        found = _found(each, archive, claimed)
        if isinstance(found, Told):
            notices.append(found)
        elif found.key not in keys:
            keys.add(found.key)
            kept.append(found)
    return replace(draft, attachments=tuple(kept), notices=each_once((*draft.notices, *notices)))


def _found(file: AttachmentDraft, archive: Archive | None, claimed: set[str]) -> AttachmentDraft | Told:
    """As it can be had, or why it cannot."""
    size = archive.size_of(file.entry) if archive is not None and file.entry is not None else None
    if archive is None or file.entry is None or size is None:
        return tell("import-file-missing", name=file.name)
    if file.entry in claimed:
        return tell("import-file-doubled", name=file.name)
    if size > MAX_BYTES:
        return tell("import-file-large", name=file.name, megabytes=MAX_BYTES // 1_000_000)
    if (fault := archive.fault_of(file.entry)) is not None:
        return tell(fault, name=file.name)
    claimed.add(file.entry)
    return replace(file, size=size)
