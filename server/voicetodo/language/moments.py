"""The moments in a text, narrowed to what a todo means by them: "start dinner at five" keeps its dinner."""

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from voicetodo.language.languages.tables import Language, Scales
from voicetodo.language.lengths import find_lengths
from voicetodo.language.names import LEAST_OWNED
from voicetodo.language.objects import trim
from voicetodo.language.scene import Scene
from voicetodo.language.shifts import Shift, find_bare_shift, find_shift
from voicetodo.language.time import TimeMention, TimeSettings, find_times, resolve_time
from voicetodo.language.tokens import Token

_HIDDEN = "\x01"
_NUMERIC_DATE = re.compile(r"\d{1,2}[./]\d{1,2}(?:[./](?:\d{2}|\d{4}))?")
#: Below this a moment is more likely part of a title ("opening weekend", "Christmas cards").
_LEAST_SCORE = 0.55
#: A bare length of time ("5 minute break") is a moment only with a preposition.
_LEAST_DURATION_SCORE = 0.7
#: So many words, at most, stand between an ordinal and what it counts.
_FAR = 6
#: A bare holiday scores no more.
_LEAST_HOLIDAY_SCORE = 0.6


def find_moments(scene: Scene, tokens: Sequence[Token], hidden: Sequence[tuple[int, int]]) -> list[TimeMention]:
    """The moments said in `tokens`, in order.
    Nothing within `hidden` ranges, and nothing left out of `tokens`, is seen.
    """
    language = scene.language
    scales, text = language.scales, scene.text
    mentions = [
        mention
        for found in find_times(_visible(language, text, tokens, hidden), scene.now, scene.settings)
        if (mention := _narrowed(language, text, found)) is not None and not _names_a_thing(language, text, mention)
    ]
    scene.shift = find_shift(language.amounts, tokens)
    if scene.shift is None:
        scene.shift = _bare_shift(scene, tokens)
        scene.is_shift_bare = scene.shift is not None
    if scene.shift is not None:
        shifted = scene.shift.mention
        mentions = [mention for mention in mentions if mention.end <= shifted.start or shifted.end <= mention.start]
        mentions.append(shifted)
    if scene.is_spoken:
        mentions += find_lengths(language, tokens, mentions)
    taken = [(mention.start, mention.end) for mention in mentions]
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        if any(start < token.end and token.start < end for start, end in taken):
            continue
        rule = scales.recurring_adjectives.get(token.norm)
        if (
            rule is not None
            and after is not None
            and (after.norm in language.words.markers or after.norm in language.verbs.replacing)
        ):
            mentions.append(TimeMention(token.start, token.end, "recurrence", rrule=rule))
        elif token.norm in scales.later and (
            after is None or not after.is_word or after.norm in scales.after_later or before is None
        ):
            today = scene.now.date().isoformat()
            mentions.append(TimeMention(token.start, token.end, "date", value=today, date=today, score=0.6))
    if not scene.is_spoken and not mentions:
        mentions = _written_date(scene, tokens)
    return _with_same_time(scene, tokens, sorted(mentions, key=lambda mention: mention.start))


def _bare_shift(scene: Scene, tokens: Sequence[Token]) -> Shift | None:
    """How far what was spoken of, or the task named before it, is to be moved."""
    found = find_bare_shift(scene.language.amounts, tokens)
    if found is None:
        return None
    shift, named = found
    name = " ".join(token.norm for token in trim(scene.language, named))
    tasks = scene.names.find_tasks(name) if name else ()
    return shift if not name or (tasks and tasks[0].score >= LEAST_OWNED) else None


def _with_same_time(scene: Scene, tokens: Sequence[Token], mentions: list[TimeMention]) -> list[TimeMention]:
    """ "At the same time tomorrow": the hour said before, or that of now; what is moved keeps its own."""
    language = scene.language
    words = [token.norm for token in tokens]
    if all(phrase[-1] not in words for phrase in language.scales.same_time):
        return mentions
    found = _same_time_at(language, words)
    if found is None:
        return mentions
    start, end = tokens[found[0]].start, tokens[found[1]].end
    before = [mention.time for mention in mentions if mention.time and mention.end <= start]
    is_moved = any(word in language.verbs.moving_verbs for word in words[: found[0]])
    time = before[-1] if before else None if is_moved else scene.now.strftime("%H:%M")
    for index, mention in enumerate(mentions):
        if mention.start < end and start < mention.end:
            same = msgspec.structs.replace(mention, kind="date" if time is None else mention.kind, time=time)
            return [*mentions[:index], same, *mentions[index + 1 :]]
    same = TimeMention(start, end, "time", value=time, date=scene.now.date().isoformat(), time=time)
    return sorted([*mentions, same], key=lambda mention: mention.start)


def _same_time_at(language: Language, words: Sequence[str]) -> tuple[int, int] | None:
    """The first and the last of the words for "the same time"."""
    for phrase in language.scales.same_time:
        for index in range(len(words) - len(phrase) + 1):
            if words[index] == phrase[0] and tuple(words[index : index + len(phrase)]) == phrase:
                return index, index + len(phrase) - 1
    return None


def _written_date(scene: Scene, tokens: Sequence[Token]) -> list[TimeMention]:
    """A bare "27/1" or "01.10" at either end of a typed line."""
    for token in (*tokens[:1], *tokens[-1:]):
        if _NUMERIC_DATE.fullmatch(token.norm):
            mention = resolve_time(token.norm.replace(".", "/"), scene.now, _day_first(scene, token))
            if mention is not None and mention.date:
                return [msgspec.structs.replace(mention, start=token.start, end=token.end)]
    return []


