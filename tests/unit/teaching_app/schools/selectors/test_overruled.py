"""How often the machine is overruled."""

from __future__ import annotations

import pytest
from scipy.stats import binomtest

from teaching_app.schools.models import Judgement, SchoolClass, Submission
from teaching_app.schools.selectors import overruled
from tests.factories.schools import SubmissionFactory

pytestmark = pytest.mark.django_db


def judged(take: Submission, verdict: str, **facts: object) -> Judgement:
    values = {
        "about": "finding",
        "finding": "melody_too_flat",
        "point": "finding:melody_too_flat",
        **facts,
    }
    return Judgement.objects.create(
        submission=take, author_name="Ms Lee", verdict=verdict, **values
    )


@pytest.mark.parametrize(("hits", "n"), [(0, 5), (1, 10), (7, 7), (13, 40)])
def test_the_interval_is_wilsons(hits: int, n: int) -> None:
    known = binomtest(hits, n).proportion_ci(method="wilson")
    assert overruled.wilson_interval(hits, n) == pytest.approx(known, abs=1e-9)


def test_the_newest_judgement_of_a_point_counts_alone() -> None:
    take = SubmissionFactory()
    judged(take, "overruled")
    judged(take, "agreed")
    (line,) = overruled.by_finding()
    assert (line.topic, line.n_judged, line.n_overruled) == ("Melody too flat", 1, 0)


def test_points_of_one_code_are_counted_together_and_bulk_apart() -> None:
    judged(SubmissionFactory(), "overruled")
    judged(SubmissionFactory(), "agreed")
    judged(SubmissionFactory(), "agreed", is_in_bulk=True)
    (line,) = overruled.by_finding()
    assert (line.n_judged, line.n_overruled, line.n_in_bulk) == (2, 1, 1)
    assert line.percent == 50


def test_an_answer_where_the_engine_only_asked_overrules_nothing() -> None:
    stress = {"about": "stress", "finding": "", "point": "stress:1"}
    judged(SubmissionFactory(), "overruled", machine={"state": "unclear"}, **stress)
    assert overruled.by_finding() == []
    judged(SubmissionFactory(), "overruled", machine={"state": "as_expected"}, **stress)
    (line,) = overruled.by_finding()
    assert (line.n_judged, line.n_overruled) == (1, 1)


def test_a_teacher_sees_the_figures_of_their_own_classes() -> None:
    mine, theirs = SubmissionFactory(), SubmissionFactory()
    judged(mine, "agreed")
    judged(theirs, "overruled")
    classes = SchoolClass.objects.filter(pk=mine.item.assignment.school_class_id)
    assert [line.n_overruled for line in overruled.by_finding(classes)] == [0]
    assert overruled.overall(overruled.by_finding()).n_judged == 2


def test_bands_and_stress_have_lines_of_their_own() -> None:
    take = SubmissionFactory()
    judged(take, "agreed", about="band", finding="", band="prosody", point="band:x")
    judged(take, "agreed", about="stress", finding="", point="stress:1")
    judged(take, "agreed", about="stress", finding="stress_unclear", point="stress:2")
    assert [line.topic for line in overruled.by_finding()] == [
        "Band: Rhythm and melody",
        "Stress in place, or nothing reported",
        "Stress not clear",
    ]
