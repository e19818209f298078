"""Words that stand between requests, and between the things of one."""

AND = frozenset({"and"})
THEN = frozenset({"then"})
#: Before a new request.
BETWEEN_REQUESTS = frozenset({"and", "then", "also", "plus", "but", "so"})
#: Between several things in one request.
BETWEEN_THINGS = frozenset({"and", "plus"})
#: Left at the end of a request by the next one.
TRAILING = frozenset({"and", "then", "also", "plus", "oh", "but", "so"})
#: Left at the beginning of one of several things.
PART_LEADS = frozenset({"both", "and", "also", "some", "a", "an", "the", "then", "to"})
#: Left at the beginning of a statement that becomes a note.
ASIDE_LEADS = frozenset({"and", "so"})
#: Between a moment and the verb of what is to be done then.
INFINITIVE = frozenset({"to"})
#: Before a moment that gives way to another ("instead of at five, remind me at six").
INSTEAD = frozenset({"instead", "of", "rather", "than"})
#: Points back at what was said before: it is no thing of its own.
BACK = frozenset("it its it's them their theirs these those him his her hers there again way both one ones".split())
#: What asks for something to be done with todos, by its first word.
COMMANDS = {
    **dict.fromkeys("add put include append".split(), "task.create"),
    **dict.fromkeys("complete finish mark check tick cross".split(), "task.complete"),
    **dict.fromkeys("skip".split(), "task.skip"),
    **dict.fromkeys("delete remove erase cancel drop scratch".split(), "task.delete"),
    **dict.fromkeys("move reschedule postpone push rename change snooze delay".split(), "task.update"),
    **dict.fromkeys("reopen".split(), "task.reopen"),
}
#: Before the list that something is put on.
TOWARDS_LIST = frozenset("to on onto in into".split())
#: At the beginning of one of several they say that it is no thing of its own.
RESTARTS = frozenset("again also then".split())
#: Statements about a thing that the next request calls "it" ("we're out of milk, add it to the list").
STATEMENTS = """
    [oh|hey|so|looks like|seems like|i see|i think] (i'm|i am|we're|we are) [all|nearly|almost|about|running|just] [running] (out of|low on|down to the last of) <title>
    (i|we) [just|have|'ve|have just|already|finally] (used up|finished off|finished|ran out of|used|drank|ate|opened|emptied|broke|lost|need|want|could use|have to get|have to buy) [the last|some|the rest] [of] <title>
    (i|we) [just|really|also] (need|want|have|would like) to (get|buy|grab|pick up|have) [some] <title>
    (i'd|we'd) like to (get|buy|have) [some] <title>
    (no need|there's no need|there is no need|there's no more need|no more need) for <title> [any more|anymore|after all|now]
    (there's|there is|there are|we have|i have) (no|hardly any|not much|almost no) [more] <title> [left|anymore|any more]
    (i|we) (don't have|do not have|have no|haven't got) [any|any more|enough|much] <title> [left|anymore|any more]
    [the|our|my] <title> (is|are) (running low|almost gone|gone|empty|all gone|running out|nearly gone|finished|almost out|low)
    (i|we) [have] (changed my mind|changed our mind|changed our minds|decided against|thought better of|gave up on) [about|on] <title>
    (i|we) (no longer|don't|dont|do not|don't really|didn't|won't) [actually] (need|want|have|care about|like) [to] <title> [any more|anymore|any longer|after all|now]
    (i|we) (won't be|will not be|am not|'m not|are not|aren't) (needing|wanting|using) <title> [any more|anymore|after all|now]
    (i'm|i am|we're|we are) (not|no longer) (doing|buying|going to do|going to buy|getting|making|interested in) <title> [any more|anymore|after all]
    (i|we) [already|just|finally|have|'ve|have already|have just|went ahead and] (finished|did|done|got|have|bought|picked up|took care of|completed|found|handled) <title> [already|yesterday]
    (i'm|i am|we're|we are) (done|finished|through) (with) <title>
    [the|my|our] <title> (was|got|is|has been|are|were) [been] (cancelled|canceled|called off|done|off|finished)
"""
