"""What OAuth's own endpoints have in common: bodies and errors of its shape (RFC 6749, 5.2), not of ours."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

import msgspec
from litestar import Request, Response
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import OpenAPIMediaType, Operation, Reference, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIType

from voicetodo.kit.http import header, json, problems
from voicetodo.modules.auth.service.oauth_messages import Answer, Asking

AnyRequest = Request[Any, Any, Any]

FORM: Final = "application/x-www-form-urlencoded"
MOST_BYTES: Final = 20_000
_MOST_PARAMETERS: Final = 30


class OAuthError(msgspec.Struct, omit_defaults=True):
    """Why a client does not get what it asked for."""

    error: str
    error_description: str | None = None


def refusals(*statuses: int) -> dict[int, ResponseSpec]:
    """The `responses=` of such an endpoint, which tells of what a client did wrong with these."""
    told = ResponseSpec(data_container=OAuthError, description="As RFC 6749, 5.2 has it.", generate_examples=False)
    return {**problems(), **dict.fromkeys(statuses, told)}


def form_of(*names: str) -> type[Operation]:
    """The operation with the fields of the form that it takes."""
    fields: dict[str, Reference | Schema] = {name: Schema(type=OpenAPIType.STRING) for name in names}
    body = OpenAPIMediaType(schema=Schema(type=OpenAPIType.OBJECT, properties=fields))

    @dataclass
    class Taking(Operation):
        def __post_init__(self) -> None:
            self.request_body = RequestBody(content={FORM: body}, required=True)

    return Taking


async def read_form(request: AnyRequest) -> Asking | None:
    """What a client asks by a form; None for what is no such form."""
    body = await request.body()
    if (header(request, "content-type") or "").partition(";")[0].strip().lower() != FORM or len(body) > MOST_BYTES:
        return None
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_PARAMETERS)
    except ValueError:
        return None
    return Asking(pairs, authorization=header(request, "authorization"))


def oauth_answer(answer: Answer) -> Response[Any]:
    """As it is; and nobody may keep it."""
    return json(answer.body, status=answer.status, headers={**answer.headers, "Cache-Control": "no-store"})


def no_form() -> Response[Any]:
    """What is answered to something else."""
    error = OAuthError("invalid_request", f"Send a form: Content-Type: {FORM}")
    return json(error, status=400, headers={"Cache-Control": "no-store"})
