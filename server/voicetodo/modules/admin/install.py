"""Puts `admin` into a host."""

from voicetodo.kit.audit import Audited
from voicetodo.kit.bus.dead_letters import DeadLetters
from voicetodo.kit.flags.flags import FLAGS_CHANGED
from voicetodo.kit.health import HealthFace
from voicetodo.kit.host import Host
from voicetodo.kit.personal_data import PersonalData
from voicetodo.kit.usage import UsageFace
from voicetodo.modules.admin import retention
from voicetodo.modules.admin.api import ANNOUNCEMENTS_CHANGED, AdminApi
from voicetodo.modules.admin.local import LocalAdminApi
from voicetodo.modules.admin.routes import ROUTES
from voicetodo.modules.admin.service.announcing import Announcing
from voicetodo.modules.admin.service.audit_check import AuditCheck
from voicetodo.modules.admin.service.audit_export import AuditExport
from voicetodo.modules.admin.service.audit_log import AuditLog, AuditSettings
from voicetodo.modules.admin.service.background_work import BackgroundWork
from voicetodo.modules.admin.service.feature_flags import FeatureFlags
from voicetodo.modules.admin.service.letters import Letters
from voicetodo.modules.admin.service.maintenance_mode import MaintenanceMode
from voicetodo.modules.admin.service.retention_runs import RetentionRuns
from voicetodo.modules.admin.service.system_health import Health, HealthSettings
from voicetodo.modules.admin.service.user_plans import UserPlans
from voicetodo.modules.admin.service.users import Users
from voicetodo.modules.admin.store.personal_data import TOLD
from voicetodo.modules.auth.api import AuthApi
from voicetodo.modules.auth.events import UserDeleted
from voicetodo.modules.todo.api import TodoApi
from voicetodo.modules.voice.api import VoiceApi

_HOUR_SECONDS = 3600


def install(host: Host) -> None:
    db = host.database("admin")
    key = host.seal.derive("admin.audit_log")
    settings = host.settings(AuditSettings)
    audit_log = AuditLog(db=db, clock=host.clock, key=key, settings=settings)
    auth = host.faces.get(AuthApi)

    async def tell_flags() -> None:
        await host.broadcast.publish(FLAGS_CHANGED, b"")

    flags = FeatureFlags(
        db=db, clock=host.clock, auth=auth, tell=tell_flags, kept_by=host.flags.kept_by, plans=host.plans
    )

    async def tell_announcements() -> None:
        await host.broadcast.publish(ANNOUNCEMENTS_CHANGED, b"")

    def counting() -> list[UsageFace]:
        found = (host.faces.find(TodoApi), host.faces.find(VoiceApi))
        return [face for face in found if face is not None]

    def measuring() -> list[HealthFace]:
        found = host.faces.find(TodoApi)
        return [] if found is None else [found]

    announcing = Announcing(db=db, clock=host.clock, plans=host.plans, tell=tell_announcements)
    audit_check = AuditCheck(db=db, blobs=host.blobs, key=key)
    for service in (
        audit_log,
        audit_check,
        AuditExport(db=db, audit_log=audit_log),
        Users(db=db, auth=auth),
        flags,
        host.flags,
        RetentionRuns(db=host.database("kit")),
        host.plans,
        announcing,
        Health(
            clock=host.clock,
            auth=auth,
            databases=host.database,
            parts=host.parts,
            modules=host.modules_here,
            faces=measuring,
            blobs=host.blobs,
            mailer=host.mailer,
            settings=host.settings(HealthSettings),
        ),
        UserPlans(db=db, auth=auth, plans=host.plans, versions=host.versions, counting=counting),
        BackgroundWork(db=db, jobs=host.jobs, dead_letters=DeadLetters(host.database("bus"))),
        Letters(db=db, clock=host.clock, auth=auth, mailer=host.mailer, address=host.address),
        MaintenanceMode(db=db, clock=host.clock, maintenance=host.maintenance),
    ):
        host.provide(service)
    host.on_all((Audited,), audit_log.keep, module="admin")
    host.on(UserDeleted, audit_log.forget_person, module="admin")
    host.on(UserDeleted, flags.forget_person, module="admin")
    host.on(UserDeleted, announcing.forget_person, module="admin")
    ended = retention.ANNOUNCEMENTS
    host.every(_HOUR_SECONDS, announcing.forget_ended, name="admin.forget_ended_announcements", removes=[ended])
    origins = retention.origins(settings.audit_origin_days)
    host.every(_HOUR_SECONDS, audit_log.expire_origins, name="admin.expire_audit_origins", removes=[origins])
    strangers = retention.stranger_origins(settings.stranger_days)
    expire_strangers = audit_log.expire_origins_of_strangers
    host.every(_HOUR_SECONDS, expire_strangers, name="admin.expire_stranger_origins", removes=[strangers])
    host.keep(retention.ENTRIES, retention.FLAGS)
    host.every(_HOUR_SECONDS, audit_check.note_head, name="admin.note_audit_head")
    host.routes(*ROUTES)
    personal_data = PersonalData(db, TOLD)
    host.answer(AdminApi, LocalAdminApi(audit_log=audit_log, flags=flags, personal_data=personal_data))
