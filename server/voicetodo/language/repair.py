"""What people take back while they speak: fillers, doubled words, "on Friday, no, Thursday"."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from voicetodo.language.languages.tables import Speech
from voicetodo.language.scene import Scene
from voicetodo.language.time import TimeMention
from voicetodo.language.tokens import Token


def without_fillers(speech: Speech, tokens: Sequence[Token]) -> list[Token]:
    """`tokens` without "um" and without asides set apart by commas ("to, like, remember")."""
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.norm in speech.fillers:
            index += 1
            while kept and kept[-1].norm == "," and index < len(tokens) and tokens[index].norm == ",":
                index += 1
            continue
        width = _aside_at(speech, tokens, index)
        if width:
            index += width
            continue
        kept.append(token)
        index += 1
    return kept


def _aside_at(speech: Speech, tokens: Sequence[Token], index: int) -> int:
    """How many tokens from `index` are an aside between commas, the comma after it included."""
    if index and tokens[index - 1].norm != ",":
        return 0
    for width in (3, 2, 1):
        after = index + width
        if after < len(tokens) and tokens[after].norm == ",":
            said = " ".join(token.norm for token in tokens[index:after])
            if said in speech.asides:
                return width + 1
    return 0


def without_doubles(speech: Speech, tokens: Sequence[Token]) -> list[Token]:
    """`tokens` without restarts: one to four words said twice in a row, of which the first holds a word that is
    never doubled on purpose.
    """
    kept: list[Token] = []
    for token in tokens:
        kept.append(token)
        if token.norm in speech.never_doubled and _is_resumed(kept):
            del kept[-3:-1]
            continue
        for width in (4, 3, 2, 1):
            if len(kept) < 2 * width or (width == 1 and token.norm not in speech.never_doubled):
                continue
            first = [one.norm for one in kept[-2 * width : -width]]
            second = [one.norm for one in kept[-width:]]
            if first == second and not speech.never_doubled.isdisjoint(first):
                del kept[-2 * width : -width]
                break
    return kept


def _is_resumed(tokens: Sequence[Token]) -> bool:
    """Whether the last word was said before a pause already ("the, the plumber")."""
    return len(tokens) > _PAUSED and tokens[-2].norm in _PAUSES and tokens[-3].norm == tokens[-1].norm


_PAUSED = 2


def without_corrections(scene: Scene, tokens: Sequence[Token]) -> list[Token]:
    """`tokens` where a moment that was corrected at once has given way to the next ("on Friday, no, Thursday")."""
    mentions = scene.moments_in(tokens)
    dropped: set[int] = set()
    for first, second in pairwise(mentions):
        between = [token for token in tokens if first.end <= token.start and token.start < second.start]
        said = " ".join(token.norm for token in between if token.is_word)
        is_corrected = said in scene.language.speech.corrections
        behind = between if is_corrected else _correction_at_end(scene.language.speech, between)
        if (behind or is_corrected) and first.kind != "recurrence":
            dropped.update(token.start for token in behind)
            if is_corrected or (first.kind, second.kind) != ("date", "time"):
                dropped.update(token.start for token in tokens if first.start <= token.start < first.end)
            if first.kind == "datetime" and second.kind == "time" and first.date and second.time:
                scene.replace_moment(second, _at_same_day(first, second))
    if not dropped:
        return list(tokens)
    return [token for token in tokens if token.start not in dropped]


def _correction_at_end(speech: Speech, tokens: Sequence[Token]) -> Sequence[Token]:
    """The words at the end of `tokens`, from a comma on, that take a moment back ("call tomorrow my mom, no, …")."""
    for start in range(max(1, len(tokens) - _LONGEST_CORRECTION), len(tokens)):
        said = " ".join(token.norm for token in tokens[start:] if token.is_word)
        if tokens[start].norm == "," and said in speech.corrections:
            return tokens[start:]
    return ()


#: Marks included.
_LONGEST_CORRECTION = 6


def _at_same_day(first: TimeMention, second: TimeMention) -> TimeMention:
    """The hour of `second` on the day of `first` ("tomorrow at nine, no, at ten")."""
    value = f"{first.date}T{second.time}"
    return msgspec.structs.replace(second, kind="datetime", value=value, date=first.date)


def without_slips(scene: Scene, tokens: Sequence[Token]) -> list[Token]:
    """`tokens` where a word taken back at once has given way to the next ("call mom, I mean dad")."""
    kept = list(tokens)
    for index in range(len(kept) - 2, 0, -1):
        is_first = index < len(kept) - 1 and kept[index].norm in scene.grammar.slipping
        width = _slip_at(scene.language.speech, kept, index) if is_first else 0
        if width and index > 2 and _slip_at(scene.language.speech, kept, index - 2) > width + 1:
            continue  # "no, I mean": all of it says so
        if width and kept[index + width].start not in scene.moments:
            kept = _replaced(scene, kept, index, index + width)
    return kept


def _slip_at(speech: Speech, tokens: Sequence[Token], index: int) -> int:
    """How many tokens from `index` say that the words before them are taken back, marks included."""
    has_comma = tokens[index - 1].norm in _PAUSES
    for phrase, needs_comma in speech.slips:
        end = index + len(phrase)
        if end >= len(tokens) or not _stands_at(tokens, index, phrase):
            continue
        has_pause = tokens[end].norm in _PAUSES
        if needs_comma and not has_comma:
            return 0
        width = len(phrase) + has_pause
        return width if index + width < len(tokens) else 0
    return 0


def _stands_at(tokens: Sequence[Token], index: int, phrase: tuple[str, ...]) -> bool:
    end = index + len(phrase)
    return tuple(token.norm for token in tokens[index:end]) == phrase


def _replaced(scene: Scene, tokens: list[Token], first: int, after: int) -> list[Token]:
    """`tokens` where what stands from `after` replaces as much before `first`; unchanged where that is not clear.
    Moments stay.
    """
    before = [token for token in tokens[max(0, first - _FAR) : first] if token.is_word]
    old = [token for token in before if token.start not in scene.moments]
    end = after
    towards_list = scene.language.joints.towards_list
    is_act = tokens[after].norm in scene.language.verbs.todo_verbs
    while end < len(tokens) and tokens[end].is_word and tokens[end].start not in scene.moments:
        if end > after and not is_act and tokens[end].norm in towards_list:
            break
        end += 1
    new = [token.norm for token in tokens[after:end]]
    if not new or not old or new[0] in scene.language.speech.no_slip:
        return tokens
    start = _slipped_from(scene, [token.norm for token in old], new)
    if start is None:
        return tokens
    from_here = old[start].start
    head = [token for token in tokens[:first] if token.start < from_here]
    moments = [token for token in before if token.start > from_here and token.start in scene.moments]
    return [*head, *tokens[after:end], *moments, *tokens[end:]]


def _slipped_from(scene: Scene, old: Sequence[str], new: Sequence[str]) -> int | None:
    """Where in `old` begins what `new` is said for: at the same word, at a verb for a verb, at an article, or the
    last word.
    """
    near = range(len(old) - 1, -1, -1)
    acts, articles = scene.language.verbs.todo_verbs, scene.language.speech.articles
    for index in near:
        if old[index] == new[0] or (new[0] in acts and len(new) > 1 and old[index] in acts):
            return index
    is_named = new[0] in articles
    if len(new) - is_named > _LONGEST_SLIP:
        return None
    for index in near:
        if old[index] in articles:
            return index if is_named else index + 1
    last_verbs = scene.language.verbs.last_verbs
    if last_verbs and (len(old) == 1 or (old[-1] in last_verbs and new[-1] in last_verbs)):
        return max(0, len(old) - len(new))
    return max(1, len(old) - 1) if len(old) > 1 else None


_PAUSES = frozenset({",", "-", "–", "—", "…"})
#: No more tokens are looked back on.
_FAR = 8
#: More new words are a request of their own.
_LONGEST_SLIP = 2


def take_back(scene: Scene, tokens: Sequence[Token]) -> tuple[list[Token], bool]:
    """What stands after the last "scratch that" or "never mind", and whether something before it was taken back."""
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].norm not in scene.grammar.taking_back:
            continue
        speech = scene.language.speech
        for phrase in speech.taken_back if index else speech.taken_back[1:]:
            if _stands_at(tokens, index, phrase) and not _goes_on(speech, tokens, index + len(phrase)):
                return list(tokens[index + len(phrase) :]), True
    return list(tokens), False


def _goes_on(speech: Speech, tokens: Sequence[Token], index: int) -> bool:
    """Whether it is said what is to be forgotten, so that nothing said before is meant ("never mind the reminder")."""
    return index < len(tokens) and tokens[index].norm in speech.taken_back_by_name
