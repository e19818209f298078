"""What is answered where a letter may follow."""

import msgspec


class LetterAsked(msgspec.Struct):
    """As it was asked for. Whether and what is written to this address is not told."""

    email: str
