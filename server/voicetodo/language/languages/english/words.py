"""Word classes used as `{name}` in phrases, and single words the engine asks about."""

from voicetodo.language.languages.english.errands import ERRAND, PROVIDER
from voicetodo.language.languages.english.scales import FEW, NUMBERS, POSITIONS
from voicetodo.language.languages.english.verbs import PAST

NAMED = {
    # things
    "the": "[all [of]|each of|every|any [of]|some of|both [of]] [my|the|our|a|an|this|that|these|those|your|his|her] [my|new|own|whole|entire|current|present|latest|recent|daily] [of]",
    "lists": "(list|lists|checklist|lisr|lsit)",
    "rems": "(reminder|reminders|alert|alerts|notification|notifications|remider|remiders|remidner|remidners|remind|reminding|reminders')",
    "tasks": "(task|tasks|todo|todos|item|items|chore|chores|thing|things|entry|entries|errand|errands|assignment|box)",
    "called": "(called|named|titled|labeled|labelled|with the name [of]|by the name of|that is called|entitled)",
    "about": "(to|about|for|of|on|that|regarding|concerning|involving|with|saying|which says|called|named|that mention|which mention|mentioning|that say|that contain|containing|that include|that have|that are about|to do with|having to do with|set for|set to|created to|i have to|i have for|i have set for|i set for|i set to|i had to|i have about|at|related to)",
    "last_thing": "(the|my|that) [last|previous|latest] (one|thing|action|change|command|step|edit|todo|task)",
    "have": "(do i have|do we have|did i have|do you have|i have|we have|i had|i have set|i've set|i set|have i set|did i set|that i have|that i set|that i have set|there are|have been set|are set|is set|set|scheduled|created|in place|coming up|left|remaining|going to be sent|happening|say|says|going off|are coming up|is coming up|are left|is left|i have left|do i have left|are set up|are scheduled|in there|on there|in here|on here|saved|on file|stored|written down|are due|are pending|are there|going to go off|go off|set to go off|will be off|set up|do i still have|i still have)",
    "the_list": "({the} {lists} of <todo_list>|{the} {lists} of <list_of> to (complete|finish|do)|{the} {lists} of <list_of>|{the} <list> {lists}|{the} <list> to {use} {lists}|{the} {lists} ({called}|for) <list_of>|{the} {lists} <todo_list>|{the} {lists}|{the} <known_list> [list])",
    "use": "(read|watch|see|buy|get|try|visit|make|cook|bake|play|pack|learn|eat|call|bring|sell|fix)",
    "on_list": "(to|on|onto|in|into|at|for|under|on to|in to|within) {the_list}",
    "from_list": "(from|off|off of|on|in|of|out of|to|for|within) {the_list}",
    "place": "{from_list}",
    "dest_list": "({the} <list> {lists}|{the} {lists} {called} <list_of>|{the} <known_list>)",
    "other_list": "{the} [<rest>] {lists}",
    "rec_adj": "(daily|weekly|monthly|yearly|annual|hourly|recurring|repeating|repeated|nightly|quick|regular|reoccurring|calendar|bi-weekly|biweekly|quarterly)",
    "a_priority": "[a|an|the] [very] ((p1|p2|p3|p4|urgent|important|critical|high|highest|top|medium|normal|low|lowest|number one|unimportant) [priority|importance]|priority (1|2|3|4|one|two|three|four|high|low|medium|urgent))",
    "a_level": "[a|an|the] (p1|p2|p3|p4|(urgent|critical|high|highest|top|medium|normal|low|lowest) priority|priority (1|2|3|4|one|two|three|four|high|low|medium|urgent))",
    "pressing": "[most|very|really|super|especially] (urgent|important|critical|pressing)",
    "once": "[just|only|for] (this time|this once|once|this one time|one time|the next time|next time)",
    "is_done": "((is|are|was|were|has been|have been|got|has|have|just) [now|all|already|both|finally|just|been] {done}|(done|finished|completed))",
    "reminders": "({rems}|tasks|to dos|to-dos)",
    "kind_item": "((todo|to do|to-do|task|list|shopping|grocery|groceries) (item|entry))",
    "rems_or_tasks": "({rems}|{tasks})",
    # reminders that are wished for: "me a quick weekly reminder"
    "a_rem": "[up|down|in|out] [for me|me|us] [a|an|the|my|another|one|some|one more|this|up a|out a] [new|quick|little|separate|second|friendly|extra|simple|gentle] [{rec_adj}] {rems}",
    # verbs that make a reminder only of "a reminder": "have a reminder go off", not "have the rent reminder"
    "give": "(get|get me|have|shoot me|drop me|throw|stick|pop|put up|put down|write|write down|register|leave|log|activate|build|prepare|open|give|could use|can i get|can i have|could i get|let me have)",
    "one_rem": "[in] [for me|me|us] (a|an|another|one|some|one more) [new|quick|little|separate|second|friendly|extra|simple|gentle] [{rec_adj}] {rems}",
    "goes_off": "(go off|to go off|goes off|pop up|to pop up|come up|ring|sent|sent to me|sent out|show up|appear|sound|fire|set)",
    "in_calendar": "((in|on|up) there|(in|on|to|into) (my|the) (calendar|phone|schedule|cell|agenda|planner|diary))",
    # questions
    "check": "[i want to|i need to|i'd like to|i would like to|just|quickly] (check|check to see|see|find out|tell me|let me know|verify|confirm|look to see|look and see|double check|know|do you know|can you tell|figure out|ask)",
    "set_before": "(did|have|had|do) (i|we|you) [already|ever|also|just|actually|still|even] [remember to|remembered to|forget to|happen to] (set|set up|add|added|make|made|create|created|put|schedule|scheduled|get|got|have|enter|place|write) [up|in|down] [me] [a|an|any|my|the|some] [new|other] {rems} [set|set up|in place|scheduled|on file]",
    "put": "(add|added|put|put down|place|placed|write|wrote|written|write down|written down|include|included|list|listed|enter|entered|jot|jotted|note|noted|stick|stuck)",
    "was_put": "(added|put|put down|placed|written|written down|included|listed|entered|jotted down|noted)",
    "landed": "(make it|made it|get|end up|wind up|land|go|show up|get added|get put|get written)",
    "forgot": "(i|we) [have|'ve] [totally|completely|kind of|kinda|already] (forgot|forget|forgotten|can't remember|cannot remember|cant remember|can't recall|don't remember|dont remember|do not remember|don't recall|don't know|dont know|am not sure|'m not sure|lost track of|wonder)",
    "coda": "(when is (that|it|this)|what time is (that|it)|what day is (that|it)|when was (that|it)|can you (find|check|show me|pull up|look up|see|read|read me|tell me) [it|that|when it is|what it is|what it was|when|if it's there]|is (it|that) [still] (there|set|right|in there|saved)|did i|do i|haven't i|didn't i|don't i|where is it|what is it|what was it|check for me|please check)",
    # what is moved
    "moved": "(changed|moved|pushed|rescheduled|updated|shifted|set|bumped|adjusted|postponed|delayed|switched|brought) [up|back|forward|out|ahead|over|down]",
    "to_when": "[to say|to read|to be|to|for|on|at|until|till|by|onto]",
    "not_then": "(instead [of]|rather [than]|not|and not|as opposed to|in place of|over) [on|for|at|from]",
    "must_be": "(should|needs to|need to|has to|have to|must|is supposed to|ought to|is meant to|was supposed to|shoulda|will|is going to|was meant to) [really|now|actually|probably] [be|have been|get|go off|go|come|say|happen|move|change|repeat|recur]",
    # verbs
    "make": "(make|create|start|begin|set up|put together|throw together|build|add|bring up|produce|generate|prepare|form|establish|start creating|draw up|write up|work up|come up with|compile|initiate|draft|get me|new)",
    "want": "({who_wants} (need|want|require|would like|could use|will need|want to have)|(i'd|id|we'd) (like|love)|(i'll|we'll) (need|want)|need|want)",
    "who_wants": "(i|we)",
    "delete": "(undo|void|call off|revoke|withdraw|annul|do without|deleting|removing|nuke|dump|scrap|ditch|bin|junk|axe|nix|zap|chuck|chuck out|toss out|strike|strike out|rub out|blow away|shred|unset|retire|bin off|abolish|take off|scratch off|cross off|get rid off|delete|remove|erase|cancel|clear|drop|discard|trash|omit|eliminate|clean|get rid of|throw out|throw away|do away with|take out|wipe|wipe out|destroy|dismiss|kill|uncheck|subtract|exclude|toss|lose|purge)",
    "show": "(catch me up on|brief me on|summarize|summarise|sum up|run down|remind me of|recount|reveal|call up|bring back up|scroll through|flip through|look over|take a look at|have a look at|peek at|know|iterate over|walk me through|take me through|inform me on|tell us|help access|access|give us|recap|list me|bring me|remind me what|display me|show|show all|show me|show us|read|read me|read out|read off|read back|read aloud|read through|display|list|list out|list off|tell me|tell me about|give me|give|view|see|check|check on|pull|pull up|bring up|open|open up|look at|look up|look through|look in|look for|look into|find|find out|find me|get|get me|hear|let me see|let me hear|let me know|let me have|go over|go through|repeat|recite|review|provide|state|print|search|search for|fetch|say|speak|load|present|name|run through|access|retrieve|recall|refresh me on|fill me in on|update me on|inform me of|remind me of|remind me about|share|describe|confirm|verify)",
    "set": "(i'll need|i'll want|i will need|i could use|i require|we'll need|generate|pencil in|input|initiate|set|set up|set me|set me up|create|create me|make|make me|add|put|put in|schedule|send|send me|give|give me|place|start|enter|program|setup|i need|i want|i'd like|i would like|we need|need|establish|leave me|arrange|record|save)",
    "add": "(write down|jot down|note down|put down|mark down|add in|add on|put in|put on|throw in|throw on|toss in|toss on|stick on|pop on|slap on|slap|squeeze in|tack on|tack|adding|putting|add|put|include|insert|append|throw|stick|write|jot|place|enter|note|record|slot|log|save|toss|drop|pop|chuck|push|attach|plus)",
    "move": "(push back|move back|move up|move forward|push|bring up|move|postpone|reschedule|shift|delay|defer|bump|change|put off|snooze|set|switch|bring forward|push out|pull forward|reset|update|modify|edit|adjust|advance|extend|transfer|alter|revise|carry over)",
    "change": "(change|update|modify|edit|adjust|alter|revise|reset|switch|amend|make changes to|reword|rewrite)",
    "finish": "(complete|finish|check|tick|mark|close|finalize|finalise|tick off|check off|cross off|mark off|resolve)",
    "done": "(purchased|bought|paid|gotten|got|picked up|handled|dealt with|all done|resolved|accomplished|all set|done|complete|completed|finished|checked|ticked off|checked off|over|closed|crossed off|taken care of|sorted|off)",
}
LIST_NOUNS = frozenset({"list", "lists", "checklist", "lisr", "lsit"})
#: "The dairy section of groceries", "under Dairy in Groceries".
SECTION_NOUNS = frozenset({"section", "part", "heading"})
SECTION_LEADS = frozenset({"under", "beneath", "below"})
SECTION_LINKS = frozenset({"of", "in", "on", "from"})
#: Before whoever is to do what goes on a list.
FOR_SOMEONE = frozenset({"for"})
LIST_PREPOSITIONS = frozenset("to on onto in into at for under within from off of out which that".split())
#: Words a list may be called without saying "list".
LIKELY_LISTS = frozenset(
    {"groceries", "grocery", "shopping", "errands", "chores", "todo", "todos", "inbox", "wishlist"},
)
#: Words that say that todos are spoken of.
MARKERS = frozenset(
    "reminder reminders remider remidner remidners list lists lisr lsit checklist task tasks todo todos remind reminded reminding".split()
)
NAMED["provider"] = PROVIDER
NAMED["errand"] = ERRAND
NAMED["did"] = "(" + "|".join(sorted(PAST)) + ")"
NAMED["past"] = (
    "(" + "|".join(sorted(word for word, verb in PAST.items() if word not in {verb, "did", "done", "left"})) + ")"
)
NAMED["ordinal"] = "(" + "|".join(POSITIONS) + ")"
NAMED["few"] = "(" + "|".join(FEW) + ")"
NAMED["number"] = "(" + "|".join(NUMBERS) + ")"
#: Weaker than `MARKERS`: they may be somebody else's ("a travel alert").
WEAK_MARKERS = frozenset("item items chore chores alert alerts notification notifications errand entry box".split())
#: "My lists" are all of them.
LISTS = frozenset({"lists"})
#: Left out where names of lists are compared.
OWN = frozenset({"the", "my", "our"})
LIST_ENDINGS = frozenset({"list", "lists"})
#: At the end of a request they may stand for a list.
PLACE_POINTERS = frozenset({"it", "there"})
#: Words that cannot stand inside a slot of that name.
OUTSIDE = {
    "list": frozenset("to on in into from off onto for add my the this that list lists is are it".split()),
    "goods": frozenset(
        "me everything all rid my it's items item thing things stuff task what what's whats which when when's where where's who who's whom how why is are was were am do does did have has had can could "
        "will would should any anything show tell give read check find see remind set create make if whether i we you go open "
        "move switch take get bring back navigate send change look listen add put from reminder reminders task tasks list lists "
        "new play turn be not don't delete remove mark rename to it that this".split()
    ),
    "subject": frozenset(
        "what what's whats which when when's where who who's whom how why is are was were am do does did have has had can could "
        "will would should any anything show tell give list read check find see remind add put set create make if whether i we you".split()
    ),
    "person": frozenset("to about that of for me at on i a tonight tomorrow today".split()),
}
#: Numbers that are hours where only a moment can be meant.
HOURS = frozenset("1 2 3 4 5 6 7 8 9 10 11 12 one two three four five six seven eight nine ten eleven twelve".split())
#: Slots that hold nothing but these words.
INSIDE = {
    "hour": HOURS,
    "old_hour": HOURS,
    "todo_list": frozenset("things stuff items to do buy get".split()),
    "it": frozenset("it that this them those these both it's that's".split()),
    "kin": frozenset(
        f"{who}{ending}"
        for who in "son daughter wife husband mom mum mother dad father brother sister kid kids boyfriend girlfriend partner "
        "fiance fiancee family grandma grandpa roommate parents children assistant team".split()
        for ending in ("", "'s", "s'", "s")
    ),
}
