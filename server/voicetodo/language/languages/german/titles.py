"""The words at the edges of a title that do not belong to it."""

#: Left at the beginning of a title by the words around it.
TITLE_LEADS = frozenset(
    "dass daran dran an ans von für wegen und namens zu zum zur über mit dann um auf bezüglich als genannt noch mal bitte auch ich ab oder".split()
) - {"mit", "um", "auf"}
#: Left at the end of a title.
TITLE_TAILS = frozenset(
    "am um bis für und der die das den dem ein eine einen fällig bitte ist aber dann jeden jede jedes so oder nur gegen muss soll "
    "sollte müsste will möchte kann darf müssen sollen wollen hinzu dran daran im in zum zur von vom noch , dass".split()
)
#: Where they stand at the end they are of the verb, which takes them with it.
PARTICLES: frozenset[str] = frozenset()
#: Titles that name nothing.
EMPTY_TITLES = frozenset(
    "mich mir uns es das dies ihn sie etwas was eins neue neuen aufgabe eine ein punkt eintrag daran dran".split()
) | {"eine aufgabe", "neue aufgabe", "die aufgabe", "noch etwas", "ein punkt"}
#: Words that do not tell one task from another.
TELLS_NOTHING = frozenset(
    "der die das den dem des ein eine einen einem einer mein meine meinen meiner unser unsere unseren zu zum zur von vom für auf im in an am ans bei "
    "mit und oder es dies etwas ich mir mich wir uns über aufgabe erinnerung todo noch mal schon sich nach".split()
)
#: What kind of thing a task is: said of a task whose title does not say it ("der Zahnarzttermin").
KINDS = frozenset("termin termine treffen besuch sache kram ding job buchung punkt eintrag anruf untersuchung".split())
#: After "Erinnerung für" these begin a thing, not a person.
NOT_A_PERSON = frozenset(
    "der die das den dem ein eine einen mein meine heute morgen mich abendessen mittagessen arbeit schule".split()
)
#: Said in a question around the thing asked about, at either end of its name.
QUESTION_NOISE = frozenset(
    "ist sind war waren bin habe hab haben hat hatte kann kannst ich du wir es da der die das den dem alle alles mein meine meinen unsere von mir uns zeig "
    "zeige lies sag sage gib was wann welche welcher welches wo wie viele viel art zeit noch offen übrig als nächstes nächste nächsten anstehenden "
    "aktuelle aktuellen monatlich wöchentlich täglich andere anderen mehr schon bereits auf an vor im in drauf fällig dran steht stehen bitte für etwas "
    "eigentlich denn gibt muss soll und".split()
)
#: Before "Erinnerung" these do not name it.
PLAIN_ADJECTIVES = frozenset(
    "nächste nächsten offene offenen anstehende anstehenden aktuelle aktuellen übrige andere anderen neue neuen tägliche wöchentliche monatliche jährliche".split()
)
#: A title ends before its reason.
REASONS = frozenset({"weil", "denn"})
#: What precedes a todo in "erinnere mich daran, dass ich … muss".
TITLE_OPENINGS = """
    (ich|wir) (muss|müssen|soll|sollte|sollten|will|möchte|darf|habe|brauche) [noch|auch|mal]
    (muss|müssen|soll|sollen|sollte|sollten|will|wollen|wollte|möchte|werde|müsste) (ich|wir) [noch|auch|mal|unbedingt|dringend]
    dass (ich|wir) [noch|auch|mal]
    (ich|wir) [noch|auch|mal]
    (es gibt|es ist|da ist)
    (nicht|daran|dran) [zu] vergessen [,|dass ich]
    daran [zu] denken [,|dass ich]
    (eine|die) erinnerung (an|für|zum|zur)
    erinnere mich [daran|an]
    (noch|auch|mal|unbedingt|bitte)
"""
#: Left out before a title that is a noun alone ("an den Zahnarzt").
BARE_ARTICLES = frozenset({"der", "die", "das", "den", "dem", "des", "einen", "eine", "ein", "einer", "einem"})
#: What is pointed at where nothing else is named.
POINTERS = frozenset({"das", "dies", "dieses", "diese", "die", "den", "ihn", "sie"})
#: Left before the name of a list.
LIST_LEADS = frozenset(
    {"namens", "genannt", "für", "von", "der", "die", "den", "das", "meine", "meiner", "neue", "neuen"}
)
#: Before how often something is done, where that is no part of a title.
BEFORE_DAYS = frozenset({"am", "an"})
