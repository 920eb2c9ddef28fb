"""What the roles of a platform mean in a course."""

from __future__ import annotations

import pytest

from teaching_app.lti.protocol.roles import role_in_course
from tests.factories.platforms import ASSISTANT, LEARNER, TEACHER

PERSON = "http://purl.imsglobal.org/vocab/lis/v2/institution/person"


@pytest.mark.parametrize(
    ("roles", "role"),
    [
        (TEACHER, "teacher"),
        (["Instructor"], "teacher"),
        (ASSISTANT, "assistant"),
        (LEARNER, "learner"),
        ([*LEARNER, *TEACHER], "teacher"),
        ([f"{PERSON}#Instructor", *LEARNER], "learner"),
        ([f"{PERSON}#Administrator"], ""),
        (["Mentor"], ""),
        ([], ""),
    ],
)
def test_the_role_in_the_course_counts(roles: list[str], role: str) -> None:
    assert role_in_course(roles) == role
