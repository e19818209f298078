"""From a text to its interpretation: short-hands, moments, repairs, requests, actions, reply."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from voicetodo.language import repair
from voicetodo.language.clarifying import clarify
from voicetodo.language.clauses import split_requests
from voicetodo.language.filing import filed, find_filing
from voicetodo.language.grammar import grammar_for
from voicetodo.language.intents import read_request
from voicetodo.language.interpretation import Action, Context, Interpretation
from voicetodo.language.languages import language_for
from voicetodo.language.merging import merge
from voicetodo.language.mishearing import without_mishearings
from voicetodo.language.moments import find_moments
from voicetodo.language.names import LEAST_OWNED, Names
from voicetodo.language.quickadd import is_clear, put_marks, read_quickadd
from voicetodo.language.reply import reply_to
from voicetodo.language.scene import Scene
from voicetodo.language.shorthand import Mark, Syntax, find_marks, quoted_spans
from voicetodo.language.tokens import LITERAL, Token, read_tokens

_NOBODY = Context()
#: The zone of what is local already: it is not looked at.
_LOCAL = "UTC"
#: All that was said was taken back before its end ("add milk … never mind").
_TAKEN_BACK = Action(intent="other", confidence=0.9)


def interpret(
    text: str,
    now: datetime,
    timezone: str,
    context: Context = _NOBODY,
    *,
    syntax: Syntax = "voice",
    literal_spans: Sequence[tuple[int, int]] = (),
    quick_add: bool = False,
) -> Interpretation:
    """What `text` asks for. `now` is aware, or naive and then local to `timezone` (IANA; raises KeyError if unknown).

    Words within quotation marks or `literal_spans` are taken as they stand and mean nothing but themselves.
    With `quick_add` the text was typed where todos are added: only what clearly commands or asks about todos does.
    """
    literal = sorted([*quoted_spans(text), *literal_spans])
    marks = find_marks(text, syntax, literal, context.lists)
    scene, tokens = read_scene(
        text, now, timezone, context, is_spoken=syntax == "voice", literal_spans=literal_spans, marks=marks
    )
    # Where todos are added a name is a todo, whatever a model makes of it.
    scene.is_ranked = context.is_ranked and not quick_add
    is_typed = syntax != "voice"
    if is_typed:
        actions = [read_quickadd(scene, tokens, marks, syntax)]
    else:
        actions = _read_level(scene, marks, literal_spans) or _read_speech(scene, tokens, marks)
    if quick_add and not is_clear(scene, actions, tokens):
        actions = [read_quickadd(scene, tokens, marks, syntax)]
    confidence = min(action.confidence for action in actions)
    reply = _reply(scene, actions, tokens, marks)
    return Interpretation(
        text=text,
        actions=tuple(actions),
        confidence=confidence,
        reply=reply,
        clarification=clarify(scene, actions),
        ambiguous_times=tuple(mention for mention in scene.mentions if mention.alternatives),
    )


def read_scene(
    text: str,
    now: datetime,
    timezone: str,
    context: Context,
    *,
    is_spoken: bool = True,
    literal_spans: Sequence[tuple[int, int]] = (),
    marks: Sequence[Mark] = (),
) -> tuple[Scene, list[Token]]:
    """All that is known before requests are looked for, and the words left when `marks` and fillers are taken out."""
    local = now.astimezone(_zone(timezone)).replace(tzinfo=None) if now.tzinfo else now
    quoted = quoted_spans(text)
    grammar = grammar_for(context.language)
    tokens = grammar.typos.mended(read_tokens(text, grammar.language.spelling))
    tokens = _literally(tokens, quoted, literal_spans)
    tokens = [token for token in tokens if not any(mark.start <= token.start < mark.end for mark in marks)]
    speech = grammar.language.speech
    tokens = repair.without_doubles(speech, repair.without_fillers(speech, tokens))
    scene = Scene(text, local, context, grammar, _names_of(context), is_spoken=is_spoken)
    hidden = [*quoted, *literal_spans, *((mark.start, mark.end) for mark in marks)]
    scene.place_moments(tokens, find_moments(scene, tokens, sorted(hidden)))
    return scene, tokens


def _reply(scene: Scene, actions: Sequence[Action], tokens: Sequence[Token], marks: Sequence[Mark]) -> str:
    replies = scene.language.replies
    if actions[0] == _TAKEN_BACK:
        return replies.nothing_done
    if not marks and not any(token.is_word for token in tokens):
        return replies.nothing_heard
    return reply_to(actions, scene.now, scene.language.code)


def _read_level(scene: Scene, marks: Sequence[Mark], literal_spans: Sequence[tuple[int, int]]) -> list[Action] | None:
    """What says how urgent a task of the caller's is ("make the report p1"); None where the level is but a mark."""
    others = [mark for mark in marks if mark.kind != "priority" or scene.text[mark.start] not in "pP"]
    if len(others) == len(marks):
        return None
    again, tokens = read_scene(scene.text, scene.now, _LOCAL, scene.context, literal_spans=literal_spans, marks=others)
    again.is_ranked = scene.is_ranked
    actions = _read_speech(again, tokens, others)
    is_of_new = _is_said_of_it(again, tokens, marks) and all(action.slots.priority for action in actions)
    is_of_set = any(action.slots.target is not None and action.slots.target.priorities for action in actions)
    return actions if is_of_new or is_of_set or any(_sets_level(action) for action in actions) else None


