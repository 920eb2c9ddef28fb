"""What site staff see of practice: states of rows, never recordings or reports.

Learners' rows are shown as read-only lists, without a page per row and without
sentence, sound or report: those are for the learner and whom they share with. Rows kept
as evidence cannot be changed by anybody. Only phrases on offer are edited here.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from .models import (
    Analysis,
    Consent,
    DataExport,
    ErasureReceipt,
    Learner,
    Listening,
    ListeningCard,
    ListeningQuestion,
    ListeningSound,
    NativeProfile,
    Phrase,
    PracticeCard,
    Recording,
    ReferenceAudio,
    ReferenceJob,
    Rendition,
    VoiceTrace,
)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that can be viewed but not changed."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class StatesAdmin(ReadOnlyAdmin):
    """Rows that belong to somebody: only the list's columns are visible."""

    list_display_links = None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_view_permission(request)


class SharedAdmin(ReadOnlyAdmin):
    """Content of phrases on offer; that of learners' own phrases is hidden."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        shared = Phrase.objects.filter(owner=None, is_listed=True)
        return super().get_queryset(request).filter(phrase__in=shared)


@admin.register(Learner)
class LearnerAdmin(StatesAdmin):
    list_display = ("user", "language", "consent_version", "consented_at", "created_at")
    search_fields = ("user__username",)


@admin.register(Recording)
class RecordingAdmin(StatesAdmin):
    list_display = ("public_id", "owner", "container", "size", "source", "created_at")
    list_filter = ("source", "container")
    list_select_related = ("owner__user",)
    search_fields = ("public_id", "owner__user__username")


@admin.register(Analysis)
class AnalysisAdmin(StatesAdmin):
    list_display = (
        "public_id",
        "owner",
        "state",
        "stage",
        "refusal",
        "error",
        "attempts",
        "engine_version",
        "queued_at",
        "finished_at",
    )
    list_filter = ("state", "engine_version")
    list_select_related = ("recording__owner__user",)
    search_fields = ("public_id", "recording__owner__user__username")

    @admin.display(ordering="recording__owner__user__username")
    def owner(self, analysis: Analysis) -> Learner:
        """The learner whose take it is."""
        return analysis.recording.owner

    def get_queryset(self, request: HttpRequest) -> QuerySet[Analysis]:
        return super().get_queryset(request).defer("report", "text")


@admin.register(Rendition)
class RenditionAdmin(StatesAdmin):
    list_display = (
        "take",
        "kind",
        "state",
        "error",
        "attempts",
        "queued_at",
        "finished_at",
    )
    list_filter = ("state", "kind")
    list_select_related = ("analysis",)
    search_fields = ("analysis__public_id",)

    @admin.display(ordering="analysis")
    def take(self, rendition: Rendition) -> str:
        """The number of the take that it was made from."""
        return str(rendition.analysis.public_id)


@admin.register(ReferenceJob)
class ReferenceJobAdmin(SharedAdmin):
    list_display = ("phrase", "voice", "state", "error", "attempts", "finished_at")
    list_filter = ("state", "voice")
    list_select_related = ("phrase",)


@admin.register(ListeningQuestion)
class ListeningQuestionAdmin(ReadOnlyAdmin):
    list_display = ("slug", "game", "text", "is_active")
    list_filter = ("game", "is_active")
    search_fields = ("text",)


@admin.register(ListeningCard)
class ListeningCardAdmin(StatesAdmin):
    list_display = ("learner", "question", "rating", "reviewed_at", "due_at")
    list_select_related = ("learner__user", "question")
    search_fields = ("learner__user__username",)


@admin.register(ListeningSound)
class ListeningSoundAdmin(ReadOnlyAdmin):
    list_display = ("question", "speaker", "state", "error", "attempts", "finished_at")
    list_filter = ("state", "speaker")
    list_select_related = ("question",)


@admin.register(DataExport)
class DataExportAdmin(StatesAdmin):
    list_display = (
        "public_id",
        "learner",
        "state",
        "size",
        "attempts",
        "queued_at",
        "finished_at",
    )
    list_filter = ("state",)
    list_select_related = ("learner__user",)
    search_fields = ("public_id", "learner__user__username")


@admin.register(Consent)
class ConsentAdmin(StatesAdmin):
    list_display = (
        "learner",
        "purpose",
        "version",
        "by_guardian",
        "given_at",
        "withdrawn_at",
    )
    list_filter = ("purpose", "version")
    list_select_related = ("learner__user",)
    search_fields = ("learner__user__username",)

    @admin.display(boolean=True)
    def by_guardian(self, consent: Consent) -> bool:
        """Whether a guardian agreed; who it was is not shown."""
        return bool(consent.guardian_name)


@admin.register(ErasureReceipt)
class ErasureReceiptAdmin(StatesAdmin):
    list_display = ("public_id", "scope", "rows", "n_files", "size", "erased_at")
    list_filter = ("scope",)
    search_fields = ("public_id",)


@admin.register(Listening)
class ListeningAdmin(StatesAdmin):
    list_display = ("learner", "day")
    list_select_related = ("learner__user",)
    search_fields = ("learner__user__username",)


@admin.register(PracticeCard)
class PracticeCardAdmin(StatesAdmin):
    list_display = ("learner", "rating", "reviewed_at", "due_at")
    list_select_related = ("learner__user",)
    search_fields = ("learner__user__username",)


@admin.register(NativeProfile)
class NativeProfileAdmin(SharedAdmin):
    list_display = ("phrase", "style", "version", "n_speakers", "source", "is_active")
    list_filter = ("style", "version", "is_active")
    list_select_related = ("phrase",)
    search_fields = ("phrase__text",)


@admin.register(ReferenceAudio)
class ReferenceAudioAdmin(SharedAdmin):
    exclude = ("file",)  # it has no address of its own
    list_display = ("phrase", "kind", "style", "speaker", "source", "licence")
    list_filter = ("kind", "style")
    list_select_related = ("phrase",)
    search_fields = ("phrase__text", "speaker")


@admin.register(Phrase)
class PhraseAdmin(admin.ModelAdmin):
    """Phrases on offer; shipped ones get their original text back at the next start."""

    exclude = ("owner",)
    list_display = ("text", "level", "focus", "order", "is_active")
    list_filter = ("level", "focus", "is_active")
    search_fields = ("text", "slug")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Phrase]:
        return super().get_queryset(request).filter(owner=None, is_listed=True)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # takes refer to it: ``is_active`` takes it off the list instead


@admin.register(VoiceTrace)
class VoiceTraceAdmin(StatesAdmin):
    list_display = ("recording_id", "encoder")
    search_fields = ("recording__public_id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[VoiceTrace]:
        return super().get_queryset(request).defer("values", "shape")
