"""Files that are not what they should be: each gets a sentence, and none takes the process down."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.modules.todo.transfer.reading import BERLIN, drafts, recognised, zipped
from voicetodo.modules.todo.transfer import draft as limits
from voicetodo.modules.todo.transfer.draft import Unreadable
from voicetodo.modules.todo.transfer.formats import FORMATS, format_named, read
from voicetodo.modules.todo.transfer.source import Source

CSV = "Task,Notes\nKäse kaufen,für Mittwoch\n"


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_unicode_is_read_as_it_is(self, encoding: str) -> None:
        assert drafts(CSV.encode(encoding), "csv")["Käse kaufen"].notes == "für Mittwoch"

    def test_latin_letters_of_old_are_read_and_told_of(self) -> None:
        _, reading = recognised(CSV.encode("latin-1"))

        assert reading.drafts[0].title == "Käse kaufen"
        assert "line 2" in reading.notices[0].message

    def test_a_picture_is_no_list(self) -> None:
        with pytest.raises(Unreadable):
            recognised(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))

    def test_an_empty_file_is_told_of(self) -> None:
        with pytest.raises(Unreadable, match="empty"):
            recognised(b" \n ")


class TestArchives:
    def test_a_bomb_is_not_opened(self) -> None:
        with pytest.raises(Unreadable, match="far more than it should"):
            recognised(zipped({"data.json": b"0" * 20_000_000}))

    def test_many_files_that_are_too_much_together_are_not_opened(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("voicetodo.modules.todo.transfer.unpacking.MAX_BYTES", 1000)

        with pytest.raises(Unreadable, match="unpacks to more than"):
            recognised(zipped({f"{number}.csv": CSV * 10 for number in range(10)}))

    def test_a_broken_one_is_told_of(self) -> None:
        with pytest.raises(Unreadable, match="broken"):
            recognised(zipped({"data.json": "[]"})[:40])

    @pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_one_that_unpacks_to_any_size_at_once_is_refused(self, way: int) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", way) as target:
            target.writestr("tasks.csv", CSV)

        with pytest.raises(Unreadable, match="plain ZIP"):
            recognised(packed.getvalue())

    def test_so_is_one_whose_content_is_spoilt(self) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
            target.writestr("tasks.csv", CSV * 50)
        spoilt = bytearray(packed.getvalue())
        spoilt[50:70] = b"\xff" * 20

        with pytest.raises(Unreadable, match="broken"):
            recognised(bytes(spoilt))

    def test_an_archive_within_an_archive_is_not_opened(self) -> None:
        with pytest.raises(Unreadable):
            recognised(zipped({"inner": zipped({"tasks.csv": CSV})}))

    def test_only_what_is_asked_for_is_unpacked(self) -> None:
        spoilt = zipped({"files/1": b"x" * 20_000_000, "data.json": '[{"tasks": [{"id": 1, "title": "Milk"}]}]'})

        assert list(drafts(spoilt, "vikunja")) == ["Milk"]

    def test_names_that_lead_elsewhere_are_left_alone(self) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as target:
            target.writestr("../../tasks.csv", CSV)

        with pytest.raises(Unreadable, match="do not recognise"):
            recognised(packed.getvalue())

    def test_a_list_within_an_archive_is_found(self) -> None:
        assert "Käse kaufen" in drafts(zipped({"Takeout/tasks.csv": CSV}), "csv")


class TestRows:
    def test_more_than_can_be_taken_are_told_of(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "MAX_ROWS", 3)

        with pytest.raises(Unreadable, match="Split it"):
            recognised("Task\n" + "Milk\n" * 4)

    @pytest.mark.parametrize("text", ["[" + "{}," * 1_100_000 + "{}]", "{}\n" * 1_100_000])
    def test_json_that_would_need_gigabytes_is_not_decoded(self, text: str) -> None:
        with pytest.raises(Unreadable, match="far more"):
            recognised(text)

    def test_thousands_of_columns_are_no_table(self) -> None:
        with pytest.raises(Unreadable):
            recognised(",".join(["TYPE", "CONTENT", "INDENT", *("x" for _ in range(1000))]) + "\ntask,Milk,1\n")

    def test_a_calendar_of_far_too_much_is_not_parsed(self) -> None:
        with pytest.raises(Unreadable, match="Split it"):
            recognised("BEGIN:VCALENDAR\n" + "BEGIN:VTODO\nEND:VTODO\n" * 260_000)

    def test_deep_json_is_no_danger(self) -> None:
        with pytest.raises(Unreadable):
            recognised("[" * 100_000)


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.binary(min_size=1, max_size=200) | st.text(min_size=1).map(str.encode))
def test_whatever_comes_is_read_or_told_of(name: str, data: bytes) -> None:
    assert _problem_of(name, data).endswith((".", "?"))


def _problem_of(name: str, data: bytes) -> str:
    try:
        source = Source(data)
        format_named(name).recognises(source)
        read(source, BERLIN, format=name)
    except Unreadable as problem:
        return str(problem)
    return "It was read."
