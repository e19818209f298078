"""What opens an account beside its password, and stays when that is another."""

from typing import Final

import msgspec

_WORDS: Final = {
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
        counted = ((getattr(self, field), words) for field, words in _WORDS.items())
        return ", ".join(f"{number} {words[number > 1]}" for number, words in counted if number)
