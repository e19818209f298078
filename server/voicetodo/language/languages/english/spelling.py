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

#: Before a name they keep their full stop.
ABBREVIATIONS: tuple[str, ...] = ("Mr", "Mrs", "Ms", "Dr", "St", "Prof")
#: Words written without their apostrophe, or short: how they are meant.
WRITTEN = {
    "dont": "don't",
    "doesnt": "doesn't",
    "didnt": "didn't",
    "wont": "won't",
    "cant": "can't",
    "isnt": "isn't",
    "arent": "aren't",
    "wasnt": "wasn't",
    "havent": "haven't",
    "hasnt": "hasn't",
    "shouldnt": "shouldn't",
    "wouldnt": "wouldn't",
    "couldnt": "couldn't",
    "whats": "what's",
    "wheres": "where's",
    "whens": "when's",
    "whos": "who's",
    "hows": "how's",
    "thats": "that's",
    "theres": "there's",
    "im": "i'm",
    "ive": "i've",
    "weve": "we've",
    "youve": "you've",
    "u": "you",
    "ya": "you",
    "pls": "please",
    "plz": "please",
    "plese": "please",
    "pleae": "please",
    "thx": "thanks",
    "teh": "the",
    "hte": "the",
    "adn": "and",
    "lsit": "list",
    "lisr": "list",
    "lits": "list",
    "liste": "list",
    "taks": "task",
    "tsak": "task",
    "remider": "reminder",
    "remiders": "reminders",
    "remidner": "reminder",
    "remidners": "reminders",
    "reminer": "reminder",
    "remeber": "remember",
    "rember": "remember",
    "remmeber": "remember",
    "rimind": "remind",
    "grosery": "grocery",
    "groseries": "groceries",
    "grossery": "grocery",
    "grosseries": "groceries",
    "shoping": "shopping",
}
#: Words that carry requests: a word one slip away from one of them is it.
CARRIERS = frozenset(
    "remind reminder reminders remember forget delete remove cancel erase create schedule shopping grocery groceries complete "
    "completed finished change update postpone reschedule rename checklist overdue priority".split()
)
#: Words as near to one that are words of their own.
NOT_CARRIERS = frozenset(
    "remand rewind remainder remainders reminded dilate remote remover cancer chancel crate cremate crease chopping stopping "
    "hopping whopping shipping sopping topping grocer compete competed charge chance hanger changer upstate forge forgot "
    "forger renamed finishes polished furnished varnished created ramble dismember members member cancels eraser release erased "
    "elapse phase tease lease great greet treat".split()
)
