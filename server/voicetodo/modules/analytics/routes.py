"""`/v1/analytics/…`: what was counted."""

from datetime import date
from typing import Annotated, Any, Final

import msgspec
from litestar import Request, Response, get
from litestar.params import QueryParameter

from voicetodo.kit.http import caller, etag_of, json, of, problems
from voicetodo.modules.analytics.model.insights import Insights
from voicetodo.modules.analytics.model.system import SystemInsights
from voicetodo.modules.analytics.service.system import System
from voicetodo.modules.analytics.service.telling import Telling

TAGS: Final = ["analytics"]
#: A day may begin meanwhile.
_GOOD_FOR_SECONDS: Final = 15.0

From = Annotated[
    date | None,
    QueryParameter(name="from", description="The first day; 29 days before `to` if left out."),
]
To = Annotated[
    date | None,
    QueryParameter(name="to", description="The last day, included; today if left out. 366 days at most in all."),
]


@get("/v1/analytics/me", tags=TAGS, opt={"scope": "todos:read voice"}, responses=problems())
async def my_insights(request: Request[Any, Any, Any], first: From = None, last: To = None) -> Response[Insights]:
    """What you got done: by the day, the hour and the category, with your streak, and how well you were understood.

    Counted from what happened, some moments after it.
    """
    found = await of(request, Telling).insights(caller(request).user_id, first=first, last=last)
    content = msgspec.json.encode(found)
    answer: Response[Any] = json(
        content,
        headers={"ETag": etag_of(content)},
        request=request,
        cacheable=True,
        good_for_seconds=_GOOD_FOR_SECONDS,
    )
    return answer


@get("/v1/analytics/system", tags=TAGS, opt={"permission": "health:read"}, responses=problems())
async def system_insights(
    request: Request[Any, Any, Any], first: From = None, last: To = None
) -> Response[SystemInsights]:
    """How much the installation is used, by the day in UTC, over those alone who agreed to be counted.

    Sums, which lead to nobody; counted every few minutes.
    """
    return json(await of(request, System).insights(first=first, last=last), headers={"Cache-Control": "no-store"})


ROUTES: Final = (my_insights, system_insights)
