"""What people say of tasks they have, and the plainest ways of adding and asking: tried after `english/phrases.py`, in its notation."""

CHANGES = """
task.reopen ~
    (reopen|uncheck|untick|unfinish|uncomplete|undelete|restore|bring back|reactivate) <object>
    (mark|set) <object> [as] (not done|undone|not finished|not complete|not completed|incomplete|unfinished|open|open again|active|active again|undone again)
    [i] (haven't|havent|have not|hasn't|didn't|did not) [actually] (finished|done|completed|finish|do|complete) <object>
    <object> (is|are) not (done|finished|complete) [yet|after all|actually]
    <object> (isn't|aren't) (done|finished|complete) [yet|after all|actually]

task.complete ~
    (mark|set|check|tick|cross|put|flag|count) <object> [off] [as|to] {done} [{place}]
    (check|tick|cross) off <object> [as] {done}
    mark <object> (on|in|from) {the_list}
    check [off] the box <object>
    (mark|set|check|tick|cross|strike) [off] <object> (complete|completed|finished|done) (on|in|from) {the_list}
    (check|tick) off <object>
    (check|tick) <object> off [{place}]
    (check|tick|cross) <object> off [of|from] {the_list}
    <object> {is_done} and so (is|are) <also>
    <object> {is_done} and <also> (is|are) too
    <object> {is_done} and <also> (too|as well)
    (i'm|i am|we're|we are|all|just|am|) (done|finished|through) (with|doing) <object>
    (done|finished) <object>
    <object> {is_done}
    (i|we) [already|just|finally|have|have already|have just|'ve] {did} <object>
    (i've|we've) [already|just|finally] {did} <object>
    (i|we) (got) <object> (done|finished|out of the way|taken care of)
    (all|everything|they) (have|has) been (purchased|bought|done|completed) [(in|on|from) {the_list}] => scope=all
task.complete ?
    [already|just|finally] {past} <object>
    tick <object>
    (complete|finish|close|finalize|finalise|resolve|conclude) <object>

task.update ?
    (give|hand|hand over) <object> to <person>
    (ask|get|have) <person> to (do|handle|take care of) <object>
task.update ~
    (unassign) <person> from <object> => clears=assignee
    unassign <object> => clears=assignee
    (remove|take|take off|clear|drop) the (assignee|assignment) (of|from|on|for) <object> => clears=assignee
    (remove|clear|drop|take off) the priority (from|of|on|for) <object> => clears=priority
    {move} [<object>] [to be] <when> => shift=yes
    (put|bring|pull) <object> <when> => shift=yes
    put <object> off [to|until|till] <when>
    {change} the (date|time|day|due date|deadline) (of|for|on) <object> (to|until) <when>
    {move} <object> (from) <since> (to|until|till|for|onto) <when> [please]
    {move} <object> (to|until|till|onto|for|by) <when> (instead of|rather than|not|and not) <since>
    {move} <object> (to|until|till|to be|back to|to start|to the) <when> [instead]
    (set|put|bring) <object> (to|back to) <when>
    (reschedule|postpone|delay|snooze|defer) <object> (for|on|onto) <when> [instead]
    {set} [a|the] (due date|deadline|date|time) (of|for|to) <when> (for|on|to) <object>
    {set} [a|the] (due date|deadline|date|time) (of|for|on) <object> (to|for|at|on) <when>
    (push|postpone|reschedule|delay|defer|snooze|push back|put off|bring forward) <object> <when>
    {move} the (time|date|due date|day|deadline) (of|for|on) <object> (to|until|till|for) <when>
    (i|we) (need|want) <object> (changed|moved|pushed|rescheduled|updated|shifted|set) from <since> (to|until|till|for) <when>
    (i|we) (need|want) <object> (changed|moved|pushed|rescheduled|updated|shifted|set) (to|until|till|for) <when>
    <object> (needs|need|should|has|have) [to] (change|be changed|move|be moved|be rescheduled|be updated|be pushed|be) from <since> (to|until) <when>
    <object> (needs|need|should|has|have) [to] (change|be changed|move|be moved|be rescheduled|be updated|be pushed|be) (to|until) <when>
    <object> (needs|need|should|has|have) [to] (be changed|be rescheduled|be updated|be moved|change)
    (rename|retitle|relabel) <object> (to|as|into) <new_title>
    (call|name) <object> <new_title> (instead)
    {change} the (name|title|text|wording) (of|for|on) <object> (to|into) <new_title>
    {change} <object> (to say|to read|so it says|so that it says) <new_title>
    {change} <object> from <old_title> to <new_title>
    (assign|delegate|reassign) <object> to <person>
    (share) <object> with <person> => whom=person
    (add|include|put|attach|append) <new_title> (to|in|into|on) (the|my) <object> {rems} [<since>]
    (add|include|put|attach|append) <new_title> (to|in|into|on) (the|my) {rems} (for|about|to) <object>
    (move|put|transfer|shift|send|file) <object> (from|out of) {other_list} (to|into|onto|in) {dest_list}
    (move|transfer|shift|send|file) <object> (to|into|onto|in|under) {dest_list}
    (remove|clear|delete|drop|take away|take off) the (date|due date|deadline|time) (from|of|on|off) <object> => clears=due
    (stop repeating|don't repeat|do not repeat) <object> => clears=recurrence
    (remove|take|drop) <person> (from|off) <object> => clears=assignee needs=match
    make <object> (repeat|recur|happen|a|into a) <when> [{rems_or_tasks}]
    (will|would) <object> be changed
    (remove|drop|take) <person> (from|off) (the|my) <object> {rems} => whom=person
task.update ?
    (make|set|put) <object> [due] [for|on|at] <when> [instead]
    (push|move|shift|bump|change) <object> [for|on|onto] <when> [instead]
    (change|edit|reword) <object> (to|into) <new_title>
task.update ~
    {change} <object>
    (reschedule|postpone|snooze|delay|defer) <object>
    have {rems} (pop up|go off|show up|come up) again <when>
    tell me <object> <when> instead of <since>
    remind <person> {about} <object> is <when> not <since>

task.delete ~
    (delete|remove|cancel|erase|drop|get rid of) <object>
task.delete ?
    (clear|clear out|clear off|empty|empty out|clean out|wipe|wipe out|wipe clean) <object> => scope=all empties=yes
    (delete|remove|erase|clear|get rid of) (everything|all items|all the items|all tasks|all the tasks|all) {from_list} => scope=all empties=yes
    {delete} <object>
    (take|cross|strike|scratch|check|remove|move) (off|out|away) <object>
    (take|cross|strike|scratch|remove|get|move) <object> (off|out|away|back out) [of] [of] [{the_list}]
    (take|strike|scratch|remove|cross|leave) <object> from {the_list}
    {from_list} {delete} <object>
    (i|we) (no longer|don't|dont|do not) (need|want|have) [to be reminded|a reminder|reminders|reminding] <object> (anymore|any more|any longer) <rest>
    (i|we) (no longer|don't|dont|do not) (need|want|have) [to be reminded|a reminder|reminders|reminding] <object> [anymore|any more|any longer]
    (no need|no need to|there's no need) <object>
    (no more|stop|quit) (reminding|reminders|alerts|notifying) [me] {about} <object>
    (don't|dont|do not|stop|never) (remind|reminding|notify|alert) me [anymore] {about} <object>
    (turn off|stop|reset|silence|disable|end|forget) <object>
    {lists} {delete}

task.create ~
    (we|i) (need|want) [some|more|to get] <title> => only=items
    (add|put down|write down|jot down|note down|note) <title>

task.query ?
    {show} [back] [to] [me] [aloud] [a list of|a list] <object> [back|out|out loud|aloud] [to me|with me|for me] [please|again|currently|right now]
    (what|what's|whats|which|where|where's|when|when's|whens|how|who|is|are|do|does|did|have|has|am|was|were|will|any|anything) <object>
    (is|are|was) <object> (on|in|part of|included in|already on|added to|written on|listed on) {the_list} [already|yet|now|currently]
    (i want|i need|i would like|i'd like|let me|i) (to|) (hear|see|know|check|confirm|view|read|find out|review) <object>
    (please look to see|check to see|see|look) (if|whether) <object>
    [just] <object> => only=whole
task.create
    (task|todo|reminder) <title>
    [a] <title> reminder [(for|on|at|with)] <when>
"""
