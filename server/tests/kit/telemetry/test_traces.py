"""Traces (W3C Trace Context)."""

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from voicetodo.kit.telemetry.traces import Tracing, current_trace_id, current_traceparent

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def test_a_callers_trace_is_continued() -> None:
    trace = Tracing(ratio=0, exporter=None, service="test").enter(PARENT)

    assert trace.trace_id == "0af7651916cd43dd8448eb211c80319c"
    assert trace.is_sampled
    assert current_trace_id() == trace.trace_id
    assert current_traceparent() == trace.traceparent


@pytest.mark.parametrize("header", [None, "", "00-xyz", "00-" + "0" * 32 + "-b7ad6b7169203331-01"])
def test_a_malformed_one_begins_a_new_trace(header: str | None) -> None:
    trace = Tracing(ratio=0, exporter=None, service="test").enter(header)

    assert len(trace.trace_id) == 32
    assert trace.trace_id != "0" * 32
    assert not trace.is_sampled


def test_a_sampled_request_is_recorded_under_its_own_trace() -> None:
    exporter = InMemorySpanExporter()
    tracing = Tracing(ratio=0, exporter=exporter, service="test")
    trace = tracing.enter(PARENT)

    tracing.record(trace, name="GET /v1/todos", started_ns=1, attributes={"http.response.status_code": 200})
    tracing.stop()

    (span,) = exporter.get_finished_spans()
    assert span.context is not None
    assert f"{span.context.trace_id:032x}" == trace.trace_id


def test_a_request_that_is_not_sampled_is_not_recorded() -> None:
    exporter = InMemorySpanExporter()
    tracing = Tracing(ratio=0, exporter=exporter, service="test")

    tracing.record(tracing.enter(None), name="GET", started_ns=1, attributes={})
    tracing.stop()

    assert exporter.get_finished_spans() == ()
