"""What is said around a request: courtesies, fillers, corrections, and how one asks."""

#: Said before a request without changing it. Stripped again and again from the beginning.
OPENERS = """
bitte
(hey|hallo|hi|okay|ok|moin|servus|na) [du] [alexa|siri|google|computer|jarvis|assistent]
(alexa|siri|google|jarvis|computer)
(so|also|ja|gut|okay|ok|oh|ach|ach ja|und|dann|danach|aber|noch|außerdem|übrigens|auch|zuerst|als erstes|als nächstes|zum schluss|genau|super|danke|tja|naja|na ja|jetzt)
(äh|ähm|ehm|hm|öh|öhm|halt|mal)
und dann
(oh|ach) (und|auch|ja)
moment [mal]
warte [mal|kurz]
(kannst|könntest|kannste|würdest|magst|willst) (du|de) [mir|mich] [bitte|mal|bitte mal|doch|auch|noch|vielleicht|mal bitte|eben|kurz]
(können|könnten|würden) (sie|wir) [mir] [bitte|mal|bitte mal|auch|noch]
(du) (kannst|sollst|musst|könntest) [bitte|mal|noch]
(ich|wir) (möchte|möchten|will|wollen|würde|würden|wollte|wollten|hätte|hätten|mag) [gern|gerne] [noch|auch|mal|bitte|dass du]
(ich|wir) (muss|müssen|müsste|müssten|sollte|sollten|soll|sollen|darf|dürfen|brauche zu) [mal wieder|noch mal|noch unbedingt|noch|auch|mal|unbedingt|dringend|ja|dann|nachher|wieder|eigentlich|irgendwann|leider|jetzt|halt|bald|endlich]
(muss|müssen|sollte|soll) (ich|wir) [noch|auch|mal|unbedingt|dringend|ja|wieder]
(ich|wir) (habe|hab|haben) [noch] vor
(ich|wir) (darf|dürfen) nicht vergessen [,] [zu|dass ich]
(ich|wir) (plane|planen) [,] [zu]
(es wäre|wäre) (toll|nett|schön|super|lieb|gut) [,] wenn du
(sei|sei bitte|bitte sei) so (nett|gut|lieb) und
(tu|tue) mir den gefallen und
(lass|lasst) uns [bitte|mal|noch]
schnell [noch|mal]
"""
#: Said after a request without changing it.
CLOSERS = """
(bitte|danke|dankeschön|danke schön|danke dir|okay|ok|ja|gell|auch|auch noch|noch|mal|jetzt|sofort|gleich|asap|wenn es geht|wenn du kannst|kannst du|könntest du|vielen dank|besten dank|oder so|glaube ich|glaub ich|denke ich|denk ich|schätze ich|wenn möglich|falls möglich|bitte danke|sonst vergesse ich es|sonst vergess ich das|nicht wahr|weißt du)
"""
#: Passed over wherever they stand.
FILLERS = frozenset("äh ähm ehm hm hmm öh öhm ähh mhm eh uh um ähem".split()) - {"um", "eh"}
#: Passed over when set apart by commas.
ASIDES = frozenset(
    {
        "also",
        "na ja",
        "naja",
        "weißt du",
        "sagen wir",
        "sagen wir mal",
        "ich glaube",
        "glaub ich",
        "halt",
        "so",
        "irgendwie",
        "mal sehen",
        "lass mich überlegen",
        "moment",
    }
)
#: "Ich möchte wissen …" asks, it does not plan.
WONDERING = frozenset("wissen sehen hören finden sein prüfen verstehen haben sagen".split()) - {
    "sehen",
    "prüfen",
    "finden",
}
#: First words of a question.
ASKING = frozenset(
    "was wann wo wer wie warum wieso weshalb welche welcher welches welchen wem wen wessen ist sind bin habe hab hat haben kann kannst darf gibt "
    "soll war waren wird werden wurde hast bist steht stehen".split()
)
#: Words that are said twice only by mistake.
NEVER_DOUBLED = frozenset(
    "zu der das den dem ein eine einen mein meine meinen mich ich und für von auf im in an am um bitte erinner erinnere dass daran ist muss".split()
)
#: Between two moments: the second replaces the first.
CORRECTIONS = frozenset(
    {
        "nein", "nee", "ne", "nein warte", "nein moment", "ach nein", "ach ne", "quatsch", "nein quatsch", "ich meine", "ich mein", "nein ich meine",
        "besser", "nein besser", "lieber", "doch lieber", "nein lieber", "oder lieber", "oder besser", "vielmehr", "oder vielmehr", "warte", "moment",
        "moment nein", "warte nein", "entschuldigung", "sorry", "nein sorry", "sorry nein", "das heißt", "beziehungsweise", "nein doch", "doch",
        "nein doch lieber", "ach quatsch", "nicht", "korrektur", "halt nein", "oh nein", "ach was", "nein nein", "nicht sondern",
    }
)  # fmt: skip
#: After a word: the next replaces it. Said with True, only after a pause.
SLIPS: tuple[tuple[tuple[str, ...], bool], ...] = (
    (("nein", ",", "ich", "meine"), False),
    (("nein", "ich", "meine"), False),
    (("nein", "ich", "mein"), False),
    (("sorry", "ich", "meine"), False),
    (("ich", "meine"), False),
    (("ich", "mein"), False),
    (("ich", "meinte"), False),
    (("nein", "warte"), False),
    (("nein", "quatsch"), False),
    (("ach", "nein"), False),
    (("ach", "quatsch"), False),
    (("oder", "besser"), False),
    (("oder", "vielmehr"), False),
    (("vielmehr",), True),
    (("quatsch",), True),
    (("doch", "lieber"), True),
    (("nein",), True),
    (("nee",), True),
    (("sorry",), True),
)
ARTICLES = frozenset(
    "der die das den dem des ein eine einen einem einer mein meine meinen meiner unser unsere unseren".split()
)
#: What is corrected so begins with none of these.
NO_SLIP = frozenset(
    "es dass dies ich du wir sie er nicht brauche danke bitte erinner erinnere füg füge problem".split()
)
#: Everything said before is taken back.
TAKEN_BACK: tuple[tuple[str, ...], ...] = (
    ("streich", "das"),
    ("vergiss", "es"),
    ("vergiss", "das"),
    ("egal",),
    ("schon", "gut"),
    ("lass", "gut", "sein"),
    ("ach", "lass"),
    ("hat", "sich", "erledigt"),
)
#: "Ich muss …": what follows is to be done.
DUTY = frozenset("muss müssen müsste müssten sollte sollten soll sollen darf dürfen vergessen vor".split())
#: Before a bare request these speak to an assistant, not to oneself.
ADDRESS = frozenset(
    "kannst kannste könntest würdest magst bitte alexa siri google du hey können könnten würden willst".split()
)
#: A sentence with one of these tells how things are; it is no todo by itself.
STATING = frozenset("ist sind war waren bin wird werden hat haben kommt kommen geht gehen war".split())
#: Who tells what they did.
SPEAKERS = frozenset({"ich", "wir"})
