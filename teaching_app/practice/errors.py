"""What can go wrong on the web's side, as one tree of exceptions."""

from __future__ import annotations


class TeachingError(Exception):
    """Anything the application refuses or cannot do."""


class RefusedTakeError(TeachingError):
    """A take that is not kept; the code is worded by ``feedback.rules``."""

    def __init__(self, code: str, *, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


class LostClaimError(TeachingError):
    """Another worker has the job now: this one stops and writes nothing."""


class TooManyPhrasesError(TeachingError):
    """A learner lists as many phrases of their own as there may be."""


class NotTheirsError(TeachingError):
    """Erasing would delete rows that are declared another's, so nothing is erased."""
