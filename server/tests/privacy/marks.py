"""By what one person can be told from everybody else, in whatever way it is written."""

from typing import Final
from uuid import UUID

#: In her name, her addresses, and all that she writes.
MARK: Final = "zqxalice"
#: Nobody else's.
TIMEZONE: Final = "Pacific/Chatham"
#: What a list of hers is called when Bob hears of it: the mark stands in all of her words.
WORDS: Final = f"{MARK} words"


class Marks:
    """`ids` can be left out where an id that leads to nobody may stay."""

    def __init__(self, user_id: str) -> None:
        person = UUID(user_id)
        plain = (MARK, TIMEZONE.lower())
        #: As text, and as bytes written in hexadecimal digits, as PostgreSQL shows them.
        self.words = frozenset({*plain, *(each.encode().hex() for each in (MARK, MARK.title(), TIMEZONE))})
        self.ids = frozenset({str(person), person.hex})

    def are_in(self, text: str, *, with_ids: bool = True) -> bool:
        low = text.lower()
        return any(each in low for each in (self.words | self.ids if with_ids else self.words))
