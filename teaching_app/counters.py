"""What this process counts for Prometheus; what rows can tell is read from them instead.

One web process is one target of Prometheus, so its counts need not be shared.
"""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)

UPLOADS_REFUSED = Counter(
    "intona_uploads_refused",
    "Recordings that were refused while they were sent, at whatever door.",
    ["reason"],
    registry=REGISTRY,
)
REQUEST_SECONDS = Histogram(
    "intona_request_seconds",
    "Seconds that views took, by the first digit of the status.",
    ["status"],
    buckets=(0.025, 0.05, 0.1, 0.3, 1, 3, 10),
    registry=REGISTRY,
)


def upload_refused(reason: str) -> None:
    """Count a recording that was not accepted; ``reason`` is the code that was answered."""
    UPLOADS_REFUSED.labels(reason).inc()
