"""Phrases that a member of the staff may assign to a class."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from teaching_app.practice.models import Phrase
from teaching_app.practice.selectors import phrases as catalogue
from teaching_app.schools.models import SchoolClass

from .assignments import shared_phrases

OWN = "own"  # the institution's phrases instead of the catalogue's


def search(
    school_class: SchoolClass,
    author: object,
    *,
    query: str = "",
    level: str = "",
    focus: str = "",
    source: str = "",
) -> QuerySet[Phrase]:
    """Phrases of the catalogue, or with ``source=OWN`` the institution's."""
    if source != OWN:
        return catalogue.catalogue(query=query, level=level, focus=focus)
    found = shared_phrases(school_class, author)
    for name, value in (("level", level), ("focus", focus)):
        found = found.filter(**{name: value}) if value else found
    for word in query.split():
        found = found.filter(Q(text__icontains=word) | Q(meaning__icontains=word))
    return found


def named(
    school_class: SchoolClass, author: object, slugs: Sequence[str]
) -> list[Phrase]:
    """The assignable phrases among ``slugs``, in that order."""
    offered = catalogue.catalogue().filter(slug__in=slugs)
    own = shared_phrases(school_class, author).filter(slug__in=slugs)
    by_slug = {phrase.slug: phrase for phrase in [*offered, *own]}
    return [by_slug[slug] for slug in slugs if slug in by_slug]
