"""Who is admitted to a view of the API; ``access`` decides what they may then reach."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from teaching_app.schools.permissions import needs_second_factor

from .models import Token
from .problems import Problem


class HasScope(BasePermission):
    """Admit tokens with the scope that the view names for the method, and sessions."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Refuse a token without the scope by naming it."""
        if not request.user.is_authenticated:
            return False
        method = "GET" if request.method == "HEAD" else request.method
        scope = view.scopes.get(method)
        if scope is None or request.auth is None or scope in request.auth.scopes:
            return True
        detail = _("This token lacks the scope “%(scope)s”.") % {"scope": scope.value}
        raise Problem("missing_scope", detail, status=403)


class HasShownSecondFactor(BasePermission):
    """For what staff of schools see: the second factor, where it is required of them.

    A token counts as its owner's browser did when it was made.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        """Refuse staff who must show theirs and have not."""
        token = request.auth
        if isinstance(token, Token):
            is_shown = token.has_second_factor
            is_missing = not is_shown and needs_second_factor(request.user)
        else:
            is_missing = needs_second_factor(request.user, request._request)
        if is_missing:
            detail = _("Show your second factor first, then make a new token.")
            raise Problem("second_factor_needed", detail, status=403)
        return True
