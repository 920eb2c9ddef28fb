"""Renew the heartbeat of a worker's job every few seconds."""

from __future__ import annotations

import logging
import threading
from types import TracebackType

from django.db import DatabaseError, connection

from teaching_app.practice import jobs

logger = logging.getLogger(__name__)

EVERY_S = 5.0


class Heartbeat:
    """A thread of its own, since calls of the engine take seconds.

    It renews one claim or a batch of them until none is held any more.
    """

    def __init__(self, *claims: jobs.Claim) -> None:
        self.claims = claims
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> Heartbeat:
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stopped.set()
        self.thread.join()

    def _beat(self) -> None:
        try:
            while not self.stopped.wait(EVERY_S):
                if not self._is_ours():
                    return
        finally:
            connection.close()

    def _is_ours(self) -> bool:
        try:
            return bool(jobs.heartbeat(*self.claims))
        except DatabaseError as error:
            logger.warning("No heartbeat for %s: %s", self.claims[0], error)
            connection.close()
            return True
