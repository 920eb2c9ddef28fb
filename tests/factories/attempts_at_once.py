"""Eight takes of one learner handed in at the same moment, of three that there may be."""

from __future__ import annotations

import json

from tests.factories.installation import Installation

PROGRAM = """
import json
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4
from django.db import connection
from teaching_app.practice.models import Recording
from teaching_app.schools.models import Submission
from teaching_app.schools.services import submissions
from tests.factories.schools import AssignmentItemFactory, EnrolmentFactory
from tests.factories.sound import upload

item = AssignmentItemFactory(assignment__max_attempts=3, phrase__slug="at-once")
enrolment = EnrolmentFactory(
    school_class=item.assignment.school_class,
    learner__user__username="many-handed")
once = uuid4()

def hand_in(number):
    try:
        return submissions.hand_in(
            item=item, enrolment=enrolment, upload=upload(),
            idempotency_key=once if number < 2 else uuid4())
    finally:
        connection.close()

with ThreadPoolExecutor(8) as pool:
    results = list(pool.map(hand_in, range(8)))
attempts = Submission.objects.order_by("attempt").values_list("attempt", flat=True)
print(json.dumps({
    "attempts": list(attempts),
    "recordings": Recording.objects.filter(owner=enrolment.learner).count(),
    "same_take": results[0].analysis.pk == results[1].analysis.pk,
    "not_handed_in": len({r.analysis.pk for r in results if r.submission is None}),
    "with_expression": any(r.analysis.with_expression for r in results),
}))
"""


def assert_attempts_hold(site: Installation) -> None:
    """Three are handed in, numbered apart; the others are kept and nothing is lost."""
    assert json.loads(site.program(PROGRAM).splitlines()[-1]) == {
        "attempts": [1, 2, 3],
        "recordings": 7,
        "same_take": True,
        "not_handed_in": 4,
        "with_expression": False,
    }
