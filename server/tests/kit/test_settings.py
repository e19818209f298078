"""Settings: a wrong value refuses to start, with a sentence that names it."""

from pathlib import Path

import msgspec
import pytest

from voicetodo.kit.settings import SettingsError, load, pairs


class Example(msgspec.Struct, kw_only=True):
    name: str
    port: int = 80
    folder: Path = Path("data")
    is_open: bool = False


class TestLoad:
    def test_it_reads_each_field_from_its_variable(self) -> None:
        found = load(Example, {"VOICETODO_NAME": "x", "VOICETODO_PORT": "8080", "VOICETODO_IS_OPEN": "true"})

        assert found == Example(name="x", port=8080, is_open=True)

    def test_a_home_folder_is_expanded(self) -> None:
        found = load(Example, {"VOICETODO_NAME": "x", "VOICETODO_FOLDER": "~/todos"})

        assert found.folder == Path.home() / "todos"

    def test_a_secret_may_come_from_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "name").write_text("from file\n")

        found = load(Example, {"VOICETODO_NAME_FILE": str(tmp_path / "name")})

        assert found.name == "from file"

    def test_a_value_of_the_wrong_kind_is_refused_by_name(self) -> None:
        with pytest.raises(SettingsError, match="VOICETODO_PORT is “many”"):
            load(Example, {"VOICETODO_NAME": "x", "VOICETODO_PORT": "many"})

    def test_a_missing_value_is_refused_by_name(self) -> None:
        with pytest.raises(SettingsError, match="VOICETODO_NAME must be set"):
            load(Example, {})

    def test_an_empty_variable_counts_as_not_given(self) -> None:
        assert load(Example, {"VOICETODO_NAME": "x", "VOICETODO_PORT": ""}).port == 80

    def test_a_value_and_a_file_together_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match="not both"):
            load(Example, {"VOICETODO_NAME": "x", "VOICETODO_NAME_FILE": str(tmp_path)})

    def test_a_file_that_cannot_be_read_is_refused_by_name(self) -> None:
        with pytest.raises(SettingsError, match="VOICETODO_NAME_FILE names /nowhere"):
            load(Example, {"VOICETODO_NAME_FILE": "/nowhere"})


class TestPairs:
    def test_names_and_values_are_told_apart(self) -> None:
        assert pairs("VOICETODO_URLS", "auth=http://a:1, todo=http://b:2,") == {
            "auth": "http://a:1",
            "todo": "http://b:2",
        }

    def test_an_item_without_a_value_is_refused(self) -> None:
        with pytest.raises(SettingsError, match="VOICETODO_URLS holds “auth”"):
            pairs("VOICETODO_URLS", "auth")
