"""German."""

from typing import Final

from voicetodo.modules.auth.routes.confirm_words.words import Asking, Told, Words

_PROBLEMS: Final = {
    "characters-refused": "Darin stehen Zeichen, die keine sind.",
    "cross-site-request": "Diese Anfrage kam von einer anderen Seite, die nicht in deinem Namen handeln darf.",
    "invalid-credentials": "Das ist nicht das Passwort, das für dieses Konto gewählt wurde.",
    "malformed": "Diese Anfrage war nicht zu lesen. Öffne den Link aus dem Brief noch einmal.",
    "password-about-you": "Das besteht aus deiner Adresse, deinem Namen oder unserem. Wähle Wörter, die nichts über"
    " dich sagen.",
    "password-breached": "Dieses Passwort ist anderswo bekannt geworden und wird mit als Erstes probiert. Wähle ein"
    " anderes.",
    "password-length": "Ein Passwort hat 10 bis 128 Zeichen; ein paar Wörter hintereinander sind gut.",
    "password-repeats": "Das wiederholt dieselben wenigen Zeichen. Nimm stattdessen ein paar Wörter hintereinander.",
    "registration-closed": "Hier werden gerade keine neuen Konten angelegt. Frag, wer sich um diese Installation"
    " kümmert.",
    "sign-in-busy": "Gerade melden sich sehr viele an. Versuch es in ein paar Sekunden noch einmal.",
    "sign-in-delayed": "Es waren zu viele falsche Passwörter. Warte ein wenig, dann versuch es noch einmal.",
}

GERMAN: Final = Words(
    language="de",
    registration=Asking(
        "Ist das deine Adresse?",
        "Gib das Passwort ein, das du bei der Anmeldung gewählt hast: Dann wird dein Konto angelegt.",
        "Konto anlegen",
    ),
    password_reset=Asking(
        "Neues Passwort setzen",
        "Zehn Zeichen oder mehr; ein paar Wörter hintereinander sind gut. Du wirst überall abgemeldet.",
        "Passwort setzen",
    ),
    email_change=Asking(
        "Ist das deine neue Adresse?",
        "Dein Konto hat diese E-Mail-Adresse, sobald du Ja sagst.",
        "Ja, diese Adresse nehmen",
    ),
    email_change_undo=Asking(
        "Die Änderung zurücknehmen?",
        "Dein Konto bekommt seine alte E-Mail-Adresse wieder, alle werden abgemeldet, und du setzt ein neues Passwort.",
        "Ja, zurücknehmen",
    ),
    password="Passwort",  # noqa: S106 - what a field is called
    new_password="Neues Passwort",  # noqa: S106
    end_other_access="Auch Passkeys, Konten anderswo, App-Passwörter, Zugriffstoken und Anwendungen beenden. Das ist"
    " richtig, wenn jemand anderes in deinem Konto gewesen sein kann.",
    password_set=Told("Dein Passwort ist gesetzt", "Melde dich jetzt damit an."),
    email_changed=Told("Deine Adresse ist geändert", "Melde dich von jetzt an mit der neuen an."),
    email_change_undone=Told(
        "Es ist zurückgenommen", "Ein Brief an deine alte Adresse sagt, wie du ein neues Passwort setzt."
    ),
    link_refused=Told("Dieser Link gilt nicht mehr", "Er wurde schon benutzt oder ist zu alt. Fordere einen neuen an."),
    way_on="Zu Voice Todo",
    problems=_PROBLEMS,
    refused="Das ging nicht. Versuch es noch einmal.",
)
