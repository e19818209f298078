"""No cell of our CSV is a formula, whatever a spreadsheet takes for its separator."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.modules.todo.transfer.reading import drafts
from voicetodo.modules.todo.transfer.formulas import guarded, unguarded

SIGNS = "=+-@＝＋－＠"
#: What matters in a cell, and something that does not.
CELLS = st.text("=+-@＝＋;|\t\r\n\"' a,")


class TestGuarding:
    @given(cell=CELLS)
    def test_can_be_taken_back(self, cell: str) -> None:
        assert unguarded(guarded(cell)) == cell

    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    @given(cells=st.lists(CELLS, min_size=1, max_size=4))
    def test_leaves_no_formula_for_whoever_reads_with_another_separator(self, separator: str, cells: list[str]) -> None:
        written = io.StringIO()
        csv.writer(written).writerow(["id", *map(guarded, cells)])

        read = csv.reader(io.StringIO(written.getvalue(), newline=""), delimiter=separator)

        assert not [cell for row in read for cell in row if cell.lstrip(' "')[:1] in tuple(SIGNS)]


def test_apostrophes_in_a_table_of_others_stay() -> None:
    found = drafts("title,notes\n'=1+1,don't;'-x\n", "csv")

    assert found["=1+1"].notes == "don't;'-x"
