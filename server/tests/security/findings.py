"""What a test generated over all operations looked at, and what was wrong with it."""

from typing import Final

import pytest

_MOST: Final = 20
_LONGEST: Final = 1500


class Findings:
    """Counted, so that a test which looks at nothing fails too."""

    def __init__(self) -> None:
        self.checks = 0
        self.faults: list[str] = []

    def check(self, fault: str, *, holds: bool) -> None:
        self.checks += 1
        if not holds:
            self.faults.append(fault)

    def close(self, *, at_least: int) -> None:
        """Fails with every fault; and where less was looked at than there is to see."""
        print(f"{self.checks} checks")  # noqa: T201 - read beside a failure, or with `pytest -rP`
        if self.faults:
            pytest.fail(
                "\n".join(
                    [f"{len(self.faults)} of {self.checks} checks failed:", *(each[:600] for each in self.faults)]
                ),
                pytrace=False,
            )
        assert self.checks >= at_least, f"only {self.checks} checks were made"
