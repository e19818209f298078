"""Text as we keep it, of text as others keep it."""

import re

from voicetodo.modules.todo.checks import MAX_TITLE

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
#: Of a sentence that is shown.
_SHOWN = 500
_BLANKS = re.compile(r"[\s\u2028\u2029\x85]+")
_COLORS = {
    "berry_red": "#b8255f", "red": "#db4035", "orange": "#ff9933", "yellow": "#fad000", "olive_green": "#afb83b",
    "lime_green": "#7ecc49", "green": "#299438", "mint_green": "#6accbc", "teal": "#158fad", "sky_blue": "#14aaf5",
    "light_blue": "#96c3eb", "blue": "#4073ff", "grape": "#884dff", "violet": "#af38eb", "purple": "#af38eb",
    "lavender": "#eb96eb", "magenta": "#e05194", "salmon": "#ff8d85", "pink": "#e05194", "charcoal": "#808080",
    "black": "#333333", "grey": "#b8b8b8", "taupe": "#ccac93", "lime": "#7ecc49", "sky": "#14aaf5",
}  # fmt: skip


def titled(title: str, notes: str) -> tuple[str, str]:
    """Title and notes without control characters; what is too long for a title stands in the notes, whole."""
    title, notes = _BLANKS.sub(" ", _CONTROL.sub("", title)).strip(), paragraphs_of(notes)
    if len(title) <= MAX_TITLE:
        return title, notes
    return title[: MAX_TITLE - 1] + "…", "\n\n".join(filter(None, (title, notes))).strip()


def paragraphs_of(text: str) -> str:
    """With its line breaks, without control characters."""
    return _CONTROL.sub("", text.replace("\r\n", "\n")).strip()


def excerpt(text: str, *, most: int = _SHOWN) -> str:
    """As it can be kept and shown in one line, whatever file it comes from."""
    text = _BLANKS.sub(" ", _CONTROL.sub("", text[: 2 * most])).strip()
    return text if len(text) <= most else text[: most - 1] + "…"


def color_of(name: str | None) -> str | None:
    """`#rrggbb` of that, of `rrggbb`, or of a colour's name; None for what is neither."""
    if not name:
        return None
    found = re.fullmatch("#?([0-9a-fA-F]{6})", name)
    return f"#{found[1].lower()}" if found else _COLORS.get(name.lower().split("_")[0], _COLORS.get(name.lower()))
