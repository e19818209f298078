"""Does what a client sent, one mutation after the other: each wholly or not at all, once, and never without a word."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import msgspec

from voicetodo.kit.errors import DomainError, NotFound
from voicetodo.modules.todo.api import Origin
from voicetodo.modules.todo.errors import (
    CategoryNameTaken,
    FilterNameTaken,
    LabelNameTaken,
    MutationInvalid,
    MutationReused,
)
from voicetodo.modules.todo.service.desk import Desk
from voicetodo.modules.todo.service.making import make
from voicetodo.modules.todo.service.mutations import (
    ClientChange,
    Made,
    Mutation,
    MutationResult,
    MutationStatus,
    Unread,
)
from voicetodo.modules.todo.service.pointing import without
from voicetodo.modules.todo.store import mutations as store
from voicetodo.modules.todo.store.mutations import Answered, Kept

_NAME_TAKEN: Final = (CategoryNameTaken, LabelNameTaken, FilterNameTaken)
_results: Final = msgspec.json.Decoder(MutationResult)
_encoder: Final = msgspec.json.Encoder()


class _AnsweredMeanwhile(Exception):
    """The same mutation came twice at once, and the other was first."""


class Mutating:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def do_all(self, user_id: UUID, sent: Sequence[Mutation], *, origin: Origin) -> list[MutationResult]:
        """One result each, in order. What was answered before is answered alike, and not done again.

        Raises what hinders all of them, such as Unavailable; those before are done then, and may be sent again.
        """
        if not sent:
            return []
        async with self._desk.database.connection() as connection:
            known = await store.find_many(connection, user_id, [each.id for each in sent])
        results: list[MutationResult] = []
        for mutation in sent:
            answered = known.get(mutation.id)
            if answered is None:
                result = await self._do(user_id, mutation, origin)
                known[mutation.id] = Answered(_digest(mutation), _encoder.encode(result).decode())
            else:
                result = _again(mutation, answered)
            results.append(result)
        return results

    async def _do(self, user_id: UUID, mutation: Mutation, origin: Origin) -> MutationResult:
        """What points at something that is gone is left out, and the rest tried again, until it is done or refused."""
        change, left_out, first = mutation.change, (), None
        if isinstance(change, Unread):
            return await self._refuse(user_id, mutation, MutationInvalid(errors=change.errors), origin)
        while True:
            try:
                return await self._attempt(user_id, mutation, change, origin, left_out=left_out, first=first)
            except _AnsweredMeanwhile:
                return await self._answer_again(user_id, mutation)
            except DomainError as error:
                if error.status >= 500:
                    raise
                fields = _fields(error)
                lesser = without(change, fields)
                if lesser is None:
                    return await self._refuse(user_id, mutation, error, origin)
                change, left_out, first = lesser, (*left_out, *fields), first or error

    async def _attempt(
        self,
        user_id: UUID,
        mutation: Mutation,
        change: ClientChange,
        origin: Origin,
        *,
        left_out: tuple[str, ...],
        first: DomainError | None,
    ) -> MutationResult:
        """`first` is what was wrong with what was left out."""
        async with self._desk.writing(user_id, origin) as ledger:
            made = await make(self._desk.joined(ledger), ledger, change, new_id=mutation.entity_id)
            result = MutationResult(
                mutation_id=mutation.id,
                status=_status(made, has_written=ledger.has_written),
                id=made.id,
                message=first.sentence if first is not None else made.message,
                problem=first.slug() if first is not None else None,
                left_out=(*left_out, *made.left_out),
            )
            if not await store.keep(ledger.tx, user_id, _kept(mutation, result, ledger.now)):
                raise _AnsweredMeanwhile
        return result

    async def _refuse(self, user_id: UUID, mutation: Mutation, error: DomainError, origin: Origin) -> MutationResult:
        result = MutationResult(
            mutation_id=mutation.id,
            status="not_found" if isinstance(error, NotFound) else "refused",
            id=mutation.entity_id,
            message=error.sentence,
            problem=error.slug(),
            errors=error.errors,
        )
        async with self._desk.writing(user_id, origin) as ledger:
            is_first = await store.keep(ledger.tx, user_id, _kept(mutation, result, ledger.now))
        return result if is_first else await self._answer_again(user_id, mutation)

    async def _answer_again(self, user_id: UUID, mutation: Mutation) -> MutationResult:
        async with self._desk.database.connection() as connection:
            known = await store.find_many(connection, user_id, [mutation.id])
        return _again(mutation, known[mutation.id])


def _again(mutation: Mutation, answered: Answered) -> MutationResult:
    if answered.digest == _digest(mutation):
        return _results.decode(answered.result)
    error = MutationReused()
    return MutationResult(
        mutation_id=mutation.id,
        status="refused",
        id=mutation.entity_id,
        message=error.sentence,
        problem=error.slug(),
    )


def _fields(error: DomainError) -> tuple[str, ...]:
    """The fields at fault, by their first names."""
    if isinstance(error, _NAME_TAKEN):
        return ("name",)
    return tuple(dict.fromkeys(each.field.partition(".")[0] for each in error.errors))


def _status(made: Made, *, has_written: bool) -> MutationStatus:
    if not has_written:
        return "unchanged"
    return "in_trash" if made.is_in_trash else "done"


def _kept(mutation: Mutation, result: MutationResult, at: datetime) -> Kept:
    is_whole = result.status in {"done", "unchanged", "in_trash"} and not result.left_out
    return Kept(
        id=mutation.id,
        digest=_digest(mutation),
        at=at,
        status=result.status,
        asked_id=mutation.entity_id,
        entity_id=result.id,
        result=_encoder.encode(result).decode(),
        refused=None if is_whole else mutation.sent.decode(),
    )


def _digest(mutation: Mutation) -> bytes:
    return hashlib.blake2b(mutation.sent, digest_size=16).digest()
