"""What a take's renditions show, wherever a template has its analysis."""

from __future__ import annotations

from django import template
from django.urls import reverse

from teaching_app.practice.feedback.renditions import (
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
    """The learner's own voice, changed: what there is, and what may be asked for."""
    found = {
        kind: {"state": rendition.state, "details": rendition.details}
        for kind, rendition in selected.of_take(analysis).items()
    }
    urls = {
        kind: reverse("rendition_audio", args=[analysis.public_id, kind])
        for kind in Rendition.WITH_SOUND
    }
    return rendition_view(found, selected.kinds_for(analysis), urls)


@register.simple_tag
def cues_of(analysis: Analysis) -> CuesView | None:
    """Which cue to change first for the style that was asked for."""
    rendition = selected.of_take(analysis).get(Rendition.Kind.CUES)
    return cues_view(rendition.state, rendition.details) if rendition else None
