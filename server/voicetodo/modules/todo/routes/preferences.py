"""What somebody prefers."""

from typing import Annotated

from litestar import Response, get, patch
from litestar.params import JSONBody
from msgspec import UNSET, Meta, UnsetType

from voicetodo.kit.errors import PreconditionFailed
from voicetodo.kit.http import Body, etag_of, json, of, problems
from voicetodo.modules.todo.api import CompletingParent, Preferences
from voicetodo.modules.todo.routes.answers import TAGS, AnyRequest, check_of, origin_of, user_of
from voicetodo.modules.todo.routes.bodies import given
from voicetodo.modules.todo.service.preferences import PreferenceService

Clock = Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$", description="HH:MM.")]
Region = Annotated[str, Meta(pattern="^[A-Z]{2}$", description="ISO 3166-1, such as GB.")]
Weekday = Annotated[int, Meta(ge=0, le=6, description="0 Monday … 6 Sunday.")]


class HoursPatchBody(Body):
    """The hours to set."""

    morning: Clock | UnsetType = UNSET
    noon: Clock | UnsetType = UNSET
    afternoon: Clock | UnsetType = UNSET
    evening: Clock | UnsetType = UNSET
    night: Clock | UnsetType = UNSET
    end_of_day: Clock | UnsetType = UNSET


class PreferencesPatchBody(Body):
    """The fields to set."""

    region: Region | UnsetType | None = UNSET
    first_weekday: Weekday | UnsetType = UNSET
    hours: HoursPatchBody | UnsetType = UNSET
    completing_parent: CompletingParent | UnsetType = UNSET


@get("/v1/preferences", tags=TAGS, responses=problems())
async def get_preferences(request: AnyRequest) -> Response[Preferences]:
    """Those you set, and for the rest what is usual."""
    return _answer(await of(request, PreferenceService).get(user_of(request)))


@patch("/v1/preferences", tags=TAGS, responses=problems(PreconditionFailed))
async def update_preferences(request: AnyRequest, data: JSONBody[PreferencesPatchBody]) -> Response[Preferences]:
    """Set some of them, or some of the hours."""
    user_id = user_of(request)
    fields = given(data, leaving_out=frozenset({"hours"}))
    hours = {} if data.hours is UNSET else given(data.hours)
    return _answer(
        await of(request, PreferenceService).update(
            user_id, fields, hours, origin=origin_of(request), check=check_of(request)
        )
    )


def _answer(preferences: Preferences) -> Response[Preferences]:
    return json(preferences, headers={"ETag": etag_of(preferences.version)})


ROUTES = (get_preferences, update_preferences)
