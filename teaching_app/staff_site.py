"""The pages of site staff: Django's administration, behind our own sign-in."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import second_factor


class StaffSite(AdminSite):
    """Admits staff who have used their second factor, if one is required."""

    site_header = "Intona"
    site_title = "Intona"
    index_title = gettext_lazy("Site staff")

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether the user may see this site at all."""
        if not super().has_permission(request):
            return False
        is_required = second_factor.is_required_of(request.user)
        return second_factor.is_shown(request) if is_required else True

    @method_decorator(secure_admin_login)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Redirect to the requested page, or to the second factor first."""
        if self.has_permission(request):
            return redirect(self.index_url)
        if second_factor.is_set_up(request.user):
            query = urlencode({REDIRECT_FIELD_NAME: self.index_url})
            return redirect(f"{reverse('mfa_reauthenticate')}?{query}")
        messages.warning(
            request, _("Set up a second factor first: staff pages ask for it.")
        )
        return redirect("mfa_activate_totp")

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Redirect: staff change passwords on the account pages, like everybody."""
        return redirect("account_change_password")

    @property
    def index_url(self) -> str:
        """The address of the first page of the site."""
        return reverse("admin:index", current_app=self.name)
