"""What is kept of somebody as pages that a browser opens from a folder: no script, no address, everything escaped."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, Final, cast
from urllib.parse import quote

import msgspec

#: Deeper than anything we write.
_DEEPEST: Final = 12
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
_STYLE: Final = """
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem }
article, nav li { border-top: 1px solid #8885; padding: .6rem 0 } nav ul { list-style: none; padding: 0 }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .1rem 1rem; margin: 0 }
dt { color: #777 } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
dd ul { margin: 0; padding-left: 1rem }
"""


def head(title: str, about: str = "", *, way_back: str | None = None) -> bytes:
    """How a page begins. `way_back` is the address of the page that led here."""
    back = "" if way_back is None else f'<p><a href="{_href(way_back)}">All parts</a></p>'
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>{back}"
        f"<h1>{escape(title)}</h1>{_paragraph(about)}\n"
    ).encode()


def record(value: msgspec.Raw, *, file: str | None = None) -> bytes:
    """One record; `file` is where the file lies that belongs to it, seen from the page."""
    link = "" if file is None else f'<p><a href="{_href(file)}">{escape(file)}</a></p>'
    return f"<article>{_shown(msgspec.json.decode(value), 0)}{link}</article>\n".encode()


def contents(sections: Iterable[tuple[str, Iterable[tuple[str, str, str, str]]]]) -> bytes:
    """Of each section its title and its parts: title, what it is, how many, and the address of its page or file."""
    parts = [
        f"<section><h2>{escape(title)}</h2><nav><ul>"
        + "".join(
            f'<li><a href="{_href(address)}">{escape(name)}</a> ({escape(count)}){_paragraph(about)}</li>'
            for name, about, count, address in entries
        )
        + "</ul></nav></section>\n"
        for title, entries in sections
    ]
    return "".join(parts).encode()


def paragraphs(*texts: str) -> bytes:
    return "".join(map(_paragraph, texts)).encode()


def tail() -> bytes:
    return b"</body></html>\n"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _href(address: str) -> str:
    """Always into the folder: whatever stands in it, no scheme, host or query comes of it."""
    return escape(quote(address))


def _shown(value: Any, depth: int) -> str:
    if depth > _DEEPEST:
        return escape(msgspec.json.encode(value).decode())
    if isinstance(value, dict):
        fields = cast("Mapping[str, Any]", value)
        rows = (f"<dt>{escape(_words(name))}</dt><dd>{_shown(each, depth + 1)}</dd>" for name, each in fields.items())
        return f"<dl>{''.join(rows)}</dl>"
    if isinstance(value, list):
        items = cast("list[Any]", value)
        return f"<ul>{''.join(f'<li>{_shown(each, depth + 1)}</li>' for each in items)}</ul>" if items else "–"
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return escape(str(value))


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()
