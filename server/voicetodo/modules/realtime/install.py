"""Puts the realtime module into a host."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

import msgspec

from voicetodo.kit.bus import Envelope, Event
from voicetodo.kit.db import Transaction
from voicetodo.kit.erasing import take_time
from voicetodo.kit.host import Host
from voicetodo.kit.maintenance import Upkeep
from voicetodo.kit.tokens.revocations import SESSION_REVOKED, USER_BARRED
from voicetodo.modules.admin.api import ANNOUNCEMENTS_CHANGED
from voicetodo.modules.auth.api import AuthApi
from voicetodo.modules.auth.events import UserDeleted
from voicetodo.modules.realtime import retention
from voicetodo.modules.realtime.keeping import keep
from voicetodo.modules.realtime.service import FeedService
from voicetodo.modules.realtime.sockets import Sockets
from voicetodo.modules.realtime.streams import Streams
from voicetodo.modules.todo import events as todo
from voicetodo.modules.voice.api import VoiceApi
from voicetodo.modules.voice.events import CommandProcessed

#: The broadcast's topic; the payload is the user's id, 16 bytes.
FED = "realtime_fed"

EVENTS: tuple[type[Event], ...] = (
    todo.TodoCreated,
    todo.TodoChanged,
    todo.TodoCompleted,
    todo.TodoReopened,
    todo.TodoDeleted,
    todo.TodoRestored,
    todo.TodosWithdrawn,
    todo.CategoryShared,
    todo.CategoryUnshared,
    todo.TeamChanged,
    todo.TeamLeft,
    todo.CategoryCreated,
    todo.CategoryChanged,
    todo.CategoryDeleted,
    todo.SectionCreated,
    todo.SectionChanged,
    todo.SectionDeleted,
    todo.LabelCreated,
    todo.LabelChanged,
    todo.LabelDeleted,
    todo.FilterCreated,
    todo.FilterChanged,
    todo.FilterDeleted,
    todo.CommentCreated,
    todo.CommentChanged,
    todo.CommentDeleted,
    todo.AttachmentCreated,
    todo.AttachmentDeleted,
    todo.ImportChanged,
    todo.PreferencesChanged,
    CommandProcessed,
)


class RealtimeSettings(msgspec.Struct, frozen=True):
    """Which other origins may connect from a browser, with commas between."""

    cors_origins: str = ""


def install(host: Host) -> None:
    settings = host.settings(RealtimeSettings)
    feed = FeedService(database=host.database("realtime"), clock=host.clock)
    origins = [origin.strip() for origin in settings.cors_origins.split(",") if origin.strip()]
    sockets = Sockets(
        feed=feed,
        tokens=host.tokens,
        revoked=host.faces.get(AuthApi).revoked_sessions,
        maintenance=host.maintenance,
        redis_url=host.redis_url,
        origins=origins or None,
    )

    streams = Streams(find_voice=partial(host.faces.find, VoiceApi), emit=sockets.emit)
    for event, handler in (
        ("voice_start", streams.start),
        ("voice_sound", streams.take),
        ("voice_end", streams.end),
        ("voice_cancel", streams.cancel),
    ):
        sockets.on(event, handler)
    sockets.on_gone(streams.drop)

    async def hear(tx: Transaction, envelopes: Sequence[Envelope]) -> None:
        for user_id in await keep(feed, tx, envelopes):
            tx.after_commit(partial(tell, user_id))

    async def forget(tx: Transaction, event: UserDeleted, _envelope: Envelope) -> None:
        await take_time(tx)
        await feed.forget_person(tx, event.user_id)

    def tell(user_id: UUID) -> None:
        sockets.soon(host.broadcast.publish(FED, user_id.bytes))

    def push(payload: bytes) -> None:
        sockets.soon(sockets.push(UUID(bytes=payload)))

    def sign_out(payload: bytes) -> None:
        sockets.soon(sockets.sign_out(UUID(bytes=payload)))

    def bar(payload: bytes) -> None:
        sockets.soon(sockets.bar(UUID(bytes=payload)))

    def close(upkeep: Upkeep | None) -> None:
        if upkeep is not None:
            sockets.soon(sockets.close_for(upkeep))

    def tell_of_announcements(_: bytes) -> None:
        sockets.soon(sockets.tell_all("announcements"))

    host.maintenance.on_change(close)
    host.broadcast.subscribe(ANNOUNCEMENTS_CHANGED, tell_of_announcements)
    host.on_all(EVENTS, hear, module="realtime")
    host.on(UserDeleted, forget, module="realtime")
    host.broadcast.subscribe(FED, push)
    host.broadcast.subscribe(SESSION_REVOKED, sign_out)
    host.broadcast.subscribe(USER_BARRED, bar)
    host.broadcast.on_gap(lambda: sockets.soon(sockets.catch_up_sign_outs()))
    host.provide(feed)
    host.mount("/socket.io", sockets.app)
    host.every(600, feed.sweep, name="realtime.sweep", removes=[retention.FEEDS])
    host.provide(streams)
    host.on_start(sockets.start)
    host.on_stop(streams.stop)
    host.on_stop(sockets.stop)
