"""Where one request ends and the next begins, in the notation of `english/phrases.py`."""

#: How a new request begins in the middle of what is said. `list=needed`: only if a list is named after it.
STARTS = """
    remind (me|us|my|him|her)
    {set} [me] (a|an|another|the) [new] {rems}
    (alert|notify|ping) me
    (don't|dont|do not) (let me forget|forget to)
    [i] (need to|have to|got to|gotta|must|should) (remember|buy|get|call|pay|pick|clean|do|make|finish|send|book|go)
    i (need to|have to|gotta|must|should)
    (mark|check|tick|cross) <object> (as|off)
    (create|make|start) [me] (a|an|another) [new] <list> list
    (create|make|start) [me] (a|an|another) [new] list
    (add|create|make) (a|an|another) [new] (task|todo|reminder)
    (new) (task|todo|reminder)
    (add|put|include|append|throw|stick|write|jot) <object> => list=needed
    (remove|delete|take|erase|scratch|cross) <object> => list=needed
    (remove|delete|take|erase|scratch|cross|check|tick|mark|drop|strike|get rid of|scrap) (it|that|them|this)
    (add|put|include|stick|throw|pop|write|toss|append) (it|that|them|those|some) [down] (to|on|in|onto) <object> => list=needed
    (move|push|postpone|reschedule|rename|complete|reopen) (the|my|everything|all|it)
    (set|make) (it|that|them|this) [to|as] {a_level}
    (show|read|tell) me
    what's (on|left|due|next|overdue)
    what (is|are) (on|left|due|next|overdue|my)
    (when|what time) (is|are) (the|my)
    how many
    (make|change|move|set|switch|push) (that|this) (reminder|task|todo|one)
"""
