"""ETags (RFC 9110, section 13)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.kit.http import etag_of, is_fresh


@pytest.mark.parametrize("header", ['"3"', 'W/"3"', '"2", "3"', "*", ' "3" ', '"3-gzip"', 'W/"3-gzip"'])
def test_a_client_that_names_the_state_holds_it(header: str) -> None:
    assert is_fresh(header, etag_of(3))


@pytest.mark.parametrize("header", [None, '"4"', "3", '"33"', "", '"4-gzip"', '"3-gzip-gzip"'])
def test_a_client_that_names_another_state_does_not(header: str | None) -> None:
    assert not is_fresh(header, etag_of(3))


@given(one=st.binary(), other=st.binary())
def test_the_tag_of_an_answer_tells_answers_apart(one: bytes, other: bytes) -> None:
    assert (etag_of(one) == etag_of(other)) == (one == other)
