"""The speaker's lists, labels and tasks for the language engine, kept until the speaker's version moves."""

import re
from collections import OrderedDict
from uuid import UUID

from voicetodo.kit.cache import Versions
from voicetodo.language.interpretation import Context
from voicetodo.language.languages import is_day_first, language_for
from voicetodo.modules.todo.api import TodoApi
from voicetodo.modules.voice.scene import context_of

_KEPT_USERS = 256
_REGION = re.compile(r"[-_][A-Za-z]{2}\b")


class Contexts:
    """The same object for the same state: the language engine keeps its index of names beside it."""

    def __init__(self, *, todos: TodoApi, versions: Versions) -> None:
        self._todos = todos
        self._versions = versions
        self._kept: OrderedDict[tuple[UUID, str], tuple[bytes, Context]] = OrderedDict()

    async def get(self, user_id: UUID, language: str) -> Context:
        version = await self._versions.current(user_id)
        kept = self._kept.get((user_id, language))
        if kept is not None and kept[0] == version:
            self._kept.move_to_end((user_id, language))
            return kept[1]
        known = await self._todos.context(user_id=user_id)
        context = context_of(known, _read_as(_of_region(language, known.preferences.region)))
        if version is not None:
            self._kept[(user_id, language)] = (version, context)
            if len(self._kept) > _KEPT_USERS:
                self._kept.popitem(last=False)
        return context


def _of_region(language: str, region: str | None) -> str:
    """What the client says of the region comes first."""
    return f"{language}-{region}" if region is not None and not _REGION.search(language) else language


def _read_as(language: str) -> str:
    """One of the few ways that are told apart: a language, and whether the day comes before the month in it."""
    code = language_for(language).code
    return "en-GB" if code == "en" and is_day_first(language) else code
