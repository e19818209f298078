"""Which keys secrets are sealed under in this process."""

from voicetodo.kit.crypto import KeyFile, KeyFileError, Seal
from voicetodo.kit.crypto.kms import KmsKeys
from voicetodo.kit.crypto.remembered import RememberedKeys
from voicetodo.kit.settings import SettingsError
from voicetodo.main.settings import Settings


def open_seal(settings: Settings) -> Seal:
    """Those of KMS, where any are named; those of the key file in any case. Raises SettingsError."""
    try:
        file = KeyFile.at(settings.master_key_path or settings.data_dir / "secrets" / "master.key")
    except KeyFileError as error:
        raise SettingsError(str(error)) from error
    arns = [arn.strip() for arn in settings.kms_keys.split(",") if arn.strip()]
    if not arns:
        return Seal(file)
    try:
        return Seal(file, RememberedKeys(KmsKeys(arns, url=settings.kms_url)))
    except ValueError as error:
        raise SettingsError(f"VOICETODO_KMS_KEYS cannot be used: {error}.") from error
