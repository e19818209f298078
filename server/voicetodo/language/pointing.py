"""What a request is about, written into its draft: target, title and list."""

from collections.abc import Sequence

from voicetodo.language import slots as fields
from voicetodo.language.interpretation import Match, Target
from voicetodo.language.objects import Pointed, read_object, trim
from voicetodo.language.qualities import read_marked_set
from voicetodo.language.scene import Scene
from voicetodo.language.slots import Draft
from voicetodo.language.tokens import Token, text_of

#: Names joined by "and" are several tasks where each is found so surely, and all of it is no name by itself.
_LEAST_OF_SEVERAL = 0.75
_LEAST_WHOLE = 0.9
_MOST_AT_ONCE = 8
_PAUSES = frozenset({",", ".", ";", "-", "–", "—"})
_MARKS_BETWEEN = frozenset({",", "&"})


def point(
    draft: Draft,
    object_tokens: Sequence[Token],
    verb: str | None = None,
    *,
    done: bool = False,
    is_asked: bool = False,
) -> Pointed:
    """Reads what the request is about into target, title and list; where it names several, the others into `more`."""
    scene = draft.scene
    object_tokens = _without_reason(scene, object_tokens)
    if not is_asked and (marked := read_marked_set(scene, object_tokens)) is not None:
        draft.is_ours = True
        draft.put_list(marked.list_name)
        draft.put("target", marked.target, trim(scene.language, object_tokens))
        return Pointed(list_name=marked.list_name, is_ours=True, scope="all")
    pointed = read_object(scene, scene.without_moments(object_tokens), is_asked=is_asked)
    title = trim(scene.language, pointed.title)
    said = text_of(scene.text, title)
    draft.is_ours = draft.is_ours or pointed.is_ours
    draft.put_list(pointed.list_name)
    if pointed.person:
        fields.put_person(draft, "person", pointed.person)
    if said and said.lower() not in scene.language.titles.empty_titles:
        target = _target(scene, title, verb, done=done)
        several = [] if is_asked else _several(scene, title, target, verb, done=done)
        if several:
            (target, title), *rest = several
            draft.more = tuple(rest)
            said = target.text or said
        draft.put("title", fields.shown(said) if scene.is_spoken else said, title)
        draft.put("target", target, title)
    elif pointed.position is not None:
        named = trim(scene.language, object_tokens)
        draft.more = tuple((Target(position=position), named) for position in pointed.more)
        draft.put("target", Target(position=pointed.position), named)
    elif pointed.scope is not None:
        said_so = trim(scene.language, object_tokens) or [token for token in object_tokens if token.is_word]
        draft.put("target", Target(scope=pointed.scope), said_so)
    else:
        draft.put("target", Target(scope="all" if pointed.list_name or pointed.is_list else "last"))
    return pointed


def _without_reason(scene: Scene, tokens: Sequence[Token]) -> Sequence[Token]:
    """What is pointed at without why something is done about it ("the reminder, we went already")."""
    titles, speech = scene.language.titles, scene.language.speech
    for index in range(1, len(tokens) - 1):
        said, after = tokens[index].norm, tokens[index + 1].norm
        is_told = said in _PAUSES and after in speech.tellers
        if is_told or said in titles.reasons or (said, after) in titles.reason_pairs:
            return tokens[:index]
    return tokens


def point_also(draft: Draft, tokens: Sequence[Token], verb: str | None = None, *, done: bool = False) -> None:
    """One more task that the same is done to ("… and so is the milk")."""
    title = trim(draft.scene.language, read_object(draft.scene, draft.scene.without_moments(tokens)).title)
    if title:
        draft.more = (*draft.more, (_target(draft.scene, title, verb, done=done), title))


def _target(scene: Scene, title: Sequence[Token], verb: str | None, *, done: bool) -> Target:
    said = text_of(scene.text, title)
    return Target(text=said, matches=_matches(scene, said, verb, done=done))


def _several(
    scene: Scene, title: Sequence[Token], whole: Target, verb: str | None, *, done: bool
) -> list[tuple[Target, Sequence[Token]]]:
    """The tasks that are named one after the other; none where it is one name, or a part is not found."""
    parts: list[list[Token]] = [[]]
    for token in title:
        if token.norm in _MARKS_BETWEEN or token.norm in scene.language.joints.and_:
            parts.append([])
        else:
            parts[-1].append(token)
    names = [trimmed for part in parts if (trimmed := trim(scene.language, part))]
    if not 1 < len(names) <= _MOST_AT_ONCE or (whole.matches and whole.matches[0].score >= _LEAST_WHOLE):
        return []
    found = [(_target(scene, name, verb, done=done), name) for name in names]
    is_sure = all(target.matches and target.matches[0].score >= _LEAST_OF_SEVERAL for target, _ in found)
    return [(target, name) for target, name in found] if is_sure else []


def _matches(scene: Scene, said: str, verb: str | None, *, done: bool) -> tuple[Match, ...]:
    """Done tasks for what is to be reopened, open ones otherwise; the others where there are none."""
    names = scene.names
    return names.find_tasks(said, verb or "", done=done) or (names.find_tasks(said, verb or "") if done else ())
