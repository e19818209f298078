"""Whether a password is right, as often as somebody may ask."""

from uuid import UUID

from voicetodo.modules.auth.errors import SignInBusy
from voicetodo.modules.auth.model.passwords import clean_password
from voicetodo.modules.auth.service.passwords import Passwords
from voicetodo.modules.auth.service.throttling import Throttling


class PasswordChecks:
    """Every password that anybody says passes here."""

    def __init__(self, *, passwords: Passwords, throttling: Throttling) -> None:
        self._passwords = passwords
        self._throttling = throttling

    def refuse_stranger(self, *, account: str, address: str) -> None:
        """At no cost, where it is known already that this guess has to wait. Raises SignInDelayed, SignInBusy."""
        self._throttling.refuse_delayed(account=account, address=address)
        self._passwords.refuse_crowd()

    async def is_right(
        self, said: str, *, stored: str | None, account: str, address: str, device_id: UUID | None
    ) -> bool:
        """Never, after the same work, where nothing is stored. `device_id` is of one that is known at this account.

        Raises SignInDelayed, SignInBusy.
        """
        admission = await self._throttling.admit(account=account, address=address, device_id=device_id)
        try:
            password = clean_password(said)
        except ValueError:
            password, stored = "", None
        try:
            is_right = await self._passwords.check(stored, password, is_known=device_id is not None)
        except SignInBusy:
            await self._throttling.take_back(admission)
            raise
        if is_right:
            await self._throttling.forgive(admission)
        return is_right
