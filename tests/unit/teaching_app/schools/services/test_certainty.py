"""How sure the machine is of what was handed in is noted once, and early."""

from __future__ import annotations

import pytest

from teaching_app.practice.models import Analysis
from teaching_app.practice.signals import take_finished
from teaching_app.schools.models import Submission
from teaching_app.schools.selectors import review_queue
from teaching_app.schools.services import certainty
from tests.factories.schools import SchoolClassFactory, SubmissionFactory
from tests.reports import unheard

pytestmark = pytest.mark.django_db
Certainty = Submission.Certainty


def test_certainty_is_stored_when_the_analysis_is_done() -> None:
    take = SubmissionFactory()
    take_finished.send(sender=Analysis, analysis=take.analysis)
    take.refresh_from_db()
    assert take.certainty == Certainty.UNSURE  # the stress of "talking" is unclear


@pytest.mark.parametrize(
    ("state", "stored", "noted"),
    [
        ("done", unheard(), Certainty.NOT_ASSESSABLE),
        ("failed", None, Certainty.NOT_ASSESSABLE),
        ("rejected", None, Certainty.NOT_ASSESSABLE),
        ("queued", None, Certainty.UNKNOWN),
    ],
)
def test_takes_handed_in_after_their_analysis_are_caught_up_with(
    state: str, stored: dict | None, noted: str
) -> None:
    school_class = SchoolClassFactory()
    take = SubmissionFactory(
        item__assignment__school_class=school_class,
        analysis__state=state,
        analysis__report=stored,
    )
    classes = type(school_class).objects.all()
    certainty.catch_up(review_queue.unnoted(classes))
    take.refresh_from_db()
    assert take.certainty == noted
