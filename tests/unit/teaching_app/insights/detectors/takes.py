"""Takes of a class whose habits are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from django.utils import timezone

from teaching_app.insights.facts.take import Take

_keys = count(1)
SYLLABLES = [[n, f"s{n}", 0.0, False] for n in range(4)]


def take(enrolment: int, **values: Any) -> Take:
    """One take of a learner in which nothing was found."""
    given = {"words": [], "findings": [], "syllables": SYLLABLES, "phrase": 1} | values
    return Take(
        submission=next(_keys), enrolment=enrolment, taken_at=timezone.now(), **given
    )


def takes_of_class(
    n_learners: int, having: int, make: Callable[[bool], Sequence[dict[str, Any]]]
) -> list[Take]:
    """Takes of ``n_learners``, of whom the first ``having`` have the habit."""
    return [
        take(learner, **values)
        for learner in range(n_learners)
        for values in make(learner < having)
    ]
