"""Addresses of the application."""

from django.urls import include, path

from .views import audio, consent, health, phrases, takes

urlpatterns = [
    path("", phrases.phrase_list, name="phrase_list"),
    path("phrases/<slug:slug>/", phrases.practice, name="practice"),
    path("phrases/<slug:slug>/takes/", takes.submit_take, name="submit_take"),
    path(
        "phrases/<slug:slug>/reference/<int:pk>/",
        audio.reference_audio,
        name="reference_audio",
    ),
    path(
        "phrases/<slug:slug>/reference/",
        phrases.reference_partial,
        name="reference_partial",
    ),
    path("takes/<uuid:public_id>/", takes.feedback, name="feedback"),
    path(
        "takes/<uuid:public_id>/status/", takes.analysis_status, name="analysis_status"
    ),
    path("takes/<uuid:public_id>/result/", takes.result_partial, name="result_partial"),
    path("takes/<uuid:public_id>/retry/", takes.retry_take, name="retry_take"),
    path("takes/<uuid:public_id>/audio/", audio.take_audio, name="take_audio"),
    path("consent/", consent.consent, name="consent"),
    path("history/", takes.history, name="history"),
    path("health/", health.health, name="health"),
    path("accounts/", include("allauth.account.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler400 = "teaching_app.views.errors.bad_request"
handler403 = "teaching_app.views.errors.forbidden"
handler404 = "teaching_app.views.errors.not_found"
handler500 = "teaching_app.views.errors.server_error"
