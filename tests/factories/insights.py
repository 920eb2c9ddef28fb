"""Facts of takes as tests want them: handed in, and with a truth that is known."""

from __future__ import annotations

from typing import Any

import factory
from django.utils import timezone

from teaching_app.insights.facts.word_classes import class_of
from teaching_app.insights.models import TakeFact
from tests.factories.models import AnalysisFactory, PhraseFactory
from tests.factories.schools import SubmissionFactory


class TakeFactFactory(factory.django.DjangoModelFactory):
    """A take of one's own choice that could be judged, with nothing found."""

    class Meta:
        model = TakeFact

    analysis = factory.SubFactory(
        AnalysisFactory,
        state="done",
        recording__phrase=factory.SubFactory(PhraseFactory),
    )
    learner = factory.SelfAttribute("analysis.recording.owner")
    phrase = factory.SelfAttribute("analysis.recording.phrase")
    taken_at = factory.LazyFunction(timezone.now)
    assessable = True


def handed_in(enrolment: Any, item: Any, **values: Any) -> TakeFact:
    """Facts of a take that a learner handed in to an item of an assignment."""
    n = item.submissions.filter(enrolment=enrolment).count()
    submission = SubmissionFactory(
        item=item, enrolment=enrolment, attempt=n + 1, analysis__report=None
    )
    return TakeFactFactory(analysis=submission.analysis, is_required=True, **values)


def word(
    text: str, heard: int = 0, expected: int = 0, *, parts: int = 3, index: int = 0
) -> dict[str, Any]:
    """A graded word: its stress in place, or elsewhere where the two differ."""
    return {
        "i": index,
        "word": text,
        "class": class_of(text, parts),
        "state": "as_expected" if heard == expected else "elsewhere",
        "expected": expected,
        "heard": heard,
        "parts": [f"part{n}" for n in range(parts)],
        "at": [0.5, 1.0],
    }


def finding(code: str, index: int | None = None, **details: Any) -> dict[str, Any]:
    """A finding as facts hold it."""
    place = {} if index is None else {"i": index, "at": [0.5, 1.0]}
    return {"code": code, **place, **details}
