"""What a learner's valid consent covers."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from teaching_app.practice.models import Consent, Learner

Veto = Callable[[Learner], bool]

_vetoes: list[Veto] = []


def forbid_expression(veto: Veto) -> Veto:
    """Register who may not have expression, whatever they choose, as by a class's rule.

    Other applications register in their ``AppConfig.ready``.
    """
    _vetoes.append(veto)
    return veto


def may_choose_expression(learner: Learner) -> bool:
    """Whether this learner may choose expression analysis here."""
    return settings.EXPRESSION_ENABLED and not any(veto(learner) for veto in _vetoes)


def in_force(learner: Learner, purpose: str) -> Consent | None:
    """The consent in force; one to an older wording does not count."""
    return learner.consents.filter(
        purpose=purpose, version=settings.CONSENT_VERSION, withdrawn_at=None
    ).first()


def may_record(learner: Learner) -> bool:
    """Whether this learner's takes may be stored and analysed."""
    return in_force(learner, Consent.Purpose.PRACTICE) is not None


def has_withdrawn(learner: Learner) -> bool:
    """Whether this learner agreed once, to whatever wording, and no longer does."""
    given = learner.consents.filter(purpose=Consent.Purpose.PRACTICE)
    return given.exists() and not given.filter(withdrawn_at=None).exists()


def allows_expression(learner: Learner) -> bool:
    """Whether this learner chose expression analysis, if it is available."""
    agreed = in_force(learner, Consent.Purpose.EXPRESSION)
    return agreed is not None and may_choose_expression(learner)


def has_agreed_before(learner: Learner) -> bool:
    """Whether an earlier wording was agreed to."""
    return learner.consents.filter(purpose=Consent.Purpose.PRACTICE).exists()
