"""How words of one stem and of one sound are told, and how "to do" is written."""

#: What is taken from the end of a word for its stem, and what stands there instead: longest first.
ENDINGS: tuple[tuple[str, str], ...] = (("ings", ""), ("ing", ""), ("ies", "y"), ("es", ""), ("ed", ""), ("s", ""))
#: Taken from longer words that have none of these endings.
SILENT = "e"
#: How words are written by their sound: a way that `likeness.py` knows.
SOUND = "metaphone"
#: At the end of a word it makes a genitive.
POSSESSIVES: tuple[str, ...] = ("'s",)

TODO_FORMS = {"to-do": "todo", "to-dos": "todos", "todos": "todos", "to-do's": "todos"}
#: Two words that are one: the first, and what each second makes.
TODO_FIRST = "to"
TODO_SECOND = {"do": "todo", "dos": "todos", "do's": "todos"}
#: Of these the two words always are one.
TODO_PLURALS = frozenset({"dos", "do's"})
#: Before or after these the two words name a todo.
TODO_OWNERS = frozenset("my the a our new another delete remove add create complete finish mark cancel erase".split())
TODO_NOUNS = frozenset("list lists item items note notes entry entries".split())
#: After these, at the beginning of what was said, they do not.
TODO_ENDS = frozenset(["", ".", ",", "?", "!", ";", "please", "for", "called", "named", "saying", "that"])
