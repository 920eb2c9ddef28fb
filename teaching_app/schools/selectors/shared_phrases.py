"""Phrases that teachers wrote, as their institution's staff sees them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from teaching_app.practice.access import Actor
from teaching_app.practice.models import Phrase
from teaching_app.schools.models import Institution

from .staff import institutions_for


def for_staff(
    actor: Actor, institution: Institution | None = None, query: str = ""
) -> QuerySet[Phrase]:
    """Phrases that an account may use in teaching, newest first.

    Its own and those that colleagues share, of one institution or of all of its own;
    ``query`` is looked for in the sentence and its meaning. Each phrase carries its
    ``shared_phrase`` without another query.
    """
    here = institutions_for(actor)
    if institution is not None:
        here = here.filter(pk=institution.pk)
    found = Phrase.objects.filter(
        Q(shared_phrase__is_shared=True) | Q(shared_phrase__author=actor.pk),
        shared_phrase__institution__in=here.values("pk"),
        shared_phrase__removed_at=None,
    )
    for word in query.split():
        found = found.filter(Q(text__icontains=word) | Q(meaning__icontains=word))
    return found.select_related("shared_phrase__author").order_by(
        "-shared_phrase__created_at", "-pk"
    )
