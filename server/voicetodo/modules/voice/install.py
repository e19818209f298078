"""Puts the voice module into a host."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated
from uuid import UUID

import msgspec

from voicetodo.kit.flags import subject_of, switch
from voicetodo.kit.host import Host
from voicetodo.kit.personal_data import PersonalData
from voicetodo.modules.auth.api import AuthApi
from voicetodo.modules.auth.events import ConsentChanged, UserDeleted
from voicetodo.modules.todo.api import TodoApi
from voicetodo.modules.voice import retention
from voicetodo.modules.voice.adviser import Adviser
from voicetodo.modules.voice.api import VoiceApi
from voicetodo.modules.voice.contexts import Contexts
from voicetodo.modules.voice.handlers import on_consent_changed, on_user_deleted
from voicetodo.modules.voice.hearing import Hearing
from voicetodo.modules.voice.history import History
from voicetodo.modules.voice.listening import Listening
from voicetodo.modules.voice.local import LocalVoiceApi
from voicetodo.modules.voice.pacing import Pacing
from voicetodo.modules.voice.recordings import RecordingFiles, Recordings
from voicetodo.modules.voice.routes import ROUTES
from voicetodo.modules.voice.sealed_recordings import SealedRecordings
from voicetodo.modules.voice.service import VoiceService
from voicetodo.modules.voice.store.personal_data import RECORDINGS, TOLD
from voicetodo.modules.voice.warming import Warming
from voicetodo.speech import open_pool

#: For whom the model beside the grammar is asked, where one is.
ADVISER = switch("voice.adviser", "The adviser is asked about sentences that are not understood", is_on=True)
_MINUTE_SECONDS = 60
_HOUR_SECONDS = 3600


class VoiceSettings(msgspec.Struct, frozen=True):
    """How recordings are heard."""

    data_dir: Path = Path("data")
    #: Where converted models lie; `models` in the data folder by default.
    models_dir: Path | None = None
    speech_engine: str = "moonshine-base"
    speech_workers: Annotated[int, msgspec.Meta(ge=1, le=64)] = 1
    speech_max_seconds: Annotated[float, msgspec.Meta(gt=0, le=600)] = 60.0
    speech_max_bytes: Annotated[int, msgspec.Meta(ge=1000)] = 10_000_000
    #: Where an OpenAI-compatible server answers (`https://host/v1`), asked about sentences that are not understood.
    adviser_url: str | None = None
    adviser_model: str = "default"
    adviser_key: str | None = None
    adviser_timeout_seconds: Annotated[float, msgspec.Meta(gt=0, le=30)] = 5.0
    #: For so long what was said is kept, and what came of it.
    voice_commands_days: Annotated[int, msgspec.Meta(ge=1)] = 365
    #: The same of recordings, of those who agreed that they are kept.
    voice_recordings_days: Annotated[int, msgspec.Meta(ge=1)] = 90


def install(host: Host) -> None:
    settings = host.settings(VoiceSettings)
    pool = open_pool(
        models_dir=settings.models_dir or settings.data_dir / "models",
        engine=settings.speech_engine,
        workers=settings.speech_workers,
        max_seconds=settings.speech_max_seconds,
        max_bytes=settings.speech_max_bytes,
    )
    adviser = _adviser(settings)
    if adviser is not None:
        host.on_stop(adviser.close)
        host.flags.declare(ADVISER)
    audio_kept_for = timedelta(days=settings.voice_recordings_days)
    recordings = Recordings(
        database=host.database("voice"),
        clock=host.clock,
        blobs=host.blobs,
        seal=host.seal,
        kept_for=audio_kept_for,
        plans=host.plans,
    )
    todos, users = host.faces.get(TodoApi), host.faces.get(AuthApi)
    hearing = Hearing(ears=pool, users=users, clock=host.clock)
    pacing = Pacing(database=host.database("voice"), clock=host.clock, plans=host.plans)

    async def may_be_advised(user_id: UUID, roles: frozenset[str]) -> bool:
        return host.flags.is_on(ADVISER, await subject_of(host.plans, user_id, roles))

    service = VoiceService(
        database=host.database("voice"),
        clock=host.clock,
        todos=todos,
        hearing=hearing,
        contexts=Contexts(todos=todos, versions=host.versions),
        recordings=recordings,
        adviser=adviser,
        pacing=pacing,
        may_be_advised=may_be_advised,
    )
    host.provide(service)
    host.provide(recordings)
    host.holds(SealedRecordings(host.database("voice"), host.blobs))
    host.on(ConsentChanged, on_consent_changed, module="voice")
    host.on(UserDeleted, on_user_deleted, module="voice")
    kept_for = timedelta(days=settings.voice_commands_days)
    history = History(database=host.database("voice"), clock=host.clock, kept_for=kept_for)
    host.provide(history)
    for seconds, job, name, removed in (
        (_HOUR_SECONDS, history.forget_old, "voice.forget_old_commands", retention.commands(kept_for)),
        (
            _HOUR_SECONDS,
            recordings.forget_old,
            "voice.forget_old_recordings",
            retention.recordings(audio_kept_for),
        ),
        (_MINUTE_SECONDS, recordings.remove_left, "voice.remove_left_blobs", retention.LEFT_RECORDINGS),
        (_HOUR_SECONDS, recordings.sweep, "voice.sweep_blobs", retention.UNKEPT_RECORDINGS),
    ):
        host.every(seconds, job, name=name, removes=[removed])
    files = {RECORDINGS.name: RecordingFiles(recordings)}
    listening = Listening(
        ears=pool, hearing=hearing, service=service, pacing=pacing, max_seconds=settings.speech_max_seconds
    )
    personal_data = PersonalData(host.database("voice"), TOLD, files=files)
    host.answer(
        VoiceApi, LocalVoiceApi(pacing=pacing, recordings=recordings, listening=listening, personal_data=personal_data)
    )
    host.routes(*ROUTES)
    host.on_start(pool.start)
    host.on_stop(pool.stop)
    warming = Warming()
    host.on_start(warming.start)
    host.on_stop(warming.stop)

    async def is_listening() -> bool:
        return pool.is_ready

    async def is_warm() -> bool:
        return warming.is_done

    host.ready_check("speech", is_listening)
    host.ready_check("language", is_warm)


def _adviser(settings: VoiceSettings) -> Adviser | None:
    """Nobody, unless an address is given. Raises SettingsError."""
    if not settings.adviser_url:
        return None
    return Adviser(
        settings.adviser_url,
        model=settings.adviser_model,
        key=settings.adviser_key or "",
        timeout_seconds=settings.adviser_timeout_seconds,
    )
