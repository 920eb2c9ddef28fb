"""What a learner has agreed to, and still does."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from teaching_app.practice.models import Consent, Learner

Veto = Callable[[Learner], bool]

_vetoes: list[Veto] = []


def forbid_expression(veto: Veto) -> Veto:
    """Register who may not have expression, whatever they choose: a class's rule, say.

    Other applications register in their ``AppConfig.ready``.
    """
    _vetoes.append(veto)
    return veto


def may_choose_expression(learner: Learner) -> bool:
    """Whether the choice of expression analysis is this learner's to make here."""
    return settings.EXPRESSION_ENABLED and not any(veto(learner) for veto in _vetoes)


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
    agreed = in_force(learner, Consent.Purpose.EXPRESSION)
    return agreed is not None and may_choose_expression(learner)


def has_agreed_before(learner: Learner) -> bool:
    """Whether an earlier wording was agreed to."""
    return learner.consents.filter(purpose=Consent.Purpose.PRACTICE).exists()
