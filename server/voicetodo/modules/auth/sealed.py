"""What `auth` keeps sealed."""

from typing import Final

from voicetodo.kit.crypto import SealedColumn

SEEDS: Final = SealedColumn(
    "auth", "authenticator_apps", "seed", key=("user_id",), was=lambda row: f"auth.authenticator_app:{row[0]}"
)
SIGNING_KEYS: Final = SealedColumn("auth", "signing_keys", "sealed", key=("kid",), was=lambda _: "auth.signing_key")
#: The key that a file with everything known of somebody is encrypted with.
EXPORT_KEYS: Final = SealedColumn("auth", "data_exports", "sealed_key", key=("id",), was=lambda _: "auth.data_export")
COLUMNS: Final = (SEEDS, SIGNING_KEYS, EXPORT_KEYS)
