"""Settings that stand in AWS Secrets Manager, which moto plays here."""

import json
from uuid import uuid4

import msgspec
import pytest

from voicetodo.kit.aws import AwsService
from voicetodo.kit.settings import SettingsError, load

REGION = "eu-central-1"


class Example(msgspec.Struct, kw_only=True):
    password: str = ""
    port: int = 0


class Store:
    """Of one region; each secret under a name of its own."""

    def __init__(self, url: str) -> None:
        self._service = AwsService("secretsmanager", target="secretsmanager", region=REGION, url=url)
        self.environ = {"AWS_REGION": REGION, "AWS_ENDPOINT_URL_SECRETS_MANAGER": url}

    def put(self, **secret: str) -> tuple[str, str]:
        """Its name and its ARN."""
        name = f"voicetodo/{uuid4()}"
        made = self._service.call_now("CreateSecret", {"Name": name, "ClientRequestToken": str(uuid4()), **secret})
        return name, made["ARN"]

    def load(self, **settings: str) -> Example:
        return load(Example, self.environ | {f"VOICETODO_{name.upper()}": value for name, value in settings.items()})


@pytest.fixture
def store(amazon: str) -> Store:
    return Store(amazon)


class TestReading:
    def test_a_whole_secret(self, store: Store) -> None:
        name, _ = store.put(SecretString="battery staple")

        assert store.load(password=f"aws-sm://{name}").password == "battery staple"

    def test_the_fields_of_one(self, store: Store) -> None:
        name, _ = store.put(SecretString=json.dumps({"password": "battery", "port": 5432}))

        found = store.load(password=f"aws-sm://{name}#password", port=f"aws-sm://{name}#port")

        assert found == Example(password="battery", port=5432)

    def test_by_its_arn_no_region_need_be_set(self, store: Store) -> None:
        _, arn = store.put(SecretString="battery staple")
        del store.environ["AWS_REGION"]

        assert store.load(password=f"aws-sm://{arn}").password == "battery staple"

    def test_bytes_that_are_text(self, store: Store) -> None:
        name, _ = store.put(SecretBinary="YmF0dGVyeQ==")

        assert store.load(password=f"aws-sm://{name}").password == "battery"


class TestFaults:
    def test_one_that_is_not_there(self, store: Store) -> None:
        with pytest.raises(
            SettingsError, match=r"VOICETODO_PASSWORD names the secret aws-sm://nobody, .*ResourceNotFound"
        ):
            store.load(password="aws-sm://nobody")

    def test_a_field_that_is_not_there_tells_nothing_of_the_others(self, store: Store) -> None:
        name, _ = store.put(SecretString=json.dumps({"password": "battery staple"}))

        with pytest.raises(SettingsError, match="has no field pasword") as told:
            store.load(password=f"aws-sm://{name}#pasword")

        assert "battery" not in str(told.value)

    def test_a_field_of_what_has_none(self, store: Store) -> None:
        name, _ = store.put(SecretString="battery staple")

        with pytest.raises(SettingsError, match="no JSON object") as told:
            store.load(password=f"aws-sm://{name}#password")

        assert "battery" not in str(told.value)

    def test_a_value_that_will_not_do_is_not_shown(self, store: Store) -> None:
        name, _ = store.put(SecretString="battery staple")

        with pytest.raises(SettingsError, match=r"VOICETODO_PORT is what aws-sm://.* holds, which will not do") as told:
            store.load(port=f"aws-sm://{name}")

        assert "battery" not in f"{told.value} {told.value.__cause__!r}"

    def test_no_region(self, store: Store) -> None:
        del store.environ["AWS_REGION"]

        with pytest.raises(SettingsError, match="AWS_REGION must be set"):
            store.load(password="aws-sm://voicetodo")

    def test_nobody_answering(self, store: Store) -> None:
        store.environ["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = "http://127.0.0.1:9"

        with pytest.raises(SettingsError, match=r"127\.0\.0\.1:9 does not answer"):
            store.load(password="aws-sm://voicetodo")

    @pytest.mark.parametrize("reference", ["aws-sm://", "aws-sm://#field", "aws-sm://name#", "vault://#x"])
    def test_half_a_reference(self, store: Store, reference: str) -> None:
        with pytest.raises(SettingsError, match="it must read"):
            store.load(password=reference)
