"""New tasks: the title out of all that was said about one, and its parts where several things are named."""

from collections.abc import Sequence
from itertools import pairwise

from voicetodo.language import slots as fields
from voicetodo.language.infinitive import title_of
from voicetodo.language.interpretation import Action
from voicetodo.language.objects import take_place, trim
from voicetodo.language.scene import Scene
from voicetodo.language.sharing import parts_with_moments
from voicetodo.language.slots import Draft
from voicetodo.language.things import split_things
from voicetodo.language.tokens import Token, text_of


def fill_create(draft: Draft, tokens: Sequence[Token], title: Sequence[Token]) -> list[Action]:
    """Fills the fields of new tasks: `title` are the words about what is to be done, `tokens` all words of the
    request.
    """
    scene = draft.scene
    parts = parts_with_moments(scene, tokens, title) if scene.is_spoken and "person" not in draft.fields else []
    if parts:
        return [action for part in parts for action in fill_create(_begun(draft), part, part)]
    inner = _inner_moments(scene, title)
    fields.put_moments(draft, [token for token in tokens if token.start not in inner])
    inner |= _lead_in_title(draft, title)
    rest = [token for token in title if token.start in inner or token.start not in scene.moments]
    rest = fields.take_tail(draft, _without_reason(draft, _without_opening(scene, rest)))
    rest = fields.take_priority(draft, rest)
    is_putting = bool(rest) and scene.is_spoken and rest[0].norm in scene.language.verbs.putting
    if "list" not in draft.fields and not is_putting:
        rest, place, has_place = take_place(scene, rest)
        if has_place:
            draft.put_list(place)
    rest = fields.take_person(draft, rest)
    keeps = frozenset[str]() if scene.is_spoken else fields.TYPED_MARKS
    rest = (
        _with_particle(scene, tokens, without_closers(scene, trim(scene.language, rest)))
        if scene.is_spoken
        else list(trim(scene.language, rest, keeps=keeps) or rest)
    )
    things = [list(rest)]
    if scene.is_spoken and "person" not in draft.fields:
        things = _split(scene, rest, str(draft.fields.get("list", "")).lower().split(), has_moment=bool(draft.mentions))
    empty = scene.language.titles.empty_titles
    actions: list[Action] = []
    for thing in things:
        words = _without_loose_commas(thing) if len(things) == 1 else trim(scene.language, thing, keeps=keeps)
        words = _unquoted(words)
        said = title_of(scene.language, scene.text, words) if scene.is_spoken else text_of(scene.text, words)
        if said and not (scene.is_spoken and " ".join(token.norm for token in words) in empty):
            draft.put("title", fields.shown(said) if scene.is_spoken else said, words)
        elif len(things) > 1:
            continue
        actions.append(draft.action())
        draft.spans = dict(draft.spans)
    return actions or [draft.action()]


def _begun(draft: Draft) -> Draft:
    """A draft like this one, for one of several."""
    begun = Draft(draft.scene, draft.intent, draft.confidence)
    begun.fields.update(draft.fields)
    begun.spans.update(draft.spans)
    return begun


def _without_loose_commas(tokens: Sequence[Token]) -> list[Token]:
    """A title without the comma of a moment that stood inside it."""
    return [
        token
        for before, token in zip([None, *tokens], tokens, strict=False)
        if token.norm != "," or before is None or before.end == token.start
    ]


def _split(scene: Scene, rest: Sequence[Token], list_words: Sequence[str], *, has_moment: bool) -> list[list[Token]]:
    """The single things; a name that begins with a capital or begins the text keeps its article ("The 5th Wave")."""
    things = split_things(scene.language, rest, list_words, has_moment=has_moment)
    is_name = len(things) == 1 and bool(rest) and (rest[0].start == 0 or scene.text[rest[0].start].isupper())
    if is_name or len(things) != 1:
        return [list(rest)] if is_name else things
    return [list(rest[list(rest).index(things[0][0]) :])] if things[0] else things


