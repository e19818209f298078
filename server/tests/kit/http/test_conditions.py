"""ETags (RFC 9110, section 13)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicetodo.kit.errors import PreconditionFailed
from voicetodo.kit.http import etag_of, is_fresh
from voicetodo.kit.http.conditions import check


@pytest.mark.parametrize("header", ['"3"', 'W/"3"', '"2", "3"', "*", ' "3" ', '"3-gzip"', 'W/"3-gzip"'])
def test_a_client_that_names_the_state_holds_it(header: str) -> None:
    assert is_fresh(header, etag_of(3))


@pytest.mark.parametrize("header", [None, '"4"', "3", '"33"', "", '"4-gzip"', '"3-gzip-gzip"'])
def test_a_client_that_names_another_state_does_not(header: str | None) -> None:
    assert not is_fresh(header, etag_of(3))


@given(one=st.binary(), other=st.binary())
def test_the_tag_of_an_answer_tells_answers_apart(one: bytes, other: bytes) -> None:
    assert (etag_of(one) == etag_of(other)) == (one == other)


@pytest.mark.parametrize(
    ("etag", "if_match", "if_none_match"),
    [
        ('"3"', '"4"', None),
        ('"3"', 'W/"3"', None),
        ('"3"', None, '"3"'),
        ('"3"', None, 'W/"3"'),
        ('"3"', None, "*"),
        ('"3"', "*", '"3-gzip"'),
        (None, "*", None),
        (None, '"3"', None),
    ],
)
def test_who_saw_another_state_writes_nothing(etag: str | None, if_match: str, if_none_match: str) -> None:
    with pytest.raises(PreconditionFailed):
        check(etag, if_match=if_match, if_none_match=if_none_match)


@pytest.mark.parametrize(
    ("etag", "if_match", "if_none_match"),
    [('"3"', '"2", "3-gzip"', '"4"'), ('"3"', "*", None), (None, None, "*"), (None, None, '"3"'), ('"3"', None, None)],
)
def test_who_saw_this_state_writes_over_it(etag: str | None, if_match: str, if_none_match: str) -> None:
    check(etag, if_match=if_match, if_none_match=if_none_match)
