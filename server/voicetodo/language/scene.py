"""Everything known while one text is read: its tokens, the moments in it, and what the caller owns."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from voicetodo.language.grammar import Grammar
from voicetodo.language.interpretation import Context
from voicetodo.language.languages import is_day_first
from voicetodo.language.names import Names
from voicetodo.language.phrases import Clause
from voicetodo.language.shifts import Shift
from voicetodo.language.time import TimeMention, TimeSettings
from voicetodo.language.tokens import Token


class Scene:
    """One reading. `now` is local to the caller;
    `moments` maps a token's start to the mention that covers the token.
    """

    def __init__(
        self, text: str, now: datetime, context: Context, grammar: Grammar, names: Names, *, is_spoken: bool
    ) -> None:
        self.text = text
        self.now = now
        self.context = context
        self.grammar = grammar
        self.language = grammar.language
        self.list_nouns = grammar.language.words.list_nouns
        self.names = names
        self.is_spoken = is_spoken
        #: Whether trained models are asked where the grammar is unsure.
        self.is_ranked = context.is_ranked
        #: Whether other requests of the same text are for us: then a command that may be anybody's is ours, too.
        self.is_among_commands = False
        self.settings = TimeSettings(
            language=context.language,
            day_first=is_day_first(context.language),
            first_weekday=context.first_weekday,
            hours=context.hours,
        )
        self.moments: dict[int, TimeMention] = {}
        #: How far something is to be moved, where a mention says that.
        self.shift: Shift | None = None
        #: No verb said that it is moved.
        self.is_shift_bare = False

    @property
    def mentions(self) -> list[TimeMention]:
        """The mentions in order, each once."""
        return list({id(mention): mention for mention in self.moments.values()}.values())

    def place_moments(self, tokens: Sequence[Token], mentions: Sequence[TimeMention]) -> None:
        """Ties each mention to the tokens it covers; a possessive ("tomorrow's") counts as covered."""
        number = 0
        for token in tokens:
            while number < len(mentions) and mentions[number].end <= token.start:
                number += 1
            if number == len(mentions):
                return
            mention = mentions[number]
            if mention.start <= token.start and token.end - mention.end <= 2:
                self.moments[token.start] = mention

    def replace_moment(self, mention: TimeMention, other: TimeMention) -> None:
        """`other` is meant wherever `mention` was found."""
        self.moments = {start: other if each is mention else each for start, each in self.moments.items()}

    def clause(self, tokens: Sequence[Token]) -> Clause:
        """`tokens` as phrases see them."""
        words = [token.norm for token in tokens]
        return Clause(words, self._moment_ends(tokens), self._owned_ends(words))

    def moments_in(self, tokens: Sequence[Token]) -> list[TimeMention]:
        """The mentions that `tokens` are part of, in order, each once."""
        found: list[TimeMention] = []
        for token in tokens:
            mention = self.moments.get(token.start)
            if mention is not None and (not found or found[-1] is not mention):
                found.append(mention)
        return found

    def without_moments(self, tokens: Sequence[Token]) -> list[Token]:
        return [token for token in tokens if token.start not in self.moments]

    def speaks_of_todos(self, tokens: Sequence[Token]) -> bool:
        """Whether a reminder, a task or a list is named."""
        markers = self.language.words.markers
        return any(token.norm in markers for token in tokens)

    def _moment_ends(self, tokens: Sequence[Token]) -> Mapping[int, int]:
        ends: dict[int, int] = {}
        index = 0
        while index < len(tokens):
            if tokens[index].start in self.moments:
                end = index
                while end < len(tokens) and tokens[end].start in self.moments:
                    end += 1
                for start in range(index, end):
                    if start == index or self.moments[tokens[start].start] is not self.moments[tokens[start - 1].start]:
                        ends[start] = end
                index = end
            index += 1
        return ends

    def _owned_ends(self, words: Sequence[str]) -> Mapping[int, int]:
        likely = self.language.words.likely_lists
        ends = {index: index + 1 for index, word in enumerate(words) if word in likely}
        ends.update(self.names.list_ends(words))
        return ends
