"""Accounts with a printed password must choose their own before anything else."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect

from .models import FirstPassword
from .services import cards

GetResponse = Callable[[HttpRequest], HttpResponse]

HAS_FIRST_PASSWORD = "has_first_password"  # in the session


@receiver(user_logged_in)
def look_for_first_password(request: HttpRequest, user: User, **_: object) -> None:
    """Look it up once per sign-in, not on every request."""
    if FirstPassword.objects.filter(user=user.pk, changed_at=None).exists():
        request.session[HAS_FIRST_PASSWORD] = True


@receiver([password_changed, password_reset, password_set])
def forget_first_password(request: HttpRequest, user: User, **_: object) -> None:
    """Clear the flag where the password was changed on another page."""
    cards.note_own_password(user=user)
    request.session.pop(HAS_FIRST_PASSWORD, None)


class OwnPasswordFirst:
    """Redirects every page to the choice of a password until it is made."""

    # Pages that must work before then; they show no personal data.
    OPEN = frozenset(
        {
            "account_logout",
            "choose_language",
            "choose_password",
            "health",
            "manifest",
            "offline",
            "privacy",
            "service_worker",
        }
    )

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, *_: object
    ) -> HttpResponseRedirect | None:
        """Redirect to that page where a password is due."""
        if not request.session.get(HAS_FIRST_PASSWORD):
            return None
        if not request.user.is_authenticated:
            return None
        if request.resolver_match.view_name in self.OPEN:
            return None
        return redirect("choose_password")
