"""How a language writes and mishears: the tables of its spelling and of what sounds alike."""

import msgspec

Words = frozenset[str]


class Mishearings(msgspec.Struct, frozen=True, kw_only=True):
    """`mishearings.py`: words a speech engine writes for others that sound like them."""

    buy: Words = frozenset()
    surely_buy: Words = frozenset()
    buy_meant: str = ""
    before_buy: Words = frozenset()
    before_buy_items: Words = frozenset()
    not_bought: Words = frozenset()
    levels: dict[str, str] = {}
    before_levels: Words = frozenset()
    levelled: Words = frozenset()
    owning: Words = frozenset()
    towards: Words = frozenset()
    towards_meant: str = ""
    before_acts: Words = frozenset()
    two: Words = frozenset()
    two_meant: str = ""
    before_two: Words = frozenset()
    plural_endings: tuple[str, ...] = ()
    things: dict[str, str] = {}
    before_things: Words = frozenset()
    after_things: Words = frozenset()


class Spelling(msgspec.Struct, frozen=True, kw_only=True):
    """`spelling.py`: how words of one stem and of one sound are told."""

    endings: tuple[tuple[str, str], ...]
    silent: str = ""
    sound: str
    possessives: tuple[str, ...] = ()
    #: Another spelling → the word as it stands in these tables.
    spellings: dict[str, str] = {}
    #: Nouns that a word may end with and that are words of their own ("Einkaufsliste"); and which words are one.
    compounds: tuple[str, ...] = ()
    wholes: Words = frozenset()
    #: Endings before such a noun whose last letter only links the two.
    linked: tuple[str, ...] = ()
    todo_forms: dict[str, str]
    todo_first: str
    todo_second: dict[str, str]
    todo_plurals: Words
    todo_owners: Words = frozenset()
    todo_nouns: Words = frozenset()
    todo_ends: Words = frozenset()
    abbreviations: tuple[str, ...] = ()
    written: dict[str, str] = {}
    carriers: Words = frozenset()
    not_carriers: Words = frozenset()
