"""Where one request ends and the next begins."""

from collections.abc import Collection, Sequence

from voicetodo.language.languages.tables import Language
from voicetodo.language.names import LEAST_OWNED
from voicetodo.language.phrases import Clause
from voicetodo.language.scene import Scene
from voicetodo.language.tokens import Token

_STOPS = frozenset(".!?;")
_MARKS_BETWEEN_REQUESTS = frozenset({",", "-", "–", "—", ":"})


def split_requests(scene: Scene, tokens: Sequence[Token]) -> list[list[Token]]:
    """`tokens` cut before every word that clearly begins a new request."""
    clause = scene.clause(tokens)
    joints = scene.language.joints
    cuts = [0]
    known: dict[int, int] = {}
    dated = _dated(scene, tokens)
    for index in range(1, len(tokens)):
        before = clause.words[index - 1]
        if before not in _STOPS and before not in _MARKS_BETWEEN_REQUESTS and before not in joints.between_requests:
            continue
        if before == "," and index > 1 and clause.words[index - 2] in joints.expecting:
            continue
        start = past_openers(scene, clause, index, known)
        lead = past_openers(scene, clause, cuts[-1], known)
        if index <= lead and before not in _STOPS:
            continue
        if _end_of_moment(scene, clause, lead) >= index - 1:
            continue
        if start < len(tokens) and (
            _begins_request(scene, clause, cuts[-1], start, is_stop=before in _STOPS)
            or _is_act_apart(scene, clause, cuts[-1], start, dated)
        ):
            cuts.append(index)
        elif _goes_on(scene, clause, cuts[-1], start):
            cuts.append(start + 1)
    return [
        list(piece)
        for first, last in zip(cuts, [*cuts[1:], len(tokens)], strict=True)
        if (piece := _without_joints(scene.language, tokens[first:last]))
    ]


def _end_of_moment(scene: Scene, clause: Clause, start: int) -> int:
    """Where the moment that begins at `start` ends, also after "instead of"; 0 where there is none."""
    while start not in clause.moments and start < len(clause.words):
        if clause.words[start] not in scene.language.joints.instead:
            break
        start += 1
    return clause.moments.get(start, 0)


def _goes_on(scene: Scene, clause: Clause, first: int, start: int) -> bool:
    """Whether one more thing to do, with a moment of its own, is said in the same frame ("remind me to call mom at
    five and to buy milk at six").
    """
    words, language = clause.words, scene.language
    is_said = start + 2 < len(words) and words[start - 1] in language.joints.and_
    if not is_said or words[start] not in language.joints.infinitive:
        return False
    is_act = words[start + 1] in language.verbs.todo_verbs
    return is_act and any(first <= place < start for place in clause.moments) and any(
        start < place < _end_of_part(scene, words, start) for place in clause.moments
    )  # fmt: skip


def past_openers(scene: Scene, clause: Clause, start: int, known: dict[int, int] | None = None) -> int:
    """Where the request proper begins after "um", "hey", "can you please" …

    `known` keeps what was found, so that a long row of openers is walked once.
    """
    passed: list[int] = []
    while start < len(clause.words):
        if known and start in known:
            start = known[start]
            break
        ends = [found.end for _, found in scene.grammar.openers.matches(clause, start, whole=False)]
        if not ends and clause.words[start] in {",", ".", "!", "…", "-", "–", "—", ":", ";"}:
            ends = [start + 1]
        passed.append(start)
        if not ends:
            break
        if clause.moments.get(start, 0) > max(ends):
            break
        start = max(ends)
    if known is not None:
        known.update(dict.fromkeys(passed, start))
    return start


