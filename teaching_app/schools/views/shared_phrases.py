"""Phrases that teachers wrote: search, add, listen, edit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from teaching_app.practice.access import Purpose
from teaching_app.practice.feedback.marks import phrase_words
from teaching_app.practice.models import Phrase
from teaching_app.practice.views.context import MAX_QUERY, listening_to, words_of
from teaching_app.schools import access
from teaching_app.schools.forms.shared_phrases import PasteForm, SharedPhraseForm
from teaching_app.schools.permissions import teacher_required
from teaching_app.schools.selectors import shared_phrases
from teaching_app.schools.services import shared_phrases as service
from teaching_app.schools.staff import TEACHING, institutions_for

PHRASES_PER_PAGE = 25


@require_safe
@teacher_required
@never_cache
def teach_phrases(request: HttpRequest) -> HttpResponse:
    """One's own phrases and those that colleagues share."""
    query = request.GET.get("query", "").strip()[:MAX_QUERY]
    found = shared_phrases.for_staff(request.user, query=query)
    page = Paginator(found, PHRASES_PER_PAGE).get_page(request.GET.get("page"))
    for phrase in page:
        phrase.words = words_of(phrase)
    context = {
        "page": page,
        "query": query,
        "may_add": institutions_for(request.user, TEACHING).exists(),
    }
    return render(request, "teacher/phrases.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def teach_phrases_new(request: HttpRequest) -> HttpResponse:
    """Paste phrases, check their marks, and save them."""
    form = _paste_form(request)
    known = _known(request, form)
    if form.is_bound and "preview" not in request.POST and form.is_valid():
        wordings = form.wordings(known=known)
        if wordings:
            service.add(
                institution=form.cleaned_data["institution"],
                author=request.user,
                wordings=wordings,
                is_shared=form.cleaned_data["is_shared"],
            )
            messages.success(request, _kept_in_words(len(wordings)))
            return redirect("teach_phrases")
        form.add_error("lines", form.fields["lines"].error_messages["required"])
    status = 400 if form.is_bound and form.errors else 200
    context = {"form": form, **_preview(form, known)}
    return render(request, "teacher/phrases_new.html", context, status=status)


@require_POST
@teacher_required
@never_cache
def teach_phrases_preview(request: HttpRequest) -> HttpResponse:
    """Respond with the marks of what is being typed; nothing is stored."""
    form = _paste_form(request)
    context = _preview(form, _known(request, form))
    return render(request, "teacher/partials/pasted_lines.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
@never_cache
def teach_phrase(request: HttpRequest, slug: str) -> HttpResponse:
    """One phrase: listen to the model voice, and edit it where that is allowed."""
    found = access.shared_phrases_to(request.user, Purpose.SEE)
    shared = get_object_or_404(found, phrase__slug=slug)
    may_change = access.shared_phrases_to(request.user, Purpose.CHANGE).filter(
        pk=shared.pk
    )
    if request.method == "POST" and not may_change.exists():
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = SharedPhraseForm(sent or SharedPhraseForm.as_sent(shared))
    is_saved = sent is not None and "preview" not in sent and form.is_valid()
    lost = service.lost_by(shared, form.wording) if is_saved else []
    if is_saved and not _must_ask(request, lost):
        changed = service.change(
            shared=shared,
            wording=form.wording,
            is_shared=form.cleaned_data["is_shared"],
            by=request.user,
        )
        messages.success(request, _("The phrase is saved."))
        return redirect("teach_phrase", changed.phrase.slug)
    context = {
        "shared": shared,
        "form": form,
        "may_change": may_change.exists(),
        "n_takes": shared.phrase.recordings.count(),
        "lost": lost,
        **_one(form),
        **listening_to(shared.phrase),
        "spoken": words_of(shared.phrase),
    }
    status = 400 if form.errors or lost else 200
    return render(request, "teacher/phrase.html", context, status=status)


@require_POST
@teacher_required
def teach_phrase_remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop offering a phrase; ask first where others' recordings would go with it."""
    found = access.shared_phrases_to(request.user, Purpose.CHANGE)
    shared = get_object_or_404(found, phrase__slug=slug)
    lost = service.lost_with(shared)
    if _must_ask(request, lost):
        context = {"shared": shared, "lost": lost}
        return render(request, "teacher/phrase_remove.html", context)
    service.remove(shared=shared, by=request.user)
    messages.success(request, _("The phrase is no longer on the list."))
    return redirect("teach_phrases")


def _must_ask(request: HttpRequest, lost: list[str]) -> bool:
    """Whether something would be lost that nobody has agreed to lose."""
    return bool(lost) and request.POST.get("sure") != "yes"


def _paste_form(request: HttpRequest) -> PasteForm:
    """A form for the schools where the user teaches; assistants cannot add phrases."""
    institutions = institutions_for(request.user, TEACHING)
    if not institutions.exists():
        raise Http404
    return PasteForm(request.POST or None, institutions=institutions)


def _known(request: HttpRequest, form: PasteForm) -> dict[str, Phrase]:
    """Sentences that exist already, in the catalogue or at the chosen school.

    A sentence with moved stress is another phrase.
    """
    if not form.is_bound:
        return {}
    institution = form.fields["institution"].queryset.filter(
        pk=_number(form["institution"].data or form["institution"].initial)
    )
    texts = [line.text for line in form.pasted]
    there = shared_phrases.already_there(request.user, institution.first(), texts)
    return {
        line.text: phrase
        for line in form.pasted
        for phrase in there.get(line.text, ())
        if line.stress in ((), tuple(sorted(phrase.stressed_syllables.items())))
    }


def _number(value: Any) -> int | None:
    value = str(getattr(value, "pk", value) or "")
    return int(value) if value.isdecimal() and len(value) < 10 else None


def _preview(form: PasteForm, known: dict[str, Phrase]) -> dict[str, Any]:
    lines = form.pasted if form.is_bound else []
    rows = [(line, known.get(line.text)) for line in lines]
    n_new = sum(not line.problem and phrase is None for line, phrase in rows)
    return {"rows": rows, "n_new": n_new, "n_left_out": len(rows) - n_new}


def _one(form: SharedPhraseForm) -> dict[str, Any]:
    """The marks of the sentence being edited."""
    if not form.is_valid():
        return {"words": ()}
    text, stress = form.cleaned_data["text"], form.cleaned_data["stress"]
    marks = {int(word): at for word, at in stress.items()}
    return {"text": text, "words": phrase_words(text, marks)}


def _kept_in_words(count: int) -> str:
    sentence = ngettext(
        "%(n)d phrase is kept. The model voice is about to say it.",
        "%(n)d phrases are kept. The model voice is about to say them.",
        count,
    )
    return sentence % {"n": count}
