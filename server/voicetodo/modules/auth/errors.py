"""What can go wrong when signing up, signing in, or staying so."""

from voicetodo.kit.errors import (
    Conflict,
    DomainError,
    Forbidden,
    Invalid,
    NotFound,
    TooMany,
    Unauthenticated,
    Unavailable,
)


class InvalidCredentials(Unauthenticated):
    """The e-mail address or the password is not right."""


class RefreshTokenRefused(Unauthenticated):
    """You are signed out here. Please sign in again."""


class RegistrationRefused(Invalid):
    """We could not create an account with these details. If the address is yours, sign in instead."""


class RegistrationClosed(Forbidden):
    """New accounts are not made here just now. Ask whoever looks after this installation."""


class ClientRegistrationClosed(Forbidden):
    """Programs cannot register here just now. Ask whoever looks after this installation."""


class EmailRefused(Conflict):
    """This address cannot be that of your account."""


class CrossSiteRequest(Forbidden):
    """This request came from another site, which may not act in your name."""


class SignInBusy(Unavailable):
    """Very many people are signing in right now. Try again in a few seconds."""


class SignInDelayed(TooMany):
    """There were too many wrong passwords. Wait a little, then try again, or have a new password set by mail."""


class CodesDelayed(TooMany):
    """There were too many wrong codes. Wait a little, then try again."""


class SecondFactorRequired(Unauthenticated):
    """The password is right. Now give the code that your authenticator app shows, or one of your recovery codes."""


class ChallengeRefused(Unauthenticated):
    """This took too long, or was done before. Please begin again."""


class CodeRefused(Unauthenticated):
    """This code is not right, or was used before. Wait for the next one, then try again."""


class LettersDelayed(TooMany):
    """Many letters were asked for from where you are. Wait a little, then try again."""


class LinkRefused(DomainError):
    """This link is no longer good: it was used, or is too old. Ask for a new one."""

    status = 410


class UserNotFound(NotFound):
    """There is no such person."""


class AdminsOnly(Forbidden):
    """This is an admin's account. Only another admin can do this."""


class NotOnYourself(Conflict):
    """You cannot do this to your own account. Ask another admin."""


class LastAdmin(Conflict):
    """There would be no admin left. Give somebody else the role first."""


class OnlyAdmin(Conflict):
    """You are the only admin, and others have accounts here. Make somebody else an admin first, then delete yours."""


class DeletionBegun(Conflict):
    """Your account is being deleted just now. This cannot be taken back any more."""


class SessionNotFound(NotFound):
    """No such session, or it is not yours to see."""


class PersonalTokenNotFound(NotFound):
    """No such access token, or it is not yours to see."""


class TooManyPersonalTokens(Conflict):
    """You have as many access tokens as can be kept. Revoke one that nothing uses any more."""


class AuthorizationRequestInvalid(Invalid):
    """The application that sent you here made a mistake. Start again from there, or tell its makers."""


class ApplicationNotFound(NotFound):
    """No such application is connected, or it is not yours to see."""


class TooManyApplications(Conflict):
    """You have as many applications connected as there can be. Disconnect one that you do not use any more."""


class PasskeyNotFound(NotFound):
    """No such passkey, or it is not yours to see."""


class PasskeyRefused(Unauthenticated):
    """This passkey is not one that lets you in here. Sign in with your password instead."""


class PasskeysUnavailable(Conflict):
    """Passkeys need an address with a name: one that begins with https://, or localhost. Use your password instead."""


class TooManyPasskeys(Conflict):
    """You have as many passkeys as can be kept. Remove one that you do not use any more."""


class ProviderNotFound(NotFound):
    """Nobody signs in that way here."""


class ProviderUnavailable(Unavailable):
    """This provider does not answer as it should just now. Try again in a moment, or sign in another way."""


class ProviderRefused(Unauthenticated):
    """What this provider answered does not prove who you are. Please begin again, or sign in another way."""


class EmailNotProven(Forbidden):
    """This provider does not say that your e-mail address is yours. Prove it there first, then try again."""


class EmailNotAdmitted(Forbidden):
    """People with this e-mail address do not get in this way. Ask whoever looks after this installation."""


class IdentityNotLinked(Conflict):
    """There is an account with your address already. Sign in to it as before, then link this one under Security."""


class IdentityTaken(Conflict):
    """You sign in to another account here with this one. Unlink it there first."""


class IdentityNotFound(NotFound):
    """No such account is linked, or it is not yours to see."""


class LastWayIn(Conflict):
    """Nothing else lets you in. Set a password or add a passkey first."""


class TooManyIdentities(Conflict):
    """You have as many accounts linked as can be. Unlink one that you do not use any more."""


class AuthenticatorAppNotFound(NotFound):
    """There is no authenticator app, or it was not set up in time. Set one up first."""


class AuthenticatorAppExists(Conflict):
    """You have an authenticator app. Remove it before you set up another."""


class AppPasswordNotFound(NotFound):
    """No such app password, or it is not yours to see."""


class TooManyAppPasswords(Conflict):
    """You have as many app passwords as can be kept. Revoke one that nothing uses any more."""


class TextNotFound(NotFound):
    """This was never asked in that wording."""


class ConsentOutdated(Conflict):
    """This has another wording now. Read it again before you agree."""


class ConsentNeeded(Conflict):
    """There is no account without this. If you do not agree any more, delete your account."""


class DataExportNotFound(NotFound):
    """No such download of your data, or it is not yours to see."""


class DataExportExpired(DomainError):
    """This download is not there any more. Ask for a new one."""

    status = 410


class DataExportUnready(Conflict):
    """This download is not ready. Wait until it is, or ask for a new one where it failed."""


class DataExportUnderWay(Conflict):
    """A download of your data is being made already. Wait until it is ready."""


class TooManyDataExports(TooMany):
    """You asked for your data often today. Ask again tomorrow."""
