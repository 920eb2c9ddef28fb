"""The phrases on offer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from teaching_app.practice.access import ON_OFFER
from teaching_app.practice.models import Learner, Phrase


def catalogue(
    *, level: str = "", focus: str = "", style: str = "", query: str = ""
) -> QuerySet[Phrase]:
    """The active phrases on offer, those recorded by most natives first.

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
    for word in query.split():
        phrases = phrases.filter(_mentions(word))
    return phrases.order_by("-native_speakers", "order", "slug")


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


def _mentions(word: str) -> Q:
    found = (
        Q(text__icontains=word) | Q(meaning__icontains=word) | Q(tip__icontains=word)
    )
    if get_language() != settings.LANGUAGE_CODE:
        found |= Q(pk__in=_mentioned_in_translation(word))
    return found


def _mentioned_in_translation(word: str) -> list[int]:
    """Phrases whose translated meaning or tip contains the word."""
    offered = Phrase.objects.filter(is_active=True, is_listed=True).only(
        "meaning", "tip"
    )
    return [p.pk for p in offered if word in p.meaning_shown or word in p.tip_shown]
