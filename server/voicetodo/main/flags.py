"""Where a process learns of our own feature flags: `admin` keeps them, here or elsewhere."""

from voicetodo.kit.flags import Flag, FlagSet, FlagSource
from voicetodo.kit.rpc.faces import Faces
from voicetodo.modules.admin.api import AdminApi


def flag_source(faces: Faces) -> FlagSource:
    """To be made where somebody answers for `admin`."""
    return _Asked(faces.get(AdminApi))


class _Asked:
    def __init__(self, admin: AdminApi) -> None:
        self._admin = admin

    async def changed_since(self, version: int) -> FlagSet | None:
        return await self._admin.flags_since(version=version)

    async def declare(self, flags: list[Flag]) -> None:
        await self._admin.declare_flags(flags=flags)
