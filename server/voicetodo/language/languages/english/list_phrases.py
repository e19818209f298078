"""What people say about lists themselves, as `phrases.py` says it of all else and in its notation."""

LISTS = """list.query
    (what|which|what's) [all|kind of|kinds of|other] (list|lists) <rest>
    (what|what's|which) (are|were|is) [all] [of] (my|the|our) [current|available|open|existing] lists [so far|called|again]
    how many lists [<rest>]
    (do|have) (i|we) (have|got) (a|an|any) <list> (list|checklist) [yet|already|saved|anywhere|set up|made|created]
    is there (a|an|any) <list> (list|checklist) [yet|already|saved|anywhere|set up]
    is there (a|an|any|already a) (list|checklist) (for|of|called|named|with|about) <list_of>
    (what|what's|whats) [are|is] [all] [the] names of [all] [of] [my|the|our] lists [i have|called]
    {show} [to] [me] (the names of|an overview of|a summary of|a rundown of|the titles of) [all] [of] [the|my|our] [current|existing] lists [i have|i've got]
    {show} [to] [me] (all|all of|every|each) [single] [one of] [the|my|our] (list|lists) [that] [i have|i've got|i have got|i own|i made|i have made|i've made|i've created|there are|there is|we have]
    (do|have|did) (i|we) [already|ever] (made|make|created|create|start|started|set up) (a|an|any|my) <list> list [yet|already|before]
    (do|have|did) (i|we) [already|ever] (made|make|created|create|start|started|set up) (a|an|any|my) list (for|of|called|named|about|with) <list_of>
    (look for|find|search for|locate|check for|see if there is|see if i have|is there|do i have) (a|any) list {called} <list_of>
    {show} [to] [me] [all] [of] [the|my|our|these|those] [current|available|open|existing] lists [to me|i have|we have|available]
    {show} [to] [me] [all] [of] [my|the] <list> lists
    lists [that] i have
    (do|have) (i|we|you) (have|got) (any|a|other|some|more) (list|lists) [{called} <list_of>]
    (find|open) [the|a|my] list (about|on) <list_of>
    find task list (about|on|for) <list_of>
    (what|which) <rest> (made|mad|create|created|have) a list (with|for)
    (what|which) is available in <rest> of lists
list.delete
    (list|lists) {delete}
    (reset|restart|redo|start over with|start over on|start over|start fresh with|start afresh with) [with|on] [a|an|the|my|our] [blank|new|fresh|clean|empty] <list> (list|checklist) [from scratch]
    (make|set) [the|my|our] <list> (list|checklist) (blank|empty|clean) [again]
    (i|we) (don't|dont|do not|no longer|won't|will not) (need|want|use) (the|my|our|that|this|a) <list> (list|checklist) [any more|anymore|any longer|now] [[so|please|you can] (delete|remove|erase|trash|get rid of|toss|scrap) it]
    {delete} (a|the) <list> list from <when>
    {delete} (a|the|that|this) (list|checklist) [that|which] (i|we|you) [just|had|have] (made|created|started|set up|added|put together|wrote) [<when>]
list.create
    [<when>] (a|my) (new|fresh|another) (list|checklist) [to be created] [<when>]
    <when> {make} [me] [a|an|the|another] [new|another] (list|checklist)
    {make} [me] [a|an|the|another] [brand] [new|another] (list|checklist) {called} <list_of>
    {make} [me] [a|an|the|another] [brand] [new|another] (list|checklist) (of|for|with|about) (<when>) (<list_of>)
    {make} [me] [a|an|the|another] [brand] [new] (list|checklist) (of|for) <list_of> (on sale|to be|that are) <rest>
    {make} [me] [a|an|the|another] [brand] [new|another] (list|checklist) [for me|for us|please|that is available]
    {make} [me] [up] [a|an|the|another] [brand] [new|another] (list|checklist) (for me|for us) ({called}|of|for|with|about) <list_of>
    (call|name|title|label) (a|an|my|the|another) [brand] (new|fresh|next) (list|checklist) <list_of>
    {make} [me] [a|an|the|another] [brand] [new|another] (list|checklist) (of|for|with|about) <list_of>
    {make} [me] [a|an|the|another|my] [brand] [new|another] <list> (list|checklist) [for me|for us|for <rest>]
    {make} [me] [a|an|another] [brand] [new] (list|checklist) [and|then] (call|name|title|label) it <list_of>
    {want} (a|an|another|one more) [brand] [new|fresh|separate|blank] (list|checklist) [{called}|for|of|with|about] <list_of>
    {want} (a|an|another|one more) [brand] [new|fresh|separate|blank] <list> (list|checklist)
    (open|open up|give me|put up) [me] [up] (a|an|another) [brand] (new|fresh|separate|blank|empty) (list|checklist) [{called}|for|of|about] <list_of>
    (open|open up|give me|put up) [me] [up] (a|an|another) [brand] (new|fresh|separate|blank|empty) <list> (list|checklist)
    (open|open up|give me|put up) [me] [up] (a|an|another) [brand] (new|fresh|separate|blank|empty) (list|checklist)
    {make} [new] (list|checklist) [{called}] <list_of>
    {make} [a] [new] (register|inventory)
    [a|my] (new|fresh|another) (list|checklist) [to be created]
    [a|my] (new|fresh|another) (list|checklist) {called} <list_of>
    my new <list> new list
    [a|my] (new|another) <list> (list|checklist)
    (list|lists) new

"""
