"""URLs of review."""

from __future__ import annotations

from django.urls import URLPattern, path

from teaching_app.schools.views import review_comments, review_queue, review_take

urlpatterns: list[URLPattern] = [
    path("teach/review/", review_queue.queue, name="teach_queue"),
    path(
        "teach/classes/<uuid:public_id>/review/",
        review_queue.class_queue,
        name="teach_review",
    ),
    path("teach/review/confirm/", review_queue.confirm, name="teach_confirm"),
    path("teach/review/names/", review_queue.names, name="teach_names"),
    path(
        "teach/review/overruled/",
        review_queue.overruled_findings,
        name="teach_overruled",
    ),
    path(
        "teach/review/phrases/",
        review_comments.phrases,
        name="teach_comment_phrases",
    ),
    path(
        "teach/review/phrases/<int:pk>/",
        review_comments.change_phrase,
        name="teach_comment_phrase",
    ),
    path("teach/takes/<uuid:public_id>/", review_take.take, name="teach_take"),
    path("teach/takes/<uuid:public_id>/judge/", review_take.judge, name="teach_judge"),
    path("teach/takes/<uuid:public_id>/since/", review_take.since, name="teach_since"),
    path("teach/takes/<uuid:public_id>/done/", review_take.done, name="teach_done"),
    path(
        "teach/takes/<uuid:public_id>/comments/",
        review_comments.comment,
        name="teach_comment",
    ),
    path(
        "teach/takes/<uuid:public_id>/voice/",
        review_comments.voice_comment,
        name="teach_voice_comment",
    ),
    path(
        "comments/<uuid:public_id>/audio/",
        review_comments.comment_audio,
        name="comment_audio",
    ),
    path(
        "classes/takes/<uuid:public_id>/answer/",
        review_comments.answer,
        name="answer_teacher",
    ),
]
