"""Giving consent and withdrawing it."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from teaching_app.practice.models import Analysis, Consent, Learner
from teaching_app.practice.selectors import consents, reports
from teaching_app.practice.signals import expression_erased

from . import renditions, voices

Purpose = Consent.Purpose


@transaction.atomic
def agree(
    *, learner: Learner, guardian_name: str = "", to_expression: bool | None = False
) -> None:
    """Store that the learner, or the named guardian, agrees to the current wording.

    With ``to_expression`` None the choice of expression is left as it is.
    """
    given = _give(learner, Purpose.PRACTICE, guardian_name)
    Learner.objects.filter(pk=learner.pk).update(
        consent_version=given.version, consented_at=given.given_at
    )
    learner.refresh_from_db()
    if to_expression is not None:
        choose_expression(learner=learner, wanted=to_expression)


@transaction.atomic
def withdraw(*, learner: Learner) -> None:
    """Withdraw consent: no more recording; what is stored stays until deleted."""
    choose_expression(learner=learner, wanted=False)
    _withdraw(learner, Purpose.PRACTICE)
    Learner.objects.filter(pk=learner.pk).update(consent_version="", consented_at=None)
    learner.refresh_from_db()


@transaction.atomic
def choose_expression(*, learner: Learner, wanted: bool) -> None:
    """Switch expression analysis on, or off, which also erases its results."""
    if wanted and not settings.EXPRESSION_ENABLED:
        return
    if wanted:
        agreed = consents.in_force(learner, Purpose.PRACTICE)
        if agreed and not consents.allows_expression(learner):
            _give(learner, Purpose.EXPRESSION, agreed.guardian_name)
    else:
        _withdraw(learner, Purpose.EXPRESSION)
        _erase_expression(learner)


def _give(learner: Learner, purpose: str, guardian_name: str) -> Consent:
    _withdraw(learner, purpose)
    return Consent.objects.create(
        learner=learner,
        purpose=purpose,
        version=settings.CONSENT_VERSION,
        guardian_name=guardian_name,
        given_at=timezone.now(),
    )


def _withdraw(learner: Learner, purpose: str) -> None:
    learner.consents.filter(purpose=purpose, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )


def _erase_expression(learner: Learner) -> None:
    """Erase the styles that were heard; a running analysis will not store its own."""
    of_learner = Analysis.objects.filter(recording__owner=learner)
    of_learner.update(with_expression=False)
    with_it = of_learner.filter(report__has_key="expression").only("report")
    for analysis in with_it.iterator():
        report = reports.whole(analysis)  # one that cannot be read is deleted
        kept = report.without_expression().to_json() if report else None
        of_learner.filter(pk=analysis.pk).update(report=kept)
    renditions.forget_cues(learner)
    voices.forget(learner)
    expression_erased.send(sender=Learner, learner=learner)
