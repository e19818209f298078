"""Verbs: what people do with their todos, in every form in which it is said, and what they ask an assistant to do."""

from voicetodo.language.languages.german.conjugation import finite, imperatives, marked, participle

_SEPARABLE = """ab|holen geben schicken waschen spülen trocknen melden sagen stauben tauen bauen heften liefern legen kleben heben bestellen
    an|rufen melden ziehen machen fangen streichen fragen schauen sehen probieren mailen schreiben bringen
    auf|räumen hängen laden stehen schreiben geben bauen füllen wärmen backen pumpen
    aus|füllen leihen räumen misten suchen drucken machen schalten tauschen wechseln leeren sortieren schneiden
    ein|kaufen räumen packen laden zahlen schalten reichen senden tragen lösen frieren werfen schicken richten
    mit|bringen nehmen kommen
    nach|fragen sehen schauen lesen füllen bestellen kaufen holen
    um|buchen topfen ziehen tauschen stellen melden
    vor|bereiten lesen kochen stellen
    vorbei|bringen gehen fahren
    weg|bringen werfen räumen fahren
    zu|sagen schneiden machen
    zurück|geben bringen schicken rufen zahlen senden
    zusammen|stellen legen bauen packen
    raus|bringen stellen holen tragen suchen
    runter|bringen laden tragen
    rein|bringen holen
    hoch|laden
    herunter|laden
    heraus|suchen
    fertig|machen stellen
    sauber|machen
    fest|machen legen
    weiter|leiten schicken"""
_PLAIN = """kaufen besorgen holen bringen rufen telefonieren schreiben schicken senden mailen antworten zahlen bezahlen überweisen
    putzen waschen wischen saugen staubsaugen kehren fegen bügeln spülen kochen backen braten gießen füttern mähen pflanzen
    schneiden jäten säen düngen ernten streichen lackieren bohren reparieren flicken nähen stricken stopfen basteln bauen
    buchen bestellen reservieren vereinbaren planen organisieren prüfen kontrollieren checken lesen lernen üben trainieren
    wiederholen erledigen machen beenden abschließen verlängern kündigen erneuern ersetzen wechseln tauschen verkaufen spenden
    verschenken sortieren packen drucken scannen kopieren unterschreiben unterzeichnen besprechen verschicken versenden
    beantragen beantworten bearbeiten aktualisieren installieren sichern testen korrigieren übersetzen schreiben formulieren
    besuchen treffen sehen fragen suchen finden laufen joggen schwimmen wandern meditieren duschen baden rasieren
    impfen tanken laden leeren füllen entsorgen recyceln verpacken einrichten renovieren montieren befestigen messen
    gratulieren danken bedanken kümmern geben nehmen stellen legen hängen sammeln pflegen streicheln spazieren reinigen
    entkalken lüften heizen dekorieren schmücken verabreden entscheiden recherchieren vorbereiten präsentieren überprüfen
    überarbeiten fotografieren aufnehmen abnehmen schälen marinieren einlegen grillen essen trinken nutzen bewässern sprechen
    klären melden wählen abstimmen teilnehmen fahren gehen leihen verleihen überziehen beziehen lassen"""
#: Particle and verb of what is written as one.
_PARTS = [
    (particle, verb)
    for line in _SEPARABLE.splitlines()
    for particle, _, verbs in [line.strip().partition("|")]
    for verb in verbs.split()
]
_VERBS = sorted({*_PLAIN.split(), *(verb for _, verb in _PARTS)})

PARTICLES = frozenset(particle for particle, _ in _PARTS)
#: Infinitives, with and without "zu" in them: a bare request that ends with one is a todo.
LAST_VERBS = frozenset(_PLAIN.split()) | {
    form for particle, verb in _PARTS for form in (particle + verb, f"{particle}zu{verb}")
}
#: As one asks: "kauf", "rufe … an".
IMPERATIVES = imperatives(_VERBS)
#: As one says of oneself, at the end of a clause.
FINITE = finite(_PLAIN.split()) | {
    particle + form: particle + verb for particle, base in _PARTS for form, verb in finite([base]).items()
}
MARKED_INFINITIVES = {marked(particle, verb): particle + verb for particle, verb in _PARTS}
INFINITIVE_MARKS = frozenset({"zu"})

TODO_VERBS = frozenset(IMPERATIVES)
#: Verbs by which one asks an assistant to act at once; without a moment or "ich muss" they are no todos.
ASSISTANT_VERBS = frozenset(
    "sag sage schreib schreibe schick schicke sende such suche finde öffne öffnen starte starten spiel spiele spielen zeig zeige "
    "mach mache stell stelle lies lese ruf rufe sieh schau schaue geh gehe fahr fahre übersetz übersetze nenn erzähl erzähle "
    "schicken senden schreiben suchen finden sehen".split()
)
#: What was done → the verb as it stands in a title ("bezahlt" → "bezahlen").
PAST: dict[str, str] = (
    {participle("", verb): verb for verb in _PLAIN.split()}
    | {participle(particle, verb): particle + verb for particle, verb in _PARTS}
    | {"getan": "tun", "eingekauft": "einkaufen", "rausgebracht": "rausbringen"}
)
#: In words about todos that fit no phrase, the verb that tells what is wanted.
TELLING_VERBS = {
    **dict.fromkeys(
        "lösch lösche löschen entfern entferne entfernen streich streiche streichen".split(), "task.delete"
    ),
    **dict.fromkeys(
        "füg füge hinzufügen setz setze schreib schreibe notier notiere erinner erinnere erinnern".split(),
        "task.create",
    ),
    **dict.fromkeys(
        "verschieb verschiebe verschieben änder ändere ändern verleg verlege verlegen".split(), "task.update"
    ),
    **dict.fromkeys("hak hake abhaken erledige erledigen erledigt fertig abgehakt".split(), "task.complete"),
}
#: Done to things that are no todos as often as to todos: without a todo of that name they are something to do.
DONE_ELSEWHERE = frozenset("kündige kündigen storniere stornieren sag sage absagen".split())
#: After these "von … auf …" names an old and a new moment.
MOVING_VERBS = frozenset(
    "verschieb verschiebe verschieben verleg verlege verlegen änder ändere ändern schieb schiebe schieben verschoben".split()
)
#: Where something is moved to, and what it is before a clock: a word of the same length.
TOWARDS = {"auf": "um "}
REMIND = frozenset("erinner erinnere erinnern".split())
#: What is passed on to somebody begins with one of these, or is sent.
REMIND_STEMS: tuple[str, ...] = ("erinner",)
SEND: frozenset[str] = frozenset()
