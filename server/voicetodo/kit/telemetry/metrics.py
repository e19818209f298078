"""Prometheus metrics, served on a port of their own so that the public one never shows them."""

import functools
from threading import Thread
from wsgiref.simple_server import WSGIServer

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, start_http_server

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class HttpMetrics:
    """Requests by route and status, and how long they took. One per registry."""

    def __init__(self, registry: CollectorRegistry = REGISTRY) -> None:
        self._requests = Counter(
            "http_requests_total", "Requests answered", ["method", "route", "status"], registry=registry
        )
        self._seconds = Histogram(
            "http_request_duration_seconds",
            "Time to answer",
            ["method", "route"],
            buckets=_BUCKETS,
            registry=registry,
        )
        self.cached = Counter("http_answers_cached_total", "Answers taken from the cache", registry=registry)
        # `labels()` costs more than the counting: each combination is looked up once.
        self._children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request. `route` is the template, never the path itself."""
        key = (method, route, status)
        children = self._children.get(key)
        if children is None:
            children = self._children[key] = (
                self._requests.labels(method, route, str(status)),
                self._seconds.labels(method, route),
            )
        children[0].inc()
        children[1].observe(seconds)


@functools.cache
def http_metrics() -> HttpMetrics:
    """This process's own; Prometheus takes no second of the same name."""
    return HttpMetrics()


class MetricsServer:
    """`/metrics` on its own port, from a thread of its own."""

    def __init__(self, *, host: str, port: int) -> None:
        self._host = host
        self._port = port
        self._running: tuple[WSGIServer, Thread] | None = None

    def start(self) -> None:
        self._running = start_http_server(self._port, addr=self._host)

    def stop(self) -> None:
        if self._running is not None:
            server, thread = self._running
            server.shutdown()
            server.server_close()
            thread.join()
            self._running = None


__all__ = ["Counter", "Gauge", "Histogram", "HttpMetrics", "MetricsServer", "http_metrics"]
