"""What can be switched on and off of making accounts and of programs of others."""

from typing import Final

from voicetodo.kit.flags import switch

REGISTRATION: Final = switch(
    "auth.registration", "Anybody may make an account; off, only whoever runs the installation makes them", is_on=True
)
CLIENT_REGISTRATION: Final = switch(
    "auth.client_registration", "Programs of others may register by themselves (RFC 7591)", is_on=True
)
