"""`/v1/admin/flags`: feature flags. `/v1/me/flags`: what somebody gets of those that clients may know of."""

from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from litestar import Response, delete, get, put
from litestar.params import FromPath, JSONBody, QueryParameter

from voicetodo.kit.errors import Conflict, Invalid, NotFound, PreconditionFailed
from voicetodo.kit.flags import Flag, Flags, Rule, subject_of
from voicetodo.kit.flags.model import FlagOutcome, FlagValue, Kind
from voicetodo.kit.http import (
    DEFAULT_LIMIT,
    Body,
    Page,
    caller,
    decode_cursor,
    encode_cursor,
    etag_of,
    header,
    json,
    no_content,
    of,
    problems,
)
from voicetodo.kit.http.conditions import check
from voicetodo.kit.http.requirements import SIGNED_IN
from voicetodo.kit.plans import Plans
from voicetodo.modules.admin.errors import FlagInvalid
from voicetodo.modules.admin.routes.answers import TAGS, TAGS_OF_EVERYBODY, AnyRequest, Cursor, Limit, acting, made
from voicetodo.modules.admin.service.feature_flags import Check, FeatureFlags
from voicetodo.modules.admin.store.flags import KeptFlag

_READ: Final[dict[str, Any]] = {"permission": "flags:read"}
_WRITE: Final[dict[str, Any]] = {"permission": "flags:write"}

OfUser = Annotated[UUID | None, QueryParameter(description="Who; left out, somebody who has not signed in.")]


class NewFlag(Body):
    """A flag as it shall be. Of the rules the first that is met decides; all that one says must hold."""

    description: str
    kind: Kind
    variants: dict[str, FlagValue]
    default_variant: str
    killed_variant: str
    rules: list[Rule] = msgspec.field(default_factory=list[Rule])
    is_visible: bool = False


class ShownFlags(msgspec.Struct):
    """By key, what the caller gets."""

    flags: dict[str, FlagValue]


@get("/v1/admin/flags", tags=TAGS, opt=_READ, responses=problems(Conflict))
async def list_flags(
    request: AnyRequest, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response[Page[KeptFlag]]:
    """All there are, in the order of their keys."""
    after = decode_cursor(cursor, tuple[str])
    found = await of(request, FeatureFlags).list_page(after=after[0] if after else "", limit=limit + 1)
    page = found[:limit]
    return json(Page(page, encode_cursor(page[-1].flag.key) if len(found) > limit else None))


@get("/v1/admin/flags/{key:str}", tags=TAGS, opt=_READ, responses=problems(NotFound, Conflict))
async def get_flag(request: AnyRequest, key: FromPath[str]) -> Response[KeptFlag]:
    """One of them, with its `ETag`."""
    return _shown(await of(request, FeatureFlags).get(key))


@put(
    "/v1/admin/flags/{key:str}",
    tags=TAGS,
    opt=_WRITE,
    responses={**problems(FlagInvalid, Conflict, PreconditionFailed), **made(KeptFlag)},
)
async def put_flag(request: AnyRequest, key: FromPath[str], data: JSONBody[NewFlag]) -> Response[KeptFlag]:
    """Make it, or make it another: every process knows within five seconds. `If-Match` guards against writing over a
    change made elsewhere, `If-None-Match: *` against there being one. What was killed stays so."""
    flag = Flag(
        key=key,
        description=data.description.strip(),
        kind=data.kind,
        variants=data.variants,
        default_variant=data.default_variant,
        killed_variant=data.killed_variant,
        rules=data.rules,
        is_visible=data.is_visible,
    )
    kept, is_new = await of(request, FeatureFlags).put(flag, check_state=_state(request), by=acting(request))
    return _shown(kept, status=201 if is_new else 200)


@delete(
    "/v1/admin/flags/{key:str}",
    status_code=204,
    tags=TAGS,
    opt=_WRITE,
    responses=problems(NotFound, Conflict, PreconditionFailed),
)
async def delete_flag(request: AnyRequest, key: FromPath[str]) -> Response[None]:
    """Forget it. What code asks for is as the code says from now on, and is listed again at the next start."""
    await of(request, FeatureFlags).delete(key, check_state=_state(request), by=acting(request))
    return no_content()


@put("/v1/admin/flags/{key:str}/kill-switch", tags=TAGS, opt=_WRITE, responses=problems(NotFound, Conflict))
async def kill_flag(request: AnyRequest, key: FromPath[str]) -> Response[KeptFlag]:
    """From now on everybody gets its `killed_variant`, whatever its rules say."""
    return _shown(await of(request, FeatureFlags).kill(key, by=acting(request)))


@delete(
    "/v1/admin/flags/{key:str}/kill-switch",
    status_code=200,
    tags=TAGS,
    opt=_WRITE,
    responses=problems(NotFound, Conflict),
)
async def restore_flag(request: AnyRequest, key: FromPath[str]) -> Response[KeptFlag]:
    """Its rules hold again."""
    return _shown(await of(request, FeatureFlags).restore(key, by=acting(request)))


@get("/v1/admin/flags/{key:str}/preview", tags=TAGS, opt=_READ, responses=problems(NotFound, Conflict, Invalid))
async def preview_flag(request: AnyRequest, key: FromPath[str], user_id: OfUser = None) -> Response[FlagOutcome]:
    """What somebody gets of it, and why: the kill switch, which rule, a share of people that they are in, or none."""
    return json(await of(request, FeatureFlags).preview(key, user_id, by=acting(request)))


@get("/v1/me/flags", tags=TAGS_OF_EVERYBODY, opt={"scope": SIGNED_IN}, responses=problems())
async def my_flags(request: AnyRequest) -> Response[ShownFlags]:
    """What I get of the flags that clients may know of. Ask again from time to time: they may change at any moment."""
    who = caller(request)
    subject = await subject_of(of(request, Plans), who.user_id, who.roles)
    found = of(request, Flags).visible(subject)
    return json(ShownFlags(found), headers={"Cache-Control": "no-store"})


def _shown(kept: KeptFlag, *, status: int = 200) -> Response[KeptFlag]:
    return json(kept, status=status, headers={"ETag": etag_of(kept.version)})


def _state(request: AnyRequest) -> Check:
    if_match, if_none_match = header(request, "if-match"), header(request, "if-none-match")

    def check_state(kept: KeptFlag | None) -> None:
        etag = None if kept is None else etag_of(kept.version)
        check(etag, if_match=if_match, if_none_match=if_none_match)

    return check_state


ROUTES: Final = (list_flags, get_flag, put_flag, delete_flag, kill_flag, restore_flag, preview_flag, my_flags)
