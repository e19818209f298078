"""todo.txt (https://github.com/todotxt/todo.txt), with the tags that most of its programs know.

`x 2026-01-05 2026-01-02 (A) Title +Project @context due:2026-01-09 t:2026-01-07 rec:1w pri:A`: `t:` is the first day,
`rec:+1w` counts from the due date and `rec:1w` from the day of completion. The first `+Project` is the category.
"""

import re
from datetime import UTC, date, datetime
from typing import Final

from voicetodo.modules.todo.api import Due, Priority, Recurrence, Told
from voicetodo.modules.todo.transfer.draft import BadRow, Draft, Keys, Reading, Setting, Unreadable, drafts_of
from voicetodo.modules.todo.transfer.moments import day, kept
from voicetodo.modules.todo.transfer.plain import titled
from voicetodo.modules.todo.transfer.repeating import of_amount
from voicetodo.modules.todo.transfer.source import Source
from voicetodo.modules.todo.transfer.told import tell

_DATE: Final = r"\d{4}-\d\d-\d\d"
_LINE: Final = re.compile(
    rf"(?P<done>x\s+)?(?:\((?P<first>[A-Z])\)\s+)?(?:(?P<one>{_DATE})\s+)?(?:(?P<two>{_DATE})\s+)?"
    rf"(?:\((?P<late>[A-Z])\)\s+)?(?P<rest>.*)"
)
_TAG: Final = re.compile(r"(?<!\S)(due|t|rec|pri|id|note|time):(\S+)")
_PROJECT: Final = re.compile(r"(?<!\S)\+(\S+)")
_CONTEXT: Final = re.compile(r"(?<!\S)@(\S+)")
_SIGN: Final = re.compile(rf"(?m)^(?:x )?{_DATE} |^\([A-Z]\) |(?<!\S)(?:due|t):{_DATE}(?!\S)|(?<!\S)[+@][^\s\d]\S*")
_PRIORITIES: Final[dict[str, Priority]] = {"A": 1, "B": 2, "C": 3}


def recognises(source: Source) -> bool:
    """Any line of text could be one; a file that bears the name, or most of whose lines look so, is meant as such."""
    lines = [line for line in source.text.splitlines() if line.strip()][:50]
    if not lines or source.json is not None or lines[0].lstrip().startswith(("{", "[", "<", "BEGIN:")):
        return False
    is_named = (source.name or "").lower().endswith((".txt",)) and "," not in lines[0]
    return is_named or sum(bool(_SIGN.search(line)) for line in lines) * 2 > len(lines)


def read(source: Source, setting: Setting) -> Reading:
    if "\x00" in source.text:
        raise Unreadable("import-text-binary")
    keys = Keys()

    def draft(row: int, line: str) -> Draft | None:
        return _draft(row, line.strip(), setting, keys) if line.strip() else None

    return Reading(drafts=drafts_of(source.text.splitlines(), draft), notices=source.notices)


def _draft(row: int, line: str, setting: Setting, keys: Keys) -> Draft:
    found = _LINE.fullmatch(line)
    if found is None:
        raise BadRow("import-line-unreadable")
    tags = dict(_TAG.findall(found["rest"]))
    first, *others = [*_PROJECT.findall(found["rest"]), None]
    text = _CONTEXT.sub("", _PROJECT.sub("", _TAG.sub("", found["rest"])))
    title, notes = titled(text or line, tags.get("note", "").replace("_", " "))
    is_done = found["done"] is not None
    done_on, made_on = (found["one"], found["two"]) if is_done else (None, found["one"])
    due, rule, notices = _when(tags, setting)
    letter = found["first"] or found["late"] or tags.get("pri", "")
    return Draft(
        row=row,
        key=tags.get("id") or keys.of(first, title),
        title=title,
        notes=notes,
        category=first.replace("_", " ")[:100] if first else None,
        priority=_PRIORITIES.get(letter.upper(), 4),
        start_date=day(tags.get("t", "")),
        due=due,
        recurrence=rule,
        labels=tuple(dict.fromkeys(name for name in [*_CONTEXT.findall(found["rest"]), *filter(None, others)])),
        completed_at=(_noon(done_on) or setting.now) if is_done else None,
        created_at=_noon(made_on),
        notices=notices,
    )


def _when(tags: dict[str, str], setting: Setting) -> tuple[Due | None, Recurrence | None, tuple[Told, ...]]:
    found = day(tags.get("due", ""))
    due = Due(found, tags.get("time"), setting.timezone) if found else None
    if "rec" not in tags:
        return due, None, ()
    words = tags["rec"]
    try:
        rule = Recurrence(of_amount(words.lstrip("+")), from_completion=not words.startswith("+"))
    except BadRow as error:
        return due, None, (tell("import-repetition-lost", text=words, why=error),)
    due, rule, notice = kept(rule, due, setting)
    return due, rule, (notice,) if notice else ()


def _noon(text: str | None) -> datetime | None:
    return datetime.combine(date.fromisoformat(text), datetime.min.time().replace(hour=12), UTC) if text else None
