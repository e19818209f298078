"""English. Problems tell themselves in it."""

from typing import Final

from voicetodo.modules.auth.errors import LinkRefused
from voicetodo.modules.auth.routes.confirm_words.words import Asking, Told, Words

ENGLISH: Final = Words(
    language="en",
    registration=Asking(
        "Is this your address?",
        "Type the password you chose when signing up, and your account is made.",
        "Create account",
    ),
    password_reset=Asking(
        "Set a new password",
        "Ten characters or more; a few words in a row do well. You will be signed out everywhere.",
        "Set password",
    ),
    email_change=Asking(
        "Is this your new address?",
        "Your account has this e-mail address once you say yes.",
        "Yes, use this address",
    ),
    email_change_undo=Asking(
        "Take the change back?",
        "Your account gets its old e-mail address again, everybody is signed out, and you set a new password.",
        "Yes, take it back",
    ),
    password="Password",  # noqa: S106 - what a field is called
    new_password="New password",  # noqa: S106
    end_other_access="Also end passkeys, accounts elsewhere, app passwords, access tokens and applications. Do so if"
    " somebody else may have been in your account.",
    password_set=Told("Your password is set", "Sign in with it now."),
    email_changed=Told("Your address is changed", "Sign in with the new one from now on."),
    email_change_undone=Told("It is taken back", "A letter to your old address says how to set a new password."),
    link_refused=Told("This link is no longer good", LinkRefused().sentence),
    way_on="Go to Voice Todo",
    problems={},
    refused=None,
)
