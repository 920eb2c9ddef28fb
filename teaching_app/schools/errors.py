"""Errors that the services of schools raise."""

from __future__ import annotations

from teaching_app.practice.errors import TeachingError


class LastAdminError(TeachingError):
    """The institution would be left without an administrator."""


class UsedInvitationError(TeachingError):
    """An invitation has been used, has expired, or is for somebody else."""


class AlreadyStaffError(TeachingError):
    """The account is already on the staff of the institution."""


class NotOpenError(TeachingError):
    """This installation does not let users open institutions themselves."""


class NothingToPractiseError(TeachingError):
    """An assignment without phrases cannot be published."""


class HandedInError(TeachingError):
    """Something that takes were handed in to cannot be removed."""


class MarkedMeanwhileError(TeachingError):
    """A mark was given since the page was opened; it is not overwritten."""


class NotMarkedError(TeachingError):
    """This assignment is not marked."""
