"""`/v1/me/deletion`: that my account is going to be deleted."""

from datetime import datetime
from typing import Any, Final

import msgspec
from litestar import Request, Response, delete, get, post

from voicetodo.kit.http import caller, json, of, problems
from voicetodo.kit.http.requirements import RECENT
from voicetodo.modules.auth.errors import DeletionBegun, OnlyAdmin, UserNotFound
from voicetodo.modules.auth.model.deletions import Deletion
from voicetodo.modules.auth.service.deleting import Deleting

AnyRequest = Request[Any, Any, Any]


class AccountDeletion(msgspec.Struct):
    """Without dates nobody asked for it. It is due `grace_days` after the asking, and can be taken back until then.

    With `waits_for_admin` it does not happen before somebody else looks after the installation: others came since I
    asked, and I am the only admin.
    """

    is_pending: bool
    asked_at: datetime | None
    due_at: datetime | None
    grace_days: int
    waits_for_admin: bool = False


@get("/v1/me/deletion", tags=["auth"], responses=problems())
async def show_deletion(request: AnyRequest) -> Response[AccountDeletion]:
    """Whether my account is going to be deleted, and when."""
    service = of(request, Deleting)
    return json(_shown(service, await service.find(caller(request).user_id)))


@post("/v1/me/deletion", status_code=200, tags=["auth"], opt=RECENT, responses=problems(OnlyAdmin, UserNotFound))
async def ask_for_deletion(request: AnyRequest) -> Response[AccountDeletion]:
    """Have my account deleted, with all that is mine. Until it is due everything goes on, and I can take it back.

    A letter says so. Asked again, it stays with the first day.
    """
    service = of(request, Deleting)
    return json(_shown(service, await service.ask(caller(request).user_id)))


@delete("/v1/me/deletion", status_code=200, tags=["auth"], responses=problems(DeletionBegun, UserNotFound))
async def cancel_deletion(request: AnyRequest) -> Response[AccountDeletion]:
    """Keep my account. The answer is the same where nobody asked for its deletion."""
    service = of(request, Deleting)
    await service.cancel(caller(request).user_id)
    return json(_shown(service, None))


def _shown(service: Deleting, found: Deletion | None) -> AccountDeletion:
    if found is None:
        return AccountDeletion(is_pending=False, asked_at=None, due_at=None, grace_days=service.grace.days)
    return AccountDeletion(
        is_pending=True,
        asked_at=found.asked_at,
        due_at=found.due_at,
        grace_days=service.grace.days,
        waits_for_admin=found.waits_for_admin,
    )


ROUTES: Final = (show_deletion, ask_for_deletion, cancel_deletion)
