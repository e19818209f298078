"""Where one request ends and the next begins, in the notation of `phrases.py`."""

#: How a new request begins in the middle of what is said. `list=needed`: only if a list is named after it.
STARTS = """
    (erinner|erinnere) (mich|uns)
    (vergiss|vergesst) nicht
    (weck|benachrichtige|benachrichtig) mich
    (ich|wir) (muss|müssen|soll|sollte|sollten|will|möchte|darf)
    (hak|hake) <object> ab
    (markier|markiere) <object> als
    (lösch|lösche|streich|streiche|entfern|entferne|verschieb|verschiebe|verleg|verlege) (die|den|das|alle|alles|meine|meinen)
    (leg|lege|erstell|erstelle|mach|mache) (eine|mir eine) [neue] <list> {lists} [an]
    (leg|lege|erstell|erstelle|mach|mache) (eine|mir eine) [neue] {lists} [an]
    (neue|eine neue) (aufgabe|erinnerung|liste)
    (füg|füge|setz|setze|pack|packe|schreib|schreibe|tu|trag|trage) <object> => list=needed
    (streich|streiche|lösch|lösche|nimm|entfern|entferne) <object> => list=needed
    (setz|setze|mach|mache|stell|stelle) (es|das|sie|ihn) [auf|zu|als] {a_level}
    (zeig|zeige|lies) (mir|uns)
    was steht
"""
