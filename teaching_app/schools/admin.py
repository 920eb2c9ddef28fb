"""What site staff see of schools: the state of rows, never what people said or wrote.

The secrets in links and codes are hidden, so nobody can join anything from here.
"""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teaching_app.practice.admin import StatesAdmin

from .models import (
    AcceptedVariant,
    Assignment,
    AssignmentItem,
    AuditEvent,
    ClassStaff,
    Comment,
    CommentPhrase,
    DemoTake,
    Enrolment,
    Extension,
    FirstPassword,
    Group,
    GuardianRequest,
    Institution,
    Invitation,
    Judgement,
    LiveRound,
    LiveTake,
    Mark,
    Membership,
    Reminder,
    RosterImport,
    SchoolClass,
    SharedPhrase,
    Submission,
    TeacherRequest,
)
from .services import teacher_requests


@admin.register(Institution)
class InstitutionAdmin(StatesAdmin):
    list_display = ("name", "needs_second_factor", "created_at")
    search_fields = ("name",)


@admin.register(Membership)
class MembershipAdmin(StatesAdmin):
    list_display = ("user", "institution", "role", "joined_at", "ended_at")
    list_filter = ("role",)
    list_select_related = ("user", "institution")
    search_fields = ("user__username", "institution__name")


@admin.register(Invitation)
class InvitationAdmin(StatesAdmin):
    list_display = ("institution", "role", "created_at", "expires_at", "used_at")
    list_filter = ("role",)
    list_select_related = ("institution",)
    search_fields = ("institution__name",)


