"""What Prometheus is told about requests."""

from prometheus_client import CollectorRegistry, generate_latest

from voicetodo.kit.telemetry.metrics import HttpMetrics


def test_requests_are_counted_by_route_and_status() -> None:
    registry = CollectorRegistry()
    metrics = HttpMetrics(registry)

    for status, seconds in ((200, 0.002), (200, 0.005), (404, 60.0)):
        metrics.count("GET", "/v1/things", status, seconds)

    told = generate_latest(registry).decode()
    assert 'http_requests_total{method="GET",route="/v1/things",status="200"} 2.0' in told
    assert 'http_requests_total{method="GET",route="/v1/things",status="404"} 1.0' in told


def test_buckets_hold_all_that_took_no_longer() -> None:
    registry = CollectorRegistry()
    metrics = HttpMetrics(registry)

    for seconds in (0.0005, 0.005, 0.0051, 60.0):
        metrics.count("GET", "/v1/things", 200, seconds)

    def number(name: str, **labels: str) -> float | None:
        labels |= {"method": "GET", "route": "/v1/things"}
        return registry.get_sample_value(f"http_request_duration_seconds_{name}", labels)

    bounds = ("0.001", "0.005", "0.01", "10.0", "+Inf")
    assert [number("bucket", le=bound) for bound in bounds] == [1, 2, 3, 3, 4]
    assert number("count") == 4
    assert number("sum") == 0.0005 + 0.005 + 0.0051 + 60.0
