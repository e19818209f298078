"""The German of clocks and calendars: lower case, one space between the words of a phrase."""

import msgspec

from voicetodo.language.languages.german.holidays import HOLIDAYS
from voicetodo.language.languages.german.numbers import CARDINALS, COUNTS, ORDINALS
from voicetodo.language.languages.german.umlauts import spellings_of
from voicetodo.language.languages.vocabulary import (
    Phrases,
    Unit,
    Vocabulary,
    grouped,
    numbered,
    phrases,
    words,
    words_in,
)

_SECOND, _MINUTE, _HOUR = Unit("second", seconds=1), Unit("minute", seconds=60), Unit("hour", seconds=3600)
_DAY, _WEEK = Unit("day", days=1), Unit("week", days=7)
_MONTH, _YEAR = Unit("month", months=1), Unit("year", months=12)

_UNITS: dict[str, Unit] = {
    name: unit
    for names, unit in (
        ("sekunde sekunden sek", _SECOND),
        ("minute minuten min", _MINUTE),
        ("stunde stunden std stdn", _HOUR),
        ("tag tage tagen tages nacht nächte nächten", _DAY),
        ("woche wochen", _WEEK),
        ("monat monate monaten monats monates", _MONTH),
        ("quartal quartale quartalen quartals vierteljahr vierteljahre", Unit("quarter", months=3)),
        ("halbjahr halbjahre halbjahren", Unit("month", months=6)),
        ("jahr jahre jahren jahres", _YEAR),
        ("jahrzehnt jahrzehnte jahrzehnten", Unit("decade", months=120)),
    )
    for name in names.split()
}

_WEEKDAYS = numbered(
    "montag|mo dienstag|di|dinstag mittwoch|mi donnerstag|do|donerstag freitag|fr samstag|sa|sonnabend sonntag|so", 0
)
_PLURALS = numbered("montags dienstags mittwochs donnerstags freitags samstags|sonnabends sonntags", 0)
_LONG_DAYS = [day for day in _WEEKDAYS if len(day) > 2]
_PARTS = ("morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht", "früh")
#: "Montagabend", "Dienstagmorgens", "Viertelstunde".
_SPLITS = {day + part: len(day) for day in _LONG_DAYS for part in (*_PARTS, *(f"{each}s" for each in _PARTS))} | {
    first + second: len(first) for first in ("viertel", "dreiviertel", "halb") for second in ("stunde", "stunden")
}

