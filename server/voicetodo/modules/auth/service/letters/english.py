"""English."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from voicetodo.modules.auth.api import SuspensionReason, User
from voicetodo.modules.auth.model.other_access import OtherAccess
from voicetodo.modules.auth.model.security_events import Kind, SecurityEvent
from voicetodo.modules.auth.model.user_agents import described
from voicetodo.modules.auth.service.letters.letter import Letter, letter

_HAPPENED: Final[dict[Kind, tuple[str, str]]] = {
    "signed_in_on_new_device": (
        "New sign-in to your account",
        "Somebody signed in to your account on a device that had not been used for it before.",
    ),
    "password_changed": (
        "Your password was changed",
        "The password of your account was changed, and everybody was signed out but who changed it.",
    ),
    "password_reset": (
        "Your password was reset",
        "By a link from a letter to this address a new password was set, and everybody was signed out.",
    ),
    "email_changed": (
        "This is the address of your account now",
        "Your account has this e-mail address from now on.",
    ),
    "email_change_undone": (
        "Your e-mail address is as it was",
        "A change of your e-mail address was undone, and everybody was signed out.",
    ),
    "refresh_token_reused": (
        "You were signed out on one device",
        "What only your device should know was used twice and may have been copied. We ended this session.",
    ),
    "app_password_created": (
        "A new app password",
        "An app password was made for your account. Calendar programs can sign in with it.",
    ),
    "personal_token_created": (
        "A new access token",
        "An access token was made for your account. A program can use it in your name.",
    ),
    "application_connected": (
        "A new application",
        "You let an application act in your name. What it may do, and how to end that, stands in your settings.",
    ),
    "application_token_reused": (
        "An application was disconnected",
        "What only an application of yours should know was used twice and may have been copied. We disconnected it.",
    ),
    "authenticator_app_added": (
        "An authenticator app for your account",
        "An authenticator app was set up. Signing in with the password asks for a code from now on.",
    ),
    "authenticator_app_removed": (
        "No authenticator app any more",
        "The authenticator app of your account was removed. Signing in takes the password alone.",
    ),
    "recovery_codes_renewed": (
        "New recovery codes",
        "New recovery codes were made for your account. Those from before are good no more.",
    ),
    "recovery_code_used": (
        "A recovery code was used",
        "Somebody used one of your recovery codes in the place of a code from your authenticator app.",
    ),
    "passkey_added": (
        "A new passkey",
        "A passkey was made for your account. Who has the device that keeps it can sign in without the password.",
    ),
    "passkey_removed": ("A passkey was removed", "A passkey of your account was removed. It signs nobody in any more."),
    "deletion_asked": ("Your account is going to be deleted", "The deletion of your account was asked for."),
    "deletion_cancelled": ("Your account stays", "The deletion of your account was taken back. Everything stays."),
    "identity_linked": (
        "Another way to sign in",
        "An account that you have elsewhere was linked with this one. Who can sign in there gets in here, too.",
    ),
    "identity_unlinked": (
        "A way to sign in is gone",
        "An account that you have elsewhere was unlinked from this one. It signs nobody in any more.",
    ),
}


#: What whoever looks after an installation did, so that nothing can be done about it but to ask them.
_OVERSEEN: Final[dict[Kind, tuple[str, str]]] = {
    "account_suspended": (
        "Your account was suspended",
        "Whoever looks after this installation suspended your account. What is in it stays; nobody can sign in to it.",
    ),
    "account_restored": (
        "Your account is open again",
        "Whoever looks after this installation restored your account. Sign in, and connect applications anew.",
    ),
}


#: What its owner is told of why. Of `other` nothing: it is between them and whoever looks after the installation.
_SUSPENDED_FOR: Final[dict[SuspensionReason | None, str]] = {
    "security": "Why: somebody else may have got into it.",
    "misuse": "Why: how it was used.",
    "asked": "Why: you asked for it.",
}


def notice(
    event: SecurityEvent,
    user: User,
    others: OtherAccess,
    *,
    address: str,
    suspended_for: SuspensionReason | None = None,
) -> Letter:
    """Of what happened to `user`. `others` opens the account beside the password; `address` is ours."""
    if event.kind in _OVERSEEN:
        subject, sentence = _OVERSEEN[event.kind]
        why = _SUSPENDED_FOR.get(suspended_for, "") if event.kind == "account_suspended" else ""
        facts = [f"When: {moment(event.at, user.timezone)}", f"Where: {address}", why]
        told = "\n".join(filter(None, facts))
        return letter(subject, sentence, told, "If you think that this is a mistake, ask them.")
    if event.kind == "deletion_waits_for_admin":
        return letter(
            "Your account is not deleted yet",
            "The day has come on which your account was to be deleted. It waits: others have accounts on this"
            " installation by now, and nobody but you looks after it.",
            "Make somebody else an admin. On the machine that the server runs on, with their address:"
            " voicetodo users roles somebody@example.org admin. Your account is deleted soon after.",
            f"To keep it, choose “Keep my account”: {address}/settings/privacy",
        )
    subject, sentence = _HAPPENED[event.kind]
    where = ", ".join(filter(None, (event.address, described(event.user_agent) if event.user_agent else "")))
    return letter(
        subject,
        sentence,
        f"When: {moment(event.at, user.timezone)}\nFrom: {where or 'the machine that the server runs on'}",
        *_still_opening(event, others, address),
        "If this was you, there is nothing to do.",
        f"If it was not: change your password at {address}/settings/account, and end the sessions you do not know."
        f" If you cannot sign in any more: {address}/forgotten-password",
    )


def _still_opening(event: SecurityEvent, others: OtherAccess, address: str) -> list[str]:
    """After a new password."""
    if event.kind not in {"password_changed", "password_reset"} or not str(others):
        return []
    return [f"What opens your account without it stays: {others}. End what you do not know: {address}/settings"]


def reset(user: User, *, link: str, at: datetime, until: datetime) -> Letter:
    """With the link that sets a new password."""
    return letter(
        "Set a new password",
        "Somebody, you perhaps, asked for a new password for your account. Set one here:",
        link,
        f"The link works once, until {moment(until, user.timezone)}. Your password stays as it is until then.",
        f"If you did not ask for this at {moment(at, user.timezone)}, there is nothing to do: nobody else has read"
        " this letter, if nobody else reads your mail.",
    )


def registration(*, email: str, timezone: str, link: str, until: datetime) -> Letter:
    """With the link that makes the account."""
    return letter(
        "Is this your address?",
        f"Somebody, you perhaps, signed up to Voice Todo as {email}. If it was you, go on here:",
        link,
        f"You will be asked for the password you chose. The link is good until {moment(until, timezone)}.",
        "If it was not you, do nothing: without you there will be no account.",
    )


def already_registered(*, address: str) -> Letter:
    """Somebody signed up with the address of an account."""
    return letter(
        "You have an account already",
        "Somebody, you perhaps, signed up with this address, which has an account already. Nothing was changed.",
        f"Sign in: {address}/sign-in",
        f"If you forgot the password, set a new one: {address}/forgotten-password",
        "If it was not you, there is nothing to do.",
    )


def email_change(user: User, *, link: str, until: datetime) -> Letter:
    """To the new address, with the link that proves it."""
    return letter(
        "Is this your new address?",
        f"Somebody, you perhaps, wants this to be the address of the account {user.email}. If it was you:",
        link,
        f"The link works once, until {moment(until, user.timezone)}.",
        "If it was not you, do nothing.",
    )


def email_wanted(*, address: str) -> Letter:
    """To somebody whose address another account wanted."""
    return letter(
        "Your address was given for another account",
        "Somebody, you perhaps, wanted this to be the address of another account. It has one already, which stays"
        " as it is.",
        f"If it was you and you want it for the other account: sign in at {address}/sign-in and give this one"
        " another address first.",
        "If it was not you, there is nothing to do.",
    )


def email_undo(user: User, *, link: str, until: datetime) -> Letter:
    """To the old address, with the link that brings it back."""
    return letter(
        "The address of your account was changed",
        "Your account has another e-mail address from now on, and letters no longer come here.",
        "If you changed it, there is nothing to do.",
        "If you did not, take it back here. Everybody is signed out then, passkeys, app passwords and tokens that"
        " were made since are good no more, and you set a new password:",
        link,
        f"The link is good until {moment(until, user.timezone)}.",
    )


def deletion(user: User, *, due_at: datetime, address: str) -> Letter:
    """That the account is going to be deleted, and how it can be kept."""
    return letter(
        "Your account is going to be deleted",
        f"You asked us to delete your account. This happens on {moment(due_at, user.timezone)}, or soon after.",
        "Your tasks, lists, files, recordings and settings are deleted then, and so are your comments and files on"
        " the lists of others. Lists that you share end for everybody: whoever shares them was told so. Until then"
        " your account works as before, and you can take your tasks with you.",
        f"To keep your account, sign in before that and choose “Keep my account”: {address}/settings/privacy",
        f"If it was not you who asked for this: sign in, keep the account, and then change your password at"
        f" {address}/settings/account. If you cannot sign in any more: {address}/forgotten-password",
    )


def deleted(*, address: str) -> Letter:
    """The last one."""
    return letter(
        "Your account is deleted",
        f"Your account at {address} and all that was in it is deleted now, as you asked. Nobody can bring it back.",
        "Backups of the installation may hold it until they expire; it is erased again from whatever is restored.",
        "We send nothing to this address any more.",
    )


def data_export(user: User, *, until: datetime, address: str) -> Letter:
    """The file with everything that is known of them is there."""
    return letter(
        "Your data is ready",
        "The file with everything that we know of you is ready. Download it here:",
        f"{address}/settings/privacy",
        f"It can be downloaded until {moment(until, user.timezone)}. You will be asked to prove who you are.",
        f"If you did not ask for it, somebody else did in your name. Change your password at"
        f" {address}/settings/account, and end the sessions you do not know.",
    )


def moment(at: datetime, timezone: str) -> str:
    """In the reader's own zone: “27 November 2026, 14:30 (Europe/Berlin)”."""
    there = at.astimezone(ZoneInfo(timezone))
    return f"{there.day} {there:%B %Y, %H:%M} ({timezone})"