def _is_said_of_it(scene: Scene, tokens: Sequence[Token], marks: Sequence[Mark]) -> bool:
    """Whether "it" stands just before a level ("add buy milk and set it to p1")."""
    level = next(mark for mark in marks if mark.kind == "priority")
    before = [token.norm for token in tokens if token.start < level.start][-2:]
    return not scene.language.words.inside["it"].isdisjoint(before)


def _sets_level(action: Action) -> bool:
    target = action.slots.target
    if action.intent != "task.update" or action.slots.priority is None or target is None:
        return False
    return target.text is None or (bool(target.matches) and target.matches[0].score >= LEAST_OWNED)


def _read_speech(scene: Scene, tokens: Sequence[Token], marks: Sequence[Mark]) -> list[Action]:
    filing = find_filing(scene, tokens)
    if filing is not None:
        actions = filed(scene, _read_requests(scene, filing.rest, marks), filing)
        if actions is not None:
            return actions
    return _read_requests(scene, tokens, marks)


def _read_requests(scene: Scene, tokens: Sequence[Token], marks: Sequence[Mark]) -> list[Action]:
    tokens = repair.without_corrections(scene, without_mishearings(scene, tokens))
    tokens = repair.without_slips(scene, tokens)
    rest, was_taken_back = repair.take_back(scene, tokens)
    if was_taken_back and any(token.is_word for token in rest):
        tokens = rest
    elif was_taken_back:
        return [_TAKEN_BACK]
    requests = split_requests(scene, tokens)
    read = [(request, read_request(scene, request)) for request in requests]
    if any(_is_ours(one) for _, one in read) and not all(_is_ours(one) for _, one in read):
        scene.is_among_commands = True
        read = [(request, one if _is_ours(one) else read_request(scene, request)) for request, one in read]
    actions = merge(scene, read)
    if marks:
        actions = put_marks(scene, actions, marks, tokens)
    return actions or [Action(intent="other", confidence=0.1)]


def _is_ours(actions: Sequence[Action]) -> bool:
    return any(action.intent != "other" for action in actions)


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _literally(
    tokens: Sequence[Token], quoted: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
) -> list[Token]:
    """`tokens` where those within literal spans carry a form that no phrase knows."""
    if not quoted and not spans:
        return list(tokens)
    marked: list[Token] = []
    for token in tokens:
        inside = any(start <= token.start and token.end <= end for start, end in (*quoted, *spans))
        is_quote = any(token.start == start or token.end == end for start, end in quoted) and not token.is_word
        is_literal = inside and not is_quote
        marked.append(token._replace(norm=token.norm + LITERAL) if is_literal else token)
    return marked


def _names_of(context: Context) -> Names:
    """The index of `context`, kept for as long as it is among the last few used (a context never changes)."""
    kept = _INDEXES.get(id(context))
    if kept is not None and kept[0] is context:
        return kept[1]
    names = Names(context, language_for(context.language))
    _INDEXES[id(context)] = (context, names)
    while len(_INDEXES) > 16:
        _INDEXES.popitem(last=False)
    return names


_INDEXES: "OrderedDict[int, tuple[Context, Names]]" = OrderedDict()