@admin.register(TeacherRequest)
class TeacherRequestAdmin(StatesAdmin):
    """Where ``TEACHING`` is ``approval``, requests are decided here."""

    actions = ("approve", "refuse")
    list_display = ("user", "institution_name", "state", "asked_at", "decided_at")
    list_filter = ("state",)
    list_select_related = ("user",)
    search_fields = ("user__username", "institution_name")

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Whether the user may decide, which takes permission to change the row."""
        return request.user.has_perm("schools.change_teacherrequest")

    @admin.action(description=gettext_lazy("Approve"), permissions=["decide"])
    def approve(self, request: HttpRequest, asked: QuerySet[TeacherRequest]) -> None:
        """Open the requested institutions."""
        n = sum(teacher_requests.approve(request=row, by=request.user) for row in asked)
        self.message_user(request, _("Approved: %(n)d") % {"n": n})

    @admin.action(description=gettext_lazy("Refuse"), permissions=["decide"])
    def refuse(self, request: HttpRequest, asked: QuerySet[TeacherRequest]) -> None:
        """Refuse the requests; the applicants see that on their page."""
        n = sum(teacher_requests.refuse(request=row, by=request.user) for row in asked)
        self.message_user(request, _("Refused: %(n)d") % {"n": n})


@admin.register(SchoolClass)
class SchoolClassAdmin(StatesAdmin):
    list_display = (
        "name",
        "institution",
        "age_group",
        "starts_on",
        "ends_on",
        "allows_expression",
        "retention_days",
        "archived_at",
    )
    list_filter = ("age_group", "allows_expression")
    list_select_related = ("institution",)
    search_fields = ("name", "institution__name")


@admin.register(ClassStaff)
class ClassStaffAdmin(StatesAdmin):
    list_display = ("school_class", "membership", "added_at")
    list_select_related = (
        "school_class",
        "membership__user",
        "membership__institution",
    )
    search_fields = ("school_class__name", "membership__user__username")


@admin.register(Group)
class GroupAdmin(StatesAdmin):
    list_display = ("name", "school_class")
    list_select_related = ("school_class",)
    search_fields = ("name", "school_class__name")


@admin.register(Enrolment)
class EnrolmentAdmin(StatesAdmin):
    list_display = (
        "learner",
        "school_class",
        "state",
        "agreed_version",
        "agreed_at",
        "ended_at",
    )
    list_filter = ("state", "agreed_version")
    list_select_related = ("learner__user", "school_class")
    search_fields = ("learner__user__username", "school_class__name")


@admin.register(GuardianRequest)
class GuardianRequestAdmin(StatesAdmin):
    list_display = ("enrolment", "created_at", "expires_at", "answered_at", "agreed")
    list_filter = ("agreed",)
    list_select_related = ("enrolment__school_class",)
    search_fields = ("enrolment__learner__user__username",)


@admin.register(FirstPassword)
class FirstPasswordAdmin(StatesAdmin):
    list_display = ("user", "made_by", "made_at")
    list_select_related = ("user", "made_by")
    search_fields = ("user__username",)


@admin.register(RosterImport)
class RosterImportAdmin(StatesAdmin):
    list_display = ("school_class", "uploaded_by", "created_at", "confirmed_at")
    list_select_related = ("school_class", "uploaded_by")
    search_fields = ("school_class__name",)


@admin.register(SharedPhrase)
class SharedPhraseAdmin(StatesAdmin):
    list_display = ("institution", "author", "is_shared", "created_at", "removed_at")
    list_filter = ("is_shared",)
    list_select_related = ("institution", "author")
    search_fields = ("institution__name", "author__username")


@admin.register(AcceptedVariant)
class AcceptedVariantAdmin(StatesAdmin):
    list_display = ("word", "stressed_syllable", "school_class", "added_at")
    list_select_related = ("school_class",)
    search_fields = ("word", "school_class__name")


@admin.register(Assignment)
class AssignmentAdmin(StatesAdmin):
    list_display = (
        "public_id",
        "school_class",
        "due_at",
        "marking",
        "published_at",
    )
    list_filter = ("marking", "counting", "late_rule")
    list_select_related = ("school_class",)
    search_fields = ("public_id", "school_class__name")


@admin.register(AssignmentItem)
class AssignmentItemAdmin(StatesAdmin):
    list_display = ("assignment_id", "order")
    search_fields = ("assignment__public_id",)


@admin.register(Extension)
class ExtensionAdmin(StatesAdmin):
    list_display = ("assignment_id", "due_at", "extra_attempts", "granted_at")
    search_fields = ("assignment__public_id",)


@admin.register(Reminder)
class ReminderAdmin(StatesAdmin):
    list_display = ("assignment_id", "sent_at")
    search_fields = ("assignment__public_id",)


@admin.register(Submission)
class SubmissionAdmin(StatesAdmin):
    list_display = (
        "public_id",
        "attempt",
        "submitted_at",
        "is_late",
        "set_aside_at",
        "reviewed_at",
    )
    list_filter = ("is_late",)
    search_fields = ("public_id",)


@admin.register(Judgement)
class JudgementAdmin(StatesAdmin):
    list_display = ("submission_id", "about", "verdict", "is_after_due", "judged_at")
    list_filter = ("about", "verdict")
    search_fields = ("submission__public_id",)


@admin.register(Comment)
class CommentAdmin(StatesAdmin):
    list_display = (
        "public_id",
        "is_from_learner",
        "is_question",
        "is_after_due",
        "written_at",
    )
    list_filter = ("is_from_learner", "is_question")
    search_fields = ("public_id",)


@admin.register(CommentPhrase)
class CommentPhraseAdmin(StatesAdmin):
    list_display = ("owner", "order")
    list_select_related = ("owner",)
    search_fields = ("owner__username",)


@admin.register(Mark)
class MarkAdmin(StatesAdmin):
    list_display = ("assignment_id", "is_after_due", "given_at")
    search_fields = ("assignment__public_id",)


@admin.register(LiveRound)
class LiveRoundAdmin(StatesAdmin):
    list_display = ("public_id", "school_class", "started_at", "ended_at")
    list_select_related = ("school_class",)
    search_fields = ("public_id", "school_class__name")


@admin.register(LiveTake)
class LiveTakeAdmin(StatesAdmin):
    list_display = ("live_round_id", "is_shown", "joined_at")
    search_fields = ("live_round__public_id",)


@admin.register(AuditEvent)
class AuditEventAdmin(StatesAdmin):
    list_display = ("institution_name", "actor_name", "action", "what", "at")
    list_filter = ("action",)
    search_fields = ("institution_name", "actor_name", "what")


@admin.register(DemoTake)
class DemoTakeAdmin(StatesAdmin):
    list_display = ("pk", "state", "attempts", "queued_at", "finished_at")
    list_filter = ("state",)
    search_fields = ("enrolment__public_id",)
