"""Authenticator apps in the hands of tests."""

import base64
from datetime import datetime
from uuid import UUID

from tests.modules.auth.conftest import World
from voicetodo.modules.auth.service.authenticator_codes import code_at


class App:
    """What scanned a QR code, or was told its secret."""

    def __init__(self, secret: str) -> None:
        self._seed = base64.b32decode(secret)

    def code(self, at: datetime) -> str:
        return code_at(self._seed, at)


async def set_up_app(world: World, user_id: UUID) -> tuple[App, list[str]]:
    """One that is asked for from now on, and its recovery codes."""
    app = App((await world.second_factors.set_up(user_id)).secret)
    return app, await world.second_factors.confirm(user_id, app.code(world.clock.now()))
