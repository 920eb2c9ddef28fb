"""What a line of the table is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.auth.models import User

from teaching_app.schools.models import Enrolment, SchoolClass, Submission
from tests.unit.teaching_app.access import GONE, OK, SIGN_IN

COLUMNS = (
    "teacher",
    "assistant",
    "admin",
    "other_teacher",
    "learner",
    "other_learner",
    "stranger",
)


class Line(NamedTuple):
    """A method and the name of a view, the row it is about, an answer to each actor.

    ``sent`` is the form that is sent.
    """

    request: str
    about: str
    answers: tuple[str, ...]
    sent: dict[str, Any] = {}


# Whom it answers.  teacher assistant admin other learner other stranger
ANYBODY = (OK,) * 7
SIGNED_IN = (*(OK,) * 6, SIGN_IN)
ALL_STAFF = (OK, OK, OK, OK, GONE, GONE, SIGN_IN)
CLASS_STAFF = (OK, OK, OK, GONE, GONE, GONE, SIGN_IN)
TEACHERS = (OK, GONE, OK, GONE, GONE, GONE, SIGN_IN)
ADMIN = (GONE, GONE, OK, GONE, GONE, GONE, SIGN_IN)
LEARNER = (GONE, GONE, GONE, GONE, OK, GONE, SIGN_IN)
STAFF_AND_LEARNER = (OK, OK, OK, GONE, OK, GONE, SIGN_IN)


@dataclass(frozen=True)
class World:
    """One class with what happens in it, and an account for each column."""

    school_class: SchoolClass
    enrolment: Enrolment
    submission: Submission
    accounts: dict[str, User | None]
