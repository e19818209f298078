"""Attached files of an import: which of them come, and their rows."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from msgspec.structs import replace

from voicetodo.kit.db import Connection
from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.api import Attachment, Told
from voicetodo.modules.todo.service.file_room import FileRoom
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.quotes import Quotes
from voicetodo.modules.todo.service.unloading import Pair, Unloaded, Unloading
from voicetodo.modules.todo.store import attachments, imported_attachments, shares
from voicetodo.modules.todo.store.attachments import Kept
from voicetodo.modules.todo.transfer.draft import AttachmentDraft
from voicetodo.modules.todo.transfer.enclosed import coming, without
from voicetodo.modules.todo.transfer.planning import HERE_ALREADY, Known, Planned
from voicetodo.modules.todo.transfer.told import tell

#: Of one statement.
_TOGETHER: Final = 500


class NotUnloaded(Exception):
    """These files are to come, and are not there yet; or there is less room than there was. Begin again."""

    def __init__(self, wanted: Sequence[tuple[str, AttachmentDraft]] = ()) -> None:
        super().__init__()
        self.wanted = wanted


class Totals:
    """How many files, and bytes of them."""

    def __init__(self, sizes: Sequence[int] = ()) -> None:
        self.count = len(sizes)
        self.bytes = sum(sizes)


class Enclosures:
    """Of one person, within their room for files."""

    def __init__(self, user_id: UUID, known: Mapping[str, Known], room: FileRoom) -> None:
        self._user_id = user_id
        self._known = known
        self._room = room
        #: Blobs that rows of this transaction point at.
        self.used: set[str] = set()

    async def foreseen(self, connection: Connection, planned: Sequence[Planned]) -> tuple[Totals, tuple[Told, ...]]:
        """What would come, and a notice where not all of it would."""
        sizes = [file.size for one in planned for file in coming(one, self._known)]
        if not sizes:
            return Totals(), ()
        room = await self._left_over(connection)
        fitting: list[int] = []
        for size in sizes:
            if size <= room:
                fitting.append(size)
                room -= size
        left = len(sizes) - len(fitting)
        notices = (tell("import-files-left", left=left, total=len(sizes)),) if left else ()
        return Totals(fitting), notices

    async def chosen(
        self, connection: Connection, planned: Sequence[Planned], unloading: Unloading, *, is_kept: bool
    ) -> list[Planned]:
        """The rows with those files that come, and a notice for each of the others. Raises NotUnloaded."""
        if not any(one.draft.attachments for one in planned):
            return list(planned)
        room = await self._left_over(connection)
        missing: list[tuple[str, AttachmentDraft]] = []
        chosen: list[Planned] = []
        for one in planned:
            gone: dict[str, Told] = {}
            for file in coming(one, self._known):
                pair = (one.draft.key, file.key)
                fault = unloading.faults.get(pair) or ("import-files-full" if file.size > room else None)
                if fault is None and not is_kept:
                    fault = "import-file-archive-gone"
                if fault is not None:
                    gone[file.key] = tell(fault, name=file.name)
                    continue
                room -= file.size
                if pair not in unloading.done:
                    missing.append((one.draft.key, file))
            chosen.append(self._left(one, gone) if gone else one)
        if missing:
            raise NotUnloaded(missing)
        return chosen

    async def attach(
        self, ledger: Ledger, planned: Sequence[Planned], done: Mapping[Pair, Unloaded], quotes: Quotes
    ) -> Totals:
        """The last thing that is done: whoever brings another file waits from here on. Raises NotUnloaded."""
        new = await self._new(ledger, planned, done, quotes)
        self.used = {kept.blob_key for kept, _ in new}
        if not new:
            return Totals()
        total = Totals([kept.attachment.size for kept, _ in new])
        taken = await attachments.hold_room(ledger.tx, self._user_id)
        if taken + total.bytes > await self._room.most(ledger.tx, self._user_id):
            raise NotUnloaded
        for start in range(0, len(new), _TOGETHER):
            await imported_attachments.insert_all(
                ledger.tx,
                self._user_id,
                new[start : start + _TOGETHER],
                origin=ledger.origin,
                change_set_id=ledger.change_set_id,
                at=ledger.now,
            )
        ledger.wake()
        filed_in = {category_id for _, category_id in new if category_id is not None}
        ledger.readers |= await shares.members_of(ledger.tx, self._user_id, filed_in)
        return total

    async def _left_over(self, connection: Connection) -> int:
        taken = await attachments.size_of_all(connection, self._user_id)
        return await self._room.most(connection, self._user_id) - taken

    def _left(self, one: Planned, gone: Mapping[str, Told]) -> Planned:
        left = replace(one, draft=without(one.draft, gone.keys(), gone.values()))
        before = self._known.get(one.draft.key)
        if one.outcome == "update" and before is not None and not before.differs_from(left.draft):
            return replace(left, outcome="skip", reason=HERE_ALREADY)
        return left

    async def _new(
        self, ledger: Ledger, planned: Sequence[Planned], done: Mapping[Pair, Unloaded], quotes: Quotes
    ) -> list[tuple[Kept, UUID | None]]:
        """With the categories of their todos. None of what hangs there already under this name."""
        files = [
            (one.todo_id, file, done[one.draft.key, file.key])
            for one in planned
            for file in coming(one, self._known)
            if one.todo_id is not None
        ]
        if not files:
            return []
        tx, todo_ids = ledger.tx, list({todo_id for todo_id, _, _ in files})
        places = await imported_attachments.hold_todos(tx, self._user_id, todo_ids)
        here = {
            (todo_id, each.name, each.sha256)
            for todo_id, some in (await imported_attachments.of_todos(tx, self._user_id, todo_ids)).items()
            for each in some
        }
        taken = await imported_attachments.taken(tx, self._user_id, [file.id for _, file, _ in files if file.id])
        said = await self._said(ledger, files, quotes)
        found: list[tuple[Kept, UUID | None]] = []
        for todo_id, file, blob in files:
            if todo_id not in places or (todo_id, file.name, blob.sha256) in here:
                continue
            own_id = file.id if file.id is not None and file.id not in taken else new_id()
            taken.add(own_id)
            author_id, author_name = quotes.author_of(file.author)
            made = Attachment(
                id=own_id,
                todo_id=todo_id,
                comment_id=said.get((todo_id, file.comment)),
                author_id=author_id,
                author_name=author_name,
                name=file.name,
                media_type=blob.media_type,
                size=blob.size,
                sha256=blob.sha256,
                created_at=min(file.created_at, ledger.now) if file.created_at is not None else ledger.now,
            )
            found.append((Kept(self._user_id, made, blob.blob_key), places[todo_id]))
        return found

    async def _said(
        self, ledger: Ledger, files: Sequence[tuple[UUID, AttachmentDraft, Unloaded]], quotes: Quotes
    ) -> dict[tuple[UUID, str | None], UUID]:
        """Comments that files belong to: those that came with them, or were here and are the user's."""
        found: dict[tuple[UUID, str | None], UUID] = {}
        asked: dict[UUID, str] = {}
        for todo_id, file, _ in files:
            if file.comment is None:
                continue
            if (todo_id, file.comment) in quotes.said:
                found[todo_id, file.comment] = quotes.said[todo_id, file.comment]
            elif file.id is not None:
                # of a file of ours, where keys are ids
                asked[UUID(file.comment)] = file.comment
        for comment_id, todo_id in (
            await imported_attachments.own_comments(ledger.tx, self._user_id, list(asked))
        ).items():
            found[todo_id, asked[comment_id]] = comment_id
        return found
