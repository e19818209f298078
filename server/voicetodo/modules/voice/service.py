"""The verbs: hear, answer, undo."""

import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import TypeAlias
from uuid import UUID, uuid5

import msgspec

from voicetodo.kit.bus import announce
from voicetodo.kit.clock import Clock
from voicetodo.kit.db import Database
from voicetodo.kit.plans import PlanLimit
from voicetodo.language.interpretation import Action, Context, Interpretation
from voicetodo.modules.todo.api import ChangeResult, TodoApi
from voicetodo.modules.voice.adviser import Adviser
from voicetodo.modules.voice.answering import given, is_answer, may_answer
from voicetodo.modules.voice.carrying_out import Done, Performer
from voicetodo.modules.voice.contexts import Contexts
from voicetodo.modules.voice.errors import CommandNotFound, NothingToAnswer, NothingToUndo
from voicetodo.modules.voice.hearing import Heard, Hearing, Utterance, checked, elapsed_ms
from voicetodo.modules.voice.model import (
    ASKED_FOR_SECONDS,
    SHOWN_FOR_SECONDS,
    Command,
    NoticeCode,
    Outcome,
    Plan,
    Reply,
    Step,
    Tell,
    Timings,
    nothing_heard,
)
from voicetodo.modules.voice.outcomes import outcome_of, processed, reply_of, undoing, undone_outcome, with_answer
from voicetodo.modules.voice.pacing import Pacing
from voicetodo.modules.voice.planning import plan, step
from voicetodo.modules.voice.readings import understood
from voicetodo.modules.voice.recordings import Recordings
from voicetodo.modules.voice.scene import Scene, moved_from_where_they_stand, needs_shown, scene_of, where_they_stand
from voicetodo.modules.voice.store import commands
from voicetodo.modules.voice.wording import sentences_of

#: Whether a user of these roles is.
MayBeAdvised: TypeAlias = Callable[[UUID, frozenset[str]], Awaitable[bool]]


