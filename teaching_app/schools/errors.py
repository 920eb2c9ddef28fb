"""What schools refuses."""

from __future__ import annotations

from teaching_app.practice.errors import TeachingError


class NothingToPractiseError(TeachingError):
    """An assignment without phrases cannot be published."""


class HandedInError(TeachingError):
    """What takes were handed in to cannot be taken away under them."""


class MarkedMeanwhileError(TeachingError):
    """Somebody else gave a mark since the page was opened: neither is overwritten."""


class NotMarkedError(TeachingError):
    """No marks are given in this assignment."""
