"""A face, or an answer to it, that is drawn wrongly is refused while the program is put together."""

from abc import abstractmethod
from typing import ClassVar

import pytest

from tests.kit.rpc.library import Library, LibraryApi
from voicetodo.kit.rpc import Face
from voicetodo.kit.rpc.face import FaceError, check_answers, methods_of


class OneQuestion(Face):
    module: ClassVar[str] = "one"

    @abstractmethod
    async def ask(self, *, name: str) -> int: ...


class TestFace:
    def test_every_question_is_read_from_its_signature(self) -> None:
        methods = methods_of(LibraryApi)

        assert set(methods) == {"find", "get_many", "lend", "forget", "read_aloud", "burn"}
        assert methods["find"].is_idempotent
        assert not methods["lend"].is_idempotent
        assert methods["get_many"].arguments.__struct_fields__ == ("ids", "due")

    def test_a_positional_argument_is_refused(self) -> None:
        class Positional(Face):
            module: ClassVar[str] = "x"

            @abstractmethod
            async def ask(self, name: str) -> int: ...

        with pytest.raises(FaceError, match="keyword-only"):
            methods_of(Positional)

    def test_an_untyped_argument_is_refused(self) -> None:
        class Untyped(Face):
            module: ClassVar[str] = "x"

            @abstractmethod
            async def ask(self, *, name) -> int: ...  # type: ignore[no-untyped-def]

        with pytest.raises(FaceError, match="no type"):
            methods_of(Untyped)

    def test_an_answer_without_type_is_refused(self) -> None:
        class Silent(Face):
            module: ClassVar[str] = "x"

            @abstractmethod
            async def ask(self, *, name: str): ...

        with pytest.raises(FaceError, match="what it answers"):
            methods_of(Silent)

    def test_a_question_that_cannot_wait_is_refused(self) -> None:
        class Hasty(Face):
            module: ClassVar[str] = "x"

            @abstractmethod
            def ask(self, *, name: str) -> int: ...

        with pytest.raises(FaceError, match="async def"):
            methods_of(Hasty)

    def test_a_face_names_its_module(self) -> None:
        class Nobodys(Face):
            @abstractmethod
            async def ask(self) -> int: ...

        with pytest.raises(FaceError, match="module"):
            methods_of(Nobodys)


class TestAnswers:
    def test_a_right_answer_passes(self) -> None:
        check_answers(LibraryApi, Library())

    def test_another_name_is_refused(self) -> None:
        class Renamed(OneQuestion):
            async def ask(self, *, title: str) -> int:  # type: ignore[override]
                return len(title)

        with pytest.raises(FaceError, match=r"Renamed\.ask"):
            check_answers(OneQuestion, Renamed())

    def test_another_type_is_refused(self) -> None:
        class Retyped(OneQuestion):
            async def ask(self, *, name: bytes) -> int:  # type: ignore[override]
                return len(name)

        with pytest.raises(FaceError, match=r"Retyped\.ask"):
            check_answers(OneQuestion, Retyped())

    def test_another_answer_is_refused(self) -> None:
        class Talkative(OneQuestion):
            async def ask(self, *, name: str) -> str:  # type: ignore[override]
                return name

        with pytest.raises(FaceError, match=r"Talkative\.ask"):
            check_answers(OneQuestion, Talkative())

    def test_a_missing_answer_is_refused(self) -> None:
        class Mute(OneQuestion):
            pass

        with pytest.raises(TypeError, match="abstract"):
            Mute()  # type: ignore[abstract]

    def test_a_stranger_is_refused(self) -> None:
        with pytest.raises(FaceError, match="no subclass"):
            check_answers(OneQuestion, Library())
