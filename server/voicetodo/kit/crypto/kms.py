"""Keys that never leave AWS KMS: it makes data keys, and opens them again.

Each data key is bound to its purpose by KMS's encryption context, and to the key that wrapped it.
"""

import base64
import re
from collections.abc import Sequence
from typing import Any, Final

from voicetodo.kit.aws import AwsRefused, AwsService, AwsUnreachable
from voicetodo.kit.crypto.envelope import Broken
from voicetodo.kit.crypto.keys import DataKey, KeysUnavailable
from voicetodo.kit.telemetry.logs import logger

_ARN: Final = re.compile(r"arn:aws[a-z-]*:kms:(?P<region>[a-z0-9-]+):[0-9]{12}:key/[A-Za-z0-9-]{1,120}")
_CONTEXT: Final = "voicetodo:purpose"
#: What KMS says of bytes that it did not make with this key for this purpose.
_BROKEN: Final = frozenset({"InvalidCiphertextException", "IncorrectKeyException"})
log: Final = logger("kit.crypto")


class KmsKeys:
    """`arns`: the first wraps, all unwrap; what another key wrapped is not even asked about. Raises ValueError."""

    def __init__(self, arns: Sequence[str], *, url: str | None = None) -> None:
        self._services: dict[str, AwsService] = {}
        self._regions: dict[str, str] = {}
        for arn in arns:
            found = _ARN.fullmatch(arn)
            if found is None:
                raise ValueError(f"“{arn[:200]}” is no key of KMS: those read arn:aws:kms:region:account:key/id")
            region = self._regions[arn] = found["region"]
            self._services.setdefault(region, AwsService("kms", target="TrentService", region=region, url=url))
        if not self._regions:
            raise ValueError("at least one key must be named")

    async def current(self) -> str:
        return next(iter(self._regions))

    async def has(self, key_id: str) -> bool:
        return key_id in self._regions

    async def ids(self) -> list[str]:
        return list(self._regions)

    async def new_data_key(self, purpose: str) -> DataKey:
        arn = await self.current()
        made = await self._call(arn, "GenerateDataKey", {"KeySpec": "AES_256", "EncryptionContext": _context(purpose)})
        return DataKey(arn, base64.b64decode(made["Plaintext"]), base64.b64decode(made["CiphertextBlob"]))

    async def unwrap(self, key_id: str, wrapped: bytes, purpose: str) -> bytes:
        if key_id not in self._regions:
            raise Broken(f"{key_id} is none of our keys.")
        blob = base64.b64encode(wrapped).decode()
        opened = await self._call(key_id, "Decrypt", {"CiphertextBlob": blob, "EncryptionContext": _context(purpose)})
        if opened["KeyId"] != key_id:
            raise Broken("Another key opened it than it names.")
        return base64.b64decode(opened["Plaintext"])

    async def stop(self) -> None:
        for service in self._services.values():
            await service.stop()

    async def _call(self, arn: str, action: str, wish: dict[str, Any]) -> dict[str, Any]:
        try:
            return await self._services[self._regions[arn]].call(action, {"KeyId": arn, **wish})
        except AwsRefused as error:
            if error.kind in _BROKEN:
                raise Broken("Not wrapped by this key for this purpose.") from error
            log.warning("kms_refused", action=action, kind=error.kind)
            raise KeysUnavailable from error
        except AwsUnreachable as error:
            log.warning("kms_unreachable", action=action, reason=str(error))
            raise KeysUnavailable from error


def _context(purpose: str) -> dict[str, str]:
    return {_CONTEXT: purpose}
