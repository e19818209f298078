"""A letter arrives once, whole and from us; and nothing secret goes over an open line."""

import email
import stat
from datetime import UTC, datetime, timedelta
from email.policy import default
from pathlib import Path

import pytest

from tests.fixtures.mail import Inbox
from tests.fixtures.program import free_port
from voicetodo.kit.ids import new_id
from voicetodo.kit.mail import FolderMailer, Mail, Mailer, MailNotSent, MailRefused, MailSettings, open_mailer
from voicetodo.kit.settings import SettingsError

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
SENDER = "todo@example.org"


def letter(to: str = "alice@example.org", subject: str = "Hello", text: str = "Über\n.\nall\n") -> Mail:
    return Mail(id=new_id(), to=to, subject=subject, text=text, at=AT)


def letters_in(folder: Path) -> int:
    return len(list(folder.iterdir()))


def by_smtp(url: str) -> Mailer:
    return open_mailer(MailSettings(mail_url=url, mail_from=SENDER))


class TestSmtp:
    async def test_a_letter_arrives_as_it_was_written(self, inbox: Inbox) -> None:
        sent = letter()

        await by_smtp(inbox.url).send(sent)

        (taken,) = inbox.letters
        assert (taken["To"], taken["Subject"]) == (sent.to, sent.subject)
        assert taken["From"] == f"Voice Todo <{SENDER}>"
        assert taken["Message-ID"] == f"<{sent.id}@example.org>"
        assert taken["Auto-Submitted"] == "auto-generated"
        assert taken.get_content() == sent.text

    async def test_a_mailbox_that_does_not_exist_is_refused_for_good(self, inbox: Inbox) -> None:
        inbox.refusal = "550 no such mailbox"

        with pytest.raises(MailRefused):
            await by_smtp(inbox.url).send(letter())

    async def test_a_mailbox_that_is_full_may_take_it_later(self, inbox: Inbox) -> None:
        inbox.refusal = "452 full"

        with pytest.raises(MailNotSent):
            await by_smtp(inbox.url).send(letter())

    async def test_a_server_that_is_away_may_take_it_later(self) -> None:
        with pytest.raises(MailNotSent):
            await by_smtp("smtp://127.0.0.1:1").send(letter())

    @pytest.mark.parametrize("scheme", ["smtp+starttls", "smtps"])
    async def test_where_encryption_was_asked_for_nothing_goes_without(self, inbox: Inbox, scheme: str) -> None:
        with pytest.raises(MailNotSent):
            await by_smtp(f"{scheme}://name:secret@127.0.0.1:{inbox.port}").send(letter())

        assert inbox.letters == []
        assert not any("AUTH" in command for command in inbox.commands)

    @pytest.mark.parametrize(
        ("url", "sentence"),
        [
            ("smtp://127.0.0.1:{free}", "Nobody answers at 127.0.0.1:"),
            ("smtps://127.0.0.1:{port}", "does not speak TLS there"),
            ("smtp+starttls://127.0.0.1:{port}", "does not offer the encryption or sign-in"),
            ("smtp://name:secret@127.0.0.1:{port}", "does not offer the encryption or sign-in"),
        ],
    )
    async def test_what_is_wrong_is_said_in_a_sentence(self, inbox: Inbox, url: str, sentence: str) -> None:
        with pytest.raises(MailNotSent, match=sentence) as failed:
            await by_smtp(url.format(port=inbox.port, free=free_port())).send(letter())

        assert "secret" not in str(failed.value)

    async def test_whom_the_server_takes_no_letters_from_is_said_and_not_what_it_said(self, inbox: Inbox) -> None:
        inbox.sender_refusal = "550 go away, alice@example.org"

        with pytest.raises(MailNotSent, match=r"takes no letters from VOICETODO_MAIL_FROM \(550\)") as failed:
            await by_smtp(inbox.url).send(letter())

        assert "alice" not in str(failed.value)

    @pytest.mark.parametrize("to", ["a@example.org\r\nBcc: b@example.org", "a\nb@example.org", "nobody", ""])
    async def test_an_address_cannot_add_to_the_letter(self, inbox: Inbox, to: str) -> None:
        with pytest.raises(MailRefused):
            await by_smtp(inbox.url).send(letter(to=to))

        assert inbox.letters == []

    async def test_a_subject_cannot_add_to_the_letter(self, inbox: Inbox) -> None:
        with pytest.raises(MailRefused):
            await by_smtp(inbox.url).send(letter(subject="Hello\r\nBcc: b@example.org"))

    def test_it_reaches_people(self, inbox: Inbox) -> None:
        assert by_smtp(inbox.url).reaches_people


class TestFolder:
    async def test_a_letter_waits_for_its_owner_alone(self, tmp_path: Path) -> None:
        mailer = open_mailer(MailSettings(data_dir=tmp_path))
        sent = letter(to="jürgen@example.org")

        await mailer.send(sent)
        await mailer.send(sent)

        (file,) = (tmp_path / "mail").iterdir()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        found = email.message_from_bytes(file.read_bytes(), policy=default)
        assert found["To"] == sent.to
        assert found.get_content().splitlines() == sent.text.splitlines()  # type: ignore[attr-defined] - the policy makes it an EmailMessage

    async def test_what_nobody_read_for_long_is_thrown_away(self, tmp_path: Path) -> None:
        mailer = FolderMailer(tmp_path)
        await mailer.send(letter())

        await mailer.forget_old(before=AT)
        kept = letters_in(tmp_path)
        await mailer.forget_old(before=AT + timedelta(seconds=1))

        assert (kept, letters_in(tmp_path)) == (1, 0)

    def test_it_reaches_nobody(self, tmp_path: Path) -> None:
        assert not FolderMailer(tmp_path).reaches_people


class TestSettings:
    @pytest.mark.parametrize(
        ("url", "words"),
        [
            ("http://host", "must read like"),
            ("smtp://", "must read like"),
            ("smtp://host:port", "must read like"),
            ("smtp://host/folder", "must read like"),
            ("smtp://name:secret@mail.example.org", "unencrypted"),
        ],
    )
    def test_an_address_that_will_not_do_is_refused_without_its_password(self, url: str, words: str) -> None:
        with pytest.raises(SettingsError, match=words) as raised:
            by_smtp(url)

        assert "secret" not in str(raised.value)

    def test_a_server_needs_a_sender(self) -> None:
        with pytest.raises(SettingsError, match="MAIL_FROM"):
            open_mailer(MailSettings(mail_url="smtps://host"))
