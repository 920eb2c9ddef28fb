"""A second factor at sign-in: who may have one, who must, and who has shown theirs.

Site staff may, and where ``SECOND_FACTOR`` is ``required`` they must. Applications name
further roles by ``offer_to``, in their ``AppConfig.ready``; for those holds the same.
"""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse

Account = AbstractBaseUser | AnonymousUser
Role = Callable[[AbstractBaseUser], bool]
GetResponse = Callable[[HttpRequest], HttpResponse]

SET_UP_HERE = "second_factor_set_up_here"

_roles: list[Role] = []


def offer_to(role: Role) -> Role:
    """Offer a second factor to the accounts of which ``role`` is true."""
    _roles.append(role)
    return role


def may_use(account: Account) -> bool:
    """Whether the pages that set one up are there for an account.

    They stay for whoever has set one up and left their role since.
    """
    if not account.is_authenticated:
        return False
    return _has_role(account) or is_set_up(account)


def is_required_of(account: Account) -> bool:
    """Whether an account gets no further than a learner without a second factor."""
    return settings.SECOND_FACTOR == "required" and _has_role(account)


def is_set_up(account: Account) -> bool:
    """Whether an account has a second factor."""
    return is_mfa_enabled(account)


def is_shown(request: HttpRequest) -> bool:
    """Whether this session has shown a code: at sign-in, since, or at setting it up."""
    if not is_set_up(request.user):
        return False
    records = get_authentication_records(request, request.user)
    return SET_UP_HERE in request.session or any(r["method"] == "mfa" for r in records)


@receiver(authenticator_added)
def remember_the_code(request: HttpRequest, **_: object) -> None:
    """Setting it up took a code, which the app shows for half a minute: it counts."""
    request.session[SET_UP_HERE] = True


def _has_role(account: Account) -> bool:
    return getattr(account, "is_staff", False) or any(role(account) for role in _roles)


class OfferedPages:
    """Middleware: the pages of the second factor are there for those it is offered to."""

    # What signing in itself asks for, of whoever has set one up.
    AT_SIGN_IN = frozenset({"mfa_authenticate", "mfa_reauthenticate"})

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Answer 404 to accounts that are not offered one."""
        name = request.resolver_match.view_name or ""
        if not name.startswith("mfa_") or name in self.AT_SIGN_IN:
            return
        if request.user.is_authenticated and not may_use(request.user):
            raise Http404
