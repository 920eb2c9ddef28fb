"""What a learner has agreed to, and still does."""

from __future__ import annotations

from django.conf import settings

from teaching_app.practice.models import Consent, Learner


def in_force(learner: Learner, purpose: str) -> Consent | None:
    """The agreement that holds now; one to an older wording does not."""
    return learner.consents.filter(
        purpose=purpose, version=settings.CONSENT_VERSION, withdrawn_at=None
    ).first()


def may_record(learner: Learner) -> bool:
    """Whether takes of this learner may be kept and analysed."""
    return in_force(learner, Consent.Purpose.PRACTICE) is not None


def allows_expression(learner: Learner) -> bool:
    """Whether this learner asked for expression analysis, where there is any."""
    return (
        settings.EXPRESSION_ENABLED
        and in_force(learner, Consent.Purpose.EXPRESSION) is not None
    )


def has_agreed_before(learner: Learner) -> bool:
    """Whether an earlier wording was agreed to."""
    return learner.consents.filter(purpose=Consent.Purpose.PRACTICE).exists()
