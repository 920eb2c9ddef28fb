"""Who is admitted at all; ``access`` decides what they may then reach."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from .answers import refusal, wants_json
from .models import Learner
from .services import learners

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class HtmxRequest(HttpRequest):
    """A request as prepared by django-htmx's middleware."""

    htmx: HtmxDetails


class LearnerRequest(HtmxRequest):
    """A request by a signed-in learner."""

    learner: Learner


def learner_required(view: View[P]) -> View[P]:
    """Admit signed-in learners, as ``request.learner``; others sign in first."""

    @wraps(view)
    def wrapped(
        request: LearnerRequest, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _sign_in_first(request)
        request.learner = learners.of(user=request.user)
        return view(request, *args, **kwargs)

    return wrapped


def _sign_in_first(request: HtmxRequest) -> HttpResponseBase:
    if wants_json(request):
        return refusal("signed_out", _("Sign in first."), status=401)
    if request.htmx:
        page = request.htmx.current_url_abs_path or request.get_full_path()
        return HttpResponseClientRedirect(redirect_to_login(page).url)
    return redirect_to_login(request.get_full_path())
