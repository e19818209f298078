"""`/v1/admin/users/{id}/plan`, and `/v1/me/plan`: how much of what somebody may have."""

from typing import Any, Final
from uuid import UUID

from litestar import Response, delete, get, put
from litestar.params import FromPath, JSONBody

from voicetodo.kit.errors import NotFound
from voicetodo.kit.http import Body, caller, json, of, problems
from voicetodo.kit.http.requirements import SIGNED_IN
from voicetodo.kit.plans import Plan
from voicetodo.modules.admin.routes.answers import TAGS, TAGS_OF_EVERYBODY, AnyRequest, acting
from voicetodo.modules.admin.service.user_plans import Standing, UserPlans

_READ: Final[dict[str, Any]] = {"permission": "users:read"}
_WRITE: Final[dict[str, Any]] = {"permission": "limits:write"}


class GivenPlan(Body):
    """Another than everybody's, or the same for good."""

    plan: Plan


@get("/v1/admin/users/{user_id:uuid}/plan", tags=TAGS, opt=_READ, responses=problems(NotFound))
async def get_plan_of_user(request: AnyRequest, user_id: FromPath[UUID]) -> Response[Standing]:
    """Their plan, what it allows, and how much of it they use."""
    return json(await of(request, UserPlans).get(user_id, by=acting(request)))


@put("/v1/admin/users/{user_id:uuid}/plan", tags=TAGS, opt=_WRITE, responses=problems(NotFound))
async def give_plan_to_user(
    request: AnyRequest, user_id: FromPath[UUID], data: JSONBody[GivenPlan]
) -> Response[Standing]:
    """It holds at once. What they have beyond it stays, and they can add no more."""
    return json(await of(request, UserPlans).give(user_id, data.plan, by=acting(request)))


@delete("/v1/admin/users/{user_id:uuid}/plan", status_code=200, tags=TAGS, opt=_WRITE, responses=problems(NotFound))
async def take_plan_of_user(request: AnyRequest, user_id: FromPath[UUID]) -> Response[Standing]:
    """Theirs is that of everybody again."""
    return json(await of(request, UserPlans).take(user_id, by=acting(request)))


@get("/v1/me/plan", tags=TAGS_OF_EVERYBODY, opt={"scope": SIGNED_IN}, responses=problems())
async def my_plan(request: AnyRequest) -> Response[Standing]:
    """My plan, what it allows, and how much of it I use."""
    standing = await of(request, UserPlans).standing(caller(request).user_id)
    return json(standing, headers={"Cache-Control": "no-store"})


ROUTES: Final = (get_plan_of_user, give_plan_to_user, take_plan_of_user, my_plan)
