"""Takes in lists."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from teaching_app.practice.models import Learner
from teaching_app.practice.selectors import analyses


def listed(learner: Learner) -> QuerySet[Any]:
    """A learner's takes with ``is_assessable``, without their reports, which are large."""
    takes = analyses.of_learner(learner).defer("report")
    return takes.annotate(is_assessable=F("report__assessable"))
