"""What is wrong with the text of a filter, and where."""


class Mistake(ValueError):
    """`sentence` says what was expected; `start` and `end` are the characters it is about, the end exclusive."""

    def __init__(self, sentence: str, start: int, end: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.start = start
        self.end = end
