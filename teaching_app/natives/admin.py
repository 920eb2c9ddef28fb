"""The pages of site staff: states of rows, never recordings or who said something."""

from __future__ import annotations

from django.contrib import admin

from teaching_app.practice.admin import StatesAdmin

from .models import Helper, Invitation, NativeRecording, StyleVote


@admin.register(Invitation)
class InvitationAdmin(StatesAdmin):
    """Links, by who made them."""

    list_display = ("title", "institution", "created_at", "expires_at", "revoked_at")
    list_select_related = ("institution",)


@admin.register(Helper)
class HelperAdmin(StatesAdmin):
    """Helpers, without name and link."""

    list_display = ("public_id", "invitation", "consent_version", "consented_at")
    list_select_related = ("invitation",)


@admin.register(NativeRecording)
class NativeRecordingAdmin(StatesAdmin):
    """Recordings and what became of them."""

    list_display = ("public_id", "style", "state", "refusal", "source", "created_at")
    list_filter = ("state", "source")


@admin.register(StyleVote)
class StyleVoteAdmin(StatesAdmin):
    """That something was heard, not by whom."""

    list_display = ("recording_id", "heard", "voted_at")
