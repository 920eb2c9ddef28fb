"""Signing in by a launch: as the platform's user, in the browser that asked for it."""

from __future__ import annotations

from allauth.account.utils import perform_login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from teaching_app.lti.protocol import tokens
from teaching_app.lti.protocol.roles import NOBODY
from teaching_app.lti.services import accounts, courses, visits
from teaching_app.lti.services.visits import Visit

from . import refusals

ARRIVED = "lti-arrived"
"""The cookie that says which launch this very browser has come by."""


def let_in(token: str, *, is_same_browser: bool) -> HttpResponse:
    """Redirect to the page that signs in, where the browser sends its own cookies."""
    response = HttpResponseRedirect(reverse("lti_continue", args=[token]))
    if is_same_browser:
        response.set_cookie(
            ARRIVED,
            _print_of(token),
            max_age=tokens.LASTS[tokens.CONTINUE],
            httponly=True,
            samesite="Lax",
        )
    return response


@require_http_methods(["GET", "POST"])
@never_cache
def continue_here(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in who came by a launch.

    In the browser that the launch began in, at once. Elsewhere, as in a tab that a frame
    has opened, somebody else may have sent the link: the page says whose account it is,
    and asks.
    """
    try:
        visit = visits.read(tokens.CONTINUE, token)
        user = accounts.of(visit.lti_user)
    except tokens.TokenError as error:
        return refusals.refused(request, refusals.EXPIRED, why=error)
    except accounts.NotThisAccountError as error:
        return refusals.refused(request, refusals.STAFF_ACCOUNT, why=error)
    if visit.role == NOBODY:
        return refusals.refused(request, refusals.NO_ROLE)
    if user is None and _has_choice(request, visit):
        return redirect("lti_account", token)
    if request.method == "POST" or _came_here(request, token):
        return _enter(request, token, visit, user)
    context = {"visit": visit, "name": accounts.name_of(visit.lti_user), "user_": user}
    return render(request, "lti/continue.html", context)


@require_http_methods(["GET", "POST"])
@never_cache
def account(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether to use an account that is there, or a new one, for this course."""
    try:
        visit = visits.read(tokens.CONTINUE, token)
    except tokens.TokenError as error:
        return refusals.refused(request, refusals.EXPIRED, why=error)
    if visit.lti_user.auth_user is not None:
        return redirect("lti_continue", token)
    if request.method == "POST":
        is_mine = "mine" in request.POST and request.user.is_authenticated
        return _enter(
            request, token, visit, None, mine=request.user if is_mine else None
        )
    context = {
        "visit": visit,
        "may_connect": request.user.is_authenticated
        and accounts.may_open(request.user, visit.platform.institution),
        "has_address_here": accounts.has_address_here(visit.lti_user),
        "token": token,
    }
    return render(request, "lti/account.html", context)


def _enter(
    request: HttpRequest,
    token: str,
    visit: Visit,
    user: User | None,
    *,
    mine: User | None = None,
) -> HttpResponse:
    try:
        tokens.use_up(token)
        if mine is not None:
            accounts.connect(lti_user=visit.lti_user, user=mine)
        user = mine or user or accounts.create(lti_user=visit.lti_user)
    except tokens.TokenError as error:
        return _used_before(request, visit, error)
    except accounts.NotThisAccountError as error:
        return refusals.refused(request, refusals.STAFF_ACCOUNT, why=error)
    courses.settle(visit=visit, user=user)
    onward = reverse("lti_go", args=[visit.token(tokens.GO)])
    if request.user == user:
        return redirect(onward)
    response = perform_login(
        request, user, email_verification="none", redirect_url=onward
    )
    response.delete_cookie(ARRIVED)
    return response


def _used_before(
    request: HttpRequest, visit: Visit, error: tokens.TokenError
) -> HttpResponse:
    """A second click on the same link: fine for whoever is signed in by the first."""
    if request.user.is_authenticated and request.user == visit.lti_user.auth_user:
        return redirect("lti_go", visit.token(tokens.GO))
    return refusals.refused(request, refusals.EXPIRED, why=error)


def _has_choice(request: HttpRequest, visit: Visit) -> bool:
    """Whether a first visit may be of somebody who has an account here."""
    return request.user.is_authenticated or accounts.has_address_here(visit.lti_user)


def _came_here(request: HttpRequest, token: str) -> bool:
    return constant_time_compare(request.COOKIES.get(ARRIVED, ""), _print_of(token))


def _print_of(token: str) -> str:
    return salted_hmac(ARRIVED, token, algorithm="sha256").hexdigest()
