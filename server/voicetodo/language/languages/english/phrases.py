"""What people say, one phrase a line, under the intent it means. The first phrase that fits wins, from top to bottom.

The notation is explained in `voicetodo.language.phrases`; `{names}` are defined in `english/words.py`. Slots: `<title>` what
is to be done (moments, list and priority inside it are read out of it), `<object>` what a request is about (a task, its reminder,
a position, a whole set, or a list), `<when>` a moment. After `=>` stand fixed facts about the action.
To add a phrase: add a line here and a sentence in `tests/language/golden/`.
"""

from voicetodo.language.languages.english.list_phrases import LISTS

#: After an intent, `?` means: only of a thing that is called a task, reminder or list, or that the caller owns; `~` means: not of
#: things that are somebody else's business (music, weather …); `!` the same, but only where a word says so outright.
PHRASES = (
    """
undo
    undo [(that|it|this|{last_thing})] [again]
    (scratch|cancel|revert|reverse) (that|it|this|{last_thing})
    take (that|it) back
    (put|change) (it|that|everything) back [(how|as|the way) it was]
    (i|that) (did not|didn't|didnt|wasn't|isn't|is not|was not) (mean|want|what i meant|what i wanted|what i said) [that|to do that]
help
    help [me] [out]
    what can i (say|do here|say here)
    what can you do [for me]
    (how does|how do i use) (this|it|voice todo) [work]
    [show me|tell me|what are] [the|your|all] [the] [voice] commands

"""
    + LISTS
    + """task.update
    (remind|alert|notify|ping|nudge|warn) (me|us) <when> <object> => needs=reminder
    (remind|alert|notify|ping|nudge|warn) (me|us) (of|about) <object> <when> => needs=reminder
    {set} {a_rem} [for|to remind me|to alert me|to notify me] <when> <object> => needs=reminder
    {set} {a_rem} (for|to|on) <object> <when> => needs=reminder
    (instead|rather) [of|than] <since> [please] remind (me|us) {about} <object> <when>
    (set|make|have|put) (my|the|that) <object> {rems} [be|come|go off] <when> => shift=yes
task.create
    {add} <title> (to|on|in|into|onto|among) [all] (my|the|our) [other] {reminders} [too|also|as well]
task.update
    (i|we) (need|want) <object> (changed|moved|pushed|rescheduled|updated|shifted|set) from <since> (to|until|till|for) <when>
    (i|we) (need|want) <object> (changed|moved|pushed|rescheduled|updated|shifted|set) (to|until|till|for) <when>
    remind <person> {about} <object> is <when> not <since>
    (add|include|attach|append) <new_title> (to|in|into) [the|my] <object> (reminder|reminders) [for] [<since>]
    make <object> reminder (a|an) <when> reminder
    (make|set|have|put) [my|the] <object> {rems} {to_when} <when> {not_then} <since>
    (make|set|have|put|change|switch) (my|the|that|this) {rems} {to_when} <when> [{not_then} <since>]
    (make|set|change|switch|move) (my|the|that|this) {rems} {to_when} <hour> [instead|please]
    make (my|the|that) <object> {rems} [be|to be|happen|repeat] {to_when} <when> [instead|please]
    {rems} {about} <object> {must_be} [{moved}] {to_when} <when> [{not_then} (<since>|<old_hour>)]
    {rems} {about} <object> {must_be} [{moved}] {to_when} <hour> [{not_then} <old_hour>]
    (send|forward|share|pass) [on|along] (my|the|that|this|our) <object> {rems} (to|with) <person> [too|also|as well] => whom=person
    instead of <since> remind me <when>
    (put|move|add|file|place) <it> (on|in|to|under|into|onto) {dest_list} instead
    (put|move|file|place) <object> (on|in|to|under|into|onto) {dest_list} instead
    (tag|label) <it> <label>
    (do|repeat|schedule) <it> <when> => needs=recurrence
    (do|schedule) <it> [for|on|at] <when>
    [no] [i|we] (meant|said|meant to say|wanted) <when> [{not_then} <since>] [(for|on|with|about) <object>]
    (repeat|recur) <object> <when> => needs=recurrence
task.create ~
    note [down] that <title>
task.create
    {errand} => whole=yes
task.create
    schedule {a_rem} [{about}|{in_calendar}] <title>
task.create ~
    schedule (a|an|another) <title> [for|on|at] <when>
task.update ?
    schedule <object> [for|on|at] <when>
task.create ~
    schedule [a|an|the|my] <title> [for|on|at] <when>
task.update !
    (set|change|put|raise|lower|increase|bump|make) [the] priority (of|for|on) <object> (to|as|at) {a_priority}
    (set|put|assign) {a_level} (for|on|to) <object>
    (give) <object> {a_level}
    <it> [is|{must_be}] [actually|really] {a_level}
    (make|set|mark|flag) <object> [as] {a_priority} [please]
    (set|change|raise|lower|increase|bump|mark|flag) <object> (to|as|at|with) {a_priority}
    <object> (to|as) {a_level} => needs=match
    (prioritize|prioritise) <object> => priority=1
    (deprioritize|deprioritise) <object> => priority=4
    (add|put|attach|write|leave|append) (a|the) (note|comment|description|notes) (to|on|for|in) <object> (saying|that says|that|:|with the text|which says) <notes>
    (add|put|attach|write|leave|append) (a|the) (note|comment|description|notes) (saying|that says|that|:) <notes> (to|on|for|in) <object>
    (add|put|attach|write|leave|append) (a|the) (note|comment|description|notes) (to|on|for|in) <object> (task|todo|reminder) <notes>
    (add|put|attach|write|leave|append) (a|the) (note|comment|description|notes) (to|on|for|in) <object>
    (add|put|attach|append) (the|a) (label|tag) <label> (to|on) <object>
    (tag|label) <object> (as|with) <label>
task.query
    (what|what's|whats|which) [is|are] [all|still|the] {pressing} [<when>] [for me|right now] => priority=1
    (what about|how about|what's with|what is with|what's up with|anything) <object> => only=label
    remind me (of|about) [all] (the|my|any) [next|upcoming] ({tasks}|{rems}) [<rest>]
    remember <rest> what (were|was|is|are) (they|it|that|those)
    remind me [of|about] (what|which|the things|everything) [that] <rest>
    remind me (what's|whats|what is|what was|what) [on|in|is on|was on] {the_list}
    remind me (of|about) [what's on|what is on|everything on|the things on] {the_list}
    (what|what's|whats) [is|are|was] [at the top|on top|first|next|last|at the bottom|up next|the status|the state|in the way] (of|on|in) {the_list}
    (look at|check|look through|look over|go through|open|read|pull up|scan) {the_list} (and|to|then) (see|check|tell me|let me know) (if|whether) <title> (is|are) [on it|there|on there|in it|in there|on the list]
    (check|search|scan|look at|look through|look on|look in) {the_list} for <title>
    (what|which) (should|can|could) (i|we) (do|be doing|work on|be working on|tackle|start with|focus on|finish) [next|first|now|right now] [<when>]
    (who|whom) (am|was|do|did) (i|we) (supposed|meant|need|have|say i needed|say i need) [to] (call|email|text|meet|see|pay|visit|phone|write|message|contact|remember|call back|get back to|buy for|send|invite|talk to) [<when>]
    (am|was) (i|we) [still] (supposed|meant) to <title>
    (do|does|did) (i|we) [still] (have|need) to (pick up|call|clean|take out|mail|finish|fix|return|water|feed|wash|send|email|book|order|renew|vacuum|mow) <title>
    (do|did) (i|we) [still|already] need [any|more|some] <title> => only=items
    {show} [me] (what|what's|whats) [is|i have|i've got] [still] (left|open|remaining|pending|outstanding) [to do|to be done|to buy|to get done] [<when>]
    remind me (what's|whats) <rest>
    (what|which) <rest> (remember|remind me of|remind me about|forget|keep in mind|remind me to do|told you to remind me) <rest2>
    (what|which) <rest> (remember|forget|keep in mind|remind me of|remind me about|remind me to do)
    (what|which|tell me what|tell me the things) <rest> (wanted|want|asked you|told you|supposed|trying) to (remember|remind me|keep in mind|remind me of) [<rest2>]
    i wanted to remember <rest> what <rest2>
    <rest> what (is it|it is) that i wanted to remember [<rest2>]
    (what|what's|whats) [is|are] [still] (left|remaining|open|pending|outstanding|due|next|coming up|on deck|planned|scheduled) [to do|to be done] [<when>] [on my plate|for me]
    (what|what's|whats) [is|are] (on) (my plate|deck|the agenda|my agenda|the docket) [<when>]
    (what|what's|whats) (is|are) my (day|week|plan|plans|agenda|schedule|morning|evening) [like|looking like] [<when>]
    how does my (day|week|schedule|morning|evening|afternoon) look [<when>]
    (what|what's|whats) [is|are] (overdue|late|past due|behind) => scope=overdue
    (what|which) [kind of|sort of] [else] [things|stuff|tasks|todos|chores] (do|did|should|must|am|have) (i|we) [have|need|want|supposed|got|still have|still need] to [get] (do|done|buy|get|finish|complete|take care of|work on) [<when>] [{from_list}]
    (what|which) [kind of|sort of] [else] [things|stuff|tasks|todos|chores] (do|did|should|must|am|have) (i|we) [have|need|want|supposed|got|still have|still need] to [get] (do|done|buy|get|finish|complete|take care of|work on) [<when>] [<rest>]
    (what|which) (did|have) (i|we) (finish|finished|complete|completed|done|get done|do|accomplish|accomplished) [so far] [<when>] => scope=completed
    (what|which things|what things|what all|what else) (do|did|should) (i|we) [still] (need|have|want|say|plan|mean|meant) to (get|buy|pick up|grab|purchase|shop for) [when|at|from|if|in|while|for|on|next] <rest>
    (what|which things|what things|what all|what else) (do|did|should) (i|we) [still] (need|have|want|say|plan|mean|meant) to (buy|pick up|grab|purchase|shop for)
    (did|have|has|had|do) (i|we|you|anyone|anybody|somebody|someone|he|she|they) [already|ever|actually|just|even|also] [remember to|remembered to|forget to|happen to|manage to|think to] {put} <title> {on_list} [yet|already|before|at all]
    (was|were|is|are|has|have|wasn't|isn't|hasn't) <title> [ever|already] [been|being] {was_put} {on_list} [yet|already|before|at all]
    did <title> [already|ever|also] {landed} {on_list} [yet|already|after all]
    (is|are|was) {the_list} [now|already|still|completely|all] (empty|blank|clear|full|done|finished|complete|up to date|long) [yet|now|already|again]
    {forgot} (if|whether) (i|we|you) [already|ever|actually|also] {put} <title> {on_list} [yet|already|before] [{coda}]
    {forgot} (if|whether) <title> (is|was|are|were|got) [already|ever|also] [{was_put}] {on_list} [yet|already|before] [{coda}]
    {forgot} (what|what's|whats|which things|everything) [things] [is|was|are|were|all is|i put|i have|i had|i've got|we have|we put|i wrote|i added] {on_list}
    {show} [me] (everything|what|all|anything|whatever) [that] (i|we) (need|have|want|wanted|asked|am supposed|are supposed|'m supposed|had) (to be|to get) reminded (of|about) [<when>]
    (what|which) ({rems}|{tasks}) (did|have) (i|we|you) (miss|missed|skip|skipped|ignore|ignored|overlook|overlooked) [<when>]
    {set_before} [{about}] <title>
    {set_before}
    (when|what time|what day|which day|how soon|at what time|on what day|what date) (am|will|do|are|is|does|should) (i|we|you|my|the) [supposed to|going to|meant to|scheduled to] [be|get|getting|being] (reminded|remind me|reminding me|notified|alerted|notify me|alert me) [{about}] <title>
    (what|which things) (am|was|are) (i|we) [supposed to|going to|meant to|to] (be|being|get|getting) reminded (of|about) [<rest>]
    (what|which things) (will|are|were|do|did|should) you [going to|supposed to|gonna] (remind|reminding|reminded) me (of|about|to do) [<rest>]
    (do|did|is there|are there) [i|we] [have|need] (anything|something|things|stuff|anything else) (i need|i have|i should|i'm supposed|i wanted|i asked|) [to] be reminded (of|about) [<rest>]
    (is|are|was|were) (there|their) (something|anything|a thing|stuff|things|anything else) [else] [that] (i|we) (am|was|were|are|should|need|have|had|'m|need|still have|still need) [meant|supposed] [to] [be] (do|doing|remember|get done|take care of|finish|work on) [<rest>]
    (is|are|was|were) (there|their) (something|anything|a thing|stuff|things|anything else) [else] i'm (supposed|meant) to (do|be doing|remember|get done|finish) [<rest>]
    (who|whom|what|where|which) (did|do|was|am|have) (i|we) <rest> (in|on|from|among|according to) (my|the|our) {rems}
    what do (i|we) need (to go shopping for|from the store|from the shop|from the supermarket)
    (do|am|have) (i|we) (have|need|got|supposed) (anything|something|much|stuff|things) [else|left] [planned|due|scheduled|to do|to get done|going on|overdue|left|coming up|left to do] [<when>]
    (do|am) (i|we) (have|need|supposed) to (do|buy|get) <title>
    (do|am) (i|we) (have|need|supposed) to do (anything|something) [<when>]
    (is|are|was|were) (there|their) (anything|something|any tasks|any todos) [else|left] [planned|due|scheduled|to do|to get done|overdue|left|coming up|left to do] [<when>]
    anything [else] (due|left|planned|overdue|left to do|to do|on|scheduled) [<when>]
    how many {tasks} [are|do i have|are there|do we have|have i got] [left|still|open|there] {from_list}
    how many (things|{tasks}) <rest>
    (is|are|was|did i get|do i have) <object> (done|finished|completed|complete|checked off|ticked off) [yet|already]
    what [else] (do|have) (i|we) (have|got) [on|planned|scheduled|due|left|going on|coming up] [on|for] [<when>]
    how much (do i have|have i got|is) [left] (to do|left) [<when>]
    when (is|are|was|do) [my|the] <title> due
    {show} [all] [of] (anything|everything|what|whatever) [that] [is|i have|i've got] (overdue|late|past due) => scope=overdue
    {show} [me] (everything|what|all|what's|whats|anything) [that] [is|i have|i've got] [left|due|planned|open|scheduled] [to do] <when>
    {show} (everything|what|what's|whats) [i have|is|i've got|i need] (left|to do|due|on my plate|coming up|next|planned) [<when>]
    {show} (what|what's|whats) <rest> {the_list}
    {show} (my|the) (day|week|agenda|plan|plans|schedule) [<when>]
    (i|we) [think|believe|thought|know|guess] [that] [i|we] (have|set|had|made|put|added|created|'ve got|already have|already set|got|put in) [in] [a|an|the|my] {rems} [set|set up|somewhere] [{about}] <title> {coda}
    (i|we) [think|believe|thought|know|guess] [that] [i|we] (have|set|had|made|put|added|created|'ve got|already have|already set|got|put in) [in] [a|an|the|my] {rems} [set|set up|somewhere] {coda}
other
    (when|what time|how early|how soon) (do|should|must|would) (i|we) (need|have) to (leave|go|depart|head|set off|get going|get up|be there) [out] (to|for|from|by|in order|so|if) <rest>
task.query
    when (am|do|did|should|must) i (supposed|have|need|say|planning|want) [to|i would|i'd] <title>
    what time (am|do|should) i (supposed|have|need) to <title>

task.create
    (remind|remember) [me|us|to|again] [that] i am supposed to <title>
    (i'd|i would|i) (want|need|like|would like|have) to be (reminded|notified|alerted|told) [{about}] <title>
    (i'd|i would|i) (want|need|like|would like|have) to be (reminded|notified|alerted|told)
    be reminded
    (be|get) (reminded|notified|alerted|pinged|nudged|prompted) [<when>] {about} <title>
    (i'll|i will|i'm gonna|i|we|we'll|gonna) (need|want|require) (reminding|to be reminded) [{about}] <title>
    {give} {one_rem} [{goes_off}] [{in_calendar}] [to remind me|for me] [{about}|so i don't forget|so that i don't forget] <title>
    (set|fix|arrange|make) (it|this|things) [up] [so|so that] (i|we) (get|have|see|receive|'ll get|will get|hear) {one_rem} [{about}] <title>
    {give} {one_rem} [for me]
    (give) me a (heads up|heads-up|shout|nudge|ping|buzz) [{about}|when it's time to|before|when] <title>
    {set} {a_rem} {goes_off} <title>
    remind me and <person> {about} <title>
    reminding me <title>
    remind (me|myself|us|em) [again|please|also|later] <title>
    remind (me|us|it)
    remind (to|about|of|that|this|these|when|on|in|at) <title>
    remind (my|this|the|of) (next|event|meeting|appointment) <title>
    remind (everyone|everybody) (in|at|on|from) <person> {about} <title>
    remind <person> {about} <title>
    remind <title>
    <goods> [and|then] remind (me|us) [again] <when>
    (i have|there's|there is) <title> (remind me|remind it|send me a reminder)
    {set} [me] [(a|an|the|up|up a|my|another|some|out)] [new] [{rec_adj}] {rems} [up|alarm|set] [in my calendar|on my phone|on my calendar] (for me|to me|me|us) [to remind me] [to|about|for|that] <title>
    {set} [me] [(a|an|the|up|up a|my|another|some|out)] [new] [{rec_adj}] {rems} [up|alarm|set] [in my calendar|on my phone|on my calendar] [that will|to|which will] (remind|notify|alert|tell) me [{about}|when it's time to] <title>
    {set} [me] [(a|an|the|up|up a|another)] [new] [{rec_adj}] {rems} (to|for) <person>'s phone
    (send|forward) [a|an|the|another] [quick|friendly] {rems} [out] to <person> {about} <title>
    (send|give|shoot|text|email|message|forward) <person> (a|an|another) [quick|friendly|new|gentle] [{rec_adj}] {rems} [{about}] <title>
    {set} [me] [(a|an|the|up|up a|my|another|some|out)] [new] [{rec_adj}] {rems} [up|alarm|set] [in my calendar|on my phone|on my calendar] (for|to) <person> to <title> => person=someone
    {set} [me] [(a|an|the|up|up a|my|another|some|out)] [new] [{rec_adj}] {rems} [up|alarm|set] [in my calendar|on my phone|on my calendar] <title>
    {set} [me] [(a|an|the|up|up a|my|another|some|out)] [new] [{rec_adj}] {rems}
    {set} [a|an|the|my] [new] <title> reminder [(for|with|on|to|about) <more>]
    {set} [a|an|the|my] [new] <title> reminder [(for|on|at)] <when>
    [a] event reminder <title>
    {rems} {about} <title>
    [a] new {rems}
    [a] new {tasks} for {the_list}
    [a] new {rems} [{about}] <title>
    (alert|notify|ping|nudge|warn) me [{about}|when it's time to|when it is time to] <title>
    (tell|let) me know [at|on|in|this|by] <when> (that|to|about|when it's time to|it's time to) <title>
    (jot|write|note|take|put) (this|that|it) down <title>
    get <goods> (on|onto|in|into|added to|put on) {the_list}
    remember that <title>
    (tell|message|text|email) me [later|<when>] to <title>
    (don't|dont|do not) forget to {set} [a|the] [new] {rems} [{about}] <title>
    (don't|dont|do not) (let me forget|forget) [to|about|that] (tell|remind) me [to] <title>
    (don't|dont|do not|never) let me forget [to|about|that] <title>
    (don't|dont|do not|never) let (it|this|that|me) (slip|slip by|get by|get past|escape|space) [my mind|me|my memory] [to|that|about|on] <title>
    (don't|dont|do not|never) let <title> (slip|slip by|slip past|escape) [my mind|me|by]
    (keep|stop|prevent) me from forgetting [to|about|that] <title>
    (jog|refresh) my memory [to|about|that] <title>
    [i|we] (can't|cannot|cant|mustn't|must not|shouldn't|better not|don't want to|dont want to|do not want to) forget [to|about|that] <title>
    (i|we) [always|keep|keep on|might] (forget|forgetting) to <title>
    (don't forget|dont forget|do not forget|remember|be sure|make sure|don't let me forget|don't fail|never forget|be sure and|make sure you|make sure i) [to|and] {add} <title> {on_list} [for|on|by|at|due] [<when>]
    (don't|dont|do not|not) forget [to|about|that|the] <title>
    [help me] remember to <title>
    i (need to|must|have to|should|want to) (remember|not forget) [to|that|about] <title>
    make sure [that] i (don't forget|remember|do not forget) [to|about] <title>
    (make sure|see to it|be sure) [that] <title> (is|are|gets|get|goes|go|makes it|make it|ends up|end up|winds up|lands|land) [added|put|placed|included|written] {on_list}
    (make sure|see to it) [that] (i|we) [do] (remember|don't forget|do not forget) [to|about] <title>
    (make|take|leave|jot|write|jot down|write down|take down|put) [me] [down] (a|another) [mental|quick|little] note [to self|to myself|for me|for myself] [to remind me|reminding me] [{about}] <title>
    (i|we) (need|want|require|would like|'d like) <title> (added|put|to be added|to go|placed|to be put|written|included|on|to be|noted|noted down|written down) {on_list} [for|on|by|due] [<when>]
    {the_list} [also|still] (needs|need|should have|should include|should also have|is missing|wants|could use|must have|has to have|requires|is short) [to have|to include] <title> [on it|in it|too|as well|also]
    {the_list} [also|still] (needs|should have|must have) <title> (added|added to it|put on it|on it)
    (new|another) (item|thing|entry|task|todo|one) (on|for|in|to) {the_list} [called|named] <title>
    {on_list} (i|we) (need|want) <title> (added|put)
    (can|could|may|should|will|would) <title> (be|go|get) [added|put|placed|included|written|noted] [down] {on_list} [please|too|also]
    <title> (should|needs to|need to|must|has to|have to|ought to|can) (be|go|get) [added|put|placed|included|written] {on_list}
    note to self <title>
    (i'd|i would) like to (get|buy|have) <title> [while i'm out|<rest>] (add|put) it {on_list}
    (there's|there is|there are|we have|i have) no [more] <title> [left|anymore|any more] (add|put) (it|that|them|those|some|more) {on_list}
    [i need|i need to get|i need to buy|we need|we're out of|i am out of|we are out of|i ran out of] <title> (add|put) (it|that|them|those) {on_list}
    put on <title> {on_list}
    (write|jot|note|put) down [that|to|:] <title>
    {add} [it|that|them] (to|on|in|onto) [my|the|our] <known_list> [list]
    (put|add) {on_list} [that] [i need] <title>
    {add} {on_list}
    {add} {on_list} <title>
    {on_list} [please] {add} [down|in] <title>
    {the} <list> {lists} [please] {add} [down|in] <title>
    {add} <title> (down|in|up|as well|too|also) {on_list}
    {add} <title> {on_list} [for|on|by|at|due|as well|too|also|while you're at it] <when> [please]
    {the_list} : <title>
    (open|show|pull up) {the_list} and {add} <title>
    for {the_list} {add} <title>
    {add} [some] [a|an|the|this|that|these|another|one] [new] [{tasks}] [one] [also|too] [{on_list}]
    {add} [new] (task|todo|reminder) (to|for|called|named) <title>
    {set} [me] [new] {a_level} [new] (task|todo|reminder|item|errand|chore) [(to|for|of|about|called|named|saying)] <title>
    {add} (a|an|another|the|one) [new] {kind_item} [(to|for|of|called|named|that says|saying|titled)] <title>
    {add} (a|an|another|one) [new] {tasks} {on_list} (to|called|named|that says|saying) <title>
    {add} (a|an|another|the|some|one) [new] {tasks} [(to|for|of|called|named|that says|saying|named|titled)] <title>
    add [new] (task|todo) <title>
    {add} (a|an|another|one) [new] <kind> item (to|for) <title>
    {add} <title> [as a|as an] [new] [{tasks}] {on_list}
    (add|put) <title> the <list> list
    (put|throw|stick|pop|toss|jot|write|chuck|include|slap|get) [some] <title> (on|in) there
    (update|change) {the_list} with <title>
    (update|change) {the_list} to (include|have|add) <title>
    (create|make|set|set up|start|enter|schedule) [me] (a|an|another) [new] {tasks} [(to|for|of|called|named|that says|saying|titled|about|where i have to)] <title>
    (create|make|set up) [new|a new|an] {tasks} [(to|for|of|called|named|that says|saying|titled|about)] <title>
    [a] (new|another) {tasks} [(for|to|called|named|titled|in|on)] <title>
    todo (:|called|named|item) <title>
    (i'm|i am|we're|we are) [all|nearly|almost|running] out of <title>
"""
)
