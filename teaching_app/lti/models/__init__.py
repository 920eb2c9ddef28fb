"""The data model of learning platforms and sign-on."""

from .course import Course, LinkedAssignment
from .grade import Grade
from .platform import Platform
from .roster_source import RosterSource
from .sign_on import SignOn
from .used_nonce import UsedNonce

__all__ = [
    "Course",
    "Grade",
    "LinkedAssignment",
    "Platform",
    "RosterSource",
    "SignOn",
    "UsedNonce",
]
