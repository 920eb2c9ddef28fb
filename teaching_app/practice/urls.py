"""URLs of what learners do."""

from django.urls import path

from .views import (
    audio,
    consent,
    health,
    history,
    installable,
    language,
    listening_games,
    metrics,
    microphone,
    mirror,
    my_data,
    own_phrases,
    paths,
    phrases,
    privacy,
    renditions,
    takes,
    voices,
)

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
    path("phrases/<slug:slug>/voices/", voices.several_voices, name="several_voices"),
    path("voice/", voices.choose_voice, name="choose_voice"),
    path("microphone/", microphone.microphone, name="microphone"),
    path("mirror/", mirror.mirror, name="mirror"),
    path("welcome/", paths.first_visit, name="first_visit"),
    path("practice/", paths.practise_next, name="practise_next"),
    path("practice/goal/", paths.daily_goal, name="daily_goal"),
    path("practice/listen/", paths.listen_next, name="listen_next"),
    path("phrases/<slug:slug>/listen/", paths.listen, name="listen"),
    path("phrases/<slug:slug>/listened/", paths.listened, name="listened"),
    path(
        "practice/games/<slug:game>/",
        listening_games.listening_game,
        name="listening_game",
    ),
    path(
        "practice/games/sounds/<int:pk>/",
        listening_games.listening_sound,
        name="listening_sound",
    ),
    path(
        "practice/games/sounds/<int:pk>/answer/",
        listening_games.answer_listening,
        name="answer_listening",
    ),
    path("my-phrases/", own_phrases.own_phrases, name="own_phrases"),
    path(
        "my-phrases/preview/",
        own_phrases.own_phrase_preview,
        name="own_phrase_preview",
    ),
    path("my-phrases/<slug:slug>/", own_phrases.own_phrase, name="own_phrase"),
    path(
        "my-phrases/<slug:slug>/remove/",
        own_phrases.remove_own_phrase,
        name="remove_own_phrase",
    ),
    path(
        "my-phrases/<slug:slug>/delete/",
        own_phrases.erase_own_phrase,
        name="erase_own_phrase",
    ),
    path("takes/<uuid:public_id>/", takes.feedback, name="feedback"),
    path(
        "takes/<uuid:public_id>/status/", takes.analysis_status, name="analysis_status"
    ),
    path("takes/<uuid:public_id>/result/", takes.result_partial, name="result_partial"),
    path("takes/<uuid:public_id>/retry/", takes.retry_take, name="retry_take"),
    path(
        "takes/<uuid:public_id>/again/", takes.judge_take_again, name="judge_take_again"
    ),
    path("takes/<uuid:public_id>/audio/", audio.take_audio, name="take_audio"),
    path("takes/<uuid:public_id>/delete/", my_data.erase_take, name="erase_take"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("receipts/<uuid:public_id>/", privacy.receipt, name="receipt"),
    path(
        "receipts/<uuid:public_id>/receipt.txt",
        privacy.receipt_text,
        name="receipt_text",
    ),
    path(
        "receipts/<uuid:public_id>/receipt.json",
        privacy.receipt_json,
        name="receipt_json",
    ),
    path("my-data/", my_data.my_data, name="my_data"),
    path("my-data/copies/", my_data.exports_partial, name="exports_partial"),
    path("my-data/copies/new/", my_data.ask_export, name="ask_export"),
    path(
        "my-data/copies/<uuid:public_id>/",
        my_data.download_export,
        name="download_export",
    ),
    path("my-data/styles/", my_data.choose_expression, name="choose_expression"),
    path("my-data/consent/", my_data.withdraw_consent, name="withdraw_consent"),
    path("my-data/delete/", my_data.erase_everything, name="erase_everything"),
    path(
        "takes/<uuid:public_id>/renditions/", renditions.renditions, name="renditions"
    ),
    path(
        "takes/<uuid:public_id>/renditions/<str:kind>/audio/",
        renditions.rendition_audio,
        name="rendition_audio",
    ),
    path("takes/<uuid:public_id>/cues/", renditions.cues, name="cues"),
    path("consent/", consent.consent, name="consent"),
    path("history/", history.history, name="history"),
    path("history/<slug:slug>/", history.phrase_history, name="phrase_history"),
    path("progress/", history.progress, name="progress"),
    path("manifest.webmanifest", installable.manifest, name="manifest"),
    path("service-worker.js", installable.service_worker, name="service_worker"),
    path("offline/", installable.offline, name="offline"),
    path("metrics", metrics.metrics, name="metrics"),
    path("ready/", health.ready, name="ready"),
    path("health/", health.health, name="health"),
    path("language/", language.choose_language, name="choose_language"),
]
