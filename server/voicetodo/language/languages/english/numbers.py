"""Numbers as they are spoken, with the misspellings that are common."""

from voicetodo.language.languages.vocabulary import numbered

CARDINALS = numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    0,
) | {word: 10 * n for word, n in numbered("twenty thirty forty|fourty fifty sixty seventy eighty ninety", 2).items()}

ORDINALS = numbered(
    "first second third fourth fifth sixth seventh eighth|eigth ninth|nineth tenth eleventh twelfth|twelvth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    1,
) | {"thirtieth": 30}