class VoiceService:
    """What people say, done and undone."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        todos: TodoApi,
        hearing: Hearing,
        contexts: Contexts,
        recordings: Recordings,
        adviser: Adviser | None = None,
        may_be_advised: MayBeAdvised | None = None,
        pacing: Pacing | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._todos = todos
        self._hearing = hearing
        self._contexts = contexts
        self._recordings = recordings
        self._adviser = adviser
        self._may_be_advised = may_be_advised
        self._pacing = pacing
        self._performer = Performer(todos=todos)

    async def process(self, user_id: UUID, said: Utterance, *, roles: frozenset[str] = frozenset()) -> Outcome:
        """Understand it and do it. The same id again gives the same outcome and does nothing twice.

        `roles` are those of the user.

        Raises PlanLimit.
        """
        if self._pacing is not None:
            await self._pacing.check(user_id, said.id)
        started = time.perf_counter()
        heard = await self._hearing.hear(user_id, said)
        known = await self._contexts.get(user_id, said.language)
        began = time.perf_counter()
        heard, interpretation = understood(heard, known, said)
        if self._adviser is not None and (self._may_be_advised is None or await self._may_be_advised(user_id, roles)):
            interpretation = await self._adviser.reconsider(interpretation, heard, known, said)
        language_ms = elapsed_ms(began)
        command = await self._record(user_id, said, heard, known, interpretation)
        notice, code = await self._keep(user_id, command.id, said.audio)
        if command.outcome is not None:
            return command.outcome
        steps = command.plan.steps
        scene = scene_of(command, known)
        done = await self._performer.carry_out(
            steps,
            scene,
            user_id=user_id,
            change_set_id=command.id,
            source=command.source,
            now=command.captured_at,
            earlier=self,
        )
        outcome = outcome_of(
            command,
            done,
            reply=reply_of(steps, done.results, scene.wording) if steps else interpretation.reply,
            timings=Timings(speech_ms=heard.speech_ms, language_ms=language_ms, total_ms=elapsed_ms(started)),
            is_undoable=done.has_changed,
        )
        await self._finish(command, done, outcome, change_sets=(command.id,) if done.has_changed else ())
        return msgspec.structs.replace(done.answered or outcome, notice=notice, notice_code=code)

    async def interpret(self, user_id: UUID, said: Utterance) -> Interpretation:
        """What it would mean, without doing it. Raises Invalid."""
        if not (said.text or "").strip():
            return nothing_heard()
        heard = await self._hearing.hear(user_id, said)
        return understood(heard, await self._contexts.get(user_id, said.language), said)[1]

    async def answer(self, user_id: UUID, command_id: UUID, *, option_id: str | None, text: str | None) -> Outcome:
        """Go on where a question was asked. Raises NothingToAnswer, AnswerNotUnderstood."""
        command = await self._get(user_id, command_id)
        if not command.questions or command.outcome is None:
            raise NothingToAnswer
        known = await self._contexts.get(user_id, command.plan.language)
        question = command.questions[0]
        scene = msgspec.structs.replace(scene_of(command, known), is_confirmed=question.settles)
        said = scene.said if text is None else msgspec.structs.replace(scene.said, text=checked(text))
        actions = given(question, said, option_id=option_id)
        if needs_shown(actions):
            scene = msgspec.structs.replace(scene, shown=await self._shown(user_id))
        scene = await self._with_dues(user_id, actions, scene)
        left = Tell(question.action, "refused", scene.wording.say.left_as_it_was)
        steps = tuple(step(action, scene) for action in actions) or (left,)
        # From here on this is the answer, whoever else gives another: a repeat goes on with it.
        async with self._database.transaction() as tx:
            recorded = await commands.begin_answer(tx, command, steps)
        if recorded is None:
            raise NothingToAnswer
        return await self._carry_out_answer(command, recorded, scene)

    async def undo(self, user_id: UUID, command_id: UUID) -> Outcome:
        """Put everything back as it was. Undoing twice is undoing once. Raises NothingToUndo."""
        command = await self._get(user_id, command_id)
        if command.outcome is None or (command.undone_at is None and not command.change_sets):
            raise NothingToUndo
        if command.undone_at is not None:
            return command.outcome
        reverted: list[ChangeResult] = []
        for change_set_id in reversed(command.change_sets):
            reverted += await self._todos.revert(user_id=user_id, change_set_id=change_set_id)
        now = self._clock.now()
        outcome = undone_outcome(command.outcome, reverted, say=sentences_of(command.plan.language), at=now)
        undone = msgspec.structs.replace(command, outcome=outcome, undone_at=now, questions=())
        async with self._database.transaction() as tx:
            is_written = await commands.finish(tx, undone)
            if is_written:
                await announce(tx, undoing(undone))
        # answered meanwhile: that is to be undone as well
        return outcome if is_written else await self.undo(user_id, command_id)

    async def get(self, user_id: UUID, command_id: UUID) -> Outcome:
        """What came of one command. Raises CommandNotFound."""
        command = await self._get(user_id, command_id)
        if command.outcome is None:
            raise CommandNotFound
        return command.outcome

    async def _keep(self, user_id: UUID, command_id: UUID, audio: bytes | None) -> tuple[str | None, NoticeCode | None]:
        """What the user should know of it, and its code."""
        if audio is None:
            return None, None
        try:
            await self._recordings.keep(user_id, command_id, audio)
        except PlanLimit as refused:
            return f"This recording was not kept. {refused.sentence}", "recording-not-kept"
        return None, None

    async def _record(
        self, user_id: UUID, said: Utterance, heard: Heard, known: Context, interpretation: Interpretation
    ) -> Command:
        """Write down the words and the plan before anything is done."""
        actions = interpretation.actions
        scene = Scene(
            command_id=said.id,
            words=heard.text,
            context=known,
            said_at=heard.said_at,
            timezone=heard.timezone,
            room=said.room,
            shown=await self._shown(user_id) if needs_shown(actions) else (),
            undoable=await self._find_undoable(user_id, actions),
        )
        scene = await self._with_dues(user_id, actions, scene)
        command = Command(
            id=said.id,
            user_id=user_id,
            kind="audio" if said.audio is not None else "text",
            transcript=heard.text,
            timezone=heard.timezone,
            captured_at=heard.said_at,
            created_at=self._clock.now(),
            plan=await self._plan(user_id, interpretation, scene),
        )
        async with self._database.transaction() as tx:
            return await commands.add(tx, command)

    async def _plan(self, user_id: UUID, interpretation: Interpretation, scene: Scene) -> Plan:
        if not scene.words.strip():
            return Plan(interpretation, (), scene.context.language)
        if may_answer(scene.words):
            since = self._clock.now() - timedelta(seconds=ASKED_FOR_SECONDS)
            async with self._database.connection() as connection:
                asking = await commands.find_asking(connection, user_id, since=since)
            if asking is not None and is_answer(asking.questions[0], scene.said, interpretation):
                reply = Reply(interpretation.actions[0], asking.id, scene.words)
                return Plan(interpretation, (reply,), scene.context.language)
        return plan(interpretation, scene)

    async def _find_undoable(self, user_id: UUID, actions: Sequence[Action]) -> UUID | None:
        if not any(action.intent == "undo" for action in actions):
            return None
        async with self._database.connection() as connection:
            command = await commands.find_undoable(connection, user_id)
        return command.id if command is not None else None

    async def _with_dues(self, user_id: UUID, actions: Sequence[Action], scene: Scene) -> Scene:
        ids = moved_from_where_they_stand(actions, scene)
        if not ids:
            return scene
        todos = await self._todos.get_many(user_id=user_id, ids=ids)
        return where_they_stand(scene, todos)

    async def _shown(self, user_id: UUID) -> tuple[str, ...]:
        since = self._clock.now() - timedelta(seconds=SHOWN_FOR_SECONDS)
        async with self._database.connection() as connection:
            return tuple(str(each) for each in await commands.last_shown(connection, user_id, since=since))

    async def _carry_out_answer(self, command: Command, steps: Sequence[Step], scene: Scene) -> Outcome:
        before = command.outcome
        assert before is not None  # noqa: S101 - checked by the caller
        change_set_id = uuid5(command.id, f"answer {command.answered}")
        told = await self._performer.carry_out(
            steps,
            scene,
            user_id=command.user_id,
            change_set_id=change_set_id,
            source=command.source,
            now=command.captured_at,
            earlier=self,
        )
        done = msgspec.structs.replace(
            told,
            results=with_answer(before.results, told.results),
            questions=(*told.questions, *command.questions[1:]),
        )
        change_sets = (*command.change_sets, change_set_id) if told.has_changed else command.change_sets
        outcome = outcome_of(
            command,
            done,
            reply=reply_of(steps, told.results, scene.wording),
            timings=before.timings,
            is_undoable=bool(change_sets),
        )
        answered = msgspec.structs.replace(command, answered=command.answered + 1)
        if await self._finish(answered, done, outcome, change_sets=change_sets):
            return outcome
        now = await self._get(command.user_id, command.id)
        if now.undone_at is not None and told.has_changed:  # all of it, and so what was just answered
            await self._todos.revert(user_id=command.user_id, change_set_id=change_set_id)
        return now.outcome or outcome

    async def _finish(self, command: Command, done: Done, outcome: Outcome, *, change_sets: tuple[UUID, ...]) -> bool:
        finished = msgspec.structs.replace(
            command,
            outcome=outcome,
            questions=done.questions,
            change_sets=change_sets,
            shown=done.shown or command.shown,
            processed_at=self._clock.now(),
        )
        async with self._database.transaction() as tx:
            is_written = await commands.finish(tx, finished)
            if is_written:
                await announce(tx, processed(finished, outcome))
        return is_written

    async def _get(self, user_id: UUID, command_id: UUID) -> Command:
        async with self._database.connection() as connection:
            command = await commands.find(connection, user_id, command_id)
        if command is None:
            raise CommandNotFound
        return command
