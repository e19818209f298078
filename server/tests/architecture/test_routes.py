"""Zero trust: whoever shows no token gets no further than the door, whatever they send."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from voicetodo.kit.bus import LocalBroadcast
from voicetodo.main.assembly import Assembly, assemble
from voicetodo.main.modules import MODULES
from voicetodo.main.settings import Settings

#: Who signs in has no token yet, and a public key is public. Nothing else belongs here without a word in SECURITY.md.
PUBLIC = {
    "POST /v1/auth/register",
    "POST /v1/auth/login",
    "POST /v1/auth/passkey",
    "POST /v1/auth/passkey/options",
    "GET /v1/auth/providers",
    "POST /v1/auth/providers/visits",
    "POST /v1/auth/providers/sign-in",
    "POST /v1/auth/second-factor",
    "POST /v1/auth/refresh",
    "POST /v1/auth/logout",
    "GET /.well-known/jwks.json",
    "POST /v1/auth/password-resets",
    "POST /v1/auth/password-resets/confirmation",
    "POST /v1/auth/registrations/confirmation",
    "POST /v1/auth/email-changes/confirmation",
    "POST /v1/auth/email-changes/undo",
    "GET /v1/texts",
    "GET /v1/texts/{purpose}",
    # What OAuth clients ask by themselves, and where they find it. They prove themselves in ways of their own.
    "GET /.well-known/oauth-authorization-server",
    "GET /.well-known/oauth-protected-resource",
    "GET /v1/oauth/scopes",
    "POST /v1/oauth/clients",
    "POST /v1/oauth/revocation",
    "POST /v1/oauth/token",
}

NOBODY = "00000000-0000-7000-8000-000000000000"
#: What stands in a path that is no id: one that does not fit its kind would not even be routed.
OTHERS = {"occurrence": "2026-01-05", "purpose": "terms"}


@pytest.fixture
def process(tmp_path: Path) -> Assembly:
    """Put together but not started: nobody without a token may get as far as the database."""
    settings = Settings(data_dir=tmp_path, access_log="off")
    return assemble(settings, {}, MODULES, url="postgresql://?host=/nowhere", broadcast=LocalBroadcast(), is_alone=True)


async def test_every_route_asks_for_a_token_first(process: Assembly) -> None:
    strangers_may: list[str] = []

    async with httpx.AsyncClient(transport=httpx.ASGITransport(process.app), base_url="http://localhost") as stranger:
        for method, path in operations(process):
            answer = await stranger.request(method, address(path), json=body_for(method))
            if answer.status_code != 401 and f"{method} {path}" not in PUBLIC:
                strangers_may.append(f"{method} {path} → {answer.status_code}")

    assert strangers_may == []


def test_what_is_public_exists(process: Assembly) -> None:
    known = {f"{method} {path}" for method, path in operations(process)}

    assert known >= PUBLIC


def operations(process: Assembly) -> Iterator[tuple[str, str]]:
    """Every route of the API's own document."""
    for path, item in process.api.openapi_schema.to_schema()["paths"].items():
        for method in item:
            yield method.upper(), path


def address(path: str) -> str:
    """The path with something in each of its places."""
    return re.sub(r"{(\w+)(:\w+)?}", lambda found: OTHERS.get(found[1], NOBODY), path)


def body_for(method: str) -> dict[str, str] | None:
    """Something that no route wants: a token is asked for before the body is looked at."""
    return {"nonsense": "yes"} if method in {"POST", "PUT", "PATCH"} else None
