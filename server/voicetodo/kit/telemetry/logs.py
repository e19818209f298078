"""Logs: one JSON object a line on standard error, or readable lines on a terminal."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, cast

import msgspec
import structlog

from voicetodo.kit.telemetry.failures import told
from voicetodo.kit.telemetry.masking import masked
from voicetodo.kit.telemetry.traces import current_trace_id

Fields = MutableMapping[str, Any]


def configure(*, level: str = "info", as_json: bool = True) -> None:
    """Send this process's logs, the libraries' included, to standard error. `level` is a name of `logging`."""
    number = logging.getLevelNamesMapping()[level.upper()]
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _with_failure,
        _without_values,
        _with_trace,
        _without_personal_data,
    ]
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(serializer=_encoded) if as_json else structlog.dev.ConsoleRenderer()
    )
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=[_bare, last]))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(number, logging.WARNING))


def logger(name: str) -> structlog.typing.FilteringBoundLogger:
    """A logger that puts `name` on each line."""
    return structlog.get_logger(component=name)


def _encoded(fields: Fields, **_: Any) -> str:
    return msgspec.json.encode(fields, enc_hook=str).decode()


def _bare(_logger: Any, _method: str, fields: Fields) -> Fields:
    return structlog.stdlib.ProcessorFormatter.remove_processors_meta(_logger, _method, fields)


def _with_failure(_logger: Any, _method: str, fields: Fields) -> Fields:
    found = fields.pop("exc_info", None)
    if isinstance(found, BaseException):
        error: BaseException | None = found
    else:
        error = (cast("structlog.typing.ExcInfo", found) if isinstance(found, tuple) else sys.exc_info())[1]
    if found and error is not None:
        fields["exception"] = told(error)
    fields.pop("stack_info", None)
    return fields


def _without_values(_logger: Any, _method: str, fields: Fields) -> Fields:
    """asyncio shows on further lines what a task, its exception, or a whole frame of it holds."""
    record = fields.get("_record")
    if isinstance(record, logging.LogRecord) and record.name == "asyncio":
        fields["event"] = str(fields["event"]).partition("\n")[0]
    return fields


def _with_trace(_logger: Any, _method: str, fields: Fields) -> Fields:
    trace_id = current_trace_id()
    if trace_id:
        fields["trace_id"] = trace_id
    return fields


def _without_personal_data(_logger: Any, _method: str, fields: Fields) -> Fields:
    return masked(fields)
