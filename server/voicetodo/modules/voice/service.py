"""The verbs: hear, answer, undo, and look back."""

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import msgspec

from voicetodo.kit.bus import announce
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.errors import DomainError
from voicetodo.language import interpret
from voicetodo.language.interpretation import Context, Interpretation
from voicetodo.modules.todo.api import TodoApi
from voicetodo.modules.voice import store, wording
from voicetodo.modules.voice.answering import chosen
from voicetodo.modules.voice.carrying_out import Done, Performer, failed
from voicetodo.modules.voice.contexts import Contexts
from voicetodo.modules.voice.errors import CommandNotFound, NothingToAnswer, NothingToUndo
from voicetodo.modules.voice.events import CommandProcessed
from voicetodo.modules.voice.hearing import Heard, Hearing
from voicetodo.modules.voice.model import (
    SHOWN_FOR_SECONDS,
    ActionResult,
    Ask,
    Clarification,
    Command,
    Option,
    Outcome,
    Plan,
    Tell,
    Timings,
    nothing_heard,
)
from voicetodo.modules.voice.planning import plan, step
from voicetodo.modules.voice.scene import Scene


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """Something said, as it reaches us: a recording or its words."""

    id: UUID
    audio: bytes | None = None
    text: str | None = None
    timezone: str | None = None
    captured_at: datetime | None = None
    language: str = "en"
    literal_spans: tuple[tuple[int, int], ...] = ()


class VoiceService:
    """What people say, done and undone."""

    def __init__(
        self, *, database: Database, clock: Clock, todos: TodoApi, hearing: Hearing, contexts: Contexts
    ) -> None:
        self._database = database
        self._clock = clock
        self._todos = todos
        self._hearing = hearing
        self._contexts = contexts
        self._performer = Performer(todos=todos)

    async def process(self, user_id: UUID, said: Utterance) -> Outcome:
        """Understand it and do it. The same id again gives the same outcome and does nothing twice."""
        started = time.perf_counter()
        heard = await self._hearing.hear(user_id, said)
        known = await self._contexts.get(user_id, said.language)
        understood = time.perf_counter()
        interpretation = _understand(heard, known, said.literal_spans)
        language_ms = _ms(understood)
        command = await self._record(user_id, said, heard, known, interpretation)
        if command.outcome is not None:
            return command.outcome
        scene = _scene(command, known)
        try:
            done = await self._performer.carry_out(
                command.plan.steps, scene, user_id=user_id, change_set_id=command.id, now=command.captured_at
            )
        except DomainError as error:
            done = Done(results=failed(command.plan.steps, error), questions=(), has_changed=False, shown=())
        timings = Timings(speech_ms=heard.speech_ms, language_ms=language_ms, total_ms=_ms(started))
        return await self._finish(command, done, timings, change_set_id=command.id)

    async def interpret(
        self, user_id: UUID, text: str, *, timezone: str | None, language: str, spans: Sequence[tuple[int, int]]
    ) -> Interpretation:
        """What it would mean, without doing it."""
        zone = timezone or await self._hearing.timezone_of(user_id)
        known = await self._contexts.get(user_id, language)
        return interpret(text, self._clock.now(), zone, known, literal_spans=spans)

    async def answer(self, user_id: UUID, command_id: UUID, *, option_id: str | None, text: str | None) -> Outcome:
        """Go on where a question was asked. Raises NothingToAnswer, AnswerNotUnderstood."""
        command = await self._get(user_id, command_id)
        if not command.questions or command.outcome is None:
            raise NothingToAnswer
        question = command.questions[0]
        actions = chosen(question, option_id=option_id, text=text)
        # Made of what stands now, so that an answer repeated after a crash is the same answer.
        change_set_id = uuid5(command.id, f"answer {len(command.change_sets)} {len(command.questions)}")
        known = await self._contexts.get(user_id, "en")
        scene = msgspec.structs.replace(_scene(command, known), shown=await self._shown(user_id), is_confirmed=True)
        steps = [step(action, scene) for action in actions]
        if not steps:
            steps = [Tell(question.action, "refused", wording.LEFT_AS_IT_WAS)]
        done = await self._performer.carry_out(
            steps, scene, user_id=user_id, change_set_id=change_set_id, now=command.captured_at
        )
        told = done.results
        done = msgspec.structs.replace(
            done,
            results=_replace_asked(command.outcome.results, told),
            questions=(*done.questions, *command.questions[1:]),
        )
        return await self._finish(command, done, command.outcome.timings, change_set_id=change_set_id, told=told)

    async def undo(self, user_id: UUID, command_id: UUID) -> Outcome:
        """Put everything back as it was. Undoing twice is undoing once. Raises NothingToUndo."""
        command = await self._get(user_id, command_id)
        if command.outcome is None or (command.undone_at is None and not command.change_sets):
            raise NothingToUndo
        if command.undone_at is not None:
            return command.outcome
        reply = await self._revert(command)
        return await self._mark_undone(command, reply)

    async def get(self, user_id: UUID, command_id: UUID) -> Outcome:
        command = await self._get(user_id, command_id)
        if command.outcome is None:
            raise CommandNotFound
        return command.outcome

    async def list_outcomes(self, user_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int) -> list[Outcome]:
        """The newest first."""
        async with self._database.connection() as connection:
            commands = await store.list_before(connection, user_id, before=before, limit=limit)
        return [command.outcome for command in commands if command.outcome is not None]

    async def stats(self, user_id: UUID, *, days: int) -> store.Stats:
        """Counts over the last `days`."""
        async with self._database.connection() as connection:
            return await store.stats(connection, user_id, since=self._clock.now() - timedelta(days=days))

    async def _record(
        self, user_id: UUID, said: Utterance, heard: Heard, known: Context, interpretation: Interpretation
    ) -> Command:
        """Write down the words and the plan before anything is done."""
        scene = Scene(
            command_id=said.id,
            words=heard.text,
            context=known,
            said_at=heard.said_at,
            timezone=heard.timezone,
            shown=await self._shown(user_id),
            undoable=await self._find_undoable(user_id, interpretation),
        )
        command = Command(
            id=said.id,
            user_id=user_id,
            kind="audio" if said.audio is not None else "text",
            transcript=heard.text,
            timezone=heard.timezone,
            captured_at=heard.said_at,
            created_at=self._clock.now(),
            plan=plan(interpretation, scene) if heard.text.strip() else Plan(interpretation, ()),
        )
        async with self._database.transaction() as tx:
            return await store.add(tx, command)

    async def _find_undoable(self, user_id: UUID, interpretation: Interpretation) -> UUID | None:
        if not any(action.intent == "undo" for action in interpretation.actions):
            return None
        async with self._database.connection() as connection:
            command = await store.find_undoable(connection, user_id)
        return command.id if command is not None else None

    async def _shown(self, user_id: UUID) -> tuple[str, ...]:
        since = self._clock.now() - timedelta(seconds=SHOWN_FOR_SECONDS)
        async with self._database.connection() as connection:
            return tuple(str(each) for each in await store.last_shown(connection, user_id, since=since))

    async def _finish(
        self,
        command: Command,
        done: Done,
        timings: Timings,
        *,
        change_set_id: UUID,
        told: Sequence[ActionResult] | None = None,
    ) -> Outcome:
        for command_id in done.reverted:
            await self.undo(command.user_id, command_id)
        change_sets = command.change_sets
        if done.has_changed and change_set_id not in change_sets:
            change_sets = (*change_sets, change_set_id)
        outcome = Outcome(
            id=command.id,
            transcript=command.transcript,
            interpretation=command.plan.interpretation,
            results=done.results,
            reply=_reply(command, done.results if told is None else told),
            clarification=_clarification(done.questions),
            is_undoable=bool(change_sets),
            timings=timings,
            created_at=command.created_at,
        )
        finished = msgspec.structs.replace(
            command,
            outcome=outcome,
            questions=done.questions,
            change_sets=change_sets,
            shown=done.shown or command.shown,
            processed_at=self._clock.now(),
        )
        async with self._database.transaction() as tx:
            await store.finish(tx, finished)
            await announce(tx, _processed(finished, outcome))
        return outcome

    async def _get(self, user_id: UUID, command_id: UUID) -> Command:
        async with self._database.connection() as connection:
            command = await store.find(connection, user_id, command_id)
        if command is None:
            raise CommandNotFound
        return command

    async def _revert(self, command: Command) -> str:
        is_whole = True
        for change_set_id in reversed(command.change_sets):
            results = await self._todos.revert(user_id=command.user_id, change_set_id=change_set_id)
            is_whole = is_whole and not any(result.status == "kept" for result in results)
        return wording.UNDONE if is_whole else wording.UNDONE_IN_PART

    async def _mark_undone(self, command: Command, reply: str) -> Outcome:
        assert command.outcome is not None  # noqa: S101 - checked by the caller
        now = self._clock.now()
        outcome = msgspec.structs.replace(
            command.outcome, reply=reply, is_undoable=False, clarification=None, undone_at=now
        )
        undone = msgspec.structs.replace(command, outcome=outcome, undone_at=now, questions=())
        async with self._database.transaction() as tx:
            await store.finish(tx, undone)
        return outcome


