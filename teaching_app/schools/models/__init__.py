"""The data model of schools: a module per noun, imported here as Django expects."""

from .accepted_variant import AcceptedVariant
from .assignment import Assignment, AssignmentItem, Extension, Reminder
from .audit_event import AuditEvent
from .comment import Comment, CommentPhrase
from .demo_take import DemoTake
from .enrolment import Enrolment, GuardianRequest
from .first_password import FirstPassword
from .institution import Institution, Invitation, Membership, TeacherRequest
from .judgement import Judgement
from .live_round import LiveRound, LiveTake
from .mark import Mark
from .roster_import import RosterImport
from .school_class import ClassStaff, Group, SchoolClass
from .shared_phrase import SharedPhrase
from .submission import Submission

__all__ = [
    "AcceptedVariant",
    "Assignment",
    "AssignmentItem",
    "AuditEvent",
    "ClassStaff",
    "Comment",
    "CommentPhrase",
    "DemoTake",
    "Enrolment",
    "Extension",
    "FirstPassword",
    "Group",
    "GuardianRequest",
    "Institution",
    "Invitation",
    "Judgement",
    "LiveRound",
    "LiveTake",
    "Mark",
    "Membership",
    "Reminder",
    "RosterImport",
    "SchoolClass",
    "SharedPhrase",
    "Submission",
    "TeacherRequest",
]
