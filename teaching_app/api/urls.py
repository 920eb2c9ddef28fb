"""URLs of the API, version 1, and of the pages for its tokens and webhooks."""

from __future__ import annotations

from django.urls import path

from .views import (
    document,
    ephemeral_takes,
    learners,
    pages,
    phrases,
    record_stores,
    reports,
    rosters,
    takes,
    webhooks,
)

V1 = "api/v1/"
TAKE = f"{V1}takes/<uuid:public_id>/"
EPHEMERAL = f"{V1}ephemeral-takes/"
WEBHOOK = f"{V1}webhooks/<uuid:public_id>/"
CLASS = f"{V1}classes/<uuid:public_id>/"
LEARNER = f"{CLASS}learners/<uuid:enrolment_id>/"
PHRASE = f"{V1}phrases/<slug:slug>/"
STORE = "teach/institutions/<uuid:public_id>/record-store/"

urlpatterns = [
    path("account/programs/", pages.programs, name="programs"),
    path(
        "account/programs/tokens/<uuid:public_id>/revoke/",
        pages.revoke_token,
        name="revoke_token",
    ),
    path("account/programs/webhooks/", pages.webhook_page, name="webhooks"),
    path(
        "account/programs/webhooks/<uuid:public_id>/",
        pages.change_webhook,
        name="change_webhook",
    ),
    path(STORE, record_stores.record_store, name="record_store"),
    path(
        f"{STORE}change/",
        record_stores.change_record_store,
        name="change_record_store",
    ),
    path(f"{V1}openapi.yaml", document.openapi, name="api_document"),
    path(f"{V1}takes/", takes.Takes.as_view(), name="api_takes"),
    path(TAKE, takes.OneTake.as_view(), name="api_take"),
    path(f"{TAKE}retry/", takes.RetriedTake.as_view(), name="api_take_retry"),
    path(f"{TAKE}audio/", takes.TakeSound.as_view(), name="api_take_audio"),
    path(
        EPHEMERAL, ephemeral_takes.EphemeralTakes.as_view(), name="api_ephemeral_takes"
    ),
    path(
        f"{EPHEMERAL}<uuid:public_id>/",
        ephemeral_takes.OneEphemeralTake.as_view(),
        name="api_ephemeral_take",
    ),
    path(f"{V1}me/", learners.WhoIAm.as_view(), name="api_me"),
    path(f"{V1}assignments/", learners.MyAssignments.as_view(), name="api_assignments"),
    path(f"{V1}classes/", learners.Classes.as_view(), name="api_classes"),
    path(
        f"{CLASS}learners/", learners.ClassLearners.as_view(), name="api_class_learners"
    ),
    path(f"{CLASS}roster/", rosters.ClassRoster.as_view(), name="api_class_roster"),
    path(
        f"{CLASS}assignments/",
        learners.ClassAssignments.as_view(),
        name="api_class_assignments",
    ),
    path(f"{CLASS}report/", reports.ClassReport.as_view(), name="api_class_report"),
    path(
        f"{LEARNER}report/", reports.LearnerReport.as_view(), name="api_learner_report"
    ),
    path(f"{LEARNER}takes/", reports.LearnerTakes.as_view(), name="api_learner_takes"),
    path(f"{V1}reports/", reports.MyReports.as_view(), name="api_reports"),
    path(f"{V1}webhooks/", webhooks.Webhooks.as_view(), name="api_webhooks"),
    path(WEBHOOK, webhooks.OneWebhook.as_view(), name="api_webhook"),
    path(
        f"{WEBHOOK}secret/",
        webhooks.WebhookSecret.as_view(),
        name="api_webhook_secret",
    ),
    path(f"{WEBHOOK}deliveries/", webhooks.Deliveries.as_view(), name="api_deliveries"),
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
