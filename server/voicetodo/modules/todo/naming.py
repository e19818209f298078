"""The rules of categories, sections, labels and filters: a name, a colour, a description. Pure."""

import re
from typing import TypeVar

from msgspec.structs import replace

from voicetodo.kit.errors import FieldError, Invalid
from voicetodo.modules.todo.api import Category, Filter, Label, Section
from voicetodo.modules.todo.text import TextError, line, paragraphs

MAX_NAME = 100
MAX_DESCRIPTION = 2000
_COLOR = re.compile("#[0-9a-f]{6}")


def checked(value: Category | Section | Label | Filter, problem: type[Invalid]) -> None:
    """Raises `problem` for a name or colour that will not do."""
    errors: list[FieldError] = []
    try:
        if line(value.name, most=MAX_NAME) != value.name:
            errors.append(FieldError("name", "Must not begin or end with a blank.", "name-blanks"))
    except TextError as error:
        errors.append(FieldError.of("name", error))
    if not isinstance(value, Section) and value.color is not None and not _COLOR.fullmatch(value.color):
        errors.append(FieldError("color", "Must read #rrggbb.", "color-shape"))
    if isinstance(value, Category):
        try:
            paragraphs(value.description, most=MAX_DESCRIPTION)
        except TextError as error:
            errors.append(FieldError.of("description", error))
    if errors:
        raise problem(errors[0].message if len(errors) == 1 else None, errors=errors)


Named = TypeVar("Named", bound=Category | Section | Label | Filter)


def plain(value: Named) -> Named:
    """In its plain spelling: no blanks around the name, the colour in lower case."""
    value = replace(value, name=plain_name(value.name))
    if isinstance(value, Section) or value.color is None:
        return value
    return replace(value, color=value.color.strip().lower())


def plain_name(name: str) -> str:
    """Without blanks around it."""
    return name.strip()
