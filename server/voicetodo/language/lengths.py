"""How long something takes, said before it: "an hour of sport", "15 minutes of reading tomorrow"."""

from collections.abc import Iterator, Sequence

from voicetodo.language.languages.tables import Amounts, Language
from voicetodo.language.time import TimeMention
from voicetodo.language.tokens import Token


def find_lengths(language: Language, tokens: Sequence[Token], taken: Sequence[TimeMention]) -> Iterator[TimeMention]:
    """The lengths with which something to do begins; nothing of what another mention has."""
    amounts, joints = language.amounts, language.joints
    words = [token.norm for token in tokens]
    if amounts.units.keys().isdisjoint(words):
        return
    ends = {mention.end for mention in taken}
    for index in range(len(words)):
        before = words[index - 1] if index else ""
        begins = not before or before in joints.reminded or joints.commands.get(before) == "task.create"
        if not begins and tokens[index - 1].end not in ends:
            continue
        minutes, unit = _minutes_at(amounts, words, index)
        last = unit + 1 if unit + 1 < len(words) and words[unit + 1] in amounts.spent else unit
        if not minutes or not _is_done_so_long(language, tokens, last + 1, is_tied=last > unit):
            continue
        start, end = tokens[index].start, tokens[last].end
        if all(mention.end <= start or end <= mention.start for mention in taken):
            yield TimeMention(start, end, "duration", value=f"PT{minutes}M", score=0.9)


def _minutes_at(amounts: Amounts, words: Sequence[str], start: int) -> tuple[int, int]:
    """How many minutes are said at `start`, and where their unit stands; 0 where none are."""
    counts = [
        (len(phrase), amount) for phrase, amount in amounts.amounts if tuple(words[start:][: len(phrase)]) == phrase
    ]
    if words[start].isdigit() and len(words[start]) <= _LONGEST_NUMBER:
        counts.append((1, float(words[start])))
    for width, count in counts:
        unit = start + width
        kind, size = amounts.units.get(words[unit], ("", 0)) if unit < len(words) else ("", 0)
        if kind == "minutes":
            return round(count * size), unit
    return 0, start


_LONGEST_NUMBER = 3


def _is_done_so_long(language: Language, tokens: Sequence[Token], at: int, *, is_tied: bool) -> bool:
    """Whether something to do follows: behind a word that ties them or, where no word has to, at once."""
    if at >= len(tokens) or not tokens[at].is_word:
        return False
    word = tokens[at].norm
    if is_tied or word in language.verbs.gerunds:
        return True
    is_other = (
        word in language.amounts.after or word in language.words.list_prepositions or word in language.joints.and_
    )
    return not language.amounts.spent and not is_other and word not in language.titles.title_tails
