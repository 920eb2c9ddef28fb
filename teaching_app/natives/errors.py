"""Errors that the services of natives raise."""

from __future__ import annotations

from teaching_app.practice.errors import TeachingError


class ClosedInvitationError(TeachingError):
    """An invitation was revoked, has expired, or has no place left."""


class NotSecondPersonError(TeachingError):
    """Whoever invited somebody does not approve what they recorded."""


class LeftOutError(TeachingError):
    """A file of a corpus is not imported; the message says why."""


class UnknownPhraseError(LeftOutError):
    """An imported recording says nothing that is on offer."""
