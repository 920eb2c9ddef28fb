"""Learners' own phrases: write, mark, change, remove."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
)

from teaching_app.practice import access
from teaching_app.practice.access import Purpose
from teaching_app.practice.errors import TooManyPhrasesError
from teaching_app.practice.feedback.presentation import phrase_words
from teaching_app.practice.forms.own_phrases import OwnPhraseForm, field_of
from teaching_app.practice.models import Phrase
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.selectors import phrases
from teaching_app.practice.services import erasure
from teaching_app.practice.services import own_phrases as service

from .context import words_of


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
@never_cache
def own_phrases(request: LearnerRequest) -> HttpResponse:
    """List the learner's own phrases; store a new one and go on to practise it."""
    form = OwnPhraseForm(request.POST) if request.method == "POST" else OwnPhraseForm()
    if kept := _kept(request, form):
        return redirect("practice", kept.slug)
    found = list(phrases.own(request.learner))
    for phrase in found:
        phrase.words = words_of(phrase)
    context = {
        "phrases": found,
        "unlisted": phrases.unlisted(request.learner),
        **_preview(form),
    }
    status = 400 if form.errors else 200
    return render(request, "learner/own_phrases.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
@never_cache
def own_phrase(request: LearnerRequest, slug: str) -> HttpResponse:
    """Change one of the learner's own phrases."""
    phrase = _listed(request, slug)
    form = OwnPhraseForm(request.POST if request.method == "POST" else _as_sent(phrase))
    if kept := _kept(request, form, phrase):
        messages.success(request, _("Your phrase is saved."))
        return redirect("practice", kept.slug)
    context = {"phrase": phrase, **_preview(form)}
    status = 400 if form.errors else 200
    return render(request, "learner/own_phrase.html", context, status=status)


@require_POST
@learner_required
def remove_own_phrase(request: LearnerRequest, slug: str) -> HttpResponse:
    """Take a phrase off the learner's list."""
    service.remove(phrase=_listed(request, slug))
    messages.success(request, _("The phrase is no longer on your list."))
    return redirect("own_phrases")


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
@never_cache
def erase_own_phrase(request: LearnerRequest, slug: str) -> HttpResponse:
    """Ask for confirmation, then delete a phrase permanently, with its takes."""
    phrases_to_delete = access.phrases_for(request.user, Purpose.DELETE)
    phrase = get_object_or_404(phrases_to_delete, slug=slug)
    if request.method == "POST":
        receipt = erasure.erase_phrase(phrase=phrase)
        return redirect("receipt", receipt.public_id)
    context = {"phrase": phrase, "n_takes": phrase.recordings.count()}
    return render(request, "learner/erase_own_phrase.html", context)


@require_POST
@learner_required
@never_cache
def own_phrase_preview(request: LearnerRequest) -> HttpResponse:
    """Respond with the marks of a sentence being typed; nothing is stored."""
    context = _preview(OwnPhraseForm(request.POST))
    return render(request, "learner/partials/own_phrase_preview.html", context)


def _listed(request: LearnerRequest, slug: str) -> Phrase:
    """A phrase that may be changed; an unlisted one stays as it is for its takes."""
    phrases_to_change = access.phrases_for(request.user, Purpose.CHANGE)
    return get_object_or_404(phrases_to_change, slug=slug, is_active=True)


def _as_sent(phrase: Phrase) -> dict[str, str]:
    """A phrase as data of its form."""
    marks = {field_of(word): str(at) for word, at in phrase.stressed_syllables.items()}
    return {"text": phrase.text, **marks}


def _kept(
    request: LearnerRequest, form: OwnPhraseForm, phrase: Phrase | None = None
) -> Phrase | None:
    """The phrase that was stored, if one was submitted and is valid."""
    if request.method != "POST" or "preview" in request.POST or not form.is_valid():
        return None
    values = {name: form.cleaned_data[name] for name in ("text", "stress")}
    try:
        if phrase:
            return service.rewrite(phrase=phrase, **values)
        return service.write(learner=request.learner, **values)
    except TooManyPhrasesError:
        reason = _("Your list is full. Remove a phrase that you no longer practise.")
        form.add_error(None, reason)
        return None


def _preview(form: OwnPhraseForm) -> dict[str, object]:
    """The form, with the marks of its sentence if it has one."""
    if not form.is_bound or not form.is_valid():
        return {"form": form, "words": ()}
    text, stress = form.cleaned_data["text"], form.cleaned_data["stress"]
    marks = {int(word): at for word, at in stress.items()}
    return {"form": form, "text": text, "words": phrase_words(text, marks)}
