"""The speaker's lists, labels and tasks for the language engine, kept until the speaker's version moves."""

from collections import OrderedDict
from uuid import UUID

from voicetodo.kit.cache import Versions
from voicetodo.language.interpretation import Context
from voicetodo.modules.todo.api import TodoApi
from voicetodo.modules.voice.scene import context_of

_KEPT_USERS = 256


class Contexts:
    """The same object for the same state: the language engine keeps its index of names beside it."""

    def __init__(self, *, todos: TodoApi, versions: Versions) -> None:
        self._todos = todos
        self._versions = versions
        self._kept: OrderedDict[tuple[UUID, str], tuple[bytes, Context]] = OrderedDict()

    async def get(self, user_id: UUID, language: str) -> Context:
        language = _read_as(language)
        version = await self._versions.current(user_id)
        kept = self._kept.get((user_id, language))
        if kept is not None and kept[0] == version:
            self._kept.move_to_end((user_id, language))
            return kept[1]
        context = context_of(await self._todos.context(user_id=user_id), language)
        if version is not None:
            self._kept[(user_id, language)] = (version, context)
            if len(self._kept) > _KEPT_USERS:
                self._kept.popitem(last=False)
        return context


def _read_as(language: str) -> str:
    """English as it is written where the speaker lives: what matters is whether the day comes before the month."""
    code = language.replace("_", "-").lower()
    return "en-GB" if code.startswith("en-") and code != "en-us" else "en"
