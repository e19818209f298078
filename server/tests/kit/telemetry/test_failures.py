"""What is written down of an exception: where it came from, and nothing that anybody typed."""

import logging
import sys
from io import StringIO
from unittest.mock import patch

import structlog

from voicetodo.kit.telemetry import logs
from voicetodo.kit.telemetry.failures import kind_of, told

SECRET = "a word that somebody typed"


class Refused(Exception):
    sqlstate = "23505"
    constraint_name = "users_email_key"
    detail = SECRET
    table_name = f"no name: {SECRET}"


def failed() -> Exception:
    try:
        try:
            int(SECRET)
        except ValueError as cause:
            raise Refused(SECRET, {"title": SECRET}) from cause
    except Refused as error:
        error.add_note(SECRET)
        return error
    raise AssertionError


def test_its_kind_and_its_way_are_told_and_not_its_words() -> None:
    text = told(failed())

    assert SECRET not in text.replace("SECRET", "")
    assert "ValueError" in text
    assert text.index("ValueError") < text.index("Refused (sqlstate 23505, constraint_name users_email_key)")
    assert "test_failures.py:" in text
    assert "in failed" in text


def test_so_it_is_for_several_at_once_and_for_one_that_leads_to_itself() -> None:
    error = failed()
    error.__context__ = error

    assert SECRET not in told(ExceptionGroup(SECRET, [ValueError(SECRET), failed()]))
    assert told(error).count("Refused") >= 1


def test_names_that_are_none_are_left_out() -> None:
    assert "table_name" not in kind_of(Refused())


def test_logs_hold_no_words_of_exceptions_whoever_writes_them() -> None:
    root = logging.getLogger()
    handlers, level, config = root.handlers[:], root.level, structlog.get_config()
    out = StringIO()
    try:
        with patch.object(sys, "stderr", out):
            logs.configure()
            error = failed()
            logs.logger("ours").error("it_failed", exc_info=error)
            logging.getLogger("theirs").error("it failed", exc_info=(type(error), error, error.__traceback__))
            logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: <Task exception=%r>", error)
            try:
                raise error
            except Refused:
                logs.logger("ours").exception("it_failed_again")
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        structlog.configure(**config)

    lines = out.getvalue().splitlines()
    assert [SECRET in line for line in lines] == [False] * 4
    assert sum("Refused" in line for line in lines) == 3
