"""How every module speaks HTTP: bodies and answers, pages, conditions, problems.

What stands before the routes (tokens, limits, cache, logs) is in `edge`.
"""

from voicetodo.kit.http.answers import Body, caller, header, json, no_content, of
from voicetodo.kit.http.conditions import check_if_match, etag_of, is_fresh
from voicetodo.kit.http.fields import pick
from voicetodo.kit.http.forms import Part, parts_of
from voicetodo.kit.http.idempotency import id_for
from voicetodo.kit.http.languages import language_of
from voicetodo.kit.http.pages import DEFAULT_LIMIT, MAX_LIMIT, Page, decode_cursor, encode_cursor
from voicetodo.kit.http.problems import Problem, misread, problems

__all__ = [
    "DEFAULT_LIMIT",
    "MAX_LIMIT",
    "Body",
    "Page",
    "Part",
    "Problem",
    "caller",
    "check_if_match",
    "decode_cursor",
    "encode_cursor",
    "etag_of",
    "header",
    "id_for",
    "is_fresh",
    "json",
    "language_of",
    "misread",
    "no_content",
    "of",
    "parts_of",
    "pick",
    "problems",
]
