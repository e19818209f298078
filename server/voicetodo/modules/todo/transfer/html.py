"""The words of a piece of HTML. By lxml, whose time grows with the text alone, however broken it is."""

import re
from typing import Final

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - lxml brings no types along

_BREAKS: Final = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "pre"})
_NOT_READ: Final = frozenset({"script", "style", "title"})
_NOT_IN_HTML: Final = re.compile("[\x00\ud800-\udfff]")


def words_of(text: str) -> str:
    """With their line breaks; plain text stays as it is."""
    if "<" not in text:
        return text
    parser = etree.HTMLParser(target=_Words())
    parser.feed(_NOT_IN_HTML.sub("", text))
    words: str = parser.close()
    return re.sub(r"\n{3,}", "\n\n", words).strip()


class _Words:
    """What lxml calls while it reads."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._inside: str | None = None

    def start(self, tag: str, _attributes: object) -> None:
        self._inside = tag
        if tag == "li":
            self._words.append("\n- ")
        elif tag in _BREAKS:
            self._words.append("\n")

    def end(self, tag: str) -> None:
        self._inside = None
        if tag in _BREAKS and tag not in {"br", "li"}:
            self._words.append("\n")

    def data(self, data: str) -> None:
        if self._inside not in _NOT_READ:
            self._words.append(data)

    def close(self) -> str:
        return "".join(self._words)
