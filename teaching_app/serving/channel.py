"""A connection that must send its request in time.

Waitress reads headers and bodies of all connections in one thread and gives a request to
a thread of the application once it is complete, so that a slow one costs a socket and no
thread. By itself it closes connections that are silent; one that sends a byte now and
then it keeps.
"""

from __future__ import annotations

import time

from waitress.channel import HTTPChannel

HEADER_S = 15.0
# A body may take a minute and, above 1 kB a second, longer: 20 MB in ten minutes.
BODY_S = 60.0
BODY_BYTES_PER_S = 1000
MAX_BODY_S = 600.0


class PunctualChannel(HTTPChannel):
    """Closes when a request has not come within its deadline."""

    began_at: float | None = None
    """When the first byte of the unfinished request came, by the monotonic clock."""

    def received(self, data: bytes) -> bool:
        """Note when a request begins and when it is complete."""
        understood: bool = super().received(data)
        if self.request is None:
            self.began_at = None
        elif self.began_at is None:
            self.began_at = time.monotonic()
        return understood

    def readable(self) -> bool:
        """Whether to read on; the server's loop asks at least once a second."""
        if self.began_at is not None and self._is_late(time.monotonic()):
            self.will_close = True
        return bool(super().readable())

    def _is_late(self, now: float) -> bool:
        request = self.request
        if request is None or self.began_at is None:
            return False
        limit_s = HEADER_S
        if request.headers_finished:
            slowest_s = BODY_S + request.body_bytes_received / BODY_BYTES_PER_S
            limit_s = min(slowest_s, MAX_BODY_S)
        return now - self.began_at > limit_s
