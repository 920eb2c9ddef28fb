"""URLs of teachers' phrases and of accepted stress variants."""

from __future__ import annotations

from django.urls import path

from teaching_app.schools.views.shared_phrases import (
    teach_phrase,
    teach_phrase_remove,
    teach_phrases,
    teach_phrases_new,
    teach_phrases_preview,
)
from teaching_app.schools.views.variants import (
    teach_strictness,
    teach_variant_remove,
    teach_variants,
)

CLASS = "teach/classes/<uuid:public_id>/"

urlpatterns = [
    path("teach/phrases/", teach_phrases, name="teach_phrases"),
    path("teach/phrases/new/", teach_phrases_new, name="teach_phrases_new"),
    path(
        "teach/phrases/new/preview/",
        teach_phrases_preview,
        name="teach_phrases_preview",
    ),
    path("teach/phrases/<slug:slug>/", teach_phrase, name="teach_phrase"),
    path(
        "teach/phrases/<slug:slug>/remove/",
        teach_phrase_remove,
        name="teach_phrase_remove",
    ),
    path(f"{CLASS}variants/", teach_variants, name="teach_variants"),
    path(
        f"{CLASS}variants/<int:pk>/remove/",
        teach_variant_remove,
        name="teach_variant_remove",
    ),
    path(f"{CLASS}strictness/", teach_strictness, name="teach_strictness"),
]
