"""What a language says back: the tables of its replies, and of rules told in words."""

import msgspec


class Replies(msgspec.Struct, frozen=True, kw_only=True):
    """`replies.py`: sentences to say back."""

    added: str
    in_list: str
    for_when: str
    repeats: str
    repeats_as: str
    before_rule: str
    due_by: str
    with_reminder: str
    with_priority: str
    for_person: str
    changed: str
    new_title: str
    now_due: str
    now_repeats: str
    has_reminder: str
    before: str
    has_priority: str
    is_for: str
    is_in: str
    has_note: str
    labelled: str
    is_changed: str
    unnamed: str
    quoted: str
    several: str
    at_clock: str
    that_day: str
    far_day: str
    looking_for: str
    looking_in: str
    looking_labelled: str
    looking_pressing: str
    position: str
    all_for: str
    all_from: str
    all_in: str
    all_labelled: str
    all_pressing: str
    from_end: str
    last_one: str
    nothing_done: str
    nothing_heard: str
    sentences: dict[str, str]
    queries: dict[str, str]
    sets: dict[str, str]
    priorities: dict[int, str]
    near_days: dict[int, str]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    or_words: frozenset[str]
    which_day: str
    month_sizes: tuple[tuple[int, str, str], ...]
    day_sizes: tuple[tuple[int, str, str], ...]
    minute_sizes: tuple[tuple[int, str, str], ...]
    shift: str
    later: str
    earlier: str
    cleared: dict[str, str]


class Sayings(msgspec.Struct, frozen=True, kw_only=True):
    """`sayings.py`: how a time is said in words that are read as the same time again."""

    ordinals: tuple[str, ...]
    places: dict[int, str]
    from_last: str
    day: str
    weekday_and_day: str
    day_at: str
    at: str
    halves: tuple[str, str]
    clock: str
    full_hour: str
    hours_of_day: str
    days: str
    lengths: dict[str, tuple[str, str]]
    every: dict[str, tuple[str, str]]
    starting: str
    after_completion: str
    once: str
    times: str
    until: str
    every_days: str
    every_workday: str
    every_weekend: str
    workdays: str
    weekend: str
    on_days: str
    on_places: str
    place_of_weekday: str
    place_of_day: str
    on_instances: str
    instances: str
    on_date: str
    in_months_on: str
    in_month: str
    day_of_year: str
    in_weeks: str
