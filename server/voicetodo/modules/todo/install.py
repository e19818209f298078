"""Puts the todo module into a host."""

from uuid import UUID

from voicetodo.kit.audit import Seldom
from voicetodo.kit.bus.rounds import Rounds
from voicetodo.kit.host import Host
from voicetodo.kit.search import OpenSearchSettings, open_opensearch
from voicetodo.kit.tokens.revocations import USER_BARRED
from voicetodo.modules.auth.api import ADDRESS_DIGESTS, APP_PASSWORD_REVOKED, AuthApi
from voicetodo.modules.auth.events import (
    DeletionAsked,
    DeletionCancelled,
    UserDeleted,
    UserRegistered,
    UserRenamed,
)
from voicetodo.modules.todo import retention as policies
from voicetodo.modules.todo.api import TodoApi
from voicetodo.modules.todo.dav.application import WELL_KNOWN, DavApplication
from voicetodo.modules.todo.dav.passwords import AppPasswordIdentity
from voicetodo.modules.todo.dav.refusals import tell_app_password_refused
from voicetodo.modules.todo.events import SEARCHABLE_CHANGED
from voicetodo.modules.todo.handlers import (
    on_deletion_asked,
    on_deletion_cancelled,
    on_searchable_changed,
    on_user_deleted,
    on_user_registered,
    on_user_renamed,
)
from voicetodo.modules.todo.jobs import declare, declare_letters, sweep_imports
from voicetodo.modules.todo.local import LocalTodoApi
from voicetodo.modules.todo.routes import ROUTES
from voicetodo.modules.todo.service.activity import Activity
from voicetodo.modules.todo.service.asking import Asking
from voicetodo.modules.todo.service.attachments import Attachments, AttachmentSettings
from voicetodo.modules.todo.service.batches import Batches
from voicetodo.modules.todo.service.bringing import Bringing
from voicetodo.modules.todo.service.categories import Categories
from voicetodo.modules.todo.service.change_sets import ChangeSets
from voicetodo.modules.todo.service.comments import Comments
from voicetodo.modules.todo.service.desk import Desk, NameOf
from voicetodo.modules.todo.service.duplicates import Duplicates
from voicetodo.modules.todo.service.ending_lists import EndingLists
from voicetodo.modules.todo.service.exports import Exports
from voicetodo.modules.todo.service.fallback_search import FallbackSearch
from voicetodo.modules.todo.service.filtering import Filtering
from voicetodo.modules.todo.service.filters import Filters
from voicetodo.modules.todo.service.imports import Imports
from voicetodo.modules.todo.service.index_health import IndexHealth
from voicetodo.modules.todo.service.index_search import IndexSearch
from voicetodo.modules.todo.service.indexing import Indexer, alias_of
from voicetodo.modules.todo.service.invitations import Invitations
from voicetodo.modules.todo.service.labels import Labels
from voicetodo.modules.todo.service.members import Members
from voicetodo.modules.todo.service.parcels import ImportSettings, Parcels
from voicetodo.modules.todo.service.personal_data import build_personal_data
from voicetodo.modules.todo.service.postgres_search import PostgresSearch
from voicetodo.modules.todo.service.preferences import PreferenceService
from voicetodo.modules.todo.service.retention import Retention, RetentionSettings
from voicetodo.modules.todo.service.search import Search
from voicetodo.modules.todo.service.sections import Sections
from voicetodo.modules.todo.service.syncing import Syncing
from voicetodo.modules.todo.service.team_members import TeamMembers
from voicetodo.modules.todo.service.team_shares import TeamShares
from voicetodo.modules.todo.service.teams import Teams
from voicetodo.modules.todo.service.todos import Todos
from voicetodo.modules.todo.service.trash import Trash
from voicetodo.modules.todo.service.usage import Usage

_LOOK_SECONDS = 5
_MINUTE_SECONDS = 60
_HOUR_SECONDS = 3600


