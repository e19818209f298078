"""Trees of filters, for Hypothesis. Nothing is drawn that the parser would not make of a text."""

from typing import Final, get_args

from hypothesis import strategies as st

from voicetodo.modules.todo.filtering.tree import (
    And,
    AssignedTo,
    Dated,
    Fact,
    Field,
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
    Relation,
    Says,
)

WHENS: Final = (
    *("today", "tomorrow", "yesterday", "next week", "this week", "7 days", "next 3 days", "-30 days", "in 2 days"),
    *("2 days ago", "jan 3", "jan 9, 2026", "monday", "10am", "tomorrow 9:00", "+4 hours", "next month", "2026-01-06"),
)


def names(words: st.SearchStrategy[str]) -> st.SearchStrategy[Name]:
    """Whole names of `words`, and beginnings and ends of them with a wildcard."""
    return words.flatmap(
        lambda word: st.sampled_from(
            [Name((word,)), Name((word[:2].strip(), "")), Name(("", word[2:].strip())), Name((word[:1], word[-1:]))]
        )
    )


_ODD_NAMES = names(
    st.text('abZ é&|!(),\\"*#@:-“', min_size=1, max_size=8)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and text.lower() not in {"inbox", "me", "others"})
)

_ODD_WORDS = st.sampled_from(["milk", "buy milk", 'a & "b"', "x, y*", "(z)", "c\\d"])


def conditions(
    category: st.SearchStrategy[Name] = _ODD_NAMES,
    section: st.SearchStrategy[Name] = _ODD_NAMES,
    label: st.SearchStrategy[Name] = _ODD_NAMES,
    person: st.SearchStrategy[Name] = _ODD_NAMES,
    words: st.SearchStrategy[str] = _ODD_WORDS,
) -> st.SearchStrategy[Node]:
    dated = st.builds(
        Dated, st.sampled_from(get_args(Field)), st.sampled_from(get_args(Relation)), st.sampled_from(WHENS)
    )
    return st.one_of(
        st.sampled_from(get_args(Fact)).map(Is),
        dated,
        st.sampled_from([Priority(1), Priority(2), Priority(3), Priority(4)]),
        dated,
        st.builds(InCategory, category, st.booleans()),
        section.map(InSection),
        label.map(Labelled),
        person.map(AssignedTo),
        words.map(Says),
    )


def queries(leaves: st.SearchStrategy[Node] | None = None) -> st.SearchStrategy[Query]:
    def joined(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(parts, min_size=2, max_size=3).map(tuple)
        return st.one_of(parts.map(Not), several.map(And), several.map(Or))

    nodes = st.recursive(conditions() if leaves is None else leaves, joined, max_leaves=8)
    return st.lists(nodes, min_size=1, max_size=3).map(lambda lists: Query(tuple(lists)))
