"""What is done when practice tells of a take, or of a learner's choice."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.signals import expression_erased, take_finished

from .services import take_facts


@receiver(take_finished, dispatch_uid="insights.keep_facts")
def keep_facts(analysis: Analysis, **_: Any) -> None:
    """Keep the facts of a finished take in place of earlier ones."""
    take_facts.keep(analysis=analysis)


@receiver(expression_erased, dispatch_uid="insights.forget_styles")
def forget_styles(learner: Learner, **_: Any) -> None:
    """Keep no style of a learner who has switched expression off."""
    take_facts.forget_styles(learner=learner)
