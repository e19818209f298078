"""What people say of tasks they have, and the plainest ways of adding and asking: tried after `english/phrases.py`, in its notation."""

CHANGES = """
task.reopen ~
    (reopen|uncheck|untick|unfinish|uncomplete|undelete|restore|bring back|reactivate) <object>
    (mark|set) <object> [as] (not done|undone|not finished|not complete|not completed|incomplete|unfinished|open|open again|active|active again|undone again)
    [i] (haven't|havent|have not|hasn't|didn't|did not) [actually] (finished|done|completed|finish|do|complete) <object>
    <object> (is|are) not (done|finished|complete) [yet|after all|actually]
    <object> (isn't|aren't) (done|finished|complete) [yet|after all|actually]

task.skip
    skip <object> {once} => once=yes
    {once} skip <object> => once=yes
    skip (the|this|my|that) [next|current|coming|upcoming] (date|occurrence|instance|repetition) (of|for) <object> => once=yes
    leave <object> out {once} => once=yes
    leave out <object> {once} => once=yes
    skip [the|my] (next|coming|upcoming) <object>
    skip <object>

task.complete ~
    (mark|set|check|tick|cross|put|flag|count) <object> [off] [as|to] {done} [{place}]
    (check|tick|cross) off <object> [as] {done}
    [i|we] [already|just|finally|have|'ve|have already|have just] {did} <object> [so|and|you can|please] (mark|check|tick|cross|strike|count|consider|call) (it|that|this|them|that one|this one|{the} {tasks}) [off|out] [as] [{done}] [{place}]
    [i|we] [am|are|'m] (done|finished|through) (with) <object> [so|and|you can|please] (mark|check|tick|cross|strike|count|consider|call) (it|that|this|them|that one|this one|{the} {tasks}) [off|out] [as] [{done}] [{place}]
    (that's|thats|that is|it's|it is) (done|finished|complete|taken care of) [so|and|you can|please] (mark|check|tick|cross|strike) (it|that|this) [off|out] [as] [{done}] [{place}] => scope=last
    <object> (task|todo|item|chore|errand) (done|complete|completed|finished)
    <object> {is_done} [so|and|you can|please] (mark|check|tick|cross|strike) (it|that|this|them) [off|out] [as] [{done}] [{place}]
    mark <object> (on|in|from) {the_list}
    check [off] the box <object>
    (mark|set|check|tick|cross|strike) [off] <object> (complete|completed|finished|done) (on|in|from) {the_list}
    (check|tick|cross|mark|strike) off <object>
    (check|tick) <object> off [{place}]
    (check|tick|cross) <object> off [of|from] {the_list}
    <object> {is_done} and so (is|are) <also>
    <object> {is_done} and <also> (is|are) too
    <object> {is_done} and <also> (too|as well)
    (done|finished) <object>
    <object> {is_done}
    (i|we) [already|just|finally|have|have already|have just|'ve] {did} [out|up|off|in|away|back] <object>
    (i've|we've) [already|just|finally] {did} [out|up|off|in|away|back] <object>
    (i|we) (got) <object> (done|finished|out of the way|taken care of)
    (all|everything|they) (have|has) been (purchased|bought|done|completed) [(in|on|from) {the_list}] => scope=all
task.complete !
    (i'm|i am|we're|we are|all|just|am|) [all|finally|now] (done|finished|through) (with|doing) <object>
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
    (have|make|let|get|set) <object> [come|be|go off|start|happen|ring] <when> => shift=yes
    (i|we) (need|want|would like|'d like) <object> {moved} <when> => shift=yes
    <subject> {must_be} {moved} <when> => shift=yes
    <subject> {must_be} <when> => shift=yes
    (put|bring|pull) <object> <when> => shift=yes
    put <object> off [to|until|till] <when>
    (bring|push|move|pull|bump|shift|slide) <object> (forward|back|up|ahead|out|over|down|earlier|later) (to|until|till|by) <when> [instead|please]
    {move} <object> {to_when} <when> {not_then} <since>
    (move|change|switch|push|update|set|shift) (that|it|this) [to|for|until] <when> [please|instead] {the} {rems_or_tasks} {about} <object>
    {change} the (date|time|day|due date|deadline) (of|for|on) <object> (to|until) <when>
    {move} <object> (from) <since> (to|until|till|for|onto) <when> [please]
    {move} <object> (to|until|till|onto|for|by) <when> (instead of|rather than|not|and not) <since>
    {move} <object> (to|until|till|to be|back to|to start|to the) <when> [instead]
    (set|put|bring) <object> (to|back to) <when>
    (reschedule|postpone|delay|snooze|defer|reset|rebook|re-set) <object> (for|on|onto) <when> [instead]
    {move} <object> (to|until|till|onto) <when> from <since>
    (extend|prolong|stretch) <object> [on|going] <when>
    (extend|prolong) (my|the|that) <object> {rems_or_tasks} (through|thru|until|till|to|by|for|past|into|another) <rest>
    {set} [a|the] (due date|deadline|date|time) (of|for|to) <when> (for|on|to) <object>
    {set} [a|the] (due date|deadline|date|time) (of|for|on) <object> (to|for|at|on) <when>
    (push|postpone|reschedule|delay|defer|snooze|push back|put off|bring forward) <object> <when>
    {move} the (time|date|due date|day|deadline) (of|for|on) <object> (to|until|till|for) <when>
    (i|we) (need|want|would like|'d like) <object> {moved} from <since> (to|until|till|for|onto) <when>
    (i|we) (need|want|would like|'d like) <object> {moved} (to|until|till|for|onto|by) <when> [{not_then} <since>]
    <object> (needs|need|should|has|have) [to] (change|be changed|move|be moved|be rescheduled|be updated|be pushed|be) from <since> (to|until) <when>
    <object> (needs|need|should|has|have) [to] (change|be changed|move|be moved|be rescheduled|be updated|be pushed|be) (to|until) <when>
    <object> (needs|need|should|has|have) [to] (be changed|be rescheduled|be updated|be moved|change)
    (rename|retitle|relabel) <object> (to|as|into) <new_title>
    (call|name) <object> <new_title> (instead)
    {change} the (location|place|address|venue|room|meeting place|meeting point) (of|for|on|in) <object> (to|into) <notes>
    {change} the (name|title|text|wording) (of|for|on) <object> (to|into) <new_title>
    {change} <object> (to say|to read|so it says|so that it says) <new_title>
    {change} <object> from <old_title> to <new_title>
    (assign|delegate|reassign) <object> to <person>
    (share) <object> with <person> => whom=person
    (include|add|invite|cc|loop in|copy) <person> (on|in|into|to) (the|my) <object> {rems} [too|also|as well] => whom=person person=named
    (send|forward|share|pass) [on|along] (my|the|that|this|our) <object> {rems} (to|with) <person> [too|also|as well] => whom=person
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
    (correct|fix|amend|tweak|redo|adjust|change|update|edit|modify|alter|revise|move) <object> [so|so that|because|since|to say|to read] (it's|its|it is|it should be|it's now|it is now|it was moved|it got moved|it has been moved|it was|that it's|that it is) [now|actually|supposed to be|meant to be|due|happening] {to_when} <when> [{not_then} (<since>|<old_hour>)]
    (correct|fix|amend|tweak|redo) <object> {to_when} <when> [{not_then} <since>]
    (bring|push|move|pull|bump|shift|slide|put) <object> (forward|back|up|ahead|out|over|down|earlier|later) {to_when} <when> [instead|please]
    (make|set|put|have|do|want|need|keep) <object> [due|come|go off|happen|start|be] {to_when} <when> {not_then} <since>
    (make|have|let) <object> (be|come|go off|start|happen|ring|repeat|sound|pop up|show up|recur) {to_when} <when> [{not_then} <since>]
    <subject> {must_be} [{moved}] {to_when} <when> {not_then} <since>
    <subject> {must_be} [{moved}] {to_when} <when> [instead|now]
    <subject> (was|is|says|said|was set) {to_when} (<since>|<old_hour>) [but|and] (it|that) {must_be} {to_when} (<when>|<hour>)
    <subject> (is|starts|begins|is at|is on) [now|actually] {to_when} <when> [now] {not_then} (<since>|<old_hour>) [so|and|please|can you] [please] (fix|update|change|adjust|correct|move|edit) (the|my|that|its) [{rems_or_tasks}|it]
    <subject> (got|was|has been|got itself|is being|is getting) {moved} {to_when} <when> [so|and|please|can you] [please] (fix|update|change|adjust|correct|move|edit) (the|my|that|its) [{rems_or_tasks}|it]
    <subject> [got|was|has been|has|is being] (moved|pushed|shifted|bumped|switched|changed) [up|back|forward|out|ahead|over] (to|until|till) <when> [instead|now|please]
    (can|could|should|may|would|will) <object> (be|come|go off|start|happen|repeat|recur|get) [{moved}] {to_when} <when> [{not_then} <since>]
task.update ~
    {change} <object>
    (reschedule|postpone|snooze|delay|defer) <object>
    have {rems} (pop up|go off|show up|come up) again <when>
    tell me <object> <when> instead of <since>
    remind <person> {about} <object> is <when> not <since>

task.delete ~
    (remove|delete|take|strike|scratch|cross|erase|drop|clear|get rid of) <object> [off|out] (from|of|in|on|among) [all] (my|the|our) {reminders}
    (delete|remove|cancel|erase|drop|get rid of) <object>
task.delete ?
    (wipe|clear|clean|empty) <object> (clean|out|off|empty|completely|entirely) => scope=all empties=yes
    (clear|clear out|clear off|empty|empty out|clean out|wipe|wipe out|wipe clean) <object> => scope=all empties=yes
    (delete|remove|erase|clear|get rid of) (everything|all items|all the items|all tasks|all the tasks|all) {from_list} => scope=all empties=yes
    {delete} <object>
    (take|cross|strike|scratch|check|remove|move|knock|rub|wipe|scrub|pull|cut|get|yank) (off|out|away) <object>
    (take|cross|strike|scratch|remove|get|move|pull|knock) <object> (off there|off of there|off of it|out of there|from there|off it)
    (pull|knock|rub|wipe|scrub|cut|yank|kick|keep|leave|pick|pop|chop|clear|erase|drop) <object> (off|off of|out|out of|from) [of] {the_list}
    {the_list} (shouldn't|should not|doesn't need to|doesn't need|does not need|no longer needs|doesn't have to|needn't|can lose|needs no) [have|to have|include] <object> [on it|in it|anymore|any more] [so|and|please] [(take|cross|remove|delete|strike|scratch|get|pull) (it|that|them) [off|out]]
    (i|we) (changed my mind|changed our mind|changed our minds|have changed my mind) (about|on) <object> [so|and|please] (take|cross|remove|delete|strike|scratch|drop|cancel|get rid of|erase) (it|that|them) [off] [{from_list}]
    (i|we) (no longer|don't|dont|do not|don't really|didn't) (need|want|have to) <object> [any more|anymore|any longer|after all] [so|and|please] (take|cross|remove|delete|strike|scratch|drop|cancel|get rid of|erase) (it|that|them) [off|out] [{from_list}]
    (i|we) [already] (have|got|bought) <object> [already|so|and|please] (take|cross|remove|delete|strike|scratch|drop|get rid of|erase) (it|that|them) [off|out] [{from_list}]
    (i|we) (won't be needing|will not be needing|won't need|wont need|will not need|never needed|am not going to need|'m not going to need|aren't going to need|shouldn't need|won't be wanting|do not want|have no need for|have no use for) [to be reminded|a reminder|reminders] <object> [anymore|any more|any longer]
    (never mind|nevermind|forget|skip|disregard|ignore|scratch|forget about) [about] (reminding me|{the} {rems}) [{about}] <object>
    (never mind|nevermind|forget|disregard|ignore) about <object>
    (take|cross|strike|scratch|remove|get|move) <object> (off|out|away|back out) [of] [of] [{the_list}]
    (take|strike|scratch|remove|cross|leave) <object> from {the_list}
    {from_list} [please] {delete} <object>
    (off|off of|from|out of) {the_list} [please] (take|get|pull|knock|cut|move|leave|scratch|cross|strike) [off|out] <object>
    (i|we) (no longer|don't|dont|do not) (need|want|have) [to be reminded|a reminder|reminders|reminding] <object> (anymore|any more|any longer) <rest>
    (i|we) (no longer|don't|dont|do not) (need|want|have) [to be reminded|a reminder|reminders|reminding] <object> [anymore|any more|any longer]
    (no need|there's no need|there is no need) to (remind|notify|alert|tell) me [anymore] {about} <object>
    (remove|delete|take|strike|scratch|cross|erase|drop|clear|get rid of) <object> [off] (from|of|in|on) (my|the|our) {rems}
    (no need|no need to|there's no need) <object>
    (no more|stop|quit) (reminding|reminders|alerts|notifying) [me] {about} <object>
    (don't|dont|do not|stop|never) (remind|reminding|notify|alert) me [anymore] {about} <object>
    you (don't|do not|needn't) [have to|need to] (remind|alert|notify) me [anymore] {about} <object> [anymore|any more|any longer]
    (turn off|stop|reset|silence|disable|end|forget) <object>
    {lists} {delete}

task.create ~
    (we|i) (need|want) [some|more|to get] <title> => only=items
    (add|put down|write down|jot down|note down|note) <title>

task.query ?
    {check} (if|whether|that) (there is|there's|there are|there was|i have|i've got|i've|we have|we've got|i|we|i had|you have|you've got|theres) [already|still|also|ever] [set|added|got|put|made|to have] [any|a|an|the|my] <object> [left|still|set|set up|in place|already|yet]
    {check} (if|whether|that) <object> (is|are|was|were) [still|already|also|even|currently] [one of|among] [the] [things|items|tasks|ones] (on|in|among|part of|included in) {the_list}
    {check} (which|what) (day|time|date) <object> (is|are|was|will be|goes off) [set|due|scheduled] [for|on|at]
    {check} (which|what|when|where|how many|who) <object>
    (which|what) (day|time|date) (is|are|was|does|do|will) <object> [be|go off|come up] [set|due|scheduled] [for|on|at]
    (is|are|was|were|isn't|aren't|wasn't) <object> [still|already|also] [one of|among] [the] [things|items|tasks|ones] (in|on|among|part of|included in) (my|the|our) {rems}
    (does|do|did|will|has|doesn't|didn't) {the_list} [already|still|currently|also|even] (have|say|include|contain|show|list|mention|need|got|has) [to] <object> [on it|in it|already|yet]
    (how long|how soon|how far|how much time|how many days|how many hours|how many minutes|how many weeks) [do i have|is it|is there|have i got] [left] (until|till|before|til) <object>
    {show} [to] [me] (a rundown|a run down|an overview|a summary|a recap|a list|the details|details|the contents|the names|the titles|info|information|a breakdown|the status|a readout) (of|on|about|for) [all] [of] <object> [for me|please]
    (what|which|whats|what's) (was|were|is|are|did) [that|the|those] {rems} [that] (i|you|we) <object>
    {show} [back] [to] [me] [aloud] [a list of|a list] <object> [back|out|out loud|aloud] [to me|with me|for me] [please|again|currently|right now]
    (what|what's|whats|which|where|where's|when|when's|whens|how|who|is|are|do|does|did|have|has|am|was|were|will|any|anything) <object>
    (is|are|was) <object> (on|in|part of|included in|already on|added to|written on|listed on) {the_list} [already|yet|now|currently]
    (i want|i need|i would like|i'd like|let me|i) (to|) (hear|see|know|check|confirm|view|read|find out|review) <object>
    (please look to see|check to see|see|look) (if|whether) <object>
    [just] <object> => only=whole
task.create
    <goods> (to|onto|for|on|in|into) {the_list}
    (task|todo|reminder) <title>
    [a] <title> reminder [(for|on|at|with)] <when>
"""
#: How a distance moves something without a verb that says so ("the dentist 15 minutes earlier").
DISTANCES = """task.update
    <when> [please|instead]
    <object> <when> [please|instead]
"""
