"""Why a mail server did not take a letter, in a sentence for whoever set it up; never in its own words."""

import asyncio
import socket
import ssl
from collections.abc import Iterator

import aiosmtplib


def sentence_of(error: Exception, *, host: str, port: int) -> str:
    """With what can be done about it, where that is known."""
    where = f"{host}:{port}"
    for each in _chain(error):
        match each:
            case aiosmtplib.SMTPAuthenticationError():
                return f"The mail server at {where} does not take the name and password in VOICETODO_MAIL_URL."
            case aiosmtplib.SMTPSenderRefused():
                return f"The mail server at {where} takes no letters from VOICETODO_MAIL_FROM ({each.code})."
            # the library has no kind of its own for what is not offered, and these are its words, not the server's
            case aiosmtplib.SMTPException() if "not supported by" in str(each):
                return f"The mail server at {where} does not offer the encryption or sign-in of VOICETODO_MAIL_URL."
            case ssl.SSLCertVerificationError():
                return f"The certificate of the mail server at {where} is not to be trusted: {each.verify_message}."
            case ssl.SSLError():
                return f"The mail server at {where} does not speak TLS there. smtps:// and smtp+starttls:// have ports."
            case socket.gaierror():
                return f"There is no machine with the name {host}."
            case ConnectionRefusedError():
                return f"Nobody answers at {where}. Is the mail server running, and the port right?"
            case aiosmtplib.SMTPTimeoutError() | asyncio.TimeoutError():
                return f"The mail server at {where} did not answer in time."
            case aiosmtplib.SMTPResponseException():
                return f"The mail server at {where} did not take the letter ({each.code})."
            case _:
                pass
    return f"The mail server at {where} did not take the letter: {type(error).__name__}."


def _chain(error: BaseException) -> Iterator[BaseException]:
    """What it comes from first: that says more."""
    causes = [error]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) is not None and cause not in causes:
        causes.append(cause)
    yield from reversed(causes)
