"""How words of one stem and of one sound are told, and which words are two in one."""

from voicetodo.language.languages.german import changes, objects, phrases, scales, speech, starts, titles, verbs, words
from voicetodo.language.languages.german.umlauts import spellings_of
from voicetodo.language.languages.vocabulary import words_in

#: What is taken from the end of a word for its stem, and what stands there instead: longest first.
ENDINGS: tuple[tuple[str, str], ...] = (("ungen", "ung"), ("innen", ""), ("ern", ""), ("en", ""), ("er", ""), ("es", ""), ("em", ""),
                                        ("e", ""), ("n", ""), ("s", ""))  # fmt: skip
SILENT = "e"
#: How words are written by their sound: a way that `likeness.py` knows.
SOUND = "cologne"
#: "naechste" for "nächste", in all that phrases and word classes say.
SPELLINGS = spellings_of(
    words_in(
        (
            phrases.PHRASES, changes.CHANGES, starts.STARTS, words.NAMED, words.MARKERS, speech.OPENERS, speech.CLOSERS,
            titles.TITLE_OPENINGS, titles.TITLE_LEADS, titles.QUESTION_NOISE, objects.TASKS, objects.PLACES,
            verbs.LAST_VERBS, tuple(verbs.IMPERATIVES), tuple(verbs.PAST), tuple(scales.NUMBERS), tuple(scales.POSITIONS),
            tuple(scales.PRIORITIES), scales.OVERDUE, speech.FILLERS, titles.EMPTY_TITLES,
        )
    )
)  # fmt: skip
#: "Einkaufsliste" is the list "Einkauf".
COMPOUNDS: tuple[str, ...] = ("listen", "liste", "zettel")
WHOLES = frozenset("checkliste checklisten warteliste spezialliste zettel handzettel".split())
LINKED: tuple[str, ...] = (
    "ufs",
    "its",
    "ubs",
    "ungs",
    "heits",
    "keits",
    "schafts",
    "ions",
    "tags",
    "abs",
    "ngs",
    "ichts",
    "tums",
    "ses",
)
TODO_FORMS = {"to-do": "todo", "to-dos": "todos", "todos": "todos", "to-do's": "todos", "todo's": "todos"}
#: Two words that are one: the first, and what each second makes.
TODO_FIRST = "to"
TODO_SECOND = {"do": "todo", "dos": "todos", "do's": "todos"}
TODO_PLURALS = frozenset({"do", "dos", "do's"})
