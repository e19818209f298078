"""How people point at a task or a list: phrases tried in order on what a request is about."""

#: A list with a preposition before it, anywhere in what was said.
PLACES = """
    (auf|zu|zur|zum|in|ins|im|an|von|vom|aus|unter|für) {the_list}
    (darauf|drauf|davon)
"""
#: Nothing but a list.
WHOLE_LISTS = """
    {the} <list> {lists}
    {the} {lists} (namens|mit dem namen|für|genannt) <list_of>
    {the} {lists} [bitte|jetzt|komplett]
    {the} {lists} <list_of>
    {the} <known_list> [liste]
"""
#: A task, its reminder, a position or a set. `<title>` is the name of the task.
TASKS = """
    (alles|alle|allem|alle {tasks}|alle meine {tasks}|die ganzen {tasks}|sie alle|das alles) => scope=all
    (alles|alle|die|alle meine|meine|den|das) (überfällige|überfälligen|verspätete|verspäteten|liegengebliebene) [{tasks}] => scope=overdue
    (alles|alle {tasks}|was|alles was) [,] [was|die] überfällig [ist|sind] => scope=overdue
    (alles|alle|die|alle meine|meine) (erledigte|erledigten|fertige|fertigen|abgehakte|abgehakten|abgeschlossene|abgeschlossenen) [{tasks}] => scope=completed
    [die] (ersten|letzten) {few} [{tasks}] [auf der liste] => position=yes few=yes
    {the} {ordinal} und [{der}] {ordinal} [{tasks}] [auf der liste] => position=yes
    [{tasks}] (nummer|nummern) {number} und [nummer] {number} => position=yes
    {the} {ordinal} [{tasks}] [auf der liste] => position=yes
    ([{the}] {tasks}|nummer|{tasks} nummer|die nummer|[{the}] {rems}) {number} => position=yes
    (es|das|dies|dieses|ihn|sie|die|den|dem|ihm|diese {tasks}|die {tasks}|den {tasks}|das da|die letzte|das todo|diesen {tasks}) => scope=last
    {the} {rems} (an|für|zu|zum|zur|wegen|mit|von|über|daran) [{der}] <title>
    {the} {tasks} (namens|mit dem titel|für|zu|zum|zur|mit|mit dem namen|:) <title>
    {the} [offenen|nächsten|anstehenden|aktuellen|übrigen|restlichen] {rems}
    {the} {rems} <title>
    {the} <title> {rems}
    {the} [offenen|nächsten|anstehenden|aktuellen|übrigen|restlichen|anderen|wichtigen] {tasks}
    {the} {tasks} <title>
    {the} <title> {tasks}
"""
#: At the end of what is to be done.
TAILS = """
    mit [dem|den|der] (label|labels|tag|tags|etikett|schlagwort) <label>
    [und] (gib|gebe|weis|weise) (es|das|sie|ihn) <person> [zu]
    (zugewiesen an|für die zuständigkeit von) <person>
    (mit|und) [der|einer] (notiz|anmerkung|bemerkung|beschreibung) [:|dass] <notes>
    (notiz|anmerkung) [:] <notes>
"""
EVERYTHING = frozenset("alles alle allen aller sämtliche sämtlichen".split())
#: What a request says of what is on the tasks it is about, wherever it stands. Behind a phrase without `<label>` stands the name
#: of one, up to the first of `AFTER_LABELS`; where the phrase says little, only of one that there is.
QUALITIES = """
    mit [dem|der|den] [{label}] <label> (markiert|markierten|gekennzeichnet|gekennzeichneten|versehen|versehenen|etikettiert|getaggt|gelabelt) [sind|ist]
    (mit|haben|hat|unter|trägt|tragen|zu|zum|beim|bei) [das|dem|der|den|ein|einem] {label} [namens]
    [das|dem|der|den] {label} [namens] => needs=match
    (haben|hat) [die|eine] {pressing_level} => priority=1
    [mit|von] [der|einer] {pressing_level} => priority=1
    [die|meine|meinen|alle|alle meine|alle die|der|den] {pressing} {tasks} [die] => priority=1
    {tasks} [,] [die] [sind|ist] {pressing} [sind|ist] => priority=1
    (alles|was|etwas|nichts|irgendwas) [,] [was] [ist] {pressing} [ist] => priority=1
"""
AFTER_LABELS = frozenset(
    "habe hab haben hat ist sind war ich wir gibt steht stehen an vor noch bitte mir und oder jetzt fällig offen markiert versehen".split()
)
