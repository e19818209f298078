"""Word classes used as `{name}` in phrases, and single words the engine asks about."""

from voicetodo.language.languages.german.scales import FEW, NUMBERS, POSITIONS
from voicetodo.language.languages.german.verbs import PAST

NAMED = {
    # things
    "der": "(der|die|das|den|dem|des)",
    "the": "[all|alle|aller|jede|jeden|jedes|beide|beiden] [der|die|das|den|dem|des|mein|meine|meinen|meiner|meinem|meines|unser|unsere|unseren|unserer|unserem|ein|eine|einen|einer|einem|diese|diesen|dieser|dieses|diesem|deine|deinen] [neue|neuen|ganze|ganzen|gesamte|gesamten|aktuelle|aktuellen|nächste|nächsten|offene|offenen]",
    "lists": "(liste|listen|zettel)",
    "rems": "(erinnerung|erinnerungen|reminder|benachrichtigung|benachrichtigungen|wecker)",
    "tasks": "(aufgabe|aufgaben|todo|todos|punkt|punkte|eintrag|einträge|sache|sachen|task|tasks|termin|termine)",
    "called": "(namens|mit dem namen|die|genannt|mit namen|mit dem titel|:)",
    "about": "(an|daran|dran|ans|dass|für|wegen|zu|zum|zur|über|von|mit|:)",
    "last_thing": "(das letzte|die letzte|den letzten|meine letzte|den) [aktion|änderung|schritt|eingabe|befehl|aufgabe]",
    "the_list": "({the} {lists} (namens|mit dem namen|mit namen|für|genannt|von) <list_of>|{the} <list> {lists}|{the} {lists} <known_list>|{the} {lists}|{the} <known_list> [liste])",
    "on_list": "(auf|zu|zur|zum|in|ins|an|unter) {the_list}",
    "from_list": "(von|vom|aus|auf|in|im|zu|für|an|der) {the_list}",
    "place": "{from_list}",
    "dest_list": "({the} <list> {lists}|{the} {lists} (namens|mit dem namen|für) <list_of>|{the} {lists} <list_of>|{the} <known_list>)",
    "a_priority": "[eine|die|mit|sehr|ganz|super|höchst] ((p1|p2|p3|p4|dringend|dringende|wichtig|wichtige|kritisch|eilig|hoch|hohe|hoher|höchste|höchster|mittel|mittlere|mittlerer|normal|normale|normaler|niedrig|niedrige|niedriger|unwichtig|gering|geringe) [priorität|wichtigkeit|dringlichkeit]|(priorität|prio) (1|2|3|4|eins|zwei|drei|vier|hoch|mittel|niedrig|normal))",
    "a_level": "[eine|die] ((dringende|hohe|höchste|mittlere|normale|niedrige|geringe) (priorität|prio|dringlichkeit)|(priorität|prio) (1|2|3|4|eins|zwei|drei|vier|hoch|mittel|niedrig|normal)|p1|p2|p3|p4)",
    "label": "(etikett|etiketten|etiketts|label|labels|schlagwort|schlagworte|schlagwörter|schlagwörtern)",
    "pressing": "[sehr|ganz|besonders|am|so|wirklich] (dringend|dringende|dringenden|dringender|dringendes|dringendste|dringendsten|wichtig|wichtige|wichtigen|wichtiger|wichtiges|wichtigste|wichtigsten|eilig|eilige|eiligen|kritisch|kritische|kritischen)",
    "pressing_level": "(hoher|hohe|hohen|höchster|höchste|höchsten|oberster|oberste|obersten|dringender|dringende|dringenden) (priorität|prio|dringlichkeit)",
    "done": "(erledigt|fertig|gemacht|geschafft|abgehakt|abgeschlossen|getan|beendet|durch|vom tisch)",
    "is_done": "((ist|sind|wurde|wurden|hat sich) [jetzt|schon|bereits|nun|auch|endlich|beide|alle] {done_or_did} [worden]|{done})",
    "ive": "(ich habe|ich hab|wir haben|hab|habe|ich bin|wir sind|ich hatte|haben wir|habe ich)",
    "already": "[schon|bereits|gerade|eben|gestern|heute|jetzt|endlich|soeben|grade]",
    # verbs
    "once": "[bitte|nur] (diesmal|dieses mal|dieses eine mal|das eine mal|ein mal|einmal|nur einmal|beim nächsten mal|nächstes mal|das nächste mal)",
    "please": "[bitte|mal|bitte mal|doch|noch|auch|auch noch|eben|gleich|jetzt]",
    "make": "(leg|lege|erstell|erstelle|mach|mache|erzeug|erzeuge|starte|beginne|eröffne|bau|baue)",
    "making": "(anlegen|erstellen|machen|anfangen|eröffnen|hinzufügen|beginnen)",
    "add": "(füg|füge|setz|setze|pack|packe|schreib|schreibe|tu|trag|trage|nimm|notier|notiere|stell|stelle|leg|lege|hau|knall|mach|mache|ergänz|ergänze)",
    "adding": "(hinzufügen|setzen|packen|schreiben|eintragen|aufschreiben|notieren|tun|aufnehmen|hinzu|dazu|ergänzen|machen|ein|auf|rein|drauf)",
    "delete": "(lösch|lösche|entfern|entferne|streich|streiche|nimm|wirf|schmeiß|vergiss|storniere|cancel)",
    "deleting": "(löschen|entfernen|streichen|wegnehmen|rausnehmen|wegwerfen|herausnehmen|rauswerfen|wegmachen|stornieren|canceln|runternehmen)",
    "move": "(verschieb|verschiebe|verleg|verlege|schieb|schiebe|vertage|vertag|setz|setze|änder|ändere|stell|stelle|leg|lege|mach|mache|zieh|ziehe|pack|packe|verzöger|verzögere)",
    "moving": "(verschieben|verlegen|schieben|vertagen|ändern|umlegen|stellen|legen|vorziehen|setzen|machen|verschoben|verlegt|verzögern|nach hinten schieben|nach vorne ziehen)",
    "show": "(zeig|zeige|lies|nenn|nenne|sag|sage|gib|liste|öffne|öffnen|such|suche|find|finde|zähl|zähle|zeigen)",
    "mark": "(markier|markiere|setz|setze|kennzeichne|stell|stelle|trag|trage)",
}
LIST_NOUNS = frozenset({"liste", "listen", "zettel", "checkliste", "checklisten"})
#: "In den Abschnitt Kühlregal der Einkaufsliste", "unter Kühlregal auf die Einkaufsliste".
SECTION_NOUNS = frozenset({"abschnitt", "bereich", "rubrik"})
SECTION_LEADS = frozenset({"unter"})
SECTION_LINKS = frozenset({"von", "in", "auf", "der", "im"})
#: Before whoever is to do what goes on a list.
FOR_SOMEONE = frozenset({"für"})
LIST_PREPOSITIONS = frozenset("auf zu zur zum in ins im an von vom aus für unter der die das".split()) - {
    "der",
    "die",
    "das",
}
#: Words a list may be called without saying "list".
LIKELY_LISTS = frozenset({"todo", "todos", "inbox", "eingang", "wunschliste", "einkäufe"})
#: Words that say that todos are spoken of.
MARKERS = frozenset(
    "erinnerung erinnerungen reminder liste listen zettel checkliste aufgabe aufgaben todo todos task tasks erinner erinnere erinnern "
    "erinnert".split()
)
#: Weaker than `MARKERS`: they may be somebody else's.
WEAK_MARKERS = frozenset("punkt punkte eintrag einträge termin termine benachrichtigung benachrichtigungen".split())
#: "Meine Listen" are all of them.
LISTS = frozenset({"listen"})
#: Left out where names of lists are compared.
OWN = frozenset({"der", "die", "das", "den", "dem", "mein", "meine", "meinen", "meiner", "unsere", "unseren"})
LIST_ENDINGS = frozenset({"liste", "listen"})
#: At the end of a request they may stand for a list.
PLACE_POINTERS = frozenset({"darauf", "drauf", "davon"})
#: Words that cannot stand inside a slot of that name.
OUTSIDE = {
    "list": frozenset(
        "auf zu zur zum in im ins von vom aus für an und mein meine meinen meiner die der das den dem ist sind liste listen zettel es eine einen ein hinzu dass".split()
    ),
    "person": frozenset(
        "an auf zu von für dass daran mich dich es ein eine einen heute morgen die der das den am um und bitte".split()
    ),
}
#: Slots that hold nothing but these words.
INSIDE = {
    "todo_list": frozenset("sachen dinge zu erledigen kaufen machen".split()),
    "it": frozenset("es das dies dieses ihn sie die den dem ihm".split()),
}
_DID = "|".join(sorted(PAST))
NAMED["did"] = f"({_DID})"
NAMED["done_or_did"] = f"({NAMED['done'][1:-1]}|{_DID})"
NAMED["ordinal"] = "(" + "|".join(POSITIONS) + ")"
NAMED["few"] = "(" + "|".join(FEW) + ")"
NAMED["number"] = "(" + "|".join(NUMBERS) + ")"
