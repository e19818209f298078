"""`?fields=`: only the named members."""

import msgspec
import pytest

from voicetodo.kit.errors import Invalid
from voicetodo.kit.http.fields import only, pick


class Thing(msgspec.Struct):
    id: int
    title: str
    notes: str


def test_only_the_named_members_and_the_id_are_given() -> None:
    assert only(Thing(1, "a", "b"), pick("title", Thing)) == {"id": 1, "title": "a"}


def test_without_fields_the_whole_is_given() -> None:
    thing = Thing(1, "a", "b")

    assert only(thing, pick(None, Thing)) is thing


def test_a_name_nobody_knows_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        pick("title,secret", Thing)

    assert refused.value.errors[0].field == "fields"
