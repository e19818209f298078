"""Where we say that we are does not depend on what a request calls us: no letter and no document leads elsewhere."""

from pathlib import Path

import httpx
import pytest

from tests.fixtures.product import Person, Product
from tests.kit.db.processes import wait_until

EVIL = "evil.example"
CALLED = [
    {"Host": EVIL},
    {"X-Forwarded-Host": EVIL},
    {"Forwarded": f"host={EVIL};proto=https"},
    {"X-Forwarded-Proto": "https", "X-Forwarded-Host": EVIL, "X-Host": EVIL, "X-Original-URL": f"https://{EVIL}/"},
]


@pytest.mark.parametrize("headers", CALLED)
def test_a_link_in_a_letter_leads_to_us(product: Product, nobody: httpx.Client, headers: dict[str, str]) -> None:
    with product.register("Alice") as alice:
        body = {"email": alice.user["email"]}
        assert nobody.post("/v1/auth/password-resets", json=body, headers=headers).status_code == 202

        wait_until(lambda: any("password-reset?token=" in text for text in _letters(product, alice)))
        assert not [text for text in _letters(product, alice) if EVIL in text]


@pytest.mark.parametrize("headers", CALLED)
@pytest.mark.parametrize(
    "path",
    ["/.well-known/oauth-authorization-server", "/.well-known/oauth-protected-resource", "/openapi.json", "/v1/me"],
)
def test_no_document_and_no_challenge_names_another(nobody: httpx.Client, path: str, headers: dict[str, str]) -> None:
    answer = nobody.get(path, headers=headers)

    assert EVIL not in answer.text
    assert not [value for value in answer.headers.values() if EVIL in value]


def _letters(product: Product, person: Person) -> list[str]:
    """Those to her, as they wait in the folder; long lines are put together again."""
    texts = [
        path.read_text("utf-8").replace("=\n", "") for path in Path(product.settings.data_dir, "mail").glob("*.eml")
    ]
    return [text.replace("=3D", "=") for text in texts if person.user["email"] in text]
