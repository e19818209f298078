"""`voicetodo keys`, as an operator types it."""

import httpx

from tests.fixtures.product import Person, Product
from tests.fixtures.program import environment, voicetodo


def test_a_new_key_is_published_and_nobody_is_signed_out(
    shared_postgres_url: str, product: Product, alice: Person
) -> None:
    before = _kids(product)

    machine = environment(database_url=shared_postgres_url, data_dir=product.settings.data_dir)
    done = voicetodo("keys", "rotate", environ=machine)

    assert done.returncode == 0, done.stderr
    (kid,) = _kids(product) - before
    assert f"Key {kid} is published" in done.stdout
    assert alice.get("/v1/me").status_code == 200


def _kids(product: Product) -> set[str]:
    keys = httpx.get(f"{product.url}/.well-known/jwks.json", trust_env=False).json()["keys"]
    return {key["kid"] for key in keys}
