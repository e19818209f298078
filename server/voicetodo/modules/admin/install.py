"""Puts `admin` into a host."""

from voicetodo.kit.audit import Audited
from voicetodo.kit.host import Host
from voicetodo.modules.admin import retention
from voicetodo.modules.admin.api import AdminApi
from voicetodo.modules.admin.local import LocalAdminApi
from voicetodo.modules.admin.routes import ROUTES
from voicetodo.modules.admin.service.audit_check import AuditCheck
from voicetodo.modules.admin.service.audit_export import AuditExport
from voicetodo.modules.admin.service.audit_log import AuditLog, AuditSettings
from voicetodo.modules.admin.service.maintenance_mode import MaintenanceMode
from voicetodo.modules.admin.service.users import Users
from voicetodo.modules.auth.api import AuthApi

_HOUR_SECONDS = 3600


def install(host: Host) -> None:
    db = host.database("admin")
    key = host.seal.derive("admin.audit_log")
    settings = host.settings(AuditSettings)
    audit_log = AuditLog(db=db, clock=host.clock, key=key, settings=settings)
    audit_check = AuditCheck(db=db, blobs=host.blobs, key=key)
    for service in (
        audit_log,
        audit_check,
        AuditExport(db=db, audit_log=audit_log),
        Users(db=db, auth=host.faces.get(AuthApi)),
        MaintenanceMode(db=db, clock=host.clock, maintenance=host.maintenance),
    ):
        host.provide(service)
    host.on_all((Audited,), audit_log.keep, module="admin")
    origins = retention.origins(settings.audit_origin_days)
    host.every(_HOUR_SECONDS, audit_log.expire_origins, name="admin.expire_audit_origins", removes=[origins])
    host.keep(retention.ENTRIES)
    host.every(_HOUR_SECONDS, audit_check.note_head, name="admin.note_audit_head")
    host.routes(*ROUTES)
    host.answer(AdminApi, LocalAdminApi(audit_log=audit_log))
