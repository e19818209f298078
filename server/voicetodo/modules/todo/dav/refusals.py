"""Telling whoever audits of app passwords that opened nothing: one act a minute for each network that tries."""

from voicetodo.kit.audit import Seldom, audit, current_actor
from voicetodo.kit.db import Database
from voicetodo.kit.http.networks import network_of


async def tell_app_password_refused(database: Database, seldom: Seldom) -> None:
    """From where, and how often since the last time; not for whom, as no name of an account was proven."""
    times = seldom.count(network_of(current_actor().address))
    if times:
        async with database.transaction() as tx:
            await audit(tx, "todo.calendars_opened", on=("app_password", None), result="refused", times=str(times))
