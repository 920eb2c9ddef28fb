"""The phrase list and the practice page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import emotion_engine as engine
from teaching_app.practice import access
from teaching_app.practice.access import Purpose
from teaching_app.practice.errors import RefusedTakeError
from teaching_app.practice.feedback import uploads
from teaching_app.practice.feedback.presentation import style_label
from teaching_app.practice.forms.takes import styles_of
from teaching_app.practice.models import Phrase
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.selectors import consents, phrases
from teaching_app.practice.services import learners

from .context import MAX_QUERY, listening_to, now, voices_for, words_of


@require_safe
def phrase_list(request: HttpRequest) -> HttpResponse:
    """All phrases, or those that match the search; open to everybody."""
    chosen = _chosen(request.GET)
    found = list(phrases.catalogue(**chosen))
    for phrase in found:
        phrase.words = words_of(phrase)
    context = {"phrases": found, "chosen": chosen, **_choices()}
    is_partial = request.htmx and not request.htmx.history_restore_request
    if request.user.is_authenticated and not is_partial:
        context |= now(learners.of(user=request.user))
    template = "partials/phrase_results.html" if is_partial else "phrase_list.html"
    response = render(request, f"learner/{template}", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _chosen(asked: QueryDict) -> dict[str, str]:
    """The learner's filters; a value that was not offered counts as none."""
    choices = _choices()
    return {
        "query": asked.get("query", "").strip()[:MAX_QUERY],
        "level": _known(asked.get("level"), choices["levels"]),
        "focus": _known(asked.get("focus"), choices["focuses"]),
        "style": _known(asked.get("style"), choices["styles"]),
    }


def _choices() -> dict[str, list[tuple[str, str]]]:
    """The available filters; none about styles if expression is off."""
    enabled = settings.EXPRESSION_ENABLED
    return {
        "levels": Phrase.Level.choices,
        "focuses": [
            (code, label)
            for code, label in Phrase.Focus.choices
            if enabled or code != Phrase.Focus.STYLE
        ],
        "styles": [(s, style_label(s)) for s in engine.STYLES if enabled],
    }


def _known(value: str | None, choices: list[tuple[str, str]]) -> str:
    return value if value in dict(choices) else ""


@require_safe
@learner_required
def practice(request: LearnerRequest, slug: str) -> HttpResponse:
    """One phrase: listen, record, send."""
    phrase = get_object_or_404(access.phrases_for(request.user, Purpose.SEE), slug=slug)
    return practice_page(request, phrase)


@require_safe
@learner_required
@never_cache
def reference_partial(request: LearnerRequest, slug: str) -> HttpResponse:
    """Respond with the reference player once there is a reference."""
    phrase = get_object_or_404(access.phrases_for(request.user, Purpose.SEE), slug=slug)
    context = _listening(request, phrase)
    if context["is_awaited"]:
        return HttpResponse(status=204)
    return render(request, "components/reference_player.html", context)


def _listening(request: LearnerRequest, phrase: Phrase) -> dict[str, Any]:
    """Context of the reference player; missing references are requested."""
    voices = voices_for(request.learner)
    return {
        **listening_to(phrase, voices["chosen_voice"]),
        **voices,
        "words": words_of(phrase),
    }


def _stage(phrase: Phrase, *, has_styles: bool) -> dict[str, Any]:
    """Context of the phrase itself: what it trains and how to say it."""
    return {
        "phrase": phrase,
        "focus": phrase.focus_where(has_styles=has_styles),
        "tip": phrase.tip_where(has_styles=has_styles),
    }


def listening_page(
    request: LearnerRequest, phrase: Phrase, today: dict[str, Any]
) -> HttpResponse:
    """Render the page of one phrase without a recorder."""
    stage = _stage(phrase, has_styles=settings.EXPRESSION_ENABLED)
    context = {**stage, **_listening(request, phrase), **today}
    return render(request, "learner/listen.html", context)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a requested take is submitted to, as described by another application.

    Such practice offers no styles. ``note`` says who receives the take; ``closed``, if
    not empty, why none is accepted any more: the page then offers free practice.
    """

    submit_url: str
    back_url: str
    back_label: str
    note: str
    closed: str = ""


def practice_page(
    request: LearnerRequest,
    phrase: Phrase,
    refused: RefusedTakeError | None = None,
    place: Place | None = None,
) -> HttpResponse:
    """Render the practice page, after a refused upload with the reason."""
    enabled = place is None and consents.allows_expression(request.learner)
    own_url = reverse("submit_take", args=[phrase.slug])
    error = refused and {
        "code": refused.code,
        "message": uploads.describe(refused.code),
    }
    context = {
        **_stage(phrase, has_styles=place is None and settings.EXPRESSION_ENABLED),
        **_listening(request, phrase),
        "styles": [
            {"code": code, "label": style_label(code)}
            for code in styles_of(phrase, is_expression_enabled=enabled)
        ],
        "limits": settings.ENGINE.limits,
        "place": place,
        "submit_url": place.submit_url if place else own_url,
        "idempotency_key": uuid4(),
        "upload_error": error,
        "expression_enabled": enabled,
        "tells_microphones": enabled and engine.knows_voices(),
        "may_record": consents.may_record(request.learner),
    }
    status = refused.status if refused else 200
    return render(request, "learner/practice.html", context, status=status)
