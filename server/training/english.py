"""What the English model takes for the same, and how far it is behind the grammar."""

_TIMES = (
    "today tomorrow tonight noon midnight morning afternoon evening night week weeks month months year years day days "
    "hour hours minute minutes am pm oclock o'clock daily weekly monthly yearly biweekly hourly later"
)
_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun weekend "
    "weekday"
)
_MONTHS = (
    "january february march april june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec"
)
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty half quarter "
    "first second third fourth fifth"
)
#: Word → what it counts as.
CLASSES: dict[str, str] = {
    **dict.fromkeys(_DAYS.split(), "<day>"),
    **dict.fromkeys(_MONTHS.split(), "<month>"),
    **dict.fromkeys(_TIMES.split(), "<when>"),
    **dict.fromkeys(_NUMBERS.split(), "0"),
}
#: What the grammar's reading rests on → by how much of log-likelihood a model has to outdo it. Weighed on sentences
#: that neither had seen; `python -m training --measure` shows what a change does.
TRUST: dict[str, float] = {
    "certain": 3.0,
    "ours": 2.5,
    "firm": 4.0,
    "calm": 3.5,
    "unread": 1.5,
    "bare": 3.0,
    "hinted": 0.0,
    "guessed": 0.0,
}
