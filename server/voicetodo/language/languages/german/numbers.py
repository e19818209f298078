"""Numbers as they are spoken: ones before tens, in one word."""

_ONES = ("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn",
         "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn")  # fmt: skip
_TENS = {
    "zwanzig": 20,
    "dreißig": 30,
    "vierzig": 40,
    "fünfzig": 50,
    "sechzig": 60,
    "siebzig": 70,
    "achtzig": 80,
    "neunzig": 90,
}
#: What is counted by the word as it stands in "einundzwanzig".
_STEMS = (
    {word: number for number, word in enumerate(_ONES)}
    | _TENS
    | {f"{one}und{tens}": number + _ONES.index(one) for tens, number in _TENS.items() for one in _ONES[1:10]}
)
CARDINALS: dict[str, int] = {
    **{word: number for word, number in _STEMS.items() if word != "ein"},
    "eins": 1, "zwo": 2,
}  # fmt: skip
_IRREGULAR = {"erst": 1, "dritt": 3, "siebt": 7, "acht": 8}
_ORDINAL_STEMS = _IRREGULAR | {
    word + ("t" if number < 20 else "st"): number for word, number in _STEMS.items() if number not in {0, 1, 3, 7, 8}
}
#: "dritte", "dritten", "dritter" …
ORDINALS: dict[str, int] = {
    stem + ending: number for stem, number in _ORDINAL_STEMS.items() for ending in ("e", "en", "er", "es", "em")
}
#: "einmal", "zwölfmal".
COUNTS: dict[str, int] = {f"{word}mal": number for word, number in _STEMS.items() if number}
