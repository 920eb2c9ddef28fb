"""URLs of the API, version 1, and of the pages for its tokens and webhooks."""

from __future__ import annotations

from django.urls import path

from .views import document, phrases, takes

V1 = "api/v1/"
TAKE = f"{V1}takes/<uuid:public_id>/"
PHRASE = f"{V1}phrases/<slug:slug>/"

urlpatterns = [
    path(f"{V1}openapi.yaml", document.Document.as_view(), name="api_document"),
    path(f"{V1}takes/", takes.Takes.as_view(), name="api_takes"),
    path(TAKE, takes.OneTake.as_view(), name="api_take"),
    path(f"{TAKE}audio/", takes.TakeSound.as_view(), name="api_take_audio"),
    path(f"{V1}phrases/", phrases.Phrases.as_view(), name="api_phrases"),
    path(
        f"{V1}phrases/validate/",
        phrases.ValidatedPhrase.as_view(),
        name="api_validate",
    ),
    path(PHRASE, phrases.OnePhrase.as_view(), name="api_phrase"),
    path(f"{PHRASE}profiles/", phrases.Profiles.as_view(), name="api_profiles"),
    path(f"{PHRASE}references/", phrases.References.as_view(), name="api_references"),
    path(
        f"{PHRASE}references/<int:pk>/audio/",
        phrases.ReferenceSound.as_view(),
        name="api_reference",
    ),
]
