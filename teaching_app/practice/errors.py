"""The web application's exceptions, as one tree."""

from __future__ import annotations


class TeachingError(Exception):
    """Anything the application refuses or cannot do."""


class RefusedTakeError(TeachingError):
    """A take that is not accepted; ``feedback.rules`` has the words for its code."""

    def __init__(self, code: str, *, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


class LostClaimError(TeachingError):
    """Another worker has the job by now: this one stops and writes nothing."""


class TooManyPhrasesError(TeachingError):
    """A learner has as many phrases of their own as are allowed."""


class NotTheirsError(TeachingError):
    """Erasing would delete rows declared as somebody else's, so nothing is erased."""
