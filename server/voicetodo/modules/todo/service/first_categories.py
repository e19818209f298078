"""The categories that a new user finds: theirs from then on, and so named once, in the language they signed up in."""

from typing import Final

from voicetodo.kit.ids import new_id
from voicetodo.modules.todo.service.categories import CategoryDraft, create
from voicetodo.modules.todo.service.ledger import Ledger
from voicetodo.modules.todo.service.nouns import CATEGORY

_ENGLISH: Final = ("Personal", "Work", "Shopping", "Health", "Learning")
_NAMES: Final[dict[str | None, tuple[str, ...]]] = {
    "en": _ENGLISH,
    "de": ("Privat", "Arbeit", "Einkauf", "Gesundheit", "Lernen"),
}


def first_names(language: str | None) -> tuple[str, ...]:
    """In English where it is not known, or not spoken."""
    return _NAMES.get(language, _ENGLISH)


async def create_first(ledger: Ledger, *, language: str | None) -> None:
    """A name that is there already stays as it is."""
    for nth, name in enumerate(first_names(language)):
        if await CATEGORY.rows.find_by_name(ledger.tx, ledger.user_id, name) is None:
            await create(ledger, CategoryDraft(name=name), category_id=new_id(), nth=nth)
