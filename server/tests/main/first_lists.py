"""What somebody finds who signs in to an account for the first time."""

import httpx

from tests.fixtures.product import PASSWORD, Person, Product


def first_list_of(product: Product, email: str) -> str:
    """The name of the uppermost one, as soon as there are any."""
    body = {"email": email, "password": PASSWORD, "client": "native"}
    signed_in = httpx.post(f"{product.url}/v1/auth/login", json=body, timeout=60, trust_env=False)
    assert signed_in.status_code == 200, signed_in.text
    with Person(product.url, signed_in.json()) as person:
        product.settle(person)
        name: str = person.get("/v1/categories").json()["items"][0]["name"]
        return name
