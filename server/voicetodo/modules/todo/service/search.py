"""Finding todos by what they say."""

from typing import Final
from uuid import UUID

from voicetodo.kit.errors import FieldError
from voicetodo.modules.todo.errors import QueryInvalid
from voicetodo.modules.todo.service.search_engine import Asked, Found, Place, SearchEngine
from voicetodo.modules.todo.store.search import Narrowed
from voicetodo.modules.todo.text import TextError, line

MAX_QUERY: Final = 200
ANYWHERE: Final = Narrowed()


class Search:
    """Asks the engine that the operator chose."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine

    async def find(
        self,
        user_id: UUID,
        text: str,
        *,
        limit: int,
        place: Place | None = None,
        narrowed: Narrowed = ANYWHERE,
    ) -> Found:
        """The best first, from `place` on. Raises QueryInvalid."""
        try:
            text = line(text, most=MAX_QUERY)
        except TextError as error:
            raise QueryInvalid(str(error), errors=[FieldError.of("q", error)]) from error
        return await self._engine.find(Asked(user_id, text, limit, place or Place(), narrowed))
