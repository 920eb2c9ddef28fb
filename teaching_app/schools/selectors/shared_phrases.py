"""Phrases that teachers wrote, as their institution's staff see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q, QuerySet

from teaching_app.practice.access import ON_OFFER, Actor
from teaching_app.practice.models import Phrase
from teaching_app.schools.models import Institution
from teaching_app.schools.models.institution import Role
from teaching_app.schools.staff import institutions_for


def for_staff(
    actor: Actor, institution: Institution | None = None, query: str = ""
) -> QuerySet[Phrase]:
    """Phrases that an account may use in teaching, newest first.

    Its own and those that colleagues share, of one institution or of all of its own;
    for an admin also those whose author's account is gone. Every word of ``query`` is looked for in the sentence and its meaning. Each phrase carries its
    ``shared_phrase`` without another query.
    """
    here = institutions_for(actor)
    led = institutions_for(actor, (Role.ADMIN,)).values("pk")
    if institution is not None:
        here = here.filter(pk=institution.pk)
    found = Phrase.objects.filter(
        Q(shared_phrase__is_shared=True)
        | Q(shared_phrase__author=actor.pk)
        | Q(shared_phrase__author=None, shared_phrase__institution__in=led),
        shared_phrase__institution__in=here.values("pk"),
        shared_phrase__removed_at=None,
    )
    for word in query.split():
        found = found.filter(Q(text__icontains=word) | Q(meaning__icontains=word))
    return found.select_related("shared_phrase__author").order_by(
        "-shared_phrase__created_at", "-pk"
    )


def already_there(
    actor: Actor, institution: Institution | None, texts: Collection[str]
) -> dict[str, list[Phrase]]:
    """Existing phrases, by sentence, that need not be added again.

    They are in the catalogue, or this account may already use them here.
    """
    offered = Phrase.objects.filter(ON_OFFER, text__in=texts)
    here = for_staff(actor, institution).filter(text__in=texts)
    found: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in [*offered, *here]:
        found[phrase.text].append(phrase)
    return found
