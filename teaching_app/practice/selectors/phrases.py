"""The phrases on offer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Case, Max, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from teaching_app.practice.access import ON_OFFER
from teaching_app.practice.models import Learner, Phrase

MANY_NATIVES = 16  # enough for bands of a phrase's own, hardly moved by the expectation
BY_EVIDENCE = Case(
    When(native_speakers__gte=MANY_NATIVES, then=Value(0)),
    When(native_speakers__gt=0, then=Value(1)),
    default=Value(2),
)


def catalogue(
    *, level: str = "", focus: str = "", style: str = "", query: str = ""
) -> QuerySet[Phrase]:
    """The active phrases on offer: those of many natives, of some, then the others.

    Each has ``native_speakers``: how many have recorded it. Every word of ``query`` is
    searched for in the text, the meaning and the tip.
    """
    phrases = _counted().filter(ON_OFFER)
    if not settings.EXPRESSION_ENABLED:  # for styles, only those natives recorded
        phrases = phrases.exclude(focus=Phrase.Focus.STYLE, native_speakers=0)
    if level:
        phrases = phrases.filter(level=level)
    if focus:
        phrases = phrases.filter(focus=focus)
    if style:
        phrases = phrases.filter(target_styles__icontains=f'"{style}"')
    for found in _mentions_each(query.split()):
        phrases = phrases.filter(found)
    return phrases.order_by(BY_EVIDENCE, "order", "slug")


def own(learner: Learner) -> QuerySet[Phrase]:
    """The phrases a learner wrote and still lists, newest first."""
    return _counted().filter(owner=learner, is_active=True).order_by("-pk")


def unlisted(learner: Learner) -> QuerySet[Phrase]:
    """The phrases a learner took off the list, kept because there are takes of them."""
    return _counted().filter(owner=learner, is_active=False).order_by("-pk")


def _counted() -> QuerySet[Any]:
    return Phrase.objects.annotate(
        native_speakers=Coalesce(
            Max(
                "native_profiles__n_speakers",
                filter=Q(native_profiles__is_active=True),
            ),
            0,
        )
    )


def _mentions_each(words: list[str]) -> Iterator[Q]:
    """For each different word, the phrases that mention it."""
    translations = _translations() if words and _is_translated() else {}
    for word in dict.fromkeys(words):
        found = (
            Q(text__icontains=word)
            | Q(meaning__icontains=word)
            | Q(tip__icontains=word)
        )
        matches = [pk for pk, shown in translations.items() if word in shown]
        yield found | Q(pk__in=matches) if matches else found


def _is_translated() -> bool:
    return get_language() != settings.LANGUAGE_CODE


def _translations() -> dict[int, str]:
    """Meaning and tip of each phrase on offer, as translated."""
    offered = Phrase.objects.filter(is_active=True, is_listed=True)
    return {
        p.pk: f"{p.meaning_shown}\n{p.tip_shown}"
        for p in offered.only("meaning", "tip", "focus")
    }