def _scene(command: Command, known: Context) -> Scene:
    return Scene(
        command_id=command.id,
        words=command.transcript,
        context=known,
        said_at=command.captured_at,
        timezone=command.timezone,
    )


def _understand(heard: Heard, known: Context, spans: Sequence[tuple[int, int]]) -> Interpretation:
    if not heard.text.strip():
        return nothing_heard()
    return interpret(heard.text, heard.said_at, heard.timezone, known, literal_spans=spans)


def _reply(command: Command, told: Sequence[ActionResult]) -> str:
    if not told:
        return command.plan.interpretation.reply
    return " ".join(dict.fromkeys(result.message for result in told))


def _replace_asked(before: Sequence[ActionResult], new: Sequence[ActionResult]) -> tuple[ActionResult, ...]:
    """The first result that waited for an answer gives way to what the answer brought."""
    for place, result in enumerate(before):
        if result.status in {"needs_answer", "unsupported"}:
            return (*before[:place], *new, *before[place + 1 :])
    return (*before, *new)


def _clarification(questions: Sequence[Ask]) -> Clarification | None:
    if not questions:
        return None
    first = questions[0]
    options = tuple(Option(id=answer.id, label=answer.label) for answer in first.answers)
    return Clarification(question=first.question, options=options, takes_words=first.takes_words)


def _processed(command: Command, outcome: Outcome) -> CommandProcessed:
    return CommandProcessed(
        user_id=command.user_id,
        command_id=command.id,
        processed_at=command.processed_at or command.created_at,
        kind=command.kind,
        intents=tuple(result.action for result in outcome.results),
        statuses=tuple(result.status for result in outcome.results),
        speech_ms=outcome.timings.speech_ms,
        language_ms=outcome.timings.language_ms,
        total_ms=outcome.timings.total_ms,
    )


def _ms(since: float) -> float:
    return round((time.perf_counter() - since) * 1000, 2)
