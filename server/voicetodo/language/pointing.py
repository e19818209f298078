"""What a request is about, written into its draft: target, title and list."""

from collections.abc import Sequence

from voicetodo.language import slots as fields
from voicetodo.language.english import titles
from voicetodo.language.interpretation import Match, Target
from voicetodo.language.objects import Pointed, read_object, trim
from voicetodo.language.scene import Scene
from voicetodo.language.slots import Draft
from voicetodo.language.tokens import Token, text_of


def point(
    draft: Draft,
    object_tokens: Sequence[Token],
    verb: str | None = None,
    *,
    done: bool = False,
    is_asked: bool = False,
) -> Pointed:
    """Reads what the request is about into target, title and list."""
    scene = draft.scene
    pointed = read_object(scene, scene.without_moments(object_tokens), is_asked=is_asked)
    title = trim(pointed.title)
    said = text_of(scene.text, title)
    draft.is_ours = draft.is_ours or pointed.is_ours
    draft.put_list(pointed.list_name)
    if said and said.lower() not in titles.EMPTY_TITLES:
        draft.put("title", fields.shown(said) if scene.is_spoken else said, title)
        draft.put("target", Target(text=said, matches=_matches(scene, said, verb, done=done)), title)
    elif pointed.position is not None:
        draft.put("target", Target(position=pointed.position), trim(object_tokens))
    elif pointed.scope is not None:
        draft.put("target", Target(scope=pointed.scope), trim(object_tokens))
    else:
        draft.put("target", Target(scope="all" if pointed.list_name or pointed.is_list else "last"))
    return pointed


def _matches(scene: Scene, said: str, verb: str | None, *, done: bool) -> tuple[Match, ...]:
    """Done tasks for what is to be reopened, open ones otherwise; the others where there are none."""
    names = scene.names
    return names.find_tasks(said, verb or "", done=done) or (names.find_tasks(said, verb or "") if done else ())
