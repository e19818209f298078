"""Cursors: they round-trip, and whatever we did not make is refused."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.kit.errors import Invalid
from voicetodo.kit.http import decode_cursor, encode_cursor

Kinds = tuple[str | None, date | None, UUID]


@given(text=st.none() | st.text(), day=st.none() | st.dates(), row=st.uuids())
def test_a_cursor_gives_back_what_it_was_made_of(text: str | None, day: date | None, row: UUID) -> None:
    assert decode_cursor(encode_cursor(text, day, row), Kinds) == (text, day, row)


@given(cursor=st.text(max_size=200))
def test_a_cursor_we_did_not_make_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid):
        decode_cursor(cursor, Kinds)


def test_a_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(Invalid):
        decode_cursor(encode_cursor(uuid4()), Kinds)


def test_no_cursor_is_the_first_page() -> None:
    assert decode_cursor(None, Kinds) is None