def _inner_moments(scene: Scene, title: Sequence[Token]) -> set[int]:
    """Possessive moments inside a title stay in it ("ask Jonas about Sunday's match")."""
    inner: set[int] = set()
    language = scene.language
    words = trim(language, title)
    for index, token in enumerate(words):
        mention = scene.moments.get(token.start)
        if mention is None or not index or mention.end - mention.start > len(token.norm) + 1:
            continue
        is_possessive = token.norm.endswith(language.spelling.possessives) or (
            mention.kind == "recurrence" and words[index - 1].norm not in language.titles.before_days
        )
        if (
            is_possessive
            and index + 1 < len(words)
            and words[index + 1].is_word
            and words[index + 1].start not in scene.moments
        ):
            inner.add(token.start)
    return inner


def _lead_in_title(draft: Draft, title: Sequence[Token]) -> set[int]:
    """What is to be done so long before something is named by that ("call Bob half an hour before the meeting").

    Where nothing else says when, all of it is a part of the name, and no reminder.
    """
    scene = draft.scene
    for last, (token, after) in enumerate(pairwise(title)):
        mention = scene.moments.get(token.start)
        is_lead = mention is not None and mention.kind == "duration" and mention.role == "reminder"
        if not is_lead or after.start in scene.moments or after.norm not in scene.language.words.own:
            continue
        first = next(index for index, each in enumerate(title) if scene.moments.get(each.start) is mention)
        is_done_last = title[-1].norm in scene.language.verbs.last_verbs
        if not is_done_last and not trim(scene.language, scene.without_moments(title[:first])):
            return set()
        if "due" in draft.fields:
            return {token.start}
        draft.fields.pop("reminders_before", None)
        draft.spans.pop("reminders_before", None)
        return {each.start for each in title[first : last + 1]}
    return set()


def _without_opening(scene: Scene, tokens: Sequence[Token]) -> list[Token]:
    """A title without "I need to" in front."""
    if not scene.is_spoken:
        return list(tokens)
    kept = list(trim(scene.language, tokens))
    for _ in range(2):
        ends = [found.end for _, found in scene.grammar.title_openings.matches(scene.clause(kept), 0, whole=False)]
        if not ends or max(ends) >= len(kept):
            break
        kept = list(trim(scene.language, kept[max(ends) :]))
    return kept


def _without_reason(draft: Draft, tokens: Sequence[Token]) -> list[Token]:
    """A title without its reason behind, which becomes a note ("because it is her birthday")."""
    titles = draft.scene.language.titles
    for index in range(2, len(tokens) if draft.scene.is_spoken else 0):
        pair = (tokens[index].norm, tokens[index + 1].norm if index + 1 < len(tokens) else "")
        if tokens[index].norm in titles.reasons or pair in titles.reason_pairs:
            if len(tokens) - index > 1:
                draft.put_text("notes", without_closers(draft.scene, trim(draft.scene.language, tokens[index:])))
            return list(tokens[:index])
    return list(tokens)


def _with_particle(scene: Scene, tokens: Sequence[Token], title: list[Token]) -> list[Token]:
    """The title with the last word of all that was said, where that belongs to its verb ("put the heating on")."""
    said = [token for token in scene.without_moments(tokens) if token.is_word]
    titles = scene.language.titles
    last = next((index for index in range(len(said) - 1, -1, -1) if title and said[index] == title[-1]), len(said))
    tail = said[last + 1 :]
    belongs = 0 < len(tail) <= _LONGEST_TAIL and tail[-1].norm in titles.particles
    return [*title, *tail] if belongs and all(token.norm in titles.title_tails for token in tail) else title


#: "The oil light is on": a verb and its particle.
_LONGEST_TAIL = 2


def _unquoted(tokens: Sequence[Token]) -> Sequence[Token]:
    """A title that stands in quotation marks as a whole, without them."""
    if len(tokens) > 2 and tokens[0].norm + tokens[-1].norm in {'""', "''", "“”"}:
        return tokens[1:-1]
    return tokens


def without_closers(scene: Scene, tokens: Sequence[Token]) -> list[Token]:
    """`tokens` without "please", "thanks", "I guess" at the end."""
    kept = list(tokens)
    while kept:
        clause = scene.clause(kept)
        last = len(kept)
        while last and not kept[last - 1].is_word and kept[last - 1].norm != '"':
            last -= 1
        for start in range(max(0, last - 6), last):
            if start and kept[start].start not in scene.moments and any(scene.grammar.closers.matches(clause, start)):
                kept = kept[:start]
                break
        else:
            return kept
    return kept
