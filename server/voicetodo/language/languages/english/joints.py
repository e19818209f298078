"""Words that stand between requests, and between the things of one."""

AND = frozenset({"and"})
THEN = frozenset({"then"})
#: Before a new request.
BETWEEN_REQUESTS = frozenset({"and", "then", "also", "plus", "but"})
#: Between several things in one request.
BETWEEN_THINGS = frozenset({"and", "plus"})
#: Left at the end of a request by the next one.
TRAILING = frozenset({"and", "then", "also", "plus", "oh", "but", "so"})
#: Left at the beginning of one of several things.
PART_LEADS = frozenset({"and", "also", "some", "a", "an", "the", "then", "to"})
#: Left at the beginning of a statement that becomes a note.
ASIDE_LEADS = frozenset({"and", "so"})
#: Between a moment and the verb of what is to be done then.
INFINITIVE = frozenset({"to"})
