"""What a row says now beside what it said last: only that difference is carried into a todo that came before."""

from collections.abc import Iterable
from typing import Any, Final

from msgspec.structs import replace

from voicetodo.modules.todo.api import Todo
from voicetodo.modules.todo.transfer.draft import AttachmentDraft, CommentDraft, Draft

#: Fields that a draft and a change of a todo both have.
PLAIN: Final = (
    "title",
    "notes",
    "priority",
    "start_date",
    "due",
    "deadline",
    "duration_minutes",
    "recurrence",
    "reminders",
    "assignee",
)
_NAMED: Final = ("category", "section", "parent", "labels")


def changed_fields(before: Draft, after: Draft) -> dict[str, Any]:
    """Field → its new value; `is_done` for a completion, whose date some files leave to us."""
    changed = {
        name: getattr(after, name) for name in (*PLAIN, *_NAMED) if getattr(before, name) != getattr(after, name)
    }
    if before.is_due_from_rule and after.is_due_from_rule and before.recurrence == after.recurrence:
        changed.pop("due", None)
    if (before.completed_at is None) != (after.completed_at is None):
        changed["is_done"] = after.completed_at is not None
    if len(after.comments) and (said := _new(before.comments, after.comments)):
        changed["comments"] = said
    if len(after.attachments) and (files := new_attachments(before.attachments, after.attachments)):
        changed["attachments"] = files
    return changed


def new_attachments(before: Iterable[AttachmentDraft], after: Iterable[AttachmentDraft]) -> tuple[AttachmentDraft, ...]:
    """What was attached since: none that came before, nor one of the same name and bytes."""
    before = tuple(before)
    known = {each.key for each in before}
    same = {(each.name, each.sha256) for each in before if each.sha256 is not None}
    return tuple(each for each in after if each.key not in known and (each.name, each.sha256) not in same)


def _new(before: Iterable[CommentDraft], after: Iterable[CommentDraft]) -> tuple[CommentDraft, ...]:
    """What was said since. What was said otherwise, or taken back, stays here as it was."""
    known = {each.key for each in before}
    return tuple(each for each in after if each.key not in known)


def draft_of(
    todo: Todo,
    *,
    category: str | None,
    section: str | None,
    labels: tuple[str, ...],
    comments: tuple[CommentDraft, ...],
    attachments: tuple[AttachmentDraft, ...],
) -> Draft:
    """The draft that our own file holds of it."""
    plain = {name: getattr(todo, name) for name in PLAIN}
    return Draft(
        row=0,
        key=str(todo.id),
        category=category,
        section=section,
        category_id=todo.category_id,
        section_id=todo.section_id,
        parent=str(todo.parent_id) if todo.parent_id else None,
        labels=labels,
        comments=comments,
        attachments=attachments,
        completed_at=todo.completed_at,
        created_at=todo.created_at,
        id=todo.id,
        position=todo.position,
        **plain,
    )


def bare(draft: Draft) -> Draft:
    """As it is remembered: without its place in that file, what was told of it, the words of its comments, and all but
    the keys of its files.
    """
    comments = tuple(CommentDraft(key=each.key) for each in draft.comments)
    attachments = tuple(AttachmentDraft(key=each.key) for each in draft.attachments)
    return replace(draft, row=0, notices=(), problem=None, reason=None, comments=comments, attachments=attachments)
