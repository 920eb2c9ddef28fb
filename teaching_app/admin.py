"""What site staff see of accounts: Django's and allauth's models, without secrets.

No account is deleted here: its takes have files, which only "Delete everything" under
"My data" deletes too.
"""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest

from .practice.admin import ReadOnlyAdmin, StatesAdmin

ROLES = ("is_staff", "is_superuser", "groups")

for replaced in (User, EmailAddress, Authenticator):
    admin.site.unregister(replaced)


@admin.register(User)
class AccountAdmin(UserAdmin):
    """Accounts; only superusers assign roles or change accounts that have one."""

    fieldsets = (
        (None, {"fields": ("username", "password", "is_active")}),
        ("Roles", {"fields": ROLES}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    list_display = ("username", "email", "is_active", "is_staff", "last_login")
    filter_horizontal = ("groups",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: User | None = None
    ) -> bool:
        may = super().has_change_permission(request, obj)
        is_plain = obj is None or not (obj.is_staff or obj.is_superuser)
        return may and (is_plain or request.user.is_superuser)

    def get_readonly_fields(
        self, request: HttpRequest, obj: User | None = None
    ) -> tuple[str, ...]:
        dates = ("last_login", "date_joined")
        return dates if request.user.is_superuser else (*dates, *ROLES)


@admin.register(EmailAddress)
class EmailAddressAdmin(ReadOnlyAdmin):
    list_display = ("email", "user", "primary", "verified")
    list_select_related = ("user",)
    search_fields = ("email", "user__username")


@admin.register(Authenticator)
class AuthenticatorAdmin(StatesAdmin):
    """Second factors, without their secrets; a lost one is removed here."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__username",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser


@admin.register(LogEntry)
class LogEntryAdmin(StatesAdmin):
    """The log of what staff have done here."""

    list_display = ("action_time", "user", "content_type", "object_id", "action_flag")
    list_filter = ("action_flag", "content_type")
    list_select_related = ("user", "content_type")
