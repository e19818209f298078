"""What the product itself asks of feature flags: whether anybody, or any program, may register."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from tests.fixtures.product import PASSWORD, Person, Product
from tests.kit.db.processes import wait_until
from tests.modules.admin.test_user_routes import problem
from tests.modules.auth.oauth_program import CALLBACK
from voicetodo.kit.flags import Flag
from voicetodo.modules.auth.flags import CLIENT_REGISTRATION, REGISTRATION

Json = dict[str, Any]
SOON = 5.0
NEWCOMER = {"email": "late@example.org", "password": PASSWORD, "client": "native"}


@contextmanager
def switched_off(product: Product, ada: Person, flag: Flag) -> Iterator[None]:
    address = f"/v1/admin/flags/{flag.key}/kill-switch"
    flags = product.assembly.host.flags
    assert ada.put(address).status_code == 200
    try:
        wait_until(lambda: not flags.is_on(flag), within_seconds=SOON)
        yield
    finally:
        assert ada.delete(address).status_code == 200
        wait_until(lambda: flags.is_on(flag), within_seconds=SOON)


class TestRegistration:
    def test_nobody_makes_an_account_while_it_is_closed(
        self, product: Product, ada: Person, alice: Person, nobody: httpx.Client
    ) -> None:
        with switched_off(product, ada, REGISTRATION):
            refused = nobody.post("/v1/auth/register", json=NEWCOMER)
            confirming = {"token": "x", "password": PASSWORD}
            confirmed = nobody.post("/v1/auth/registrations/confirmation", json=confirming)
            back = {"email": alice.user["email"], "password": PASSWORD, "client": "native"}
            signed_in = nobody.post("/v1/auth/login", json=back)

        assert problem(refused) == problem(confirmed) == (403, "registration-closed")
        assert signed_in.status_code == 200
        assert nobody.post("/v1/auth/register", json=NEWCOMER).status_code == 201


class TestClientRegistration:
    @pytest.fixture
    def metadata(self) -> Json:
        return {"redirect_uris": [CALLBACK], "token_endpoint_auth_method": "none"}

    def test_no_program_registers_while_it_is_closed_and_none_is_told_where(
        self, product: Product, ada: Person, nobody: httpx.Client, metadata: Json
    ) -> None:
        with switched_off(product, ada, CLIENT_REGISTRATION):
            refused = nobody.post("/v1/oauth/clients", json=metadata)
            told = nobody.get("/.well-known/oauth-authorization-server").json()

        assert problem(refused) == (403, "client-registration-closed")
        assert "registration_endpoint" not in told
        assert nobody.post("/v1/oauth/clients", json=metadata).status_code == 201
        assert "registration_endpoint" in nobody.get("/.well-known/oauth-authorization-server").json()
