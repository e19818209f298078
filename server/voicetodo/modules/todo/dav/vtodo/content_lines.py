"""iCalendar as lines (RFC 5545, 3.1): what somebody else wrote stays as they wrote it, whatever we know of it.

Written by hand, as libraries give values back in spellings of their own, and take a millisecond for each todo.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

_FOLD_OCTETS: Final = 75
_DEEPEST: Final = 4
_PARAMETER = r";[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*))*"
_LINE: Final = re.compile(rf"([A-Za-z0-9-]+)((?:{_PARAMETER})*):(.*)", re.DOTALL)
_ONE_PARAMETER: Final = re.compile(r";([A-Za-z0-9-]+)=(\"[^\"]*\"|[^\";:,]*)")
_FOLDED: Final = re.compile(r"\r?\n[ \t]")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
#: No characters, and not to be carried by XML.
_NONCHARACTERS: Final = re.compile("[\ufffe\uffff]")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_NEWLINE: Final = re.compile(r"\r\n?|\n")


class Unreadable(ValueError):
    """This is not iCalendar; the sentence says where."""


class Line(msgspec.Struct, frozen=True):
    """One property, unfolded: `raw` as it was written, `name` and the names of parameters in capitals."""

    raw: str
    name: str
    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as text: escapes undone (3.3.11)."""
        return unescaped(self.value)


class Component(msgspec.Struct):
    """What stands between BEGIN and END, in its order."""

    name: str
    lines: list[Line] = msgspec.field(default_factory=list[Line])
    components: list["Component"] = msgspec.field(default_factory=list["Component"])

    def find(self, name: str) -> Line | None:
        """The first property of this name."""
        return next((line for line in self.lines if line.name == name), None)

    def all(self, name: str) -> Iterator[Line]:
        return (line for line in self.lines if line.name == name)

    def parts(self, name: str) -> Iterator["Component"]:
        return (each for each in self.components if each.name == name)

    def written(self) -> Iterator[str]:
        """Its lines, not folded yet."""
        yield f"BEGIN:{self.name}"
        for line in self.lines:
            yield line.raw
        for each in self.components:
            yield from each.written()
        yield f"END:{self.name}"


def parse(text: str) -> Component:
    """The one VCALENDAR that `text` is. Raises Unreadable."""
    if _CONTROL.search(text):
        raise Unreadable("It contains control characters.")
    lines = [read_line(raw.rstrip("\r")) for raw in _FOLDED.sub("", text).split("\n") if raw.strip()]
    around = Component("")
    open_ones = [around]
    for each in lines:
        if each.name == "BEGIN":
            if len(open_ones) > _DEEPEST:
                raise Unreadable("Components are nested too deep.")
            open_ones.append(Component(each.value.strip().upper()))
        elif each.name == "END":
            ended = open_ones.pop()
            if not open_ones or ended.name != each.value.strip().upper():
                raise Unreadable(f"END:{each.value[:40]} has no BEGIN.")
            open_ones[-1].components.append(ended)
        else:
            open_ones[-1].lines.append(each)
    is_whole = len(open_ones) == 1 and [each.name for each in around.components] == ["VCALENDAR"]
    if not is_whole or around.lines:
        raise Unreadable("It is not one whole VCALENDAR.")
    return around.components[0]


def read_line(raw: str) -> Line:
    """Raises Unreadable."""
    found = _LINE.fullmatch(raw)
    if found is None:
        raise Unreadable(f"This is no property: {raw[:60]}")
    params = {name.upper(): value.strip('"') for name, value in _ONE_PARAMETER.findall(found[2])} if found[2] else {}
    return Line(raw, found[1].upper(), params, found[3])


def folded(lines: Iterator[str]) -> str:
    """The text of these lines: each ended by CRLF, none longer than 75 octets."""
    return "".join(
        f"{line}\r\n" if len(line) <= _FOLD_OCTETS and line.isascii() else f"{_fold(line)}\r\n" for line in lines
    )


def escaped(text: str) -> str:
    """Text as a value (3.3.11), whatever a title holds."""
    plain = _NONCHARACTERS.sub("\ufffd", text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return _NEWLINE.sub(r"\\n", plain) if "\n" in plain or "\r" in plain else plain


def unescaped(value: str) -> str:
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def listed(value: str) -> list[str]:
    """The texts of a list with commas between."""
    return [unescaped(each) for each in re.findall(r"(?:\\.|[^,\\])+", value, re.DOTALL)]


def _fold(line: str) -> str:
    parts: list[str] = []
    octets, start = 0, 0
    for place, character in enumerate(line):
        width = len(character.encode())
        if octets + width > _FOLD_OCTETS:
            parts.append(line[start:place])
            start, octets = place, 1  # the blank that the next line begins with
        octets += width
    return "\r\n ".join([*parts, line[start:]])
