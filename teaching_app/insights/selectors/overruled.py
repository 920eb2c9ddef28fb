"""What teachers have overruled in the takes of a class."""

from __future__ import annotations

from collections.abc import Mapping

from teaching_app.insights.facts.judged import STRESS_CODES, Overruled, Place
from teaching_app.schools.models import Judgement, SchoolClass

BySubmission = Mapping[int, Mapping[Place, Overruled]]
FIELDS = ("submission", "about", "finding", "band", "word_index", "verdict")


def overruled_in(school_class: SchoolClass) -> BySubmission:
    """By submission and place, where the newest judgement says something else.

    One query; where the newest one agrees with the machine, the machine's word holds.
    """
    rows = (
        Judgement.objects.filter(
            submission__item__assignment__school_class=school_class
        )
        .order_by("judged_at", "pk")
        .values_list(*FIELDS, "machine", "value")
    )
    newest: dict[int, dict[Place, tuple[str, Overruled]]] = {}
    for submission, about, finding, band, word, verdict, machine, value in rows:
        is_stress = about == Judgement.About.STRESS or finding in STRESS_CODES
        place = ("stress" if is_stress else finding or f"band:{band}", word)
        said = Overruled(finding, band, machine or {}, value or {})
        newest.setdefault(submission, {})[place] = (verdict, said)
    return {
        submission: {
            place: said
            for place, (verdict, said) in places.items()
            if verdict == Judgement.Verdict.OVERRULED
        }
        for submission, places in newest.items()
    }
