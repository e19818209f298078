"""A refresh token in two hands: whoever is faster, both are out in the end, and its owner hears of it."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.fixtures.product import NO_CERTIFICATES, Person, Product
from tests.modules.todo.people import made


def refresh(product: Product, token: str) -> httpx.Response:
    """By whoever has it: without anything else of its owner's."""
    body = {"refresh_token": token}
    return httpx.post(f"{product.url}/v1/auth/refresh", json=body, timeout=60, trust_env=False, verify=NO_CERTIFICATES)


@pytest.fixture
def person(product: Product) -> Person:
    return product.register("Alice")


def test_many_at_once_are_one_step_and_not_many_sessions(product: Product, person: Person) -> None:
    with person, ThreadPoolExecutor(12) as hands:
        answers = list(hands.map(lambda _: refresh(product, person.refresh_token), range(12)))

        assert {answer.status_code for answer in answers} == {200}
        assert len({answer.json()["refresh_token"] for answer in answers}) == 1
        assert len(person.get("/v1/me/sessions").json()["items"]) == 1


def test_a_thief_and_the_owner_are_both_out_and_the_owner_is_told(product: Product, person: Person) -> None:
    with person:
        stolen = person.refresh_token
        theirs = made(refresh(product, stolen))["refresh_token"]
        for _ in range(2):
            theirs = made(refresh(product, theirs))["refresh_token"]

        assert refresh(product, stolen).status_code == 401

        assert refresh(product, theirs).status_code == 401
        assert person.get("/v1/me").status_code == 401
        body = {"email": person.user["email"], "password": "correct horse battery staple", "client": "native"}
        with Person(product.url, made(httpx.post(f"{product.url}/v1/auth/login", json=body, trust_env=False))) as again:
            kinds = [each["kind"] for each in again.get("/v1/me/security-events").json()["items"]]
        assert "refresh_token_reused" in kinds


def test_signing_out_and_refreshing_at_once_leaves_nobody_in(product: Product) -> None:
    for _ in range(5):
        with product.register("Alice") as person, ThreadPoolExecutor(2) as hands:
            going = hands.submit(refresh, product, person.refresh_token)
            out = hands.submit(person.post, "/v1/auth/logout", json={"refresh_token": person.refresh_token})
            assert out.result().status_code == 204
            came = going.result()

            assert came.status_code in {200, 401}
            if came.status_code == 200:
                token = came.json()["access_token"]
                assert person.get("/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401
                assert refresh(product, came.json()["refresh_token"]).status_code == 401
