"""Who is admitted to pages about natives, and to those of helpers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render

from teaching_app.schools import guesses
from teaching_app.schools.permissions import View, required

from .access import may_invite
from .models import Helper
from .selectors import prompts

P = ParamSpec("P")
TOO_MANY = 429


class LinkRequest(HttpRequest):
    """A request by somebody who has come by a link, with its token."""

    token: str


class HelperRequest(LinkRequest):
    """A request by somebody who has opened a helper's own link."""

    helper: Helper


def inviter_required(view: View[P]) -> View[P]:
    """Admit teachers, administrators and site staff: others get a 404."""
    return required(may_invite, view)


def styles_required(view: View[P]) -> View[P]:
    """Answer 404 where styles are switched off on this site."""

    @wraps(view)
    def wrapped(
        request: HttpRequest, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if not settings.EXPRESSION_ENABLED:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapped


def helper_required(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]:
    """Find the helper of the link, as ``request.helper``; wrong links are limited."""

    @wraps(view)
    def wrapped(
        request: HelperRequest, token: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if guesses.are_too_many(request):
            return too_many(request)
        helper = prompts.helper_of(token)
        if helper is None:
            guesses.note_wrong(request)
            raise Http404
        request.helper, request.token = helper, token
        return view(request, *args, **kwargs)

    return wrapped


def too_many(request: HttpRequest) -> HttpResponseBase:
    """Answer somebody who tries many links."""
    return render(request, "429.html", status=TOO_MANY)
