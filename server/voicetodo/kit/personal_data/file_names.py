"""Names of files that people gave, as they may stand in an archive that is opened anywhere."""

import re
import unicodedata
from typing import Final

_LONGEST: Final = 100
_LONGEST_ENDING: Final = 12
#: What some system takes for a folder, a drive, a stream, a variable or a question.
_SPECIAL: Final = re.compile(r"""[/\\:*?"<>|%$~`]+""")


def safe_name(name: str) -> str:
    """One step of a path on every system: never empty, never above or below, nothing in it that is not seen.

    It is meant to stand behind something of ours, so that no name is one that a system keeps for itself.
    """
    seen = "".join(each if unicodedata.category(each)[0] != "C" else " " for each in unicodedata.normalize("NFC", name))
    plain = " ".join(_SPECIAL.sub("_", seen).split()).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING:
        stem, ending = plain, ""
    short = stem[: _LONGEST - len(ending) - 1].strip(" .") or "file"
    return f"{short}.{ending}" if ending else short
