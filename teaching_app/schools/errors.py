"""What schools refuse."""

from __future__ import annotations

from teaching_app.practice.errors import TeachingError


class LastAdminError(TeachingError):
    """The institution would be left without an administrator."""


class UsedInvitationError(TeachingError):
    """An invitation has been used, has expired, or is for somebody else."""


class AlreadyStaffError(TeachingError):
    """The account is on the staff of the institution already."""


class NotOpenError(TeachingError):
    """This installation does not let anybody open an institution by themselves."""


class NothingToPractiseError(TeachingError):
    """An assignment without phrases cannot be published."""


class HandedInError(TeachingError):
    """What takes were handed in to cannot be taken away under them."""


class MarkedMeanwhileError(TeachingError):
    """Somebody else gave a mark since the page was opened: neither is overwritten."""


class NotMarkedError(TeachingError):
    """No marks are given in this assignment."""
