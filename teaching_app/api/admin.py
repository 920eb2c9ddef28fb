"""What site staff see of the API: states of rows, without secrets, texts and addresses."""

from __future__ import annotations

from django.contrib import admin

from teaching_app.practice.admin import StatesAdmin

from .models import Delivery, EphemeralTake, RecordStore, Token, Webhook


@admin.register(Token)
class TokenAdmin(StatesAdmin):
    list_display = ("start", "user", "created_at", "expires_at", "last_used_at")
    list_select_related = ("user",)
    search_fields = ("start", "user__username")


@admin.register(Webhook)
class WebhookAdmin(StatesAdmin):
    list_display = ("public_id", "user", "disabled", "failing_since", "created_at")
    list_filter = ("disabled",)
    list_select_related = ("user",)
    search_fields = ("public_id", "user__username")


@admin.register(RecordStore)
class RecordStoreAdmin(StatesAdmin):
    list_display = ("institution", "disabled", "failing_since", "created_at")
    list_filter = ("disabled",)
    list_select_related = ("institution",)


@admin.register(Delivery)
class DeliveryAdmin(StatesAdmin):
    list_display = (
        "public_id",
        "event",
        "state",
        "attempts",
        "last_status",
        "due_at",
        "finished_at",
    )
    list_filter = ("state", "event")
    search_fields = ("public_id",)


@admin.register(EphemeralTake)
class EphemeralTakeAdmin(StatesAdmin):
    list_display = ("public_id", "user", "state", "attempts", "queued_at")
    list_filter = ("state",)
    list_select_related = ("user",)
    search_fields = ("public_id", "user__username")
