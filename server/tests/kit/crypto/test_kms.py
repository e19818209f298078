"""Keys in KMS, which moto plays here: it encrypts for real, and holds the encryption context against it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from voicetodo.kit.aws import AwsService
from voicetodo.kit.crypto import Broken, KeysUnavailable, Place, Seal, key_of
from voicetodo.kit.crypto.kms import KmsKeys
from voicetodo.kit.crypto.remembered import RememberedKeys

REGION = "eu-central-1"
PLACE = Place("kit.things", "secret", ("1",))


@pytest_asyncio.fixture
async def kms(amazon: str) -> AsyncIterator[AwsService]:
    service = AwsService("kms", target="TrentService", region=REGION, url=amazon)
    yield service
    await service.stop()


async def new_key(kms: AwsService) -> str:
    return (await kms.call("CreateKey", {}))["KeyMetadata"]["Arn"]


class TestDataKeys:
    async def test_what_it_wrapped_it_unwraps(self, kms: AwsService, amazon: str) -> None:
        keys = KmsKeys([await new_key(kms)], url=amazon)

        made = await keys.new_data_key("a.secret")

        assert len(made.plain) == 32
        assert made.plain not in made.wrapped
        assert await keys.unwrap(made.key_id, made.wrapped, "a.secret") == made.plain
        await keys.stop()

    async def test_for_another_purpose_it_does_not(self, kms: AwsService, amazon: str) -> None:
        keys = KmsKeys([await new_key(kms)], url=amazon)
        made = await keys.new_data_key("a.secret")

        with pytest.raises(Broken):
            await keys.unwrap(made.key_id, made.wrapped, "another.secret")
        await keys.stop()

    async def test_another_key_does_not(self, kms: AwsService, amazon: str) -> None:
        keys = KmsKeys([await new_key(kms), await new_key(kms)], url=amazon)
        made = await keys.new_data_key("a.secret")
        _, other = await keys.ids()

        with pytest.raises((Broken, KeysUnavailable)):
            await keys.unwrap(other, made.wrapped, "a.secret")
        await keys.stop()

    async def test_a_key_that_is_not_ours_is_not_even_asked_about(self, kms: AwsService, amazon: str) -> None:
        theirs = KmsKeys([await new_key(kms)], url=amazon)
        planted = await theirs.new_data_key("a.secret")
        ours = KmsKeys([await new_key(kms)], url="http://127.0.0.1:9")

        with pytest.raises(Broken, match="none of our keys"):
            await ours.unwrap(planted.key_id, planted.wrapped, "a.secret")
        await theirs.stop()

    async def test_a_key_that_kms_does_not_know_is_a_503_and_not_a_broken_secret(self, amazon: str) -> None:
        keys = KmsKeys([f"arn:aws:kms:{REGION}:123456789012:key/gone"], url=amazon)

        with pytest.raises(KeysUnavailable):
            await keys.new_data_key("a.secret")
        await keys.stop()

    async def test_where_nobody_answers_it_is_a_503(self) -> None:
        keys = KmsKeys([f"arn:aws:kms:{REGION}:123456789012:key/1"], url="http://127.0.0.1:9")

        with pytest.raises(KeysUnavailable):
            await keys.new_data_key("a.secret")
        await keys.stop()

    @pytest.mark.parametrize("arn", ["", "alias/voicetodo", "arn:aws:kms:eu-central-1:1:key/1", "arn:aws:s3:::bucket"])
    def test_only_a_whole_arn_names_a_key(self, arn: str) -> None:
        with pytest.raises(ValueError, match="arn:aws:kms"):
            KmsKeys([arn])


class TestSealing:
    async def test_secrets_are_sealed_under_it_and_those_of_the_file_still_open(
        self, kms: AwsService, amazon: str, tmp_path: Path
    ) -> None:
        before = Seal.from_file(tmp_path / "master.key").know(PLACE.purpose)
        old = await before.seal(b"old", at=PLACE)
        arn = await new_key(kms)
        after = Seal(before.file, RememberedKeys(KmsKeys([arn], url=amazon))).know(PLACE.purpose)

        new = await after.seal(b"new", at=PLACE)

        assert key_of(new) == arn
        assert [await after.open(each, at=PLACE) for each in (old, new)] == [b"old", b"new"]
        with pytest.raises(Broken):
            await before.open(new, at=PLACE)
        await after.stop()
