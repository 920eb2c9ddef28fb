"""Says every few seconds that the worker of an analysis lives."""

from __future__ import annotations

import logging
import threading
from types import TracebackType

from django.db import DatabaseError, connection

from . import analyses

logger = logging.getLogger(__name__)

EVERY_S = 5.0


class Heartbeat:
    """A thread of its own, since the engine does not come back for seconds."""

    def __init__(self, claim: analyses.Claim) -> None:
        self.claim = claim
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
            return analyses.heartbeat(self.claim)
        except DatabaseError as error:
            logger.warning("No heartbeat for %s: %s", self.claim.analysis_id, error)
            connection.close()
            return True
