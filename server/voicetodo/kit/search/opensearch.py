"""The few verbs of the OpenSearch REST API that we need, with a limit of time and a breaker for those who wait."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

import httpx
import msgspec

from voicetodo.kit.rpc.breaker import Breaker
from voicetodo.kit.search.answers import Answer, Outcome, answer_decoder, outcomes_decoder, type_in
from voicetodo.kit.search.errors import IndexMissing, QuestionRefused, SearchUnavailable
from voicetodo.kit.search.writes import Write, bodies
from voicetodo.kit.telemetry.logs import logger

#: Nobody waits for these.
_WORK_SECONDS: Final = 60.0
#: A request line may have 4,096 bytes; more than this many are not worth naming either.
_MAX_ROUTINGS: Final = 50
_JSON: Final = {"content-type": "application/json"}
_LINES: Final = {"content-type": "application/x-ndjson"}
_MISSING: Final = frozenset({"index_not_found_exception", "alias_not_found_exception", "aliases_not_found_exception"})

_log: Final = logger("kit.search")


class OpenSearch:
    """Indexes are asked and written by an alias, so that another may take their place between two requests."""

    def __init__(self, client: httpx.AsyncClient, *, timeout_seconds: float, breaker: Breaker | None = None) -> None:
        self.breaker = breaker or Breaker(failures=3)
        self._client = client
        self._timeout_seconds = timeout_seconds

    async def search(self, alias: str, question: Mapping[str, Any], *, routings: Sequence[str] = ()) -> Answer:
        """`routings`: only documents written with one of these. Raises SearchUnavailable, at once while it is away."""
        if not self.breaker.admits():
            raise SearchUnavailable
        params = {
            "timeout": f"{max(1, round(self._timeout_seconds * 1000))}ms",
            "allow_partial_search_results": "false",
            **({"routing": ",".join(routings)} if 0 < len(routings) <= _MAX_ROUTINGS else {}),
        }
        try:
            found = _whole(
                await self._ask("POST", f"/{alias}/_search", question, params=params, seconds=self._timeout_seconds)
            )
        except (IndexMissing, QuestionRefused):
            self.breaker.succeeded()
            raise
        except (SearchUnavailable, msgspec.MsgspecError) as error:
            self.breaker.failed()
            raise SearchUnavailable(str(error)) from error
        except asyncio.CancelledError:
            self.breaker.abandoned()
            raise
        self.breaker.succeeded()
        return found

    async def write(self, alias: str, writes: Sequence[Write]) -> None:
        """What the server will not have is logged and left out; what it has newer already stays as it is there.

        Raises IndexMissing where nothing is under this alias, SearchUnavailable where some may not be written.
        """
        for body in bodies(writes):
            answer = await self._ask(
                "POST", f"/{alias}/_bulk", body, params={"require_alias": "true"}, seconds=_WORK_SECONDS
            )
            for item in outcomes_decoder.decode(answer).items:
                for outcome in item.values():
                    _check(alias, outcome)

    async def create(self, index: str, definition: Mapping[str, Any], *, alias: str | None = None) -> None:
        """`definition`: settings and mappings."""
        aliases: dict[str, Any] = {} if alias is None else {"aliases": {alias: {}}}
        await self._ask("PUT", f"/{index}", {**definition, **aliases}, seconds=_WORK_SECONDS)

    async def delete(self, index: str) -> None:
        """Deleting what is gone already is fine."""
        await self._ask("DELETE", f"/{index}", params={"ignore_unavailable": "true"}, seconds=_WORK_SECONDS)

    async def refresh(self, index: str) -> None:
        """What was written is found from now on; by itself that takes a second."""
        await self._ask("POST", f"/{index}/_refresh", seconds=_WORK_SECONDS)

    async def aliases_of(self, pattern: str) -> dict[str, set[str]]:
        """The indexes whose names match, each with its aliases; none where there is none."""
        answer = await self._ask("GET", f"/{pattern}/_alias", seconds=_WORK_SECONDS)
        decoded: dict[str, dict[str, dict[str, Any]]] = msgspec.json.decode(answer)
        return {index: set(told.get("aliases", {})) for index, told in decoded.items()}

    async def switch(self, *, add: Iterable[tuple[str, str]], remove: Iterable[tuple[str, str]]) -> None:
        """Pairs of index and alias, all at one moment: nobody sees one without the other."""
        actions = [{"add": {"index": index, "alias": alias}} for index, alias in add]
        actions += [{"remove": {"index": index, "alias": alias}} for index, alias in remove]
        await self._ask("POST", "/_aliases", {"actions": actions}, seconds=_WORK_SECONDS)

    async def stop(self) -> None:
        await self._client.aclose()

    async def _ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | bytes | None = None,
        *,
        seconds: float,
        params: Mapping[str, str] | None = None,
    ) -> bytes:
        """The document answered. Raises SearchUnavailable, IndexMissing."""
        content = msgspec.json.encode(body) if isinstance(body, Mapping) else body
        headers = {} if body is None else _LINES if isinstance(body, bytes) else _JSON
        try:
            async with asyncio.timeout(seconds):
                answer = await self._client.request(method, path, content=content, headers=headers, params=params)
        except (httpx.HTTPError, TimeoutError) as error:
            said = str(error) or type(error).__name__
            raise SearchUnavailable(f"The search server does not answer: {said}.") from error
        if answer.status_code < HTTPStatus.BAD_REQUEST:
            return answer.content
        problem = type_in(answer.content)
        if answer.status_code == HTTPStatus.NOT_FOUND and problem in _MISSING:
            raise IndexMissing
        refused = QuestionRefused if answer.status_code == HTTPStatus.BAD_REQUEST else SearchUnavailable
        raise refused(f"The search server answered {method} {path} with {answer.status_code} {problem}.")


def _whole(document: bytes) -> Answer:
    """Raises SearchUnavailable, MsgspecError."""
    answer = answer_decoder.decode(document)
    if not answer.is_whole:
        raise SearchUnavailable("A part of the search index did not answer in time.")
    return answer


def _check(alias: str, outcome: Outcome) -> None:
    """Raises IndexMissing, SearchUnavailable."""
    if outcome.error is None or outcome.status == HTTPStatus.CONFLICT:
        return
    if outcome.error.type in _MISSING:
        raise IndexMissing
    if outcome.status == HTTPStatus.TOO_MANY_REQUESTS or outcome.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise SearchUnavailable(f"The search server could not write: {outcome.status} {outcome.error.type}.")
    _log.error("document_refused", alias=alias, id=outcome.id, type=outcome.error.type)
