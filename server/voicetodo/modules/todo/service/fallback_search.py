"""One engine for as long as it answers, and else another."""

from typing import Final

from voicetodo.kit.search import IndexMissing, SearchUnavailable
from voicetodo.kit.telemetry.logs import logger
from voicetodo.modules.todo.service.search_engine import Asked, Found, SearchEngine

_log: Final = logger("search")


class FallbackSearch:
    """Whoever searches is answered either way. It is logged when the first engine goes away, and when it is back."""

    def __init__(self, first: SearchEngine, second: SearchEngine) -> None:
        self._first = first
        self._second = second
        self._is_away = False

    async def find(self, asked: Asked) -> Found:
        try:
            found = await self._first.find(asked)
        except SearchUnavailable as error:
            self._tell(error)
            return await self._second.find(asked)
        if self._is_away:
            self._is_away = False
            _log.info("search_engine_back")
        return found

    def _tell(self, error: SearchUnavailable) -> None:
        if self._is_away:
            return
        self._is_away = True
        hint = "Make it with `voicetodo search rebuild`." if isinstance(error, IndexMissing) else None
        _log.warning("search_engine_away", error=str(error), instead="postgresql", hint=hint)
