"""How people point at a task or a list: phrases tried in order on what a request is about."""

#: A list with a preposition before it, anywhere in what was said.
PLACES = """
    {from_list}
    (from|off|to|on) (it|there)
    (which|that) (is|are) {from_list}
"""
#: Nothing but a list.
WHOLE_LISTS = """
    {the} <list> {lists}
    {the} <list> to {use} {lists}
    {the} {lists} of <todo_list>
    {the} {lists} <todo_list>
    {the} {lists} of <list_of>
    {the} {lists} ({called}|for|about) <list_of>
    {the} {lists} [please|now|completely|again]
    {the} {lists} <list_of>
    {the} <known_list> [list]
"""
#: A task, its reminder, a position or a set. `<title>` is the name of the task.
TASKS = """
    (everything|all|all of|all of it|all of them|them all|all {tasks}|all {rems}) [of them] => scope=all
    [all] [of] {the} (everything|all|{tasks}|{rems}) [that] [is|are|that's|i have] (overdue|late|past due) => scope=overdue
    [all] [of] {the} (overdue|late|past due) [{tasks}|{rems}|ones|stuff|one] => scope=overdue
    everything (overdue|late|that's overdue|that is overdue|past due) => scope=overdue
    [all] [of] {the} (completed|done|finished|checked|ticked) [{tasks}|{rems}|ones] => scope=completed
    (all|every) [of] [the|my|these|those] ({tasks}|{rems}|ones) [i have|i set|set] => scope=all
    {the} (first|last) {few} [of them|of those|ones|{tasks}|{rems}] [on the list|in the list] => position=yes few=yes
    {the} (next|following|upcoming) {few} [of them|of those|ones|{tasks}|{rems}] => position=yes few=yes
    [my|our|his|her] <kin> {rems} [{have}|at|for|on|up] => whose=kin
    {the} {rems} [{have}] (for|of) (my|our) <kin> [and i|and me|and myself] => whose=kin
    {the} {ordinal} and [the] {ordinal} [one|ones|{tasks}|{rems}] [on the list|in the list] => position=yes
    [{tasks}] (number|numbers) {number} and [number] {number} => position=yes
    {the} {ordinal} [one|{tasks}|{rems}] [on the list|in the list] => position=yes
    ([the] {tasks}|number|[the] {tasks} number|{rems} number|the number) {number} [one] => position=yes
    (it|that|this|them|that's|it's|both|both of them|both of those|the two of them|these two|those two|all of those|that one|this one|those|these|that {tasks}|this {tasks}|that {rems}|this {rems}) => scope=last
    (whatever|any|whichever|what|any and all) {rems} [that] [i have|i've got|i got|there is|there are|is set|are set|i set|i made] => scope=all
    {the} [last|latest|newest|new|previous|most recent] ({rems}|{tasks}|one) [that] (i|you|we) [just|already|'ve just|have just|had] (set|made|created|added|put in|had|have|asked for|gave you|told you about|mentioned|entered) [for me|up] [yesterday|last night|last week|earlier|before|the other day|a while ago|a while back|recently|just now|a minute ago|a moment ago|now|earlier today|ago|last month] => scope=last
    {the} (latest|newest|previous|most recent) ({rems}|{tasks}|one) => scope=last
    {the} {rems} {have} [of|for|about|to|on|that|at|regarding|with] [my|the] <title>
    {the} {rems} {have} [for me]
    {the} {rems} {about} <title>
    {the} ({rems}|{tasks}) {have} (left|open|remaining|pending|outstanding|to go|unfinished) [to do|to finish]
    {the} {tasks} {have} [to|that|called|named|about|for|of|titled] <title>
    {the} {tasks} {have} [for me|to do]
    {the} {tasks} (to|that|called|named|about|for|of|titled) <title>
    {the} [upcoming|next|remaining|current|pending|recurring|active|open] {rems} [there|set|i have|i have set|do i have|scheduled|left|for me]
    {the} {rems} <title>
    {the} <title> {rems} [{have}|at|for|on|up]
    {the} <title> {rems} (for|about|with|to|on|of) <more>
    {the} [upcoming|next|remaining|current|pending|recurring|active|open|left|other|important|new] {tasks} [there|set|i have|left|to do|for me]
    {the} {tasks} <title>
    {the} <title> {tasks}
"""
#: At the end of what is to be done.
TAILS = """
    (tagged|labelled|labeled) [as|with] <label>
    with [the|a] (label|tag|labels|tags) <label>
    [and] (label|tag) (it|that) [as|with] <label>
    [and] (assign|give|delegate) (it|this|that) to <person>
    assigned to <person>
    (with|and) [a|the] (note|notes|description|comment) [that says|saying|that|to] <notes>
    (note|notes) <notes>
"""
EVERYTHING = frozenset("everything all every any anything".split())
#: What a request says of what is on the tasks it is about, wherever it stands. Behind a phrase without `<label>` stands the name
#: of one, up to the first of `AFTER_LABELS`; where the phrase says little, only of one that there is.
QUALITIES = """
    (with|under|carrying) [the|a|my] (label|labels|tag|tags) [called|named]
    ({tasks}|what|everything|anything) [that|which] (has|have|having) [the|a] (label|tag) [called|named]
    [have|has|having|for|of|in|on|under] [the|my|a] (label|tag) [called|named] => needs=match
    [that|which|all] [is|are|was|were|have been|i] (labelled|labeled|tagged) [as|with] [the|a]
    [the|my|all|any|all my|all the|some] {pressing} {tasks} [that are] => priority=1
    {tasks} [that] (are|is|were) {pressing} => priority=1
    (anything|everything|something|nothing|what|whatever|all) [that] [is|that's] {pressing} => priority=1
"""
AFTER_LABELS = frozenset("do does did are is was have i we that please still and or now again left due open".split())
