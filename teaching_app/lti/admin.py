"""The pages of site staff: what is registered, and whose a domain is."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import (
    Course,
    Grade,
    LinkedAssignment,
    Platform,
    RosterSource,
    SignOn,
    UsedNonce,
)
from .services import sign_ons


class ReadOnly(admin.ModelAdmin):
    """Rows that their institution manages."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Platform)
class PlatformAdmin(ReadOnly):
    """Learning platforms by institution."""

    list_display = ("registration", "institution", "created_at")
    list_select_related = ("registration", "institution")


@admin.register(Course)
class CourseAdmin(ReadOnly):
    """Courses and the classes they are."""

    list_display = ("context", "school_class", "connected_at")
    list_select_related = ("context", "school_class")


@admin.register(LinkedAssignment)
class LinkedAssignmentAdmin(ReadOnly):
    """Links to assignments."""

    list_display = ("link", "assignment", "line_item")
    list_select_related = ("link", "assignment")


@admin.register(UsedNonce)
class UsedNonceAdmin(ReadOnly):
    """What was used and must not be used again."""

    list_display = ("digest", "used_at")


@admin.register(Grade)
class GradeAdmin(ReadOnly):
    """Grades on their way, with what went wrong."""

    list_display = ("linked_assignment", "state", "sent_at", "n_rounds", "error")
    list_filter = ("state",)
    list_select_related = ("linked_assignment__link",)


@admin.register(RosterSource)
class RosterSourceAdmin(ReadOnly):
    """Systems for rosters by institution."""

    list_display = ("host", "institution", "read_at")
    list_select_related = ("institution",)
    exclude = ("secret",)


@admin.register(SignOn)
class SignOnAdmin(ReadOnly):
    """Sign-on by institution; whether a domain is its own is confirmed here."""

    list_display = ("domain", "institution", "issuer", "domain_confirmed_at")
    list_select_related = ("institution",)
    exclude = ("secret",)
    actions = ("confirm_domain",)

    def has_confirm_permission(self, request: HttpRequest) -> bool:
        """Whether this member of site staff may say whose a domain is."""
        return request.user.has_perm("lti.change_signon")

    @admin.action(
        description=gettext_lazy("Confirm that the domain is the school’s"),
        permissions=["confirm"],
    )
    def confirm_domain(self, request: HttpRequest, rows: QuerySet[SignOn]) -> None:
        """Let verified addresses of the domain open accounts, and the page offer it."""
        for sign_on in rows:
            if not sign_ons.confirm(sign_on=sign_on):
                taken = _("%(domain)s is confirmed for another school.")
                self.message_user(
                    request, taken % {"domain": sign_on.domain}, messages.ERROR
                )
