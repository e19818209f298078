"""How long what is kept: the table that tells is what the code does."""

import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import SERVER
from voicetodo.kit.host import Parts
from voicetodo.main.cli.operating import retention_text
from voicetodo.main.document import blueprint

RETENTION = SERVER.parent / "docs" / "privacy" / "retention.md"
WORDS = SERVER.parent / "web/src/lib/features/admin/retention-words.ts"
#: What runs in every process, beside what its modules do.
OF_THE_MACHINERY = {"bus.sweep", "jobs.sweep"}


@pytest.fixture(scope="module")
def parts() -> Iterator[Parts]:
    with blueprint() as process:
        yield process.host.parts


def test_the_committed_table_is_up_to_date() -> None:
    assert RETENTION.read_text(encoding="utf-8") == retention_text(), "Run: make api"


def test_whatever_is_kept_for_a_time_is_removed_by_a_job_that_runs(parts: Parts) -> None:
    jobs = {periodic.name for periodic in parts.periodic} | OF_THE_MACHINERY

    unremoved = [each.data for each in parts.retention if each.kept_for and each.job not in jobs]

    assert unremoved == []


def test_whatever_a_job_removes_has_words_in_the_web_app(parts: Parts) -> None:
    said = set(
        re.findall(r"^\t'?([a-z-]+)'?: m\.(retention(?:_from)?)_", WORDS.read_text(encoding="utf-8"), re.MULTILINE)
    )
    removed = [each for each in parts.retention if each.job]

    assert {(each.code, "retention") for each in removed} | {
        (each.counted_from_code, "retention_from") for each in removed
    } == said
    assert len({each.code for each in removed}) == len(removed)


def test_whatever_forgets_says_what_and_when(parts: Parts) -> None:
    telling = {policy.job for policy in parts.retention}

    silent = [
        each.name
        for each in parts.periodic
        if each.name.rpartition(".")[2].partition("_")[0] in {"forget", "sweep", "empty", "remove", "expire"}
        and each.name not in telling
    ]

    assert silent == []


def test_the_whole_product_is_told_of(parts: Parts) -> None:
    assert {policy.job.partition(".")[0] for policy in parts.retention} >= {"auth", "todo", "voice", "realtime", "kit"}
