"""A time limit for a whole answer: those of ``requests`` are between two packets.

Whoever answers a byte at a time would otherwise keep a worker for as long as they like.
"""

from __future__ import annotations

import io
import socket
import time
from functools import partial
from http.client import HTTPResponse
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

LONGEST_S = 20.0  # from sending a request to the last byte of its answer


class ReadsUntil(io.RawIOBase):
    """What a socket receives; ``TimeoutError`` after a time of ``time.monotonic``."""

    def __init__(
        self, received: io.RawIOBase, sock: socket.socket, *, until: float
    ) -> None:
        super().__init__()
        self._received = received
        self._socket = sock
        self._until = until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        """Wait for as long as the socket would by itself, or until the deadline."""
        left_s = self._until - time.monotonic()
        if left_s <= 0:
            raise TimeoutError("The whole answer did not come in time.")
        usual_s = self._socket.gettimeout()
        self._socket.settimeout(left_s if usual_s is None else min(usual_s, left_s))
        return self._received.readinto(buffer)

    def close(self) -> None:
        self._received.close()
        super().close()


class AnswerUntil(HTTPResponse):
    """An answer whose head and body have to be there by a deadline."""

    def __init__(
        self, sock: socket.socket, *args: Any, until: float, **options: Any
    ) -> None:
        super().__init__(sock, *args, **options)
        self.fp = io.BufferedReader(ReadsUntil(self.fp.detach(), sock, until=until))


class TimedConnection(HTTPConnection):
    """Sets each answer its deadline when the request is sent."""

    def request(self, *args: Any, **options: Any) -> None:
        until = time.monotonic() + LONGEST_S
        self.response_class = partial(AnswerUntil, until=until)
        super().request(*args, **options)


class TimedTLSConnection(TimedConnection, HTTPSConnection):
    """The same over TLS."""


class TimedPool(HTTPConnectionPool):
    ConnectionCls = TimedConnection


class TimedTLSPool(HTTPSConnectionPool):
    ConnectionCls = TimedTLSConnection


POOLS = {"http": TimedPool, "https": TimedTLSPool}
