"""Choosing the language of the pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from teaching_app.practice.services import learners


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in this browser, and with the account if there is one."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and check_for_language(language):
        learners.choose_language(user=request.user, language=language)
    return set_language(request)
