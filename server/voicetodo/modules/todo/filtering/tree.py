"""What a filter says, as a tree. Lists, labels and days stand in it as they were written."""

import unicodedata
from typing import Final, Literal, TypeAlias

import msgspec

Field = Literal["due", "start", "deadline", "created", "updated", "completed"]
Relation = Literal["on", "before", "after"]
#: What is so or is not, without anything to compare with.
Fact = Literal[
    "all", "overdue", "no date", "no time", "no start date", "no deadline", "recurring", "subtask", "inbox",
    "no labels", "assigned", "assigned to: me", "assigned to: others", "shared", "completed", "archived",
]  # fmt: skip


class Name(msgspec.Struct, frozen=True):
    """A name as it was written, parted where a `*` stands for any characters. Letters of either case are the same."""

    parts: tuple[str, ...]

    @property
    def has_wildcard(self) -> bool:
        return len(self.parts) > 1

    def fits(self, name: str) -> bool:
        """Linear in the length of both."""
        text, parts = folded(name), [folded(part) for part in self.parts]
        if len(parts) == 1:
            return text == parts[0]
        first, *between, last = parts
        if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
            return False
        at, end = len(first), len(text) - len(last)
        for part in between:
            found = text.find(part, at, end)
            if found < 0:
                return False
            at = found + len(part)
        return True


class Is(msgspec.Struct, frozen=True):
    fact: Fact


class Priority(msgspec.Struct, frozen=True):
    priority: Literal[1, 2, 3, 4]


class Dated(msgspec.Struct, frozen=True):
    """`when` is a day, a moment or a stretch of time in words, lower case: `next week`, `-30 days`."""

    field: Field
    relation: Relation
    when: str


class InCategory(msgspec.Struct, frozen=True):
    """In a list of this name, or in one that stands below it."""

    name: Name
    with_below: bool = False


class InSection(msgspec.Struct, frozen=True):
    """In a section of this name, of whatever list."""

    name: Name


class Labelled(msgspec.Struct, frozen=True):
    name: Name


class AssignedTo(msgspec.Struct, frozen=True):
    """To somebody of this name, or by it."""

    name: Name


class Says(msgspec.Struct, frozen=True):
    """Every word of `words` stands in the title or the notes, or begins a word there."""

    words: str


Condition = Is | Priority | Dated | InCategory | InSection | Labelled | AssignedTo | Says


class Not(msgspec.Struct, frozen=True):
    part: "Node"


class And(msgspec.Struct, frozen=True):
    parts: "tuple[Node, ...]"


class Or(msgspec.Struct, frozen=True):
    parts: "tuple[Node, ...]"


Node: TypeAlias = And | Or | Not | Condition


class Query(msgspec.Struct, frozen=True):
    """One or more lists, shown one after the other."""

    lists: tuple[Node, ...]


#: What a condition may be, for `isinstance`.
CONDITIONS: Final = (Is, Priority, Dated, InCategory, InSection, Labelled, AssignedTo, Says)


def folded(name: str) -> str:
    """The same for names that differ only in case, or in how a letter is put together."""
    return name.lower() if name.isascii() else unicodedata.normalize("NFKC", name).casefold()
