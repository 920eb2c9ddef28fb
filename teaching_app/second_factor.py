"""The second factor at sign-in: who may have one, who must, and who has used theirs.

Site staff may, and if ``SECOND_FACTOR`` is ``required`` they must. Applications
register further roles with ``offer_to``, in their ``AppConfig.ready``; the same holds
for those.
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
    """Offer a second factor to accounts for which ``role`` is true."""
    _roles.append(role)
    return role


def may_use(account: Account) -> bool:
    """Whether the pages for setting one up are available to an account.

    They stay available to those who have set one up and have since lost the role.
    """
    if not account.is_authenticated:
        return False
    return _has_role(account) or is_set_up(account)


def is_required_of(account: Account) -> bool:
    """Whether an account is limited to a learner's pages without a second factor."""
    return settings.SECOND_FACTOR == "required" and _has_role(account)


def is_set_up(account: Account) -> bool:
    """Whether an account has a second factor."""
    return is_mfa_enabled(account)


def is_shown(request: HttpRequest) -> bool:
    """Whether this session has given a code: at sign-in, later, or at setting it up."""
    if not is_set_up(request.user):
        return False
    records = get_authentication_records(request, request.user)
    return SET_UP_HERE in request.session or any(r["method"] == "mfa" for r in records)


@receiver(authenticator_added)
def remember_the_code(request: HttpRequest, **_: object) -> None:
    """Count the code given when setting it up, which cannot be used again so soon."""
    request.session[SET_UP_HERE] = True


def _has_role(account: Account) -> bool:
    return getattr(account, "is_staff", False) or any(role(account) for role in _roles)


class OfferedPages:
    """Middleware: only those offered a second factor can reach its pages."""

    # Part of signing in, for those who have set one up.
    AT_SIGN_IN = frozenset({"mfa_authenticate", "mfa_reauthenticate"})

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        """Respond with 404 to accounts that are not offered one."""
        name = request.resolver_match.view_name or ""
        if not name.startswith("mfa_") or name in self.AT_SIGN_IN:
            return
        if request.user.is_authenticated and not may_use(request.user):
            raise Http404
