"""Who may read which report, hear which take, and take what along."""

from __future__ import annotations

from typing import Any

from teaching_app.insights.detectors import Evidence
from teaching_app.insights.facts.take import Take
from teaching_app.insights.presentation.examples import examples

from .lines import CLASS_STAFF, GONE, LEARNER, SIGN_IN, TEACHERS, Line, World

LINES = [
    Line("GET insights_class", "a class", CLASS_STAFF),
    Line("POST insights_assign", "a class", TEACHERS, {"pattern": "none"}),
    Line("GET insights_csv", "a class", TEACHERS),
    Line("GET insights_xlsx", "a class", TEACHERS),
    Line("GET insights_pdf", "a class", TEACHERS),
    Line("GET insights_learner", "a learner's report", CLASS_STAFF),
    Line("GET insights_plain", "a learner's report", CLASS_STAFF),
    Line("GET insights_plain_pdf", "a learner's report", TEACHERS),
    Line("GET insights_take", "a take handed in", CLASS_STAFF),
    Line("GET insights_example", "an example", CLASS_STAFF),
    Line(
        "GET insights_example", "an example nobody agreed to", (*(GONE,) * 6, SIGN_IN)
    ),
    Line("GET insights_my_report", "a class", LEARNER),
]


def rows(world: World) -> dict[str, list[Any]]:
    """What the addresses name; the learner of the world lets takes be examples."""
    here = world.school_class.public_id
    world.enrolment.shares_examples = True
    world.enrolment.save()
    private = _private(world)
    return {
        "a class": [here],
        "a learner's report": [here, world.enrolment.public_id],
        "a take handed in": [here, world.submission.public_id],
        "an example": [here, _token(world, world.submission.pk)],
        "an example nobody agreed to": [here, _token(world, private.pk)],
    }


def _private(world: World) -> Any:
    from tests.factories.schools import EnrolmentFactory, SubmissionFactory

    somebody = EnrolmentFactory(school_class=world.school_class)
    return SubmissionFactory(item=world.submission.item, enrolment=somebody)


def _token(world: World, submission: int) -> str:
    take = Take(submission, 0, 0, world.submission.submitted_at, [], [], [])
    example = examples((Evidence(take),), world.school_class)[0]
    return example.address.rstrip("/").split("/")[-1]
