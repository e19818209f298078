"""`voicetodo audit`, as operators type it on the machine of the database."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.fixtures.product import Product
from tests.kit.db.processes import wait_until
from voicetodo.main.assembly import Assembly
from voicetodo.main.cli.app import app

Run = Callable[..., Result]


@pytest.fixture
def operators(shared_postgres_url: str, product: Product) -> Run:
    """Within this process: starting another takes seconds."""
    machine = {"VOICETODO_DATABASE_URL": shared_postgres_url, "VOICETODO_DATA_DIR": str(product.settings.data_dir)}
    return lambda *arguments: CliRunner().invoke(app, list(arguments), env=machine)


@pytest.mark.usefixtures("alice")
class TestAudit:
    def test_a_log_can_be_verified_where_it_is_and_where_it_was_taken(
        self, product: Product, operators: Run, tmp_path: Path
    ) -> None:
        file = tmp_path / "audit.jsonl"
        wait_until(lambda: entries(product) > 0)

        taken = operators("audit", "export", "jsonl", "--output", str(file))
        there = operators("audit", "verify", "--file", str(file))
        # the product runs in this process, too, and may log among what is printed
        [head] = re.findall(r"^Whole: .* Head: (\S+)$", there.stdout, re.MULTILINE)
        here = operators("audit", "verify", "--expect", head)

        assert (taken.exit_code, there.exit_code, here.exit_code) == (0, 0, 0), here.output
        assert int(head.partition(":")[0]) == len(file.read_text().splitlines())
        assert re.search(r"^Whole: ", here.stdout, re.MULTILINE)

    def test_what_is_not_as_it_was_fails_with_the_first_place(
        self, product: Product, operators: Run, tmp_path: Path
    ) -> None:
        file = tmp_path / "audit.jsonl"
        wait_until(lambda: entries(product) > 0)
        operators("audit", "export", "jsonl", "--output", str(file))
        first, *others = file.read_text().splitlines()
        file.write_text("\n".join([first.replace('"done"', '"refused"'), *others]))

        changed = operators("audit", "verify", "--file", str(file))
        other = operators("audit", "verify", "--expect", f"1:{'0' * 64}")

        assert str(changed.exception).startswith("Entry 1 was changed")
        assert str(other.exception).startswith("Entry 1 is not the one")

    def test_what_cannot_be_read_is_told_in_a_sentence(self, operators: Run, tmp_path: Path) -> None:
        file = tmp_path / "notes.txt"
        file.write_text("dear diary\n")

        assert "is no entry of an audit log" in str(operators("audit", "verify", "--file", str(file)).exception)
        assert "cannot be read" in str(operators("audit", "verify", "--file", str(tmp_path / "none")).exception)
        assert "A head reads like" in str(operators("audit", "verify", "--expect", "yesterday").exception)


def entries(product: Product) -> int:
    async def count(process: Assembly) -> int:
        async with process.database("admin").connection() as connection:
            return await connection.fetchval("select seq from audit_head")

    return product.run(count)
