"""What is recorded and why, and consent to it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from teaching_app.practice.answers import local_next
from teaching_app.practice.forms.consent import ConsentForm
from teaching_app.practice.models import Consent
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.selectors import consents
from teaching_app.practice.services import consents as consents_service


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
@never_cache
def consent(request: LearnerRequest) -> HttpResponse:
    """Ask before the first take, and again when the wording has changed."""
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        consents_service.agree(
            learner=request.learner,
            guardian_name=form.cleaned_data["guardian_name"],
            to_expression=form.cleaned_data["expression"],
        )
        return redirect(_next(request))
    context = {
        "form": form,
        "next": _next(request),
        "agreed": consents.in_force(request.learner, Consent.Purpose.PRACTICE),
        "asked_again": consents.has_agreed_before(request.learner),
        "version": settings.CONSENT_VERSION,
        "age": settings.CONSENT_AGE,
        "retention_days": settings.RETENTION_DAYS,
        "expression_enabled": settings.EXPRESSION_ENABLED,
    }
    return render(request, "learner/consent.html", context)


def _next(request: LearnerRequest) -> str:
    """Where the learner wanted to go, never off this site."""
    return local_next(request) or reverse("phrase_list")