def _begins_request(scene: Scene, clause: Clause, first: int, start: int, *, is_stop: bool) -> bool:
    """Whether the words from `start` ask for something of their own; `first` is where the request before them began."""
    words, language = clause.words, scene.language
    joints, acts = language.joints, language.verbs.todo_verbs
    for frame, _ in scene.grammar.starts.matches(clause, start, whole=False):
        if "list" not in frame.facts or is_stop:
            return True
        begins = any(scene.grammar.starts.matches(clause, past_openers(scene, clause, first), whole=False))
        places = first if begins and language.verbs.remind.isdisjoint(words[first:start]) else start
        if not scene.list_nouns.isdisjoint(words[places:]) or any(place >= places for place in clause.owned):
            return True
        if _undoes(scene, words[past_openers(scene, clause, first)], words[start]):
            return True
    if _goes_to_another_list(scene, clause, first, start) or _commands_too(scene, clause, first, start):
        return True
    is_deed = words[start - 1] in joints.and_ and words[start] in scene.grammar.deeds
    if is_deed and _tells_deeds(scene, words, past_openers(scene, clause, first)):
        return True
    at = clause.moments.get(start, start)
    if at > start and at < len(words) and (words[at] == "," or words[at] in joints.infinitive):
        at += 1
    if start < at < len(words) and words[at] in joints.reminded:
        return True
    if at + 1 >= len(words) or not (words[at] in acts or _ends_act(scene, words, at)):
        return False
    is_begun = words[start - 1] in joints.between_requests or words[start - 1] in _MARKS_BETWEEN_REQUESTS
    is_opened = not is_begun and words[at] not in language.verbs.assistant_verbs
    if (
        is_stop
        or at > start
        or is_opened
        or (words[start - 1] in joints.then and words[past_openers(scene, clause, first)] in acts)
    ):
        return True
    before = any(first <= place < start for place in clause.moments)
    end = _end_of_part(scene, words, at)
    return before and any(at < place < end for place in clause.moments)


def _ends_act(scene: Scene, words: Sequence[str], start: int) -> bool:
    """Whether the words from `start` say what to do with their verb at the end ("die Küche aufräumen")."""
    last_verbs = scene.language.verbs.last_verbs
    end = _end_of_part(scene, words, start) if last_verbs else start
    while end > start and words[end - 1] in _MARKS_BETWEEN_REQUESTS:
        end -= 1
    return end > start + 1 and words[end - 1] in last_verbs


def _is_act_apart(scene: Scene, clause: Clause, first: int, start: int, dated: Collection[int]) -> bool:
    """Whether something to do is said beside another of which one has its moment for itself: the one before ("call mom
    tomorrow and clean the car"), or this one, and more follows ("buy milk, call mom tomorrow and clean the car").

    A moment before all of it or behind all of it is for all of it.
    """
    words, joints = clause.words, scene.language.joints
    if not dated or (words[start - 1] != "," and words[start - 1] not in joints.and_):
        return False
    begin = past_openers(scene, clause, first)
    lead = clause.moments.get(begin, begin)
    end = _end_of_act(scene, clause, start)
    is_listed = not scene.list_nouns.isdisjoint(words[first:]) or any(place >= first for place in clause.owned)
    is_moved = joints.commands.get(words[lead]) == "task.update"
    is_beside = is_moved or _is_plain_act(scene, clause, lead, start - 1)
    if is_listed or not is_beside or not _is_plain_act(scene, clause, start, end):
        return False
    if any(lead < place < start for place in dated):
        return not any(start <= place < end for place in dated)
    if lead > begin:
        return first > 0 and words[first - 1] == ","
    after = past_openers(scene, clause, end)
    return any(start < place < end for place in dated) and _is_plain_act(
        scene, clause, after, _end_of_act(scene, clause, after)
    )


def _dated(scene: Scene, tokens: Sequence[Token]) -> Collection[int]:
    """Where words of moments stand; nowhere where one of them is more than a day or an hour of something."""
    mentions = scene.moments_in(tokens)
    if any(mention.kind in _LASTING or mention.role == "reminder" for mention in mentions):
        return ()
    return [index for index, token in enumerate(tokens) if token.start in scene.moments]


_LASTING = frozenset({"recurrence", "duration"})


def _is_plain_act(scene: Scene, clause: Clause, start: int, end: int) -> bool:
    """Whether the words say what is to be done, by themselves: nothing in them points back at what was said before."""
    words, language = clause.words, scene.language
    verbs = language.verbs
    while end > start and words[end - 1] in _MARKS_BETWEEN_REQUESTS:
        end -= 1
    said = words[start:end]
    if not language.joints.back.isdisjoint(said) or not language.words.markers.isdisjoint(said):
        return False
    end = min((place for place, stop in clause.moments.items() if stop == end), default=end)
    if end - start < _LEAST_ACT or words[start] in language.joints.commands:
        return False
    return words[start] in verbs.todo_verbs or words[end - 1] in verbs.last_verbs


#: A verb and what it is done to.
_LEAST_ACT = 2


