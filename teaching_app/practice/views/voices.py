"""Which voice a learner hears, and one phrase by several in a row."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from teaching_app.practice import access
from teaching_app.practice.access import Purpose
from teaching_app.practice.answers import local_next
from teaching_app.practice.forms.voices import VoiceForm
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.selectors import reading_voices, references
from teaching_app.practice.services import learners, reference_work

from .context import shown_reference

N_VOICES = 4


@require_POST
@learner_required
def choose_voice(request: LearnerRequest) -> HttpResponse:
    """Remember the voice, and go back to where it was chosen."""
    form = VoiceForm(request.POST)
    if form.is_valid():
        learners.choose_voice(learner=request.learner, voice=form.cleaned_data["voice"])
    return redirect(local_next(request) or "my_data")


@require_safe
@learner_required
@never_cache
def several_voices(request: LearnerRequest, slug: str) -> HttpResponse:
    """Respond with four speakers of a phrase once all are there; ask for the others."""
    phrase = get_object_or_404(
        access.phrases_for(request.user, Purpose.HEAR), slug=slug
    )
    chosen = reading_voices.chosen_by(request.learner)
    found = references.several(phrase, voice=chosen, n=N_VOICES)
    missing = [voice for voice in found if isinstance(voice, str)]
    for voice in missing:
        reference_work.ask(phrase, voice=voice)
    if missing:
        return HttpResponse(status=204)
    shown = [shown_reference(r) for r in found if not isinstance(r, str)]
    return render(request, "learner/partials/several_voices.html", {"voices": shown})
