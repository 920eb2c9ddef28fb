"""What somebody is in a course, from the roles that a platform sends."""

from __future__ import annotations

from collections.abc import Iterable

from lti_tool.lti_core.constants import ContextRole
from lti_tool.lti_core.utils import normalize_role

TEACHER, ASSISTANT, LEARNER, NOBODY = "teacher", "assistant", "learner", ""

# Platforms send the role of an assistant beside that of an instructor.
ASSISTANTS = frozenset(
    f"http://purl.imsglobal.org/vocab/lis/v2/membership/{role}"
    for role in (
        "Instructor#TeachingAssistant",
        "Instructor#TeachingAssistantGroup",
        "Instructor#TeachingAssistantOffering",
        "Instructor#TeachingAssistantSection",
        "Instructor#Grader",
    )
)
TEACHERS = frozenset({ContextRole.INSTRUCTOR.value, ContextRole.ADMINISTRATOR.value})


def role_in_course(roles: Iterable[str]) -> str:
    """The role in the course; roles in the platform or its institution say nothing."""
    held = {normalize_role(role) for role in roles}
    if held & ASSISTANTS:
        return ASSISTANT
    if held & TEACHERS:
        return TEACHER
    return LEARNER if ContextRole.LEARNER.value in held else NOBODY