def _end_of_act(scene: Scene, clause: Clause, start: int) -> int:
    """Where the words that begin at `start` end: before the next comma, stop or "and" outside of a moment."""
    words, joints, at = clause.words, scene.language.joints, start
    while at < len(words):
        if at in clause.moments:
            at = clause.moments[at]
            continue
        if words[at] == "," or words[at] in _STOPS or words[at] in joints.and_ or words[at] in joints.then:
            break
        at += 1
    return at


def _undoes(scene: Scene, first: str, second: str) -> bool:
    """Whether one verb adds and the other takes away ("delete eggs and add bread")."""
    telling = scene.language.verbs.telling_verbs
    asked = {telling.get(first), telling.get(second)}
    return "task.create" in asked and ("task.delete" in asked or "task.complete" in asked)


def _commands_too(scene: Scene, clause: Clause, first: int, start: int) -> bool:
    """Whether two commands are given ("skip watering the plants and add buy milk"): each has its verb, and where what
    one of them names could as well be more of the other's title, it is a task that is there.
    """
    words, commands = clause.words, scene.language.joints.commands
    asked = commands.get(words[start])
    if asked is None:
        return False
    begin = past_openers(scene, clause, first)
    before = "task.complete" if _tells_deeds(scene, words, begin) else commands.get(words[begin])
    if before is None:
        return False
    if asked == "task.create":
        is_moved = before == "task.update" and any(begin < place < start for place in clause.moments)
        return before in _DONE_TO_WHAT_IS_THERE or is_moved
    end = min([_end_of_part(scene, words, start), *(place for place in clause.moments if place > start)])
    found = scene.names.find_tasks(" ".join(words[start + 1 : end]))
    return bool(found) and found[0].score >= LEAST_OWNED


#: Before one more thing to add these are no part of its title.
_DONE_TO_WHAT_IS_THERE = frozenset({"task.complete", "task.skip", "task.delete", "task.reopen"})


def _goes_to_another_list(scene: Scene, clause: Clause, first: int, start: int) -> bool:
    """ "Milk to groceries, eggs to shopping": a list was named just before, and one is after the next thing; or
    something to do is, behind what was added ("add milk to groceries and call mom").
    """
    words = clause.words
    named = [(_towards(scene, words, place), end) for place, end in clause.owned.items()]
    ends = (end + (words[end] in scene.list_nouns) for before, end in named if before > 0 and end < start)
    if start - 1 not in ends:
        return False
    stop = _end_of_part(scene, words, start)
    is_act = words[start] in scene.language.verbs.todo_verbs and words[start] not in scene.language.pantry.items
    if (is_act and start + 1 < stop) or _ends_act(scene, words, start):
        commands = scene.language.joints.commands
        if commands.get(words[past_openers(scene, clause, first)]) == "task.create":
            return True
    return any(start < before < stop and end <= stop for before, end in named)


def _towards(scene: Scene, words: Sequence[str], place: int) -> int:
    """Where "to" stands before the list named at `place` ("to my groceries"); 0 where it does not."""
    before = place - 1
    while before > 0 and words[before] in scene.language.words.own:
        before -= 1
    return before if before > 0 and words[before] in scene.language.joints.towards_list else 0


def _tells_deeds(scene: Scene, words: Sequence[str], start: int) -> bool:
    """Whether the request from `start` tells what was done ("I paid the rent")."""
    is_told = words[start] in scene.language.speech.speakers
    return is_told and not scene.grammar.deeds.isdisjoint(words[start + 1 : start + 4])


def _end_of_part(scene: Scene, words: Sequence[str], start: int) -> int:
    joints = scene.language.joints
    for index in range(start, len(words)):
        if words[index] in _STOPS or words[index] in joints.and_ or words[index] in joints.then:
            return index
    return len(words)


def _without_joints(language: Language, tokens: Sequence[Token]) -> Sequence[Token]:
    last = len(tokens)
    joints = language.joints
    while last and (tokens[last - 1].norm in _TRAILING_MARKS or tokens[last - 1].norm in joints.trailing):
        last -= 1
    if last > 1 and tokens[last - 1].norm in joints.infinitive and tokens[last - 2].norm in joints.and_:
        last -= 2
    return tokens[:last]


_TRAILING_MARKS = _MARKS_BETWEEN_REQUESTS | _STOPS - {"?"}
