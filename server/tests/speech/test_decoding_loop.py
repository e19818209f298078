from voicetodo.speech.moonshine.engine import find_loop
from voicetodo.speech.moonshine.tokens import join_tokens


class TestFindingALoop:
    def test_sees_a_phrase_said_three_times(self):
        assert find_loop([9, 4, 5, 4, 5, 4, 5]) == 2

    def test_sees_one_token_said_three_times(self):
        assert find_loop([1, 7, 7, 7]) == 1

    def test_lets_people_say_things_twice(self):
        assert find_loop([4, 5, 4, 5]) == 0


class TestJoiningTokens:
    def test_drops_what_is_no_text_and_keeps_letters_whole(self):
        tokens = [b"<unk>", b"<s>", b"</s>", "\u2581caf".encode(), b"\xc3", b"\xa9", b"\xff"]

        assert join_tokens(tokens, [1, 3, 4, 5, 6, 2, 999]) == "caf\u00e9"
