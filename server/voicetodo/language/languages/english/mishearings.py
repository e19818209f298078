"""Words a speech engine writes for others that sound like them."""

#: Heard for "buy".
BUY = frozenset({"by", "bye"})
#: After these "by" is "buy", whatever follows.
BEFORE_BUY = frozenset("add to put".split())
#: After these it is "buy" before a thing known from shopping lists.
BEFORE_BUY_ITEMS = BEFORE_BUY | frozenset("and then also please , i you".split())
#: After "by" these show that it is meant.
NOT_BOUGHT = frozenset(
    "hand car train bus plane foot mail email phone post heart law now then default far myself himself herself itself "
    "themselves yourself ourselves chance mistake accident all any no which what doing using".split()
) | {"the way", "the time", "the end", "the latest"}
#: Heard for a level of priority.
LEVELS = {"height": "high", "hi": "high", "hike": "high", "hie": "high", "lo": "low", "load": "low", "middle": "medium"}
BEFORE_LEVELS = frozenset({"to", "as", "at", "is", "of"})
#: After "too" these show that it was "to" ("add milk too my list").
OWNING = frozenset({"my", "our"})
#: Where "buy" is heard wrong for certain.
SURELY_BUY = frozenset({"by"})
BUY_MEANT = "buy"
#: What a level is of.
LEVELLED = frozenset({"priority"})
#: Heard or typed for the word before an aim, and that word.
TOWARDS = frozenset({"too", "two", "2", "ot", "tot", "tto"})
TOWARDS_MEANT = "to"
#: Before what is to be done it is that word, whatever stands there ("remind me 2 call mom").
BEFORE_ACTS = frozenset({"me", "us", "reminder", "have", "need", "want", "forget", "remember"})
#: Heard for the number before things, after these.
TWO = frozenset({"to", "too"})
TWO_MEANT = "two"
BEFORE_TWO = frozenset("add buy get need put order grab".split())
PLURAL_ENDINGS: tuple[str, ...] = ("s",)
#: Heard for things that are bought: between such words, where a shopping list is spoken of.
THINGS = {
    "flower": "flour",
    "serial": "cereal",
    "bred": "bread",
    "leaks": "leeks",
    "meet": "meat",
    "pairs": "pears",
    "tee": "tea",
    "whine": "wine",
    "stake": "steak",
    "stakes": "steaks",
    "beats": "beets",
    "currents": "currants",
    "muscles": "mussels",
    "plumbs": "plums",
    "carats": "carrots",
    "bury": "berry",
    "moose": "mousse",
}
BEFORE_THINGS = frozenset("add put and plus , some more of the buy get need include throw a".split())
AFTER_THINGS = frozenset(["and", ",", "plus", "to", "on", "onto", "from", "for", "in", "&", ""])
