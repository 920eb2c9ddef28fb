"""Access to teachers' pages: signed in, on a staff, second factor where required."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from teaching_app import second_factor
from teaching_app.practice.access import Actor

from .staff import is_staff, memberships_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def teacher_required(view: View[P]) -> View[P]:
    """Admit staff of any institution: others get a 404, visitors sign in first."""
    return required(is_staff, view)


def required(is_admitted: Callable[[Actor], bool], view: View[P]) -> View[P]:
    """Admit accounts for which ``is_admitted`` holds, once a second factor is shown."""

    @wraps(view)
    def wrapped(
        request: HttpRequest, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_admitted(request.user):
            raise Http404
        if needs_second_factor(request.user, request):
            return _show_it_first(request)
        return view(request, *args, **kwargs)

    return wrapped


def _show_it_first(request: HttpRequest) -> HttpResponseBase:
    """Redirect to the second factor and back; those without one set it up first."""
    if second_factor.is_set_up(request.user):
        page = (
            request.get_full_path()
            if request.method == "GET"
            else reverse("teach_home")
        )
        query = urlencode({REDIRECT_FIELD_NAME: page})
        return redirect(f"{reverse('mfa_reauthenticate')}?{query}")
    messages.warning(
        request, _("Set up a second factor first: the pages of classes ask for it.")
    )
    return redirect("mfa_activate_totp")


def needs_second_factor(account: Actor, request: HttpRequest | None = None) -> bool:
    """Whether the site or an institution requires one that is not verified yet.

    Without a request of its browser, an account has not verified any.
    """
    asked = second_factor.is_required_of(account) or (
        memberships_of(account).filter(institution__needs_second_factor=True).exists()
    )
    return asked and not (request and second_factor.is_shown(request))
