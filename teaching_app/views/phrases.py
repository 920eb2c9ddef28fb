"""The phrase list and the practice page."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from teaching_app.errors import RefusedTakeError
from teaching_app.feedback import uploads
from teaching_app.feedback.presentation import style_label
from teaching_app.forms.takes import styles_of
from teaching_app.models import Phrase
from teaching_app.permissions import LearnerRequest, learner_required
from teaching_app.selectors import phrases

from .context import references_of, words_of


@require_safe
def phrase_list(request: HttpRequest) -> HttpResponse:
    """All phrases, or those of one level or focus; open to everybody."""
    level = _known(request.GET.get("level"), Phrase.Level)
    focus = _known(request.GET.get("focus"), Phrase.Focus)
    found = list(phrases.catalogue(level=level, focus=focus))
    for phrase in found:
        phrase.words = words_of(phrase)
    context = {
        "phrases": found,
        "levels": Phrase.Level.choices,
        "focuses": Phrase.Focus.choices,
        "chosen_level": level,
        "chosen_focus": focus,
    }
    return render(request, "learner/phrase_list.html", context)


@require_safe
@learner_required
def practice(request: LearnerRequest, slug: str) -> HttpResponse:
    """One phrase: listen, record, send."""
    phrase = get_object_or_404(phrases.catalogue(), slug=slug)
    return practice_page(request, phrase)


def practice_page(
    request: HttpRequest, phrase: Phrase, refused: RefusedTakeError | None = None
) -> HttpResponse:
    """Draw the practice page, after a refused upload with the reason."""
    enabled = settings.EXPRESSION_ENABLED
    error = refused and {
        "code": refused.code,
        "message": uploads.describe(refused.code),
    }
    context = {
        "phrase": phrase,
        "words": words_of(phrase),
        "styles": [
            {"code": code, "label": style_label(code)}
            for code in styles_of(phrase, is_expression_enabled=enabled)
        ],
        "references": references_of(phrase),
        "limits": settings.ENGINE.limits,
        "submit_url": reverse("submit_take", args=[phrase.slug]),
        "idempotency_key": uuid4(),
        "upload_error": error,
        "expression_enabled": enabled,
    }
    status = refused.status if refused else 200
    return render(request, "learner/practice.html", context, status=status)


def _known(value: str | None, choices: type) -> str:
    return value if value in choices.values else ""
