"""Traces (W3C Trace Context, OpenTelemetry).

Whether a request is recorded is decided before any span is made: a recorded one costs about a hundred microseconds, the
others next to nothing, and both carry their trace id on to logs, events and other services.
"""

import random
import re
import time
from contextvars import ContextVar
from typing import Final

import msgspec
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import SpanContext, SpanKind, TraceFlags

#: Ids need to be many, not secret. Of its own, so that nobody's seed decides them.
_random = random.Random()  # noqa: S311 - as above
_TRACEPARENT: Final = re.compile(r"00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})")


class Trace(msgspec.Struct, frozen=True):
    """One request's place in a trace, as `traceparent` tells it."""

    trace_id: str
    span_id: str
    is_sampled: bool
    #: The span of whoever sent us the request.
    parent_id: str | None = None

    @property
    def traceparent(self) -> str:
        return f"00-{self.trace_id}-{self.span_id}-{'01' if self.is_sampled else '00'}"


_current: ContextVar[Trace | None] = ContextVar("trace", default=None)


class Tracing:
    """Continues or begins the trace of each request, and records a share of those it begins."""

    def __init__(self, *, ratio: float, exporter: SpanExporter | None, service: str) -> None:
        self._ratio = ratio if exporter is not None else 0.0
        self._resource = Resource.create({"service.name": service})
        self._spans = BatchSpanProcessor(exporter) if exporter is not None else None

    @classmethod
    def to(cls, endpoint: str | None, *, ratio: float, service: str) -> "Tracing":
        """Sends recorded spans to an OTLP/HTTP address; without one, traces are only passed on."""
        exporter = OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces") if endpoint else None
        return cls(ratio=ratio, exporter=exporter, service=service)

    def enter(self, traceparent: str | None) -> Trace:
        """The trace of this request from here on. A malformed `traceparent` begins a new one, as the standard asks."""
        parent = _TRACEPARENT.fullmatch(traceparent) if traceparent else None
        span_id = f"{_random.getrandbits(64) or 1:016x}"
        if parent is not None and parent[1] != "0" * 32:
            is_sampled = bool(int(parent[3], 16) & 1)
            here = Trace(trace_id=parent[1], span_id=span_id, is_sampled=is_sampled, parent_id=parent[2])
        else:
            trace_id = f"{_random.getrandbits(128) or 1:032x}"
            here = Trace(trace_id=trace_id, span_id=span_id, is_sampled=_random.random() < self._ratio)
        _current.set(here)
        return here

    def record(self, here: Trace, *, name: str, started_ns: int, attributes: dict[str, str | int]) -> None:
        """Write down a finished request; does nothing for one that is not sampled.

        Its span has the id that was sent on to others, so that theirs hang below it.
        """
        if self._spans is None or not here.is_sampled:
            return
        is_failed = int(attributes.get("http.response.status_code", 200)) >= 500
        self._spans.on_end(
            ReadableSpan(
                name,
                context=_context(here.trace_id, here.span_id, is_remote=False),
                parent=_context(here.trace_id, here.parent_id, is_remote=True) if here.parent_id else None,
                resource=self._resource,
                attributes=attributes,
                kind=SpanKind.SERVER,
                status=trace.Status(trace.StatusCode.ERROR if is_failed else trace.StatusCode.UNSET),
                start_time=started_ns,
                end_time=time.time_ns(),
            )
        )

    def stop(self) -> None:
        """Send what is still held."""
        if self._spans is not None:
            self._spans.shutdown()


def _context(trace_id: str, span_id: str, *, is_remote: bool) -> SpanContext:
    return SpanContext(int(trace_id, 16), int(span_id, 16), is_remote, TraceFlags(TraceFlags.SAMPLED))


def current_trace_id() -> str | None:
    here = _current.get()
    return here.trace_id if here else None


def current_traceparent() -> str | None:
    """What to send along with an event or a call to another service."""
    here = _current.get()
    return here.traceparent if here else None
