"""The forms of German verbs that are formed by rule, and a table of those that are not."""

from collections.abc import Iterable

#: Infinitive → participle, where it is no weak one; the same behind a particle.
_STRONG: dict[str, str] = {
    infinitive: said
    for infinitive, _, said in (
        pair.partition(":")
        for pair in """rufen:gerufen nehmen:genommen schreiben:geschrieben bringen:gebracht gehen:gegangen geben:gegeben lesen:gelesen
    sehen:gesehen treffen:getroffen waschen:gewaschen backen:gebacken braten:gebraten schneiden:geschnitten werfen:geworfen
    fahren:gefahren laufen:gelaufen schwimmen:geschwommen essen:gegessen trinken:getrunken finden:gefunden streichen:gestrichen
    gießen:gegossen sprechen:gesprochen besprechen:besprochen tragen:getragen leihen:geliehen verleihen:verliehen ziehen:gezogen
    überziehen:überzogen beziehen:bezogen lassen:gelassen heben:gehoben laden:geladen stehen:gestanden kommen:gekommen
    frieren:gefroren hängen:gehängt überweisen:überwiesen unterschreiben:unterschrieben vereinbaren:vereinbart
    entscheiden:entschieden messen:gemessen abschließen:abgeschlossen aufnehmen:aufgenommen abnehmen:abgenommen
    teilnehmen:teilgenommen vorbereiten:vorbereitet bereiten:bereitet staubsaugen:gestaubsaugt einrichten:eingerichtet
    abstimmen:abgestimmt einlegen:eingelegt übersetzen:übersetzt überprüfen:überprüft überarbeiten:überarbeitet
    wiederholen:wiederholt unterzeichnen:unterzeichnet bestellen:bestellt""".split()
    )
}
#: Imperatives that change their vowel.
_CHANGED = {
    "nehmen": "nimm", "lesen": "lies", "geben": "gib", "sehen": "sieh", "treffen": "triff", "werfen": "wirf", "essen": "iss",
    "messen": "miss", "sprechen": "sprich", "besprechen": "besprich",
}  # fmt: skip
_UNSTRESSED = ("be", "ver", "er", "ent", "zer", "ge", "miss")


def imperatives(verbs: Iterable[str]) -> dict[str, str]:
    """ "kauf", "kaufe" → "kaufen"."""
    found: dict[str, str] = {}
    for verb in verbs:
        for form in (_stem(verb), _first_person(verb), _stem(verb) + "e"):
            found.setdefault(form, verb)
        if verb in _CHANGED:
            found[_CHANGED[verb]] = verb
    return found


def finite(verbs: Iterable[str]) -> dict[str, str]:
    """ "kaufe" → "kaufen"."""
    return {_first_person(verb): verb for verb in verbs}


def marked(particle: str, verb: str) -> str:
    """ "anzurufen"."""
    return f"{particle}zu{verb}"


def participle(particle: str, verb: str) -> str:
    """ "angerufen", "bezahlt", "abgeholt"."""
    if verb in _STRONG:
        return particle + _STRONG[verb]
    stem = _stem(verb)
    weak = stem + ("et" if stem.endswith(("t", "d", "chn", "ffn", "dm")) else "t")
    has_ge = not verb.startswith(_UNSTRESSED) and not verb.endswith("ieren")
    return particle + ("ge" if has_ge else "") + weak


def _stem(verb: str) -> str:
    return verb[:-1] if verb.endswith(("eln", "ern")) else verb.removesuffix("n").removesuffix("e")


def _first_person(verb: str) -> str:
    return verb[:-3] + "le" if verb.endswith("eln") else _stem(verb) + "e"