_PLAIN = Vocabulary(
    cardinals=CARDINALS,
    ordinals=ORDINALS,
    ordinal_suffixes=words(". te ten ter tes"),
    hundred="hundert", thousand="tausend",
    vague_amounts=grouped({2: "ein paar|paar|einem paar|zwei drei", 3: "einige|einigen|mehrere|mehreren"}),
    articles=words("ein eine einen einem einer eines ner ne"),
    the=words("der die das den dem des"),
    half=words("halb halbe halben halbes halber"),
    quarter=words("viertel"),
    quarter_plurals=words(""),
    fractions={"anderthalb": 1.5, "eineinhalb": 1.5, "einundeinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5,
               "viereinhalb": 4.5, "dreiviertel": 0.75},
    more=words("weitere weiteren"),
    glued_suffixes=words(". te ten ter tes"),
    tens_first=False,
    splits=_SPLITS,
    spellings={},
    weekdays=_WEEKDAYS,
    weekday_plurals=_PLURALS,
    weekday_groups=grouped(
        {
            (0, 1, 2, 3, 4): "werktags|werktag|werktage|werktagen|wochentags|wochentag|wochentage|wochentagen|arbeitstag"
            "|arbeitstage|arbeitstagen|unter der woche|schultag|schultage|schultagen",
            (5, 6): "wochenends|wochenenden|wochenende",
        }
    ),
    plural_groups=words("werktags werktage werktagen wochentags wochentage wochentagen arbeitstage arbeitstagen wochenends wochenenden woche"),
    plural_marks=words(""),
    weak_weekdays={"mo": 0.3, "di": 0.3, "mi": 0.3, "do": 0.3, "fr": 0.3, "sa": 0.3, "so": 0.05},
    months=numbered(
        "januar|jan|jänner|jaenner februar|feb|feber märz|mär|mrz april|apr mai juni|jun|juno juli|jul|julei "
        "august|aug september|sep|sept oktober|okt november|nov dezember|dez",
        1,
    ),
    weak_months={"jan": 0.3, "jun": 0.3, "mai": 0.4, "april": 0.4, "august": 0.4},
    undotted_months=words("mai juni juli märz"),
    seasons={"frühling": 3, "frühjahr": 3, "sommer": 6, "herbst": 9, "winter": 12},
    units=_UNITS,
    unit_letters={"s": _SECOND, "m": _MINUTE, "h": _HOUR, "d": _DAY, "t": _DAY, "w": _WEEK, "j": _YEAR},
    countable=words("sekunden minuten min stunden std tage tagen nächte wochen monate monaten quartale jahre jahren"),
    night_units=words("nacht nächte"),
    long_periods=grouped({}),
    quarters=words("quartal quartals"), quarter_letters=words("q"),
    periods={"woche": "week", "wochenende": "weekend", "wochenendes": "weekend", "monat": "month", "monats": "month",
             "quartal": "quarter", "quartals": "quarter", "jahr": "year", "jahres": "year"},
    parts_of_day=grouped(
        {
            "morning": "morgen|am morgen|morgens|früh|in der früh|in der frühe|früh am morgen|vormittag|am vormittag|vormittags"
            "|gleich früh|am frühen vormittag",
            "early": "am frühen morgen|frühmorgens|in aller frühe|in aller früh",
            "late morning": "am späten vormittag",
            "early afternoon": "am frühen nachmittag",
            "early evening": "am frühen abend|vorabend",
            "late afternoon": "am späten nachmittag",
            "late": "spätabends|spät abends|spät am abend|am späten abend|vor dem schlafen|vor dem schlafengehen|vorm schlafengehen|schlafenszeit",
            "night": "nacht|nachts|in der nacht",
            "afternoon": "nachmittag|am nachmittag|nachmittags",
            "evening": "abend|am abend|abends|feierabend|nach feierabend",
            "lunch": "mittag|mittagessen|mittagspause|in der mittagspause|zur mittagspause",
            "breakfast": "frühstück",
            "dinner": "abendessen|abendbrot",
        }
    ),
    sure_parts=words("morgens vormittags nachmittags abends nachts frühmorgens spätabends"),
    meals=words("mittagessen mittagspause frühstück abendessen abendbrot"),
    part_plurals={},
    clock_names=grouped(
        {
            "noon": "mittags|am mittag|zwölf uhr mittags|12 uhr mittags|zu mittag",
            "midnight": "mitternacht|um mitternacht|24 uhr|null uhr",
        }
    ),
    meridiems={},
    meridiem_tail="m",
    oclock=words("uhr"),
    has_minutes_after_hour=True,
    past=words("nach"),
    to=words("vor"),
    half_is_before=True,
    quarters_towards={"viertel": 15, "dreiviertel": 45},
    vague_minutes={"kurz": 5},
    minute_words=words("minute minuten min"),
    hour_letters=words("h"),
    zero=words("null"),
    zones=words("mez mesz utc gmt cet cest"),
    relative_days=grouped(
        {
            0: "heute|heut",
            1: "morgen|am nächsten tag|am tag darauf|am folgetag",
            2: "übermorgen",
            3: "überübermorgen",
            -1: "gestern",
            -2: "vorgestern",
        }
    ),
    weak_days={},
    tonight=words("heutenacht"),
    now=phrases("jetzt", "jetzt gleich", "sofort", "gleich", "gleich jetzt", "asap", "umgehend"),
    this=words("dieser diese dieses diesen diesem dies"),
    after_next=words("übernächste übernächsten übernächster übernächstes übernächstem"),
    ago=words("vor"),
    time_word=words(""),
    within=words("innerhalb binnen"),
    counts_from_day=True,
    has_genitive=True,
    next=words("nächste nächsten nächster nächstes nächstem"),
    last=words("letzte letzten letzter letztes letztem vorige vorigen voriger voriges vergangene vergangenen"),
    past_words=words("letzte letzten letzter letztes vorige vorigen vergangene vergangenen"),
    coming=words("kommende kommenden kommender kommendes kommendem folgende folgenden folgender"),
    current=words("dieser diese dieses diesen diesem laufende laufenden laufender"),
    from_now=grouped({1: "später|danach|ab jetzt|ab heute|von jetzt an|von heute an", -1: "früher"}),
    after_anchor=words("nach ab"),
    before_anchor=words("vor"),
    edges=grouped(
        {
            "end": "ende|am ende|gegen ende|zum ende|das ende",
            "start": "anfang|am anfang|beginn|zu beginn|zum anfang|zum beginn|anfangs",
            "middle": "mitte|in der mitte",
            "rest": "rest|den rest",
            "later": "später|später in",
            "whole": "irgendwann|irgendwann in|irgendwann im|während|die ganze|das ganze|den ganzen",
        }
    ),
    edge_points=grouped({1: "anfang|beginn", -1: "ende|schluss"}),
    edge_days=grouped(
        {
            "day": "ende des tages|tagesende|zum tagesende|geschäftsschluss|büroschluss|dienstschluss|am ende des tages",
            "month": "monatsende|am monatsende|zum monatsende|ultimo",
            "year": "jahresende|am jahresende|zum jahresende",
        }
    ),
    end_words=phrases("ende", "am ende"),
    leads={"am": "on", "an": "on", "zu": "on", "zum": "by", "um": "at", "gegen": "at", "im": "in", "ab": "from", "von": "from",
           "vom": "from", "nach": "after", "bis": "by", "vor": "before", "für": "for", "circa": "about", "ca": "about",
           "etwa": "about", "ungefähr": "about", "so": "about", "genau": "about"},
    on=words("am an zu zur"),
    at=words("um @"),
    inside=words("in im innerhalb binnen"),
    deadline=grouped(
        {
            "by": "bis|bis zum|bis zur|bis spätestens|bis am|bis um|bis einschließlich|spätestens bis|spätestens bis zum|spätestens"
            "|spätestens am|spätestens um|fällig|fällig am|fällig bis|fällig um|fällig bis zum|innerhalb von|innerhalb|binnen"
            "|deadline|deadline am|deadline ist|frist|frist am|nicht später als|zum",
            "before": "vor|noch vor|vor dem|vor der",
        }
    ),
    prepositions=grouped(
        {
            "on": "am|an|zu|zur",
            "at": "um|gegen|so um|so gegen|um circa|um etwa|um ungefähr|ab um|@|punkt|genau um|so ungefähr um",
            "about": "circa|etwa|ungefähr",
            "in": "in|im|während",
            "for": "für|für den|für die",
            "from": "ab|ab dem|ab der|von|vom|beginnend|beginnend am|seit",
            "after": "nach|nach dem|nach der",
            "": "irgendwann|irgendwann am",
        }
    ),
    approximate=words("circa ca etwa ungefähr rund genau fast so spätestens pünktlich ~ mehr weniger als"),
    and_=words("und & plus sowie"),
    or_=words("oder"),
    of=words("im in des der vom von"),
    strict_of=words("des der vom von"),
    for_=words("für"),
    from_=words("von ab vom"),
    every=words("jeden jede jedes jeder jedem alle aller immer jeweils"),
    all_=words(""),
    joiners=words(", um @ am im in der die den das - ( ) gegen ab nach von vom zu bis so dann"),
    fillers=words("vielleicht sagen wir äh ähm ehm bitte also halt am"),
    range_words=words("bis - \u2013 und"),
    between=words("zwischen von vom"),
    not_times=words("% kg km g ml l prozent euro euros cent dollar stück leute personen grad flaschen packungen dosen gläser liter gramm kilo meter"),
    function_words=words(
        "am an um im in bis vor nach ab von vom zu zum zur für der die das den dem des und oder aber mit dann noch auch mal "
        "bitte weil wenn während ich wir du sie er es ist sind war mein meine meinen unser unsere ein eine einen einem einer "
        "jeden jede jedes alle wieder nochmal danke daran dass erinnere erinner muss soll will kann"
    ),
    other=words("andere anderen anderes zweite zweiten zweites zweiter"),
    single=words("einzelnen einzelne einzelnes am an den"),
    adverbs=grouped(
        {
            ("day", 1): "täglich|alltäglich|tag für tag|jeden tag",
            ("night", 1): "allnächtlich",
            ("hour", 1): "stündlich",
            ("week", 1): "wöchentlich|allwöchentlich|woche für woche",
            ("week", 2): "zweiwöchentlich|vierzehntägig|14 - tägig|14 tägig|zweiwöchig|14 täglich|vierzehntäglich",
            ("month", 1): "monatlich|allmonatlich",
            ("month", 2): "zweimonatlich",
            ("month", 3): "vierteljährlich|quartalsweise",
            ("month", 6): "halbjährlich",
            ("year", 1): "jährlich|alljährlich",
            ("year", 2): "zweijährlich",
        }
    ),
    adjectives=words(""),
    counts=COUNTS,
    times=words("mal male x wiederholungen vorkommen"),
    per=words("pro am im in die je der"),
    long=words("lang"),
    except_=phrases("außer", "außer am", "außer an", "ausser", "nur nicht", "nur nicht am", "aber nicht", "aber nicht am", "nicht am",
                    "bis auf", "ausgenommen", "mit ausnahme von"),
    starting=phrases("ab", "ab dem", "ab der", "beginnend", "beginnend am", "beginnend mit", "startend", "startend am", "seit",
                     "angefangen am", "von", "vom", "anfangend", "mit beginn am", "erstmals", "erstmals am"),
    ending=phrases("bis", "bis zum", "bis zur", "bis einschließlich", "endet", "endet am", "endend", "endend am", "bis inklusive"),
    up_to=phrases("für", "nur", "insgesamt", "für insgesamt", "bis zu", "für die nächsten", "noch"),
    next_span=phrases("für die nächsten", "in den nächsten", "für die kommenden", "für weitere", "die nächsten"),
    instances=words("vorkommen"),
    completion=phrases(
        "nach erledigung", "nach der erledigung", "nach dem erledigen", "nach abschluss", "nach fertigstellung", "nach der letzten erledigung",
        "ab erledigung", "seit erledigung", "nachdem es erledigt ist", "nachdem ich es erledigt habe", "nachdem ich es gemacht habe",
        "nach dem letzten mal", "wenn erledigt",
    ),
    weekday_word=words("tag tage tages"),
    week_word=words("woche"),
    lead=words("vor vorher zuvor davor"),
    possessing=words(""),
    reminders=words("erinnerung erinnerungen aufgabe aufgaben todo todos"),
    after_words=words("nach"),
    entire=words("ganze ganzen ganzes ganzer volle vollen"),
    moving=words("verschieb verschiebe verschieben verleg verlege verlegen änder ändere ändern"),
    naming=words(
        "version v raum zimmer wohnung nr nummer kapitel seite folge staffel flug strecke ebene bus linie teil schritt gate etage "
        "stock haus größe modell band ausgabe ticket durchwahl pin code gebäude autobahn ausfahrt klasse phase abschnitt paragraph"
    ),
    plural_endings=(),
    month_first=frozenset(),
    has_dotted_dates=True,
    holidays=Phrases(HOLIDAYS),
)  # fmt: skip

CALENDAR = msgspec.structs.replace(_PLAIN, spellings=spellings_of(words_in(_PLAIN)))
