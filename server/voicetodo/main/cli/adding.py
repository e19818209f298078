"""The work behind `voicetodo import users`. Apart from it, as what is imported here takes a second to load."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from voicetodo.kit.errors import DomainError
from voicetodo.main.cli import operating
from voicetodo.main.cli.new_passwords import NewPasswords
from voicetodo.main.cli.people import Language, Row, people_in
from voicetodo.modules.auth.api import AuthApi

_TELL_EVERY: Final = 100


class Tally(msgspec.Struct):
    """How many were added, were there already, and could not be."""

    added: int = 0
    known: int = 0
    refused: int = 0


def add_users(file: Path, passwords_to: Path | None, language: Language | None, tell: Callable[[str], None]) -> Tally:
    """Everybody in the file, one by one: a run that was killed is simply run again. Raises Failure.

    `language` is that of those whose row says none.
    """
    tally = Tally()
    operating.run(_add_all(people_in(file), passwords_to, language, tell, tally))
    return tally


async def _add_all(
    rows: Iterator[Row],
    passwords_to: Path | None,
    language: Language | None,
    tell: Callable[[str], None],
    tally: Tally,
) -> None:
    async with operating.installed("auth") as process:
        auth = process.faces.get(AuthApi)
        made = None if passwords_to is None else NewPasswords(passwords_to)
        try:
            for number, row in enumerate(rows, start=1):
                sentence = await _add(auth, row, made, tally, language=row.language or language)
                if sentence is not None:
                    tally.refused += 1
                    tell(f"Line {row.line}: {sentence}")
                if number % _TELL_EVERY == 0:
                    tell(f"{number} read: {tally.added} added, {tally.known} there already, {tally.refused} refused.")
        finally:
            if made is not None:
                made.close()


async def _add(
    auth: AuthApi, row: Row, made: NewPasswords | None, tally: Tally, *, language: Language | None
) -> str | None:
    """A sentence where it could not be."""
    if row.problem is not None:
        return row.problem
    password = row.password
    if password is None and row.password_hash is None:
        if made is None:
            return "There is no password, and no hash of one. Say --new-passwords FILE to have them made."
        # before the account: killed in between, the next run makes the account with it
        password = made.of(row.email)
    try:
        added = await auth.add_user(
            email=row.email,
            name=row.name,
            timezone=row.timezone,
            password=password,
            password_hash=row.password_hash,
            language=language,
        )
    except DomainError as error:
        if made is not None:
            made.take_back()
        return " ".join(f"{each.field}: {each.message}" for each in error.errors) or error.sentence
    if added.is_new:
        tally.added += 1
    else:
        tally.known += 1
        if made is not None:
            made.take_back()
    return None
