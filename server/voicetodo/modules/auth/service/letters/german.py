"""German."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from voicetodo.modules.auth.api import SuspensionReason, User
from voicetodo.modules.auth.model.other_access import OtherAccess
from voicetodo.modules.auth.model.security_events import Kind, SecurityEvent
from voicetodo.modules.auth.model.user_agents import described
from voicetodo.modules.auth.service.letters.letter import Letter, letter

_MONTHS: Final = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip

_HAPPENED: Final[dict[Kind, tuple[str, str]]] = {
    "signed_in_on_new_device": (
        "Neue Anmeldung bei deinem Konto",
        "Jemand hat sich bei deinem Konto angemeldet, auf einem Gerät, das dafür noch nie benutzt wurde.",
    ),
    "password_changed": (
        "Dein Passwort wurde geändert",
        "Das Passwort deines Kontos wurde geändert. Alle wurden abgemeldet, außer wer es geändert hat.",
    ),
    "password_reset": (
        "Dein Passwort wurde zurückgesetzt",
        "Über einen Link aus einem Brief an diese Adresse wurde ein neues Passwort gesetzt. Alle wurden abgemeldet.",
    ),
    "email_changed": (
        "Das ist jetzt die Adresse deines Kontos",
        "Dein Konto hat von jetzt an diese E-Mail-Adresse.",
    ),
    "email_change_undone": (
        "Deine E-Mail-Adresse ist wieder die alte",
        "Eine Änderung deiner E-Mail-Adresse wurde zurückgenommen. Alle wurden abgemeldet.",
    ),
    "refresh_token_reused": (
        "Du wurdest auf einem Gerät abgemeldet",
        (
            "Was nur dein Gerät wissen sollte, wurde zweimal benutzt und vielleicht kopiert. Wir haben diese Sitzung"
            " beendet."
        ),
    ),
    "app_password_created": (
        "Ein neues App-Passwort",
        "Für dein Konto wurde ein App-Passwort erstellt. Kalenderprogramme können sich damit anmelden.",
    ),
    "personal_token_created": (
        "Ein neues Zugriffstoken",
        "Für dein Konto wurde ein Zugriffstoken erstellt. Ein Programm kann es in deinem Namen benutzen.",
    ),
    "application_connected": (
        "Eine neue Anwendung",
        (
            "Du lässt eine Anwendung in deinem Namen handeln. Was sie darf, und wie du das beendest, steht in deinen"
            " Einstellungen."
        ),
    ),
    "application_token_reused": (
        "Eine Anwendung wurde getrennt",
        (
            "Was nur eine deiner Anwendungen wissen sollte, wurde zweimal benutzt und vielleicht kopiert. Wir haben sie"
            " getrennt."
        ),
    ),
    "authenticator_app_added": (
        "Eine Authenticator-App für dein Konto",
        (
            "Eine Authenticator-App wurde eingerichtet. Wer sich mit dem Passwort anmeldet, braucht von jetzt an einen"
            " Code."
        ),
    ),
    "authenticator_app_removed": (
        "Keine Authenticator-App mehr",
        "Die Authenticator-App deines Kontos wurde entfernt. Zum Anmelden genügt das Passwort.",
    ),
    "recovery_codes_renewed": (
        "Neue Wiederherstellungscodes",
        "Für dein Konto wurden neue Wiederherstellungscodes erstellt. Die von vorher gelten nicht mehr.",
    ),
    "recovery_code_used": (
        "Ein Wiederherstellungscode wurde benutzt",
        "Jemand hat einen deiner Wiederherstellungscodes benutzt, statt eines Codes aus deiner Authenticator-App.",
    ),
    "passkey_added": (
        "Ein neuer Passkey",
        (
            "Für dein Konto wurde ein Passkey erstellt. Wer das Gerät hat, auf dem er liegt, kann sich ohne Passwort"
            " anmelden."
        ),
    ),
    "passkey_removed": (
        "Ein Passkey wurde entfernt",
        "Ein Passkey deines Kontos wurde entfernt. Mit ihm meldet sich niemand mehr an.",
    ),
    "deletion_asked": ("Dein Konto wird gelöscht", "Die Löschung deines Kontos wurde verlangt."),
    "deletion_cancelled": (
        "Dein Konto bleibt",
        "Die Löschung deines Kontos wurde zurückgenommen. Alles bleibt, wie es ist.",
    ),
    "identity_linked": (
        "Ein weiterer Weg, dich anzumelden",
        (
            "Ein Konto, das du anderswo hast, wurde mit diesem verknüpft. Wer sich dort anmelden kann, kommt auch hier"
            " hinein."
        ),
    ),
    "identity_unlinked": (
        "Ein Weg, dich anzumelden, ist fort",
        "Die Verknüpfung mit einem Konto, das du anderswo hast, wurde gelöst. Mit ihm meldet sich niemand mehr an.",
    ),
}


_OVERSEEN: Final[dict[Kind, tuple[str, str]]] = {
    "account_suspended": (
        "Dein Konto wurde gesperrt",
        "Wer diese Installation betreut, hat dein Konto gesperrt. Was darin ist, bleibt; anmelden kann sich niemand.",
    ),
    "account_restored": (
        "Dein Konto ist wieder offen",
        "Wer diese Installation betreut, hat dein Konto entsperrt. Melde dich an, und verbinde Anwendungen neu.",
    ),
}


_SUSPENDED_FOR: Final[dict[SuspensionReason | None, str]] = {
    "security": "Warum: Jemand anderes könnte hineingelangt sein.",
    "misuse": "Warum: wie es benutzt wurde.",
    "asked": "Warum: Du hast darum gebeten.",
}


_OTHERS: Final[Mapping[str, tuple[str, str]]] = {
    "passkeys": ("Passkey", "Passkeys"),
    "identities": ("Konto anderswo", "Konten anderswo"),
    "app_passwords": ("App-Passwort", "App-Passwörter"),
    "personal_tokens": ("Zugriffstoken", "Zugriffstoken"),
    "applications": ("Anwendung", "Anwendungen"),
}


def notice(
    event: SecurityEvent,
    user: User,
    others: OtherAccess,
    *,
    address: str,
    suspended_for: SuspensionReason | None = None,
) -> Letter:
    if event.kind in _OVERSEEN:
        subject, sentence = _OVERSEEN[event.kind]
        why = _SUSPENDED_FOR.get(suspended_for, "") if event.kind == "account_suspended" else ""
        facts = [f"Wann: {moment(event.at, user.timezone)}", f"Wo: {address}", why]
        told = "\n".join(filter(None, facts))
        return letter(subject, sentence, told, "Wenn du das für einen Irrtum hältst, frag dort nach.")
    if event.kind == "deletion_waits_for_admin":
        return letter(
            "Dein Konto ist noch nicht gelöscht",
            "Der Tag ist gekommen, an dem dein Konto gelöscht werden sollte. Es wartet: Inzwischen haben andere Konten"
            " auf dieser Installation, und niemand außer dir betreut sie.",
            "Gib jemand anderem die Rolle Admin. Auf dem Rechner, auf dem der Server läuft, mit der Adresse dieser"
            " Person: voicetodo users roles jemand@example.org admin. Dein Konto wird bald darauf gelöscht.",
            f"Um es zu behalten, wähle „Mein Konto behalten“: {address}/settings/privacy",
        )
    subject, sentence = _HAPPENED[event.kind]
    program = described(event.user_agent, language="de") if event.user_agent else ""
    where = ", ".join(filter(None, (event.address, program)))
    return letter(
        subject,
        sentence,
        f"Wann: {moment(event.at, user.timezone)}\nVon: {where or 'dem Rechner, auf dem der Server läuft'}",
        *_still_opening(event, others, address),
        "Wenn du das warst, ist nichts zu tun.",
        f"Wenn nicht: Ändere dein Passwort unter {address}/settings/account, und beende die Sitzungen, die du nicht"
        f" kennst. Wenn du dich nicht mehr anmelden kannst: {address}/forgotten-password",
    )


def _still_opening(event: SecurityEvent, others: OtherAccess, address: str) -> list[str]:
    told = others.told(_OTHERS)
    if event.kind not in {"password_changed", "password_reset"} or not told:
        return []
    return [f"Was dein Konto ohne Passwort öffnet, bleibt: {told}. Beende, was du nicht kennst: {address}/settings"]


def reset(user: User, *, link: str, at: datetime, until: datetime) -> Letter:
    return letter(
        "Setze ein neues Passwort",
        "Jemand, vielleicht du, hat um ein neues Passwort für dein Konto gebeten. Setze es hier:",
        link,
        f"Der Link gilt einmal, bis {moment(until, user.timezone)}. Bis dahin bleibt dein Passwort, wie es ist.",
        f"Wenn du nicht darum gebeten hast ({moment(at, user.timezone)}), ist nichts zu tun: Niemand sonst hat diesen"
        " Brief gelesen, wenn niemand sonst deine E-Mails liest.",
    )


def registration(*, email: str, timezone: str, link: str, until: datetime) -> Letter:
    return letter(
        "Ist das deine Adresse?",
        f"Jemand, vielleicht du, hat sich bei Voice Todo als {email} registriert. Wenn du das warst, geht es hier"
        " weiter:",
        link,
        f"Du wirst nach dem Passwort gefragt, das du gewählt hast. Der Link gilt bis {moment(until, timezone)}.",
        "Wenn du es nicht warst, tu nichts: Ohne dich gibt es kein Konto.",
    )


def already_registered(*, address: str) -> Letter:
    return letter(
        "Du hast schon ein Konto",
        "Jemand, vielleicht du, hat sich mit dieser Adresse registriert. Sie hat schon ein Konto. Nichts wurde"
        " geändert.",
        f"Melde dich an: {address}/sign-in",
        f"Wenn du das Passwort vergessen hast, setze ein neues: {address}/forgotten-password",
        "Wenn du es nicht warst, ist nichts zu tun.",
    )


def email_change(user: User, *, link: str, until: datetime) -> Letter:
    return letter(
        "Ist das deine neue Adresse?",
        f"Jemand, vielleicht du, möchte, dass dies die Adresse des Kontos {user.email} wird. Wenn du das warst:",
        link,
        f"Der Link gilt einmal, bis {moment(until, user.timezone)}.",
        "Wenn du es nicht warst, tu nichts.",
    )


def email_wanted(*, address: str) -> Letter:
    return letter(
        "Deine Adresse wurde für ein anderes Konto angegeben",
        "Jemand, vielleicht du, möchte, dass dies die Adresse eines anderen Kontos wird. Sie hat schon eines, das"
        " bleibt, wie es ist.",
        f"Wenn du das warst und sie für das andere Konto möchtest: Melde dich unter {address}/sign-in an, und gib"
        " zuerst diesem eine andere Adresse.",
        "Wenn du es nicht warst, ist nichts zu tun.",
    )


def email_undo(user: User, *, link: str, until: datetime) -> Letter:
    return letter(
        "Die Adresse deines Kontos wurde geändert",
        "Dein Konto hat von jetzt an eine andere E-Mail-Adresse. Briefe kommen nicht mehr hierher.",
        "Wenn du sie geändert hast, ist nichts zu tun.",
        "Wenn nicht, nimm es hier zurück. Dann werden alle abgemeldet, Passkeys, App-Passwörter und Token von seither"
        " gelten nicht mehr, und du setzt ein neues Passwort:",
        link,
        f"Der Link gilt bis {moment(until, user.timezone)}.",
    )


def deletion(user: User, *, due_at: datetime, address: str) -> Letter:
    return letter(
        "Dein Konto wird gelöscht",
        f"Du hast uns gebeten, dein Konto zu löschen. Das geschieht am {moment(due_at, user.timezone)} oder bald"
        " danach.",
        "Dann werden deine Aufgaben, Listen, Dateien, Aufnahmen und Einstellungen gelöscht, und auch deine Kommentare"
        " und Dateien in den Listen anderer. Listen, die du teilst, enden für alle: Wer darin ist, hat es erfahren."
        " Bis dahin geht dein Konto wie zuvor, und du kannst deine Aufgaben mitnehmen.",
        f"Um dein Konto zu behalten, melde dich vorher an, und wähle „Mein Konto behalten“: {address}/settings/privacy",
        "Wenn nicht du darum gebeten hast: Melde dich an, behalte das Konto, und ändere dann dein Passwort unter"
        f" {address}/settings/account. Wenn du dich nicht mehr anmelden kannst: {address}/forgotten-password",
    )


def deleted(*, address: str) -> Letter:
    return letter(
        "Dein Konto ist gelöscht",
        f"Dein Konto bei {address} und alles, was darin war, ist jetzt gelöscht, wie du es wolltest. Niemand kann es"
        " zurückholen.",
        "In Sicherungen der Installation kann es noch sein, bis sie ablaufen; aus allem, was wiederhergestellt wird,"
        " wird es wieder gelöscht.",
        "An diese Adresse schicken wir nichts mehr.",
    )


def data_export(user: User, *, until: datetime, address: str) -> Letter:
    return letter(
        "Deine Daten sind bereit",
        "Die Datei mit allem, was wir von dir wissen, ist fertig. Lade sie hier herunter:",
        f"{address}/settings/privacy",
        f"Das geht bis {moment(until, user.timezone)}. Du wirst dich dafür ausweisen müssen.",
        "Wenn du nicht darum gebeten hast, hat es jemand anderes in deinem Namen getan. Ändere dein Passwort unter"
        f" {address}/settings/account, und beende die Sitzungen, die du nicht kennst.",
    )


def moment(at: datetime, timezone: str) -> str:
    """In the reader's own zone: “27. November 2026, 14:30 Uhr (Europe/Berlin)”."""
    there = at.astimezone(ZoneInfo(timezone))
    return f"{there.day}. {_MONTHS[there.month - 1]} {there:%Y, %H:%M} Uhr ({timezone})"
