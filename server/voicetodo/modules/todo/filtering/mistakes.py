"""What is wrong with the text of a filter, and where."""

from voicetodo.kit.errors import Fault


class Mistake(Fault):
    """The sentence says what was expected; `start` and `end` are the characters it is about, the end exclusive."""

    def __init__(self, sentence: str, code: str, start: int, end: int) -> None:
        super().__init__(sentence, code)
        self.start = start
        self.end = end
