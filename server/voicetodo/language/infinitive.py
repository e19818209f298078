"""The title of a todo in a language whose verbs stand at the end: "ruf Mama an" is "Mama anrufen".

What a verb is called there is told by the tables of the language; where they are empty, titles stay as they were said.
"""

from collections.abc import Sequence

from voicetodo.language.languages.tables import Language, Verbs
from voicetodo.language.tokens import Token, text_of


def title_of(language: Language, text: str, tokens: Sequence[Token]) -> str:
    """The words of `tokens`, with their verb as one writes it down, and a noun alone without its article."""
    verbs = language.verbs
    if not verbs.last_verbs or not tokens or tokens[0].norm in verbs.remind:
        return text_of(text, tokens)
    is_told = not language.speech.speakers.isdisjoint(text[: tokens[0].start].lower().split())
    said = _as_infinitives(verbs, tokens, is_told=is_told)
    if len(said) > 1 and said[0].norm in language.titles.bare_articles and said[-1].norm not in verbs.last_verbs:
        return text_of(text, said[1:] if text[said[0].start].islower() else said)
    first, last = said[0].norm, said[-1].norm
    verb = verbs.imperatives.get(first) if len(said) > 1 else None
    if verb is None or last in verbs.last_verbs:
        return text_of(text, said)
    is_parted = last in verbs.particles and last + verb in verbs.last_verbs
    object_of = said[1:-1] if is_parted else said[1:]
    while len(object_of) > 1 and object_of[0].norm in language.titles.title_leads:
        object_of = object_of[1:]
    return f"{text_of(text, object_of)} {last if is_parted else ''}{verb}".strip()


def _as_infinitives(verbs: Verbs, tokens: Sequence[Token], *, is_told: bool) -> list[Token]:
    """ "zu zahlen" is "zahlen", "anzurufen" is "anrufen", and so is "anrufe" where one tells of oneself."""
    said: list[Token] = []
    for index, token in enumerate(tokens):
        after = tokens[index + 1].norm if index + 1 < len(tokens) else ""
        if token.norm in verbs.infinitive_marks and after in verbs.last_verbs:
            continue
        meant = verbs.marked_infinitives.get(token.norm)
        if meant is None and is_told and 0 < index == len(tokens) - 1:
            meant = verbs.finite.get(token.norm)
        said.append(token if meant is None else token._replace(norm=meant, meant=meant))
    return said or list(tokens)


def is_act(verbs: Verbs, words: Sequence[str]) -> bool:
    """Whether `words` say what is to be done to something: a verb first, or last where it stands there."""
    return len(words) > 1 and (words[0] in verbs.todo_verbs or words[-1] in verbs.last_verbs)
