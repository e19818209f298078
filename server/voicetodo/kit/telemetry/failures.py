"""What is written down of an exception: its kind, and the way it came. Never what it says, which may be anything that a

person typed: a database quotes the value it refuses, a parser the text it cannot read.
"""

import re
import traceback
from collections.abc import Iterator
from typing import Final, cast

#: How many led to it, at most.
_MOST: Final = 8
#: Names that code gave, not people: of SQL states, constraints, tables, columns, and what errno says.
_FACTS: Final = ("sqlstate", "constraint_name", "schema_name", "table_name", "column_name", "errno", "status")
_NAME: Final = re.compile(r"[\w.]{1,80}")


def kind_of(error: BaseException) -> str:
    """Such as `UniqueViolationError (sqlstate 23505, constraint_name users_email_key_key)`."""
    facts = [f"{name} {value}" for name in _FACTS if (value := _fact(error, name))]
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return f"{name} ({', '.join(facts)})" if facts else name


def told(error: BaseException) -> str:
    """The same with the lines of code that it passed, and of what led to it; the first cause comes first."""
    return "\n\n".join(_one(each) for each in reversed(list(_chain(error))))


def _one(error: BaseException) -> str:
    lines = [
        f"  {frame.filename}:{frame.lineno} in {frame.name}\n    {(frame.line or '').strip()}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    inner = [told(each) for each in _exceptions(error)[:_MOST]]
    return "\n".join([*inner, *lines, kind_of(error)])


def _exceptions(error: BaseException) -> tuple[BaseException, ...]:
    """Those that a group holds."""
    if not isinstance(error, BaseExceptionGroup):
        return ()
    return cast("BaseExceptionGroup[BaseException]", error).exceptions


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen and len(seen) < _MOST:
        seen.add(id(following))
        yield following
        is_hidden = following.__suppress_context__ and following.__cause__ is None
        following = following.__cause__ or (None if is_hidden else following.__context__)


def _fact(error: BaseException, name: str) -> str | None:
    value = getattr(error, name, None)
    return str(value) if isinstance(value, str | int) and _NAME.fullmatch(str(value)) else None
