"""Receivers of signals about takes, learners' choices and what classes accept."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from teaching_app.practice.models import Analysis, Learner
from teaching_app.practice.signals import expression_erased, take_finished
from teaching_app.schools.changes import class_policy_changed
from teaching_app.schools.models import LiveTake, SchoolClass, Submission

from .services import class_rebuilds, take_facts


@receiver(take_finished, dispatch_uid="insights.keep_facts")
def keep_facts(analysis: Analysis, **_: Any) -> None:
    """Store the facts of a finished take in place of earlier ones."""
    take_facts.keep(analysis=analysis)


@receiver(expression_erased, dispatch_uid="insights.forget_styles")
def forget_styles(learner: Learner, **_: Any) -> None:
    """Clear the styles of a learner who has switched expression off."""
    take_facts.forget_styles(learner=learner)


@receiver(class_policy_changed, dispatch_uid="insights.rebuild_class")
def rebuild_class(school_class: SchoolClass, **_: Any) -> None:
    """Have the facts of a class's takes follow what the class accepts by now."""
    class_rebuilds.ask(school_class=school_class)


@receiver(post_save, sender=Submission, dispatch_uid="insights.handed_in")
@receiver(post_save, sender=LiveTake, dispatch_uid="insights.said_live")
def note_required(instance: Submission | LiveTake, **_: Any) -> None:
    """Mark a take as required if it is handed in after its analysis."""
    if instance.analysis_id:
        take_facts.mark_required(analysis_id=instance.analysis_id)
