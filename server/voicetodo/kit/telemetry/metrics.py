"""Prometheus metrics, served on a port of their own so that the public one never shows them."""

import functools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from threading import Thread
from wsgiref.simple_server import WSGIServer

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram, Metric, start_http_server
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString  # pyright: ignore[reportUnknownVariableType] - what it takes has no type

#: Seconds; whatever takes longer is in a last bucket of its own.
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class HttpMetrics(Collector):
    """Requests by route and status, and how long they took. One per registry.

    Counted from the event loop alone, and so without the locks of the library's own counters.
    """

    def __init__(self, registry: CollectorRegistry = REGISTRY) -> None:
        self._requests: defaultdict[tuple[str, str, int], int] = defaultdict(int)
        self._buckets: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * (len(_BUCKETS) + 1))
        self._seconds: defaultdict[tuple[str, str], float] = defaultdict(float)
        self.cached = Counter("http_answers_cached_total", "Answers taken from the cache", registry=registry)
        registry.register(self)

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answered request. `route` is the template, never the path itself."""
        self._requests[method, route, status] += 1
        self._buckets[method, route][bisect_left(_BUCKETS, seconds)] += 1
        self._seconds[method, route] += seconds

    def collect(self) -> Iterator[Metric]:
        requests = CounterMetricFamily("http_requests", "Requests answered", labels=["method", "route", "status"])
        for (method, route, status), number in list(self._requests.items()):
            requests.add_metric([method, route, str(status)], number)
        yield requests
        seconds = HistogramMetricFamily("http_request_duration_seconds", "Time to answer", labels=["method", "route"])
        names = [*(floatToGoString(bound) for bound in _BUCKETS), "+Inf"]
        for (method, route), numbers in list(self._buckets.items()):
            buckets = list(zip(names, map(float, accumulate(numbers)), strict=True))
            seconds.add_metric([method, route], buckets, self._seconds[method, route])
        yield seconds


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
