"""The sentences of one language that are said back; placeholders are named in each."""

import msgspec


class Sentences(msgspec.Struct, frozen=True, kw_only=True):
    yes: str
    no: str
    never_mind: str
    left_as_it_was: str
    add_as_task: str
    what_to_add: str
    which_one: str
    before_what: str
    add_without_reminder: str
    make_list: str
    use_inbox: str
    inbox: str
    no_such_list: str
    list_not_found: str
    label_not_found: str
    name_the_list: str
    list_exists: str
    delete_list: str
    not_possible: str
    #: Code → why something was not done; those without are not possible.
    refusals: dict[str, str] = {}
    too_far: str
    nothing_to_change: str
    nothing_to_undo: str
    undone: str
    undone_in_part: str
    not_undone: str
    undone_words: str
    and_next: str
    skipped: str
    does_not_repeat: str
    is_due_else: str
    nothing_like: str
    nothing_at_that_place: str
    nothing_to_do_that_with: str
    nothing_on_list: str
    nothing_in_inbox: str
    nothing_labelled: str
    nothing_pressing: str
    #: Where a question asked for several things at once.
    nothing_such: str
    #: What a question asked for → that there is none of it.
    nothing: dict[str, str]
    your_lists: str
    no_lists: str
    several: str
    quoted: str
    one_task: str
    tasks: str
    more: str
    #: Intent → the question before many tasks change, and what is said when they have.
    may_all: dict[str, str]
    may_move: str
    all_done: dict[str, str]
    was_done: str
    not_done_yet: str
    has_no_date: str
    is_due: str
    no_but: str
    yes_it_was_done: str
    no_it_was_done: str
    yes_these: str
    not_yet_these: str
    on_list: str
    due: str
