"""What people say, one phrase a line, under the intent it means; as in `languages/english/phrases.py`. The first that fits wins."""

PHRASES = """
undo
    rückgängig [machen]
    (mach|mache) (das|es|{last_thing}) [bitte|wieder] rückgängig
    (das|es|die letzte aktion|die letzte änderung|bitte|den letzten schritt) [bitte] rückgängig [machen]
    (mach|mache) das [bitte|wieder] ungeschehen
    (nimm|nehme) (das|es|{last_thing}) [bitte|wieder] zurück
    [die|meine] letzte (aktion|änderung|eingabe) [bitte] rückgängig [machen]
    (zurück|undo|widerrufen|widerrufe das)
    (das|so) (habe ich|hab ich|war|wollte ich) [doch] (nicht|falsch) [gemeint|gewollt|gesagt|so gemeint]
    das wollte ich nicht
help
    (hilfe|hilf mir|help)
    was kann ich [hier|alles|dir|zu dir] (sagen|machen|tun|fragen)
    was kannst du [alles|für mich] [tun|machen]
    wie (funktioniert|geht|benutze ich) (das|es|diese app|die app|voice todo)
    (welche|zeig mir die|zeig mir alle|was sind die) (befehle|sprachbefehle) [gibt es|kann ich sagen]

list.query
    (welche|was für) listen <rest>
    wie viele listen <rest>
    {show} [mir|uns] {please} [alle] [meine|unsere|die|alle] listen [an|auf|vor]
    [alle] (meine|unsere) listen [anzeigen|zeigen]
    (habe ich|gibt es|haben wir) [schon] [noch] (eine|andere|weitere) listen [namens <list_of>]
list.delete
    {delete} {please} {the} <list> {lists} [komplett|ganz|weg|wieder]
    {delete} {please} {the} {lists} (namens|mit dem namen|für) <list_of>
    {delete} {please} {the} {lists} <list_of>
    {delete} {please} (die|diese|meine|unsere) {lists}
    (die|meine|unsere|diese) <list> {lists} {please} {deleting}
    {lists} <list_of> {deleting}
    (die|diese|meine) {lists} [<list_of>] {deleting}
    {the} <list> {lists} (kann weg|brauche ich nicht mehr|brauchen wir nicht mehr)
list.create
    {make} [mir|uns] {please} (eine|noch eine|die) [weitere|neue] {lists} (namens|mit dem namen|mit namen|genannt|für|die) [den|das] <list_of> [an|heißt]
    {make} [mir|uns] {please} (eine|noch eine|die) [weitere|neue] {lists} [an]
    {make} [mir|uns] {please} (eine|noch eine|die) [weitere|neue] <list> {lists} [an]
    {make} [mir|uns] {please} (eine|noch eine|die) [weitere|neue] {lists} <list_of> an
    {make} [mir|uns] {please} (eine|die) [neue] {lists} <list_of>
    [eine|noch eine] neue {lists} (namens|mit dem namen|mit namen|für|genannt) <list_of> [{making}]
    (eine|noch eine) [neue] {lists} (namens|mit dem namen|mit namen|für|genannt) <list_of> {making}
    [eine|noch eine] [weitere|neue] <list> {lists} {making}
    neue <list> {lists}
    (eine|noch eine) [neue] {lists} <list_of> {making}
    [eine|noch eine] neue {lists} [{making}]
    [eine|noch eine] neue {lists} <list_of>
    {lists} <list_of> {making}
    ich (brauche|will|möchte|hätte gern|hätte gerne) eine [neue] <list> {lists} [{making}]
    ich (brauche|will|möchte|hätte gern|hätte gerne) eine [neue] {lists} (namens|für) <list_of> [{making}]

task.query
    was ist [<when>] [noch|alles|denn|gerade|jetzt] {pressing} [<when>] => priority=1
    was ist [denn|noch|alles] (mit|bei|zu) <object> => only=label
    was (habe|hab|haben) (ich|wir) [<when>] [noch|alles|denn] {pressing} [<when>] (vor|zu tun|zu erledigen|zu machen|geplant) => priority=1
    was (steht|liegt|kommt) [<when>] [noch|alles|denn] {pressing} [<when>] an => priority=1
    {show} [mir|uns] {please} {the} {tasks} <title> (auf|von|aus|in) {the_list} [an|vor]
task.delete
    (erinner|erinnere) (mich|uns) [bitte] nicht [mehr|länger] (an|daran [,]) <object>
    (ich|wir) (will|möchte|wollen|möchten) nicht [mehr|länger] (an|daran [,]) <object> erinnert werden
task.update
    (erinner|erinnere) (mich|uns) {please} <when> <object> => needs=reminder
    (erinner|erinnere) (mich|uns) {please} an <object> <when> => needs=reminder
    (füg|füge|gib|setz|setze|stell|stelle) [für|zu|an|zum|zur] <object> {please} eine {rems} <when> [hinzu|ein] => needs=reminder
task.update !
    (setz|setze|änder|ändere|stell|stelle|mach|mache|erhöh|erhöhe|senk|senke) {please} [die] (priorität|prio) (von|vom|für|bei|beim) <object> (auf|zu) {a_priority}
    (setz|setze|stell|stelle|mach|mache|änder|ändere|markier|markiere|kennzeichne) <object> {please} (auf|als|mit|zu) {a_priority}
    (gib|gebe) <object> {please} {a_level}
    <it> (ist|soll|sollte|muss|bekommt|kriegt) {please} {a_level} [haben|sein|bekommen|kriegen]
    (setz|setze|änder|ändere|stell|stelle) {please} [die] (priorität|prio) davon (auf|zu) ({a_priority}|1|2|3|4|eins|zwei|drei|vier)
    (mach|mache) <object> {please} {a_priority}
    <object> ist [jetzt|sehr|ganz|super|doch] (dringend|wichtig|eilig|kritisch) [geworden] => priority=1
    <object> ist [jetzt|doch] [nicht] (unwichtig|nicht mehr wichtig|nicht so wichtig|nicht dringend) => priority=4
    <object> (auf|als) {a_level} => needs=match
    (priorisier|priorisiere) <object> => priority=1
    [die] (priorität|prio) (von|vom|für|bei) <object> (auf|zu) ({a_priority}|1|2|3|4|eins|zwei|drei|vier) [setzen|ändern|stellen]
    (setz|setze|mach|mache|gib) <object> [zur|mit|die] (höchsten|höchste|hohen) (priorität|prio) => priority=1
    <object> (als|auf) {a_priority} (setzen|markieren|stellen)
    (füg|füge|häng|hänge|schreib|schreibe|mach|mache|setz|setze) (zu|an|bei|zum|zur|ans|beim) <object> {please} [eine|die|folgende] (notiz|anmerkung|notizen|kommentar|bemerkung) [hinzu|an|dazu] [:|dass|,] <notes> (hinzu|an|dazu)
    (füg|füge|häng|hänge|schreib|schreibe|mach|mache|setz|setze) (zu|an|bei|zum|zur|ans|beim) <object> {please} [eine|die|folgende] (notiz|anmerkung|notizen|kommentar|bemerkung) [hinzu|an|dazu] [:|dass|,] <notes>
    (füg|füge|häng|hänge|schreib|schreibe|mach|mache|setz|setze) [die|eine|folgende] (notiz|anmerkung|bemerkung) <notes> (zu|an|bei|zum|zur|ans) <object> [hinzu|an|dazu]
    (notier|notiere|vermerk|vermerke) (beim|bei|zu|zum|zur|an|beim) <object> [:|dass|,] <notes>
    (füg|füge|häng|hänge|gib) <object> {please} das (label|etikett|schlagwort|tag) <label> [hinzu|an]
    (füg|füge) das (label|etikett|schlagwort|tag) <label> (zu|zum|zur) <object> [hinzu]
    (markier|markiere|kennzeichne) <object> mit [dem] [label|tag|schlagwort] <label>
task.query
    was (steht|liegt|kommt) [denn] [<when>] [noch|alles|so|sonst|noch alles] (an|vor|auf dem plan|auf dem programm|auf meinem zettel)
    was (steht|liegt|kommt) [denn] [noch|alles|so|sonst] <when> (an|vor|auf dem plan|auf dem programm)
    [noch] (etwas|was|irgendwas) [noch] (machen|tun|erledigen|kaufen)
    (welche|was für) {tasks} sind [noch|alle] überfällig => scope=overdue
    (welche|was für) {tasks} (habe ich|haben wir|stehen|sind|gibt es) [<when>] [noch|alle] [offen|an|fällig|zu tun|zu erledigen|übrig] [<when>]
    was (steht|ist|liegt) [noch|alles|so|denn] auf {the_list} [drauf]
    was (muss|soll|sollte|darf) (ich|man) [denn] [<when>] [noch|alles|so|heute noch|noch alles|sonst noch] (machen|tun|erledigen|schaffen) [<when>]
    was (müssen|sollen|sollten) wir [denn] [<when>] [noch|alles|so|noch alles] (machen|tun|erledigen|schaffen) [<when>]
    was (muss|soll|müssen|sollen) (ich|wir) [noch|alles|noch alles] (kaufen|einkaufen|besorgen) [{from_list}]
    was (muss|soll|müssen|sollen) (ich|wir) <rest> (kaufen|einkaufen|besorgen|erledigen)
    was (habe|hab) ich [denn] [<when>] [noch|alles|so|noch alles|sonst] (vor|zu tun|zu erledigen|zu machen|geplant|auf dem zettel|auf dem plan|anstehen) [<when>]
    was (habe|hab|haben) (ich|wir) [denn] [noch|alles|so|sonst] <when> [noch|alles|so]
    was haben wir [denn] [<when>] [noch|alles] (vor|zu tun|zu erledigen|geplant)
    was ist [<when>] [noch|alles|so|denn] (zu tun|zu erledigen|fällig|offen|geplant|übrig|los) [<when>]
    was (ist|wäre) [als] nächstes [dran|zu tun|fällig]
    was ist (überfällig|zu spät|liegengeblieben|liegen geblieben) => scope=overdue
    [gibt es|habe ich|ist] [noch] (etwas|was|irgendwas|irgendetwas|aufgaben|sachen) [noch] überfällig => scope=overdue
    was (habe|hab|haben) (ich|wir) [<when>] [alles|schon|bisher|so] (erledigt|geschafft|gemacht|abgehakt|fertig|getan) [<when>] => scope=completed
    (habe|hab) ich [<when>] [noch] (etwas|was|irgendwas|viel|termine|aufgaben|irgendetwas) [noch] (vor|zu tun|geplant|zu erledigen|fällig|offen|anstehen) [<when>]
    (steht|gibt es|liegt|ist) [<when>] [noch] (etwas|was|irgendwas|viel|irgendetwas) [noch] [<when>] (an|zu tun|zu erledigen|fällig|offen|vor)
    (muss|müssen) (ich|wir) [<when>] [noch] (etwas|was|irgendwas) [noch] (machen|tun|erledigen|kaufen) [<when>]
    (gibt es|gibts) [noch] (etwas|was|aufgaben|irgendwas) [noch] [zu tun|zu erledigen|für] <when>
    wie (sieht|schaut) [mein|der|meine] [tag|woche|plan] [<when>] [denn] aus [<when>]
    wie (sieht|schaut) <when> [mein tag|mein plan|der tag] aus
    wie (sieht|schaut) (mein|der|meine) (tag|woche|plan) [für] <when> aus
    (wie viele|wieviele|wie viel) {tasks} [habe ich|sind|gibt es|stehen|sind noch|haben wir] [<when>] [noch] [offen|übrig|an|fällig|zu tun|zu erledigen] [{from_list}] [<when>]
    (wie viel|wieviel) (muss ich|habe ich|ist) [<when>] [noch] (zu tun|machen|offen|vor)
    wann (ist|sind|war) <title> [fällig|dran|geplant]
    wann (muss|soll|sollte|wollte|müssen|sollen) (ich|wir) <title>
    (muss|soll|müssen|sollen) (ich|wir) [noch] <title> ?
    (habe|hab|haben|hast|habt) (ich|wir|du|ihr) <object> [schon|noch|bereits] (auf|in) {the_list} [drauf]
    {show} [mir|uns] {please} {the} {tasks} (der|von|auf|in|aus) {the_list} [an|vor]
    (wie viele|wieviele|wie viel) {tasks} sind [schon|noch] überfällig => scope=overdue
    was (fehlt|fehlt mir|fehlt uns) [noch|alles|noch alles]
    {show} [mir|uns] {please} (alles|meine aufgaben|alle aufgaben) [an|vor]
    (ist|sind|steht|stehen) <object> [schon|noch|bereits] (auf|in) {the_list} [drauf]
    (ist|sind) <object> [schon|bereits|eigentlich] {done_or_did}
    (habe|hab|haben) (ich|wir) <object> [schon|bereits|eigentlich] {done_or_did}
    {show} [mir|uns] {please} (alles|was|alle aufgaben|alle) [,] [was] (überfällige|überfälligen|überfällig) [ist] => scope=overdue
    {show} [mir|uns] {please} (die|alle|meine) überfälligen [aufgaben|sachen|todos] => scope=overdue
    {show} [mir|uns] {please} (was|alles was) [<when>] (ansteht|anliegt|fällig ist|zu tun ist|offen ist) [<when>]
    {show} [mir|uns] {please} (die|meine|alle) {tasks} [für|von|vom] <when> [an|vor|auf]
    {show} [mir|uns] {please} (meinen|den|mein|meine) (tag|tagesplan|plan|woche|wochenplan) [für <when>] [an|vor]
    {show} [mir|uns] {please} {the_list} [an|vor|auf]
    {show} [mir|uns] {please} [alle|die|meine] (erledigten|fertigen|abgehakten) [aufgaben|sachen|todos] => scope=completed
    [alle|meine|die] (erledigten|fertigen) (aufgaben|todos) [anzeigen|zeigen] => scope=completed
    [alle|meine|die] überfälligen (aufgaben|todos) [anzeigen|zeigen] => scope=overdue

task.create
    (erinner|erinnere|erinnern) (mich|uns|sie mich) {please} [daran|dran] [,] dass (ich|wir) <title>
    (erinner|erinnere|erinnern) (mich|uns|sie mich) {please} [daran|dran] [,] <title>
    (erinner|erinnere|erinnern) (mich|uns) [bitte] [<when>]
    (erinner|erinnere) <person> {please} [daran|dran] [,] dass (er|sie) <title>
    (erinner|erinnere) <person> {please} [daran|dran|an] [,] <title>
    [ich] (möchte|will|würde gern|würde gerne) [gern|gerne] [an <title>] erinnert werden
    [ich] (möchte|will|würde gern|würde gerne) [<when>] [gern|gerne] (daran|an) [,] <title> erinnert werden
    [daran|an] [,] <title> erinnert werden
    <title> (vorher|davor) [daran] erinnern
    <title> mit [einer|der] {rems} <when>
    an <title> erinnern
    mich [bitte] [<when>] [daran] (an|) <title> erinnern
    mich [bitte] [daran] erinnern [,] <title>
    (vergiss|vergesse|vergesst) [bitte|mal] nicht [,] <title>
    <title> nicht vergessen
    nicht vergessen [:|,|dass] <title>
    lass mich [bitte] nicht vergessen [,|dass ich] <title>
    (denk|denke|denkt) [bitte|mal] (dran|daran) [,|dass ich] <title>
    (denk|denke) [bitte|mal] an <title>
    (sorg|sorge) dafür [,] dass ich <title>
    (sag|sage|gib) mir [<when>] (bescheid|bescheid wegen) [,|dass ich|wegen] <title>
    (weck|wecke|benachrichtige|benachrichtig|melde dich bei) mich [<when>] (für|wegen|an|zum|zu|um) <title>
    (stell|stelle|setz|setze|leg|lege|mach|mache|erstell|erstelle|richte) [mir] {please} (eine|noch eine|die) [neue] {rems} (ein|an) [{about}|,] <title>
    (stell|stelle|setz|setze|leg|lege|mach|mache|erstell|erstelle|richte|brauche) [mir] {please} (eine|noch eine|die) [neue] {rems} [<when>] [{about}|,] <title> [an|ein]
    (stell|stelle|setz|setze|leg|lege|mach|mache|erstell|erstelle) [mir] {please} (eine|noch eine) [neue] {rems} [<when>] [an|ein]
    [eine|neue|eine neue] {rems} [für|am|um] <when> (einstellen|stellen|setzen|anlegen|erstellen) [,] <title>
    [eine|neue|eine neue] {rems} {about} <title>
    [eine] neue {rems} <title>
    (füg|füge) {on_list} <title> hinzu
    (füg|füge) <title> {on_list} hinzu
    {add} {please} [noch|auch] <title> {on_list} [hinzu|ein|dazu|drauf|rein|mit]
    {add} {please} {on_list} [noch|auch] <title> [hinzu|ein|drauf|dazu]
    {add} {please} [noch|auch] <title> (auf die liste|auf meine liste|drauf|dazu|hinzu)
    {on_list} [noch|bitte] <title> [{adding}]
    {the_list} : <title>
    <title> {please} {on_list} {adding}
    <title> (kommt|kommen|muss|müssen|soll|sollen|gehört|gehören|sollte) [noch|auch] {on_list} [drauf]
    (wir|ich) (brauchen|brauche|will|möchte|hätte gern) [noch|auch|mal|wieder] <title> {on_list}
    (für|auf|zu) {the_list} [brauche ich|brauchen wir] [noch] <title>
    (öffne|zeig) {the_list} und {add} <title> [hinzu|drauf]
    {add} {please} (eine|noch eine|die|folgende|als) [neue|weitere] {tasks} [hinzu|an|ein] [:|,|namens|zu|zum|zur|mit dem titel] <title>
    {add} {please} (eine|noch eine) [neue] {tasks} [namens|für|zum|zur|zu] <title> (hinzu|an|ein)
    {make} [mir] {please} (eine|einen|noch eine) [neue|neuen] {tasks} [an] [:|,|namens|zu|zum|zur|für|mit dem titel] <title> [an]
    {add} {please} <title> als [neue] {tasks} (hinzu|an|ein)
    <title> als [neue] {tasks} {adding}
    [eine] neue {tasks} [:|,|namens|zu|zum|zur|für] <title> [{making}]
    (notier|notiere|schreib|schreibe) [mir] {please} (auf|) [,|:|dass ich] <title>
    (merk|merke) [dir|mir] {please} [,|:|dass ich] <title>
    (trag|trage) [mir] {please} [<when>] <title> ein
    (notiz|memo) an mich [selbst] [:|,|dass ich] <title>
    (mir|uns) (fehlt|fehlen|geht|gehen) [noch|bald] <title> [aus]
    <title> (ist|sind) [bald|fast|schon] (alle|leer|ausgegangen|aus)
    es (fehlt|fehlen) [noch] <title>
"""
