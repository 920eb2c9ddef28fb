"""Receivers of practice's signals about takes and learners' choices."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.signals import expression_erased, take_finished
from teaching_app.schools.models import LiveTake, Submission

from .services import take_facts


@receiver(take_finished, dispatch_uid="insights.keep_facts")
def keep_facts(analysis: Analysis, **_: Any) -> None:
    """Store the facts of a finished take in place of earlier ones."""
    take_facts.keep(analysis=analysis)


@receiver(expression_erased, dispatch_uid="insights.forget_styles")
def forget_styles(learner: Learner, **_: Any) -> None:
    """Clear the styles of a learner who has switched expression off."""
    take_facts.forget_styles(learner=learner)


@receiver(post_save, sender=Submission, dispatch_uid="insights.handed_in")
@receiver(post_save, sender=LiveTake, dispatch_uid="insights.said_live")
def note_required(instance: Submission | LiveTake, **_: Any) -> None:
    """Mark a take as required if it is handed in after its analysis."""
    if instance.analysis_id:
        take_facts.mark_required(analysis_id=instance.analysis_id)
