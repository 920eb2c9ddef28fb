"""Assignments and handing in."""

from __future__ import annotations

from typing import Any

from tests.unit.teaching_app.schools.access.lines import (
    CLASS_STAFF,
    LEARNER,
    SIGNED_IN,
    TEACHERS,
    Line,
    World,
)

A_FORM = {
    "title": "Questions",
    "late_rule": "accept",
    "max_attempts": "0",
    "counting": "last",
    "marking": "none",
}
NOT_A_TAKE: dict[str, Any] = {}  # refused with 400, of those who are let in

LINES = [
    Line("GET teach_assignments", "class", CLASS_STAFF),
    Line("GET teach_assignment_new", "class", TEACHERS),
    Line("POST teach_assignment_new", "class", TEACHERS, A_FORM),
    Line("GET teach_assignment", "assignment", CLASS_STAFF),
    Line("POST teach_marks", "assignment", TEACHERS),
    Line("GET teach_assignment_edit", "assignment", TEACHERS),
    Line("POST teach_assignment_edit", "assignment", TEACHERS, A_FORM),
    Line("POST teach_assignment_publish", "assignment", TEACHERS, {"take_back": "1"}),
    Line("GET teach_assignment_delete", "assignment", TEACHERS),
    Line("POST teach_assignment_delete", "assignment", TEACHERS),
    Line("POST teach_assignment_copy", "assignment", TEACHERS),
    Line("GET teach_assignment_phrases", "assignment", TEACHERS),
    Line("POST teach_assignment_phrases", "assignment", TEACHERS),
    Line("POST teach_assignment_item", "item", TEACHERS, {"action": "up"}),
    Line("GET teach_assignment_learner", "assigned", TEACHERS),
    Line(
        "POST teach_extension",
        "assigned",
        TEACHERS,
        {"extra_attempts": "1", "reason": "ill"},
    ),
    Line("POST teach_hand_in", "assigned_item", TEACHERS, NOT_A_TAKE),
    Line("POST teach_set_aside", "submission", TEACHERS, {"reason": "the dog"}),
    Line("GET my_assignments", "", SIGNED_IN),
    Line("GET my_assignment", "assignment", LEARNER),
    Line("GET practise_assignment", "practised", LEARNER),
    Line("GET hand_in", "practised", SIGNED_IN),  # leads to the page above, no more
    Line("POST hand_in", "practised", LEARNER, NOT_A_TAKE),
    Line("POST choose_take", "submission", LEARNER),
]


def rows(world: World) -> dict[str, list[Any]]:
    """The assignment that the learner handed in to, where one's choice counts."""
    item = world.submission.item
    item.assignment.counting = "chosen"
    item.assignment.save()
    assignment, learner = item.assignment.public_id, world.enrolment.public_id
    return {
        "class": [world.school_class.public_id],
        "assignment": [assignment],
        "item": [assignment, item.pk],
        "assigned": [assignment, learner],
        "assigned_item": [assignment, learner, item.pk],
        "practised": [assignment, item.phrase.slug],
        "submission": [world.submission.public_id],
    }
