"""What site staff see of facts: that a take has them, never their content."""

from __future__ import annotations

from django.contrib import admin

from teaching_app.practice.admin import StatesAdmin

from .models import ClassRebuild, TakeFact


@admin.register(TakeFact)
class TakeFactAdmin(StatesAdmin):
    list_display = ("analysis_id", "learner", "taken_at", "is_required")
    list_filter = ("is_required",)
    list_select_related = ("learner__user",)


@admin.register(ClassRebuild)
class ClassRebuildAdmin(StatesAdmin):
    list_display = ("pk", "state", "attempts", "queued_at", "finished_at")
    list_filter = ("state",)
