"""From tree to text, as somebody could have typed it. Parsed again it is the same tree."""

from typing import Final

from voicetodo.modules.todo.filtering.lexer import OPERATORS, QUOTES
from voicetodo.modules.todo.filtering.tree import (
    And,
    AssignedTo,
    Condition,
    Dated,
    InCategory,
    InSection,
    Is,
    Labelled,
    Name,
    Node,
    Not,
    Or,
    Priority,
    Query,
    Says,
)

_SPECIAL: Final = {*OPERATORS, *QUOTES, "\\", "*", "#"}


def written(query: Query) -> str:
    return ", ".join(_node(each) for each in query.lists)


def _node(node: Node) -> str:
    match node:
        case Or(parts):
            return " | ".join(_inside(part, Or) for part in parts)
        case And(parts):
            return " & ".join(_inside(part, Or, And) for part in parts)
        case Not(part):
            return f"!{_inside(part, Or, And)}"
        case _:
            return _condition(node)


def _inside(node: Node, *looser: type[And | Or]) -> str:
    return f"({_node(node)})" if isinstance(node, looser) else _node(node)


def _condition(condition: Condition) -> str:
    match condition:
        case Is(fact):
            return fact
        case Priority(priority):
            return f"p{priority}"
        case Dated(field, relation, when):
            return f"{field}{'' if relation == 'on' else f' {relation}'}: {_escaped(when)}"
        case InCategory(name, with_below):
            return f"{'##' if with_below else '#'}{_name(name)}"
        case InSection(name):
            return f"/{_name(name)}"
        case Labelled(name):
            return f"@{_name(name)}"
        case AssignedTo(name):
            return f"assigned to: {_name(name)}"
        case Says(words):
            return f"search: {_escaped(words)}"


def _name(name: Name) -> str:
    return "*".join(_escaped(part) for part in name.parts)


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in text)
