"""English that looks like a time and is none, and times that are often misspelled."""

#: Read through a slip ("thurday"). Only words long enough to have few neighbours.
MISSPELLED = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april august september october "
    "november december today tomorrow tonight yesterday morning afternoon evening midnight weekend weekday weekdays "
    "minutes hours weeks months monthly weekly fortnight quarterly every".split()
)

#: Real words that are a slip away from one of them.
SPELLED_RIGHT = frozenset("sundry mourning moaning mooring minuets toady weakly worming warming".split())

#: Passed over whole: no word in them is a time.
IDIOMS = (
    "now and then", "now and again", "every now and then", "every now and again", "every so often", "time after time",
    "time to time", "from time to time", "day to day", "day in day out", "day by day", "week in week out",
    "one day at a time", "once in a while", "once upon a time", "once and for all", "at once", "all at once",
    "one by one", "two by two", "one to one", "one on one", "two by four", "at first", "at last", "first of all",
    "last of all", "in the first place", "second to none", "second hand", "split second", "second nature",
    "second thoughts", "second thought", "second best", "for a second opinion", "first thing on my", "first thing on the", "the first thing on my", "the first thing on the", "first things first", "second opinion", "second opinions", "second chance", "second helping", "wait a second", "wait a minute", "just a second",
    "just a minute", "up to date", "out of date", "day off", "days off", "day out", "the other day", "these days",
    "those days", "one of these days", "this day and age", "as of late", "may or may not", "come what may", "may i",
    "may we", "may you", "may as well", "march madness", "in the sun", "under the sun", "fall apart", "fall asleep",
    "spring to mind", "in the long run", "for good", "for ever", "for now", "in a row", "in one go", "in one piece",
    "all in one", "one in a million", "one of a kind", "7 eleven", "seven eleven", "7 - eleven", "after eight",
    "forever 21", "911", "112", "999", "by now", "room for two", "table for two", "24 / 7", "24 x 7", "fifty fifty", "50 / 50", "50 - 50", "20 / 20",
    "catch 22", "catch twenty two", "taco tuesday", "ruby tuesday", "ruby tuesdays", "manic monday", "monday blues",
    "blue monday", "freaky friday", "man friday", "tgi friday", "tgi fridays", "sunday best", "sunday roast",
    "saturday night live", "saturday night fever", "sunday bloody sunday", "today show", "the today show",
    "the tonight show", "tonight show", "late night show", "the late show", "late show", "tomorrow never dies",
    "midnight snack", "midnight blue", "april fool", "april fools joke", "may day parade", "minute rice",
    "minute maid", "minute steak", "minute steaks", "sun hat", "sun screen", "sun cream", "sun tan", "sun lotion",
    "sun dress", "sun roof", "sun dried", "sat nav", "sat navs", "sat prep", "sat down", "mon ami", "mon cheri",
)  # fmt: skip
