"""Puts the analytics module into a host."""

from datetime import timedelta

from voicetodo.kit.host import Host
from voicetodo.kit.personal_data import PersonalData
from voicetodo.modules.analytics import retention
from voicetodo.modules.analytics.api import AnalyticsApi
from voicetodo.modules.analytics.handlers import EVENTS, on_anything
from voicetodo.modules.analytics.local import LocalAnalyticsApi
from voicetodo.modules.analytics.routes import ROUTES
from voicetodo.modules.analytics.service.backfill import Backfill
from voicetodo.modules.analytics.service.counting import AnalyticsSettings, Counting
from voicetodo.modules.analytics.service.system import System
from voicetodo.modules.analytics.service.telling import Telling
from voicetodo.modules.analytics.store.personal_data import TOLD
from voicetodo.modules.auth.api import AuthApi
from voicetodo.modules.todo.api import TodoApi

_MINUTE_SECONDS = 60
_TEN_MINUTES_SECONDS = 600
_HOUR_SECONDS = 3600


def install(host: Host) -> None:
    database = host.database("analytics")
    kept_for = timedelta(days=host.settings(AnalyticsSettings).analytics_days)
    counting = Counting(database=database, clock=host.clock, kept_for=kept_for)
    host.provide(counting)
    host.provide(Telling(database=database, clock=host.clock))
    host.on_all(EVENTS, on_anything(counting=counting, versions=host.versions), module="analytics")
    backfill = Backfill(
        database=database, counting=counting, users=host.faces.get(AuthApi), todos=host.faces.get(TodoApi)
    )
    host.provide(backfill)

    async def read_history() -> None:
        await backfill.go_on()

    host.every(_MINUTE_SECONDS, read_history, name="analytics.backfill")
    old = retention.facts(kept_for)
    host.every(_HOUR_SECONDS, counting.forget_old, name="analytics.forget_old_facts", removes=[old])
    system = System(database=database, clock=host.clock)
    host.provide(system)
    host.every(_TEN_MINUTES_SECONDS, system.count, name="analytics.count_system")
    host.keep(retention.SYSTEM_DAYS)
    host.routes(*ROUTES)
    host.answer(AnalyticsApi, LocalAnalyticsApi(PersonalData(database, TOLD)))