def _day_first(scene: Scene, token: Token) -> TimeSettings:
    """Dots separate day and month in that order everywhere."""
    return msgspec.structs.replace(scene.settings, day_first=True) if "." in token.norm else scene.settings


def _visible(language: Language, text: str, tokens: Sequence[Token], hidden: Sequence[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in hidden:
        letters[start:end] = _HIDDEN * len(letters[start:end])
    last = 0
    for token in tokens:
        letters[last : token.start] = [" " if letter.isalnum() else letter for letter in letters[last : token.start]]
        last = token.end
        is_possessive = token.norm.endswith(language.spelling.possessives)
        if is_possessive or token.norm in language.scales.possessive_days:
            width = 2 if is_possessive else 1
            letters[token.end - width : token.end] = " " * width
    _hide_names(language, text, letters, tokens)
    _hide_positions(language, letters, tokens)
    if any(token.norm in language.verbs.moving_verbs for token in tokens[:6]) or any(
        token.norm in language.verbs.replacing for token in tokens
    ):
        _part_old_from_new(language, letters, tokens)
    return "".join(letters)


def _hide_positions(language: Language, letters: list[str], tokens: Sequence[Token]) -> None:
    """ "The second one", "the first two", "the first and the third task" count todos, not days."""
    scales = language.scales
    for index, token in enumerate(tokens):
        if token.norm not in scales.positions or letters[token.start] == _HIDDEN:
            continue
        last = index + 1
        while last < min(len(tokens), index + _FAR) and (
            tokens[last].norm in scales.between_positions or tokens[last].norm in scales.positions
        ):
            last += 1
        if last >= min(len(tokens), index + _FAR):
            continue
        after = tokens[last + 1].norm if last + 1 < len(tokens) else ""
        counts = tokens[last].norm in scales.few and token.norm in scales.ends and after not in language.amounts.units
        if counts or tokens[last].norm in scales.counted:
            letters[token.start : tokens[last].end] = _HIDDEN * (tokens[last].end - token.start)


def _hide_names(language: Language, text: str, letters: list[str], tokens: Sequence[Token]) -> None:
    """ "Tom" is a man, but for a "tom" at the end of what was typed in haste ("gym tom")."""
    scales = language.scales
    before = ""
    for index, token in enumerate(tokens):
        if token.norm in scales.names_not_days:
            is_last = index == len(tokens) - 1
            is_object = before in language.verbs.todo_verbs or before in scales.before_names
            if text[token.start].isupper() or is_object or not is_last:
                letters[token.start : token.end] = _HIDDEN * len(token.norm)
        before = token.norm


def _part_old_from_new(language: Language, letters: list[str], tokens: Sequence[Token]) -> None:
    """In "from Monday to Friday" of something moved stand two moments, not a range; in "to 6" stands a clock."""
    towards = language.verbs.towards
    before = ""
    for index, (token, after) in enumerate(pairwise(tokens)):
        clock = towards.get(token.norm) or towards.get(f"{before} {token.norm}")
        if clock is None and index + 2 < len(tokens) and tokens[index + 2].norm in language.verbs.replacing:
            clock = language.verbs.before_replaced.get(token.norm)
        if clock is not None and letters[token.start] != _HIDDEN:
            if after.norm[0].isdigit():
                letters[token.start : token.end] = clock.rjust(len(token.norm))
            elif token.norm in language.verbs.parting:
                letters[token.start : token.end] = _HIDDEN * len(token.norm)
        before = token.norm


def _narrowed(language: Language, text: str, mention: TimeMention) -> TimeMention | None:
    """The mention without a meal at its edge that is what is to be done, or None where no moment was meant."""
    scales = language.scales
    if mention.score < _LEAST_SCORE or text[mention.start : mention.end].lower() in scales.at_once:
        return None
    if mention.kind == "duration" and mention.score < _LEAST_DURATION_SCORE:
        return None
    said = text[mention.start : mention.end]
    words = said.lower().split()
    if words[0] in scales.for_occasions and words[1:] and all(word in scales.occasions for word in words[1:]):
        return None
    if len(words) > 2 and words[-2] in scales.for_occasions and words[-1] in scales.occasions:
        return msgspec.structs.replace(mention, end=mention.start + said.lower().rindex(words[-2]) - 1)
    first, _, rest = said.partition(" ")
    if rest and (
        first.lower() in scales.before_moments
        or (first.lower() in scales.before_bare_days and rest.lower() in scales.bare_days)
        or (first.lower() in scales.occasions and not _is_tied(scales, text, mention.start))
    ):
        return msgspec.structs.replace(mention, start=mention.start + len(first) + 1)
    head, _, last = said.rpartition(" ")
    if head and last.lower() in scales.occasions and head.lower().endswith(scales.occasion_owners):
        return msgspec.structs.replace(mention, end=mention.start + len(head))
    return mention


def _names_a_thing(language: Language, text: str, mention: TimeMention) -> bool:
    """A holiday before a noun is its name ("Christmas cards", "Halloween party")."""
    if mention.kind != "date" or mention.score > _LEAST_HOLIDAY_SCORE:
        return False
    after = text[mention.end :].split(maxsplit=1)
    if not after or not after[0].isalpha():
        return False
    word = after[0].lower()
    return word not in language.titles.title_leads and word not in language.titles.title_tails


def _is_tied(scales: Scales, text: str, start: int) -> bool:
    """Whether a word before ties the occasion to the clock ("at dinner", "tomorrow night")."""
    before = text[:start].rsplit(None, 1)
    return bool(before) and before[-1].lower() in scales.tying
