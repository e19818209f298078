"""What people do themselves: said without "erinnere mich", it is a todo all the same."""

#: With these verbs anything is a todo ("Glühbirnen wechseln"), unless an assistant is asked.
PLAIN_ACTS = frozenset(
    """kaufen einkaufen besorgen putzen waschen wischen saugen staubsaugen reparieren verkaufen bügeln kochen backen gießen füttern mähen
    einreichen vorbereiten unterschreiben scannen lernen üben aufräumen abholen abgeben wegbringen zurückgeben zurückbringen verlängern kündigen
    erneuern ersetzen wechseln austauschen sortieren streichen ausmisten ausräumen einräumen ausfüllen beantragen abwaschen abspülen aufhängen
    kauf kaufe besorg besorge putz putze wasch wasche räum räume gieß gieße back backe koch koche reparier repariere hol hole bring bringe""".split()
)
PAYING = frozenset({"zahlen", "bezahlen", "überweisen", "zahl", "zahle", "bezahl", "bezahle"})
#: What bills are paid with: who says so wants it paid now.
PAYING_NOW = frozenset("mit konto paypal karte kreditkarte visa jetzt € $".split())
CALLING = frozenset({"anrufen", "zurückrufen"})
#: Verbs by which one writes to somebody; with something to write about they are todos.
WRITING = frozenset({"mailen", "schreiben"})
WRITTEN_ABOUT = frozenset("wegen die den das eine einen über zum zur".split())
SENDING = frozenset({"schicken", "senden", "abschicken"})
#: What is sent at once by an assistant.
SENT_NOW = frozenset("nachricht nachrichten mail mails email sms whatsapp geld euro standort".split())
#: After the verb they say that somebody else is to do it ("bestell mir eine Pizza").
FOR_SPEAKER = frozenset({"mir", "uns"})
#: What can be bought, written or finished by an assistant on the spot.
DONE_HERE = frozenset("lied lieder musik album playlist aktie aktien".split())
