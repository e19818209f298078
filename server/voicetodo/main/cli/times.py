"""`when`: what a date or a rule means, for whoever reads clocks and calendars in their own way."""

from datetime import datetime, time
from typing import Annotated, Any

import typer

from voicetodo.main.cli.account import local_timezone
from voicetodo.main.cli.terminal import Failure, Input, Json, answer_rows, console, print_json

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DATE, _MOMENT = "%A, %-d %B %Y", "%A, %-d %B %Y, %H:%M"
_SHOWN = 5

Hour = Annotated[str | None, typer.Option(metavar="HH:MM", help="When that part of the day is.", show_default=False)]


def when(
    words: Annotated[list[str] | None, typer.Argument(help="A date or rule; without one, JSON Lines are read.")] = None,
    *,
    source: Input = None,
    json: Json = False,
    language: Annotated[str, typer.Option(help="en, en-GB, de …: also tells the order of day and month.")] = "en",
    day_first: Annotated[
        bool | None, typer.Option("--day-first/--month-first", help="Whether 3/4 is in April.", show_default=False)
    ] = None,
    first_weekday: Annotated[str, typer.Option(help="The day on which weeks begin.")] = "monday",
    morning: Hour = None,
    noon: Hour = None,
    afternoon: Hour = None,
    evening: Hour = None,
    night: Hour = None,
    end_of_day: Hour = None,
) -> None:
    """When that is: `voicetodo when "every third tuesday"` prints the next five dates."""
    from voicetodo.language import when_row  # noqa: PLC0415 - other commands start without the engine

    hours = {"morning": morning, "noon": noon, "afternoon": afternoon, "evening": evening, "night": night}
    settings = _settings(language, day_first, first_weekday, {**hours, "end_of_day": end_of_day})
    if not words:
        answer_rows(lambda row: when_row({"settings": {} if "language" in row else settings, **row}), source)
        return
    now = datetime.now().replace(microsecond=0)  # noqa: DTZ005 - the person's own local time
    text = " ".join(words)
    row = {"id": None, "text": text, "now": now.isoformat(), "timezone": local_timezone(), "settings": settings}
    answer = when_row(row)
    if json:
        print_json(answer)
        return
    if answer.get("kind", "none") == "none":
        raise Failure(f"“{text}” does not say when.")
    console.print(f"[bold]{answer['kind']}[/]  {answer.get('rrule') or answer.get('value')}")
    for line in _dates(answer, now):
        console.print(f"  {line}")
    for other in answer.get("alternatives", []):
        console.print(f"  [dim]or[/] {other['value']}  [dim]{other['score']:.0%}[/]")


def _settings(
    language: str, day_first: bool | None, first_weekday: str, hours: dict[str, str | None]
) -> dict[str, Any]:
    from voicetodo.language.languages import is_day_first  # noqa: PLC0415 - as above

    if first_weekday.lower() not in _WEEKDAYS:
        raise Failure(f"There is no weekday “{first_weekday}”. There are: {', '.join(_WEEKDAYS)}.")
    return {
        "language": language,
        "day_first": is_day_first(language) if day_first is None else day_first,
        "first_weekday": _WEEKDAYS.index(first_weekday.lower()),
        "hours": {part: _clock(hour) for part, hour in hours.items() if hour},
    }


def _clock(said: str) -> str:
    try:
        return f"{time.fromisoformat(said.zfill(2) if said.isdigit() else said.rjust(5, '0')):%H:%M}"
    except ValueError as error:
        raise Failure(f"“{said}” is no time of day such as 07:30.") from error


def _dates(answer: dict[str, Any], now: datetime) -> list[str]:
    from voicetodo.language.time import next_occurrences  # noqa: PLC0415 - as above

    rrule = answer.get("rrule")
    if not rrule:
        return []
    has_time = "BYHOUR" in rrule or "HOURLY" in rrule or "MINUTELY" in rrule
    return [each.strftime(_MOMENT if has_time else _DATE) for each in next_occurrences(rrule, now, _SHOWN)]