def install(host: Host) -> None:
    desk = Desk(database=host.database("todo"), clock=host.clock, versions=host.versions, plans=host.plans)
    services = (
        Todos,
        Activity,
        Trash,
        Batches,
        Categories,
        Duplicates,
        Sections,
        Labels,
        Filters,
        Filtering,
        Members,
        TeamMembers,
        TeamShares,
        PreferenceService,
        Comments,
    )
    for service in (each(desk) for each in (*services, Syncing)):
        host.provide(service)
    index_health = _install_search(host, desk)
    users = host.faces.get(AuthApi)

    async def name_of(user_id: UUID) -> str | None:
        return (await users.get_user(user_id=user_id)).name

    exports = Exports(desk, name_of, host.blobs)
    host.provide(exports)
    _install_imports(host, desk, name_of)
    retention = Retention(desk, host.settings(RetentionSettings))
    host.provide(retention)
    trash, activity = policies.trash(retention.settings), policies.activity(retention.settings)
    host.every(_HOUR_SECONDS, retention.empty_trash, name="todo.empty_trash", removes=trash)
    host.every(_HOUR_SECONDS, retention.forget_activity, name="todo.forget_activity", removes=activity)
    host.keep(*policies.KEPT)
    host.provide(Teams(desk, users))
    invitations = Invitations(desk, users)
    host.provide(invitations)
    invited = (policies.INVITATIONS, policies.INVITATIONS_MADE)
    host.every(_HOUR_SECONDS, invitations.forget_expired, name="todo.forget_expired_invitations", removes=invited)
    attachments = Attachments(desk, host.blobs, host.settings(AttachmentSettings))
    host.provide(attachments)
    host.every(_MINUTE_SECONDS, attachments.remove_left, name="todo.remove_left_blobs", removes=[policies.LEFT_FILES])
    host.every(_HOUR_SECONDS, attachments.sweep, name="todo.sweep_blobs", removes=[policies.UPLOADS])
    host.routes(*ROUTES)
    change_sets = ChangeSets(desk)
    host.provide(change_sets)
    personal_data = build_personal_data(desk, host.blobs, exports)
    answer = LocalTodoApi(
        asking=Asking(desk),
        change_sets=change_sets,
        usage=Usage(desk),
        index_health=index_health,
        personal_data=personal_data,
    )
    host.answer(TodoApi, answer)
    refusals = Seldom(host.clock)

    async def tell_refusal() -> None:
        await tell_app_password_refused(desk.database, refusals)

    identity = AppPasswordIdentity(users, host.clock, on_refused=tell_refusal)
    host.broadcast.subscribe(APP_PASSWORD_REVOKED, lambda payload: identity.forget(UUID(bytes=payload)))
    host.broadcast.subscribe(USER_BARRED, lambda payload: identity.forget_user(UUID(bytes=payload)))
    host.broadcast.on_gap(identity.forget_all)
    host.mount_guarded("/dav/", "/dav", WELL_KNOWN, app=DavApplication(desk, identity), identity=identity)
    host.on(UserRenamed, on_user_renamed(versions=host.versions), module="todo")
    erasing = on_user_deleted(
        clock=host.clock,
        versions=host.versions,
        key=host.seal.derive(ADDRESS_DIGESTS),
        is_indexed=host.settings(OpenSearchSettings).opensearch_url is not None,
    )
    host.on(UserDeleted, erasing, module="todo")
    host.on(DeletionAsked, on_deletion_asked, module="todo")
    host.on(DeletionCancelled, on_deletion_cancelled, module="todo")
    declare_letters(host.jobs, EndingLists(clock=host.clock, users=users, mailer=host.mailer, address=host.address))
    host.on(UserRegistered, on_user_registered(clock=host.clock, versions=host.versions), module="todo")


def _install_imports(host: Host, desk: Desk, name_of: NameOf) -> None:
    parcels = Parcels(host.blobs, host.settings(ImportSettings))
    quota = host.settings(AttachmentSettings).attachment_quota_bytes
    bringing = Bringing(desk, name_of, parcels, host.blobs, quota)
    host.provide(Imports(desk, host.jobs, parcels))
    declare(host.jobs, bringing)
    sweep = sweep_imports(bringing, host.jobs, host.clock)
    host.every(_HOUR_SECONDS, sweep, name="todo.sweep_imports", removes=[policies.IMPORTS])


def _install_search(host: Host, desk: Desk) -> IndexHealth:
    """By the database or, where there is an OpenSearch server, an index on that for as long as it answers."""
    postgres = PostgresSearch(desk)
    settings = host.settings(OpenSearchSettings)
    opensearch, alias = open_opensearch(settings), alias_of(settings.opensearch_prefix)
    health = IndexHealth(desk.database, opensearch, alias)
    if opensearch is None:
        host.provide(Search(postgres))
        return health
    indexer = Indexer(desk.database, opensearch, alias)
    rounds = Rounds("todo.index", indexer.write_some, look_every_seconds=_LOOK_SECONDS)
    host.on_all(SEARCHABLE_CHANGED, on_searchable_changed(rounds.wake), module="todo")

    async def start() -> None:
        rounds.start()

    async def stop() -> None:
        await rounds.stop()
        await opensearch.stop()

    host.on_start(start)
    host.on_stop(stop)
    host.provide(Search(FallbackSearch(IndexSearch(desk, opensearch, alias), postgres)))
    return health
