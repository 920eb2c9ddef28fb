"""Tags that show a take's renditions in any template that has its analysis."""

from __future__ import annotations

from django import template
from django.urls import reverse

from teaching_app.practice.feedback.renditions import (
    Asked,
    CuesView,
    RenditionView,
    cues_view,
    rendition_view,
)
from teaching_app.practice.models import Analysis, Rendition
from teaching_app.practice.selectors import renditions as selected

register = template.Library()


@register.simple_tag
def renditions_of(analysis: Analysis) -> RenditionView | None:
    """Renditions of a take: those that exist, and those that may be requested."""
    found = {
        kind: Asked(rendition.state, selected.result_of(rendition))
        for kind, rendition in selected.of_take(analysis).items()
        if kind in Rendition.WITH_SOUND
    }
    urls = {
        kind: reverse("rendition_audio", args=[analysis.public_id, kind])
        for kind in Rendition.WITH_SOUND
    }
    return rendition_view(found, selected.kinds_for(analysis), urls)


@register.simple_tag
def cues_of(analysis: Analysis) -> CuesView | None:
    """Which cue to change first for the chosen style."""
    rendition = selected.of_take(analysis).get(Rendition.Kind.CUES)
    if rendition is None:
        return None
    return cues_view(rendition.state, selected.advice_of(rendition))
