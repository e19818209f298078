"""What opens an account beside its password, and stays when that is another."""

from collections.abc import Mapping
from typing import Final

import msgspec

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "passkeys": ("passkey", "passkeys"),
    "identities": ("account elsewhere", "accounts elsewhere"),
    "app_passwords": ("app password", "app passwords"),
    "personal_tokens": ("access token", "access tokens"),
    "applications": ("application", "applications"),
}


class OtherAccess(msgspec.Struct, frozen=True, kw_only=True):
    """How many of each there are."""

    passkeys: int
    identities: int
    app_passwords: int
    personal_tokens: int
    applications: int

    def __str__(self) -> str:
        """“1 passkey, 2 access tokens”; empty where there is nothing. No names: a stranger may have given them."""
        return self.told(_WORDS)

    def told(self, words: Mapping[str, tuple[str, str]]) -> str:
        """With these for one, and for several, of each."""
        counted = ((getattr(self, field), each) for field, each in words.items())
        return ", ".join(f"{number} {each[number > 1]}" for number, each in counted if number)
