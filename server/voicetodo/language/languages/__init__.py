"""The languages there are, each a folder of tables, gathered when first asked for."""

from functools import cache
from importlib import import_module
from typing import Any

import msgspec

from voicetodo.language.languages.tables import Language

#: Two letters of BCP 47 → the folder of that language.
LANGUAGES = {"en": "english", "de": "german"}
_OTHERWISE = "en"


def language_for(code: str) -> Language:
    """The language of `en`, `en-GB`, `de_AT` …; English where it is not known."""
    spoken = code.replace("_", "-").partition("-")[0].lower()
    return _gathered(spoken if spoken in LANGUAGES else _OTHERWISE)


def is_day_first(code: str) -> bool:
    """Whether 3/5 is the third of May to who speaks `code`."""
    spoken, _, region = code.replace("_", "-").lower().partition("-")
    return (region if spoken in LANGUAGES else "") not in language_for(code).calendar.month_first


@cache
def _gathered(code: str) -> Language:
    """All files of a folder as one value. Raises AttributeError where a table is missing."""
    files: dict[str, Any] = {"code": code}
    for file in msgspec.structs.fields(Language):
        if file.name not in files:
            module = import_module(f"{__name__}.{LANGUAGES[code]}.{file.name}")
            files[file.name] = module.CALENDAR if file.name == "calendar" else _tables(file.type, module)
    return Language(**files)


def _tables(kind: Any, module: Any) -> Any:
    """The tables of one file; those with a default may be missing."""
    given: dict[str, Any] = {}
    for table in msgspec.structs.fields(kind):
        name = table.name.rstrip("_").upper()
        if table.required or hasattr(module, name):
            given[table.name] = getattr(module, name)
    return kind(**given)
