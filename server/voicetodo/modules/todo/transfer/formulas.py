"""Cells that a spreadsheet would reckon out get an apostrophe before what makes them formulas (OWASP, CSV injection).

Opened with another separator than ours, a cell may begin at any semicolon, tab, bar or line break within one of ours.
"""

import re
from typing import Final

#: Some take the wide ones of Chinese and Japanese keyboards for the same.
_SIGN: Final = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
_START: Final = r"(?:^|[;|\t\r\n])[ \"]*"
_FORMULA: Final = re.compile(rf"(^(?='*[\t\r\n])|{_START}(?='*{_SIGN}))")
_GUARDED: Final = re.compile(rf"(^(?='+[\t\r\n])|{_START}(?='+{_SIGN}))'")
_GUARDED_AS_A_WHOLE: Final = re.compile(rf"'+(?:[\t\r\n]|[ \"]*{_SIGN})")


def guarded(cell: str) -> str:
    """Whatever apostrophes stood there before, one more."""
    return _FORMULA.sub(r"\1'", cell)


def unguarded(cell: str) -> str:
    """The inverse of `guarded`."""
    return _GUARDED.sub(r"\1", cell)


def unguarded_as_a_whole(cell: str) -> str:
    """Of a table that may be somebody else's, whose apostrophes within a text are its own."""
    return cell[1:] if _GUARDED_AS_A_WHOLE.match(cell) else cell
