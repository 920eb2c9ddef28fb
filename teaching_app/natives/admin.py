"""The pages of site staff: states of rows, never recordings or who said something."""

from __future__ import annotations

from django.contrib import admin

from teaching_app.practice.admin import StatesAdmin

from .models import (
    Helper,
    Invitation,
    MeasuringJob,
    NativeRecording,
    ProfileJob,
    ProfileTake,
    StyleVote,
)


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


@admin.register(MeasuringJob)
class MeasuringJobAdmin(StatesAdmin):
    """Recordings that are being measured."""

    list_display = ("recording_id", "state", "attempts", "queued_at", "finished_at")
    list_filter = ("state",)


@admin.register(ProfileJob)
class ProfileJobAdmin(StatesAdmin):
    """Phrases whose profiles are being made."""

    list_display = ("phrase", "state", "attempts", "queued_at", "finished_at")
    list_filter = ("state",)
    list_select_related = ("phrase",)


@admin.register(ProfileTake)
class ProfileTakeAdmin(StatesAdmin):
    """Which recordings a version of a profile was made of."""

    list_display = ("profile", "recording_id")
    list_select_related = ("profile__phrase",)
