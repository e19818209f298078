"""Words that stand between requests, and between the things of one."""

AND = frozenset({"und"})
THEN = frozenset({"dann", "danach"})
#: Before a new request.
BETWEEN_REQUESTS = frozenset({"und", "dann", "danach", "außerdem", "auch", "plus", "aber", "sowie"})
#: Between several things in one request.
BETWEEN_THINGS = frozenset({"und", "plus", "sowie"})
#: Left at the end of a request by the next one.
TRAILING = frozenset({"und", "dann", "danach", "auch", "außerdem", "plus", "ach", "oh", "aber", "so"})
#: Left at the beginning of one of several things.
PART_LEADS = frozenset({"und", "auch", "noch", "etwas", "ein", "eine", "einen", "paar", "dann"})
#: Left at the beginning of a statement that becomes a note.
ASIDE_LEADS = frozenset({"und", "also"})
#: Between a moment and the verb of what is to be done then.
INFINITIVE: frozenset[str] = frozenset()
#: Before a comma: what is to be done follows it ("erinnere mich daran, …").
REMINDED = frozenset({"an", "ans", "daran"})
EXPECTING = frozenset({"daran", "dran", "nicht", "vergessen", "mich", "bitte", "werden", "dafür"})
#: Points back at what was said before: it is no thing of its own.
BACK = frozenset(
    "es ihn ihm ihr ihre ihren ihnen sie dort dorthin damit davon dazu dabei darüber daraus danach wieder weg beides".split()
)
#: What asks for something to be done with todos, by its first word.
COMMANDS = {
    **dict.fromkeys("füg füge setz setze notier notiere pack packe".split(), "task.create"),
    **dict.fromkeys("hak hake erledige erledig markier markiere".split(), "task.complete"),
    **dict.fromkeys("überspring überspringe".split(), "task.skip"),
    **dict.fromkeys("lösch lösche entfern entferne streich streiche".split(), "task.delete"),
    **dict.fromkeys("verschieb verschiebe verleg verlege benenn benenne änder ändere".split(), "task.update"),
    **dict.fromkeys("öffne".split(), "task.reopen"),
}
#: Before the list that something is put on.
TOWARDS_LIST = frozenset("auf zu in zur zum".split())
