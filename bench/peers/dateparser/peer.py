"""Reads {"now", "texts", "rounds"} and answers {"us"}: microseconds of CPU for each text, every round.

Run by an environment that holds `requirements.txt`, not by ours.
"""

import json
import sys
import time
from datetime import datetime

from dateparser.search import search_dates  # type: ignore[import-not-found] - lies in the peer's own environment


def main() -> None:
    question = json.load(sys.stdin)
    settings = {"RELATIVE_BASE": datetime.fromisoformat(question["now"]), "PREFER_DATES_FROM": "future"}
    for text in question["texts"]:
        search_dates(text, languages=["en"], settings=settings)
    us: list[float] = []
    for _ in range(question["rounds"]):
        for text in question["texts"]:
            started = time.process_time_ns()
            search_dates(text, languages=["en"], settings=settings)
            us.append((time.process_time_ns() - started) / 1000)
    print(json.dumps({"us": us}))


if __name__ == "__main__":
    main()
