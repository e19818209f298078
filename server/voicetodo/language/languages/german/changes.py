"""What people say of tasks they have, and the plainest ways of adding and asking: tried after `phrases.py`, in its notation."""

CHANGES = """
task.reopen ~
    (öffne|aktivier|aktiviere|reaktiviere) <object> [wieder|erneut]
    (stell|stelle|hol|hole) <object> (wieder her|zurück)
    (mach|mache) <object> wieder auf
    (setz|setze|markier|markiere|stell|stelle) <object> [wieder|doch] (als|auf) (offen|unerledigt|nicht erledigt|nicht fertig)
    <object> wieder (öffnen|aufmachen|aktivieren|herstellen)
    <object> (ist|sind) [doch|leider] [noch] nicht [ganz] {done_or_did}
    {ive} <object> [doch|leider] [noch] nicht (erledigt|gemacht|geschafft|fertig|{did})
    <object> (als|auf) (offen|unerledigt|nicht erledigt) (markieren|setzen)

task.skip
    (überspring|überspringe) <object> {once} => once=yes
    (überspring|überspringe) {once} <object> => once=yes
    <object> {once} (überspringen|auslassen|ausfallen lassen) => once=yes
    {once} <object> (überspringen|auslassen|ausfallen lassen) => once=yes
    (lass|lasse) <object> {once} (aus|ausfallen) => once=yes
    (lass|lasse) {once} <object> (aus|ausfallen) => once=yes
    <object> fällt {once} aus => once=yes
    (überspring|überspringe) (den|das) (nächsten|nächste|kommenden) (termin|mal|datum) (von|für) <object> => once=yes
    (überspring|überspringe) [das] (nächste|nächsten|nächstes) [mal] <object>
    (überspring|überspringe) {please} <object>
    <object> {please} überspringen
    (lass|lasse) <object> {please} (aus|ausfallen)
    <object> {please} (auslassen|ausfallen lassen)
    <object> fällt aus

task.complete ~
    (hak|hake|kreuz|kreuze) <object> {please} ab [{place}]
    (hak|hake) <object> [{place}] ab
    {mark} <object> {please} als {done}
    {mark} <object> {please} auf {done}
    (setz|setze|mach|mache) <object> [auf|als|zu] {done}
    <object> {please} (abhaken|ankreuzen)
    <object> {please} als {done} (markieren|kennzeichnen|setzen|abhaken)
    (ich bin|bin|wir sind) [jetzt|schon|endlich] (mit|) <object> (fertig|durch)
    (ich bin|bin|wir sind|ich wäre) [jetzt|schon|endlich] {done} mit <object>
    {ive} {already} <object> {already} {done_or_did}
    <object> (habe|hab|haben) (ich|wir) {already} {done_or_did}
    <object> (ist|sind|wurde|wurden) [jetzt|schon|bereits|nun|auch|endlich|beide|alle] {done_or_did} [worden]
    <object> {is_done} und <also> auch
    <object> {is_done}
    (fertig mit|erledigt :|geschafft :) <object>
task.complete ?
    {done} <object>
    (erledige|erledig|beende|schließ|schließe) <object> [ab]
    <object> (erledigen|abschließen|beenden)
    <object> {did}

task.update ~
    {move} <object> (von|vom) <since> [auf|zu|zum|bis] <when>
    {move} <object> {please} <when> => shift=yes
    {move} <object> (statt|anstatt|nicht) <since> [auf|zu|sondern] <when>
    {move} <object> {please} [auf|zu|bis|in|nach|zum] <when> [statt <since>]
    <object> {please} <when> {moving} => shift=yes
    <object> {please} [von|vom] <since> [auf|zu] <when> {moving}
    <object> {please} [auf|zu|bis|zum|nach] <when> {moving}
    <object> (wurde|ist|wird|wurden|sind) [jetzt] [auf|zu|bis] <when> (verschoben|verlegt|vertagt)
    <object> (muss|soll|sollte|müssen|sollen) [auf|zu|bis] <when> (verschoben werden|verlegt werden|verschoben sein|sein)
    <object> ist [jetzt|doch|nun] [erst|schon] [am|um|auf|schon] <when> [statt <since>] [fällig|dran]
    (setz|setze|änder|ändere) {please} [das] (datum|fälligkeitsdatum|fälligkeit|uhrzeit|zeit|termin|frist) (von|für|vom|der|des) <object> (auf|zu) <when>
    [das] (datum|fälligkeitsdatum|fälligkeit|frist) (von|für) <object> (auf|zu) <when> (ändern|setzen|stellen)
    (benenn|benenne) <object> {please} (in|zu) <new_title> um
    (benenn|benenne) <object> {please} um (in|zu) <new_title>
    (nenn|nenne) <object> {please} (in|zu) <new_title> um
    (nenn|nenne) <object> {please} [jetzt|stattdessen] <new_title> um
    (änder|ändere) {please} [den] (titel|namen|text) (von|für) <object> (in|zu|auf) <new_title>
    <object> [in|zu] <new_title> umbenennen
    <object> umbenennen (in|zu) <new_title>
    (nenn|nenne) <it> (jetzt|stattdessen|lieber|doch) <new_title>
    (mach|mache) <it> {please} <when>
    (mach|mache) aus <object> <new_title>
    (änder|ändere) <object> [von <old_title>] (in|zu) <new_title>
    (weis|weise|teil|teile) <person> {please} <object> zu => person=named
    (weis|weise|teil|teile|gib|übertrag|übertrage) <object> {please} [an] <person> zu
    <object> [an] <person> (zuweisen|delegieren|übertragen|zuteilen)
    (delegier|delegiere|übertrag|übertrage) <object> (an|auf) <person>
    (teil|teile) <object> mit <person> => whom=person
    (verschieb|verschiebe|pack|packe|leg|lege|schieb|schiebe|setz|setze|bewege|tu|beweg) <object> {please} (von|aus|vom) {the} [<rest>] {lists} (auf|in|zu|zur|nach) {dest_list}
    (verschieb|verschiebe|pack|packe|leg|lege|schieb|schiebe|bewege|beweg) <object> {please} (auf|in|zu|zur|nach|unter) {dest_list}
    <object> (auf|in|zur|zu) {dest_list} (verschieben|packen|legen|bewegen)
    (entfern|entferne|lösch|lösche|streich|streiche) {please} [das|die] (datum|fälligkeitsdatum|fälligkeit|frist|termin|zeit) (von|für|bei|vom) <object> => clears=due
    (nimm|nehme) {please} [das|die] (datum|fälligkeit|frist) (von|bei) <object> (weg|raus) => clears=due
    <object> (hat|braucht) kein (datum|fälligkeitsdatum) mehr => clears=due
    <object> ohne datum => clears=due
    (entfern|entferne|lösch|lösche) {please} [die] (wiederholung|serie) (von|für|bei) <object> => clears=recurrence
    <object> [soll sich] (nicht mehr wiederholen|nicht wiederholen) => clears=recurrence
    (wiederhol|wiederhole) <object> [bitte] nicht mehr => clears=recurrence
    (entfern|entferne|lösch|lösche) {please} [die] (priorität|prio) (von|für|bei) <object> => clears=priority
    (entfern|entferne|lösch|lösche) {please} [die] (zuweisung|zuordnung) (von|für|bei) <object> => clears=assignee
    (wiederhol|wiederhole) <object> [ab] <when>
    <object> [soll sich] <when> wiederholen
    (mach|mache) <object> <when>
task.update ?
    (gib|gebe) <object> {please} an <person> [ab|weiter] => person=named
    {move} <object>
    <object> (verschieben|verlegen|ändern|umbenennen)

task.delete ~
    {delete} <object> [von|aus|vom|auf] {the_list} [runter|weg|raus|herunter|heraus|wieder]
    {delete} {please} {from_list} <object> [weg|raus|runter]
    (nimm|nehme|wirf|schmeiß|mach|mache) <object> {please} (weg|raus|runter|heraus|herunter)
    (nimm|nehme|wirf|schmeiß) <object> {from_list} [weg|raus|runter]
    (lösch|lösche|entfern|entferne|streich|streiche|cancel) <object> {please} [wieder|weg|raus|komplett]
    <object> {from_list} {deleting}
    <object> {please} [wieder] {deleting}
    {ive} <object> doch nicht [mehr] (gebraucht|nötig)
task.delete ?
    (leer|leere) <object> => scope=all empties=yes
    (lösch|lösche|entfern|entferne|streich|streiche) (alles|alle einträge|alle aufgaben|alle punkte) {from_list} => scope=all empties=yes
    <object> (leeren|leer machen) => scope=all empties=yes
    {delete} <object>
    <object> (brauche ich|brauchen wir|brauch ich|muss ich|müssen wir) [doch|jetzt] nicht [mehr]
    ich (brauche|brauch|will|möchte) <object> [doch] nicht mehr
    (vergiss|vergesse) <object>
    (sag|sage) <object> {please} ab
    (erinner|erinnere) mich nicht [mehr] (an|daran) <object>
    (keine|nicht mehr) (erinnerung|erinnerungen) (mehr|) (an|für|zu|zum|zur) <object>

task.create ~
    (wir|ich) (brauchen|brauche|brauch) [noch|auch|mal|wieder] <title> => only=items
    <title> (brauchen|brauche) (wir|ich) [auch|noch] => only=items
    (wir|ich) (haben|habe|hab) (kein|keine|keinen) <title> mehr [da|zu hause|im haus] => only=items
    (ergänz|ergänze|notier|notiere) <title>
    {add} <title> (hinzu|auf|ein)
    <title> {on_list}
    <title> (hinzufügen|eintragen|notieren|aufschreiben)

task.query ?
    {show} [mir|uns] {please} <object> [an|vor|auf|bitte]
    (was|wer|wann|wo|wie|welche|welcher|welches|wie viele|wieviele|ist|sind|habe|hab|haben|gibt|steht|stehen|muss|soll|kommt) <object>
    <object> (anzeigen|vorlesen|zeigen|ansehen|auflisten|anschauen)
    (ich will|ich möchte|lass mich|lass mal) <object> (sehen|hören|wissen|anschauen)
    [nur] <object> => only=whole
task.create
    (aufgabe|todo|erinnerung|task) [:|,] <title>
"""
#: How a distance moves something without a verb that says so ("the dentist 15 minutes earlier").
DISTANCES = """task.update
    [bitte] <when> [bitte]
    <object> [bitte] <when> [bitte]
"""
