"""Feedback policies by a class's strictness: see docs/decisions/0032-strictness.md."""

from __future__ import annotations

import math
from dataclasses import replace

from teaching_app.practice.feedback_policy import AS_FOUND, FeedbackPolicy

from .models import SchoolClass

Strictness = SchoolClass.Strictness

POLICIES = {
    Strictness.GENTLE: FeedbackPolicy(
        elsewhere_from=2.0, asks_from=math.inf, unclear_below=7.0, least_severity=0.5
    ),
    Strictness.NORMAL: AS_FOUND,
    Strictness.STRICT: FeedbackPolicy(asks_from=0.5),
}


def policy(strictness: str, accepted: frozenset[tuple[str, int]]) -> FeedbackPolicy:
    """The policy of a class of this strictness that accepts these stresses."""
    return replace(POLICIES[Strictness(strictness)], accepted=accepted)
