"""What people ask other assistants: music, weather, lights, travel, money. Said here so that it is not taken for a todo."""

#: One of these words, and it is not ours unless it speaks of reminders, lists or tasks.
HARD = frozenset(
    """lied lieder song songs musik playlist playlists album alben interpret podcast podcasts hörbuch radio spotify netflix youtube lautstärke lauter leiser
    wetter wettervorhersage temperatur regnet regnen regenschirm schneit schneien sonnig windig sonnenaufgang sonnenuntergang celsius grad
    licht lichter lampe lampen helligkeit dimme dimmen thermostat rollladen rollläden
    uber taxi verkehr stau route navigation gps
    witz witze kalorien definition synonym übersetze übersetzung
    börse aktienkurs wechselkurs kontostand zinsen
    kino kinoprogramm vorstellung
    tweet twitter facebook instagram
    timer stoppuhr wecker
    münze würfel hauptstadt einwohner
    zeitzone sprache""".split()
)
#: One of these words, and a bare request is not ours; "ich muss …" or a moment makes it ours.
SOFT = frozenset(
    """konto konten karte kreditkarte flug flüge ticket tickets hotel restaurant tisch zug nachrichten nachricht sms mail mails email whatsapp
    kontakt kontakte spiel spiele film filme serie""".split()
)
#: Requests that begin like this are not ours unless they speak of reminders, lists or tasks.
REQUESTS = """
    (spiel|spiele|pausiere|stoppe|überspring|überspringe) <rest>
    (schalt|schalte|dreh|drehe|mach|mache) (das|die|den) <rest> (an|aus|lauter|leiser|heller|dunkler|auf|zu)
    (dimm|dimme|übersetz|übersetze|buchstabier|buchstabiere|berechne|rechne|google|navigier|navigiere|sing|würfel|würfle) <rest>
    (was|wer|wo|wie|warum|wieso|weshalb|welche|welcher|welches|wann|ist|sind|hast|bist|kannst|hat|war|wird|gibt) <rest>
    (sag|sage|zeig|zeige|gib|such|suche|find|finde|erzähl|erzähle|nenn|nenne) mir <rest>
    (such|suche) (nach|im) <rest>
    (ich|wir) (mag|liebe|hasse|war|glaube|finde|fühle|denke|heiße) <rest>
    (mein|meine|unser|unsere|dein|deine) <rest> (ist|sind|heißt|war) [<rest2>]
    (guten|gute) (morgen|abend|tag|nacht) [<rest>]
    (danke|hallo|hi|hey|tschüss|ciao|bis bald|ja|nein|okay|ok) [<rest>]
    (ruf|rufe) [bitte|mal|jetzt] <rest> an jetzt
"""
#: Lists of others.
NOT_LISTS = frozenset({"play", "playlist", "playlists", "wiedergabe"})
