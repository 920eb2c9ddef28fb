"""Who reaches the addresses of review."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile

from teaching_app.schools.models import Comment, CommentPhrase
from tests.factories.sound import wav_bytes

from .lines import (
    ALL_STAFF,
    CLASS_STAFF,
    GONE,
    LEARNER,
    OK,
    SIGN_IN,
    STAFF_AND_LEARNER,
    Line,
    World,
)

TEACHER_ALONE = (OK, GONE, GONE, GONE, GONE, GONE, SIGN_IN)
JUDGED = {"point": "stress:2", "answer": "agree", "idempotency_key": UUID(int=1)}
WRITTEN = {"text": "Well said.", "idempotency_key": UUID(int=2)}
SPOKEN = {"idempotency_key": UUID(int=3)}

LINES = [
    Line("GET teach_queue", "", ALL_STAFF),
    Line("GET teach_review", "class", CLASS_STAFF),
    Line("GET teach_confirm", "", ALL_STAFF),
    Line("POST teach_confirm", "", ALL_STAFF),
    Line("POST teach_names", "", ALL_STAFF, {"hide": "yes"}),
    Line("GET teach_overruled", "", ALL_STAFF),
    Line("GET teach_comment_phrases", "", ALL_STAFF),
    Line("POST teach_comment_phrases", "", ALL_STAFF, {"text": "Mind the stress."}),
    Line("POST teach_comment_phrase", "sentence", TEACHER_ALONE, {"text": "Better."}),
    Line("GET teach_take", "reviewed take", CLASS_STAFF),
    Line("POST teach_judge", "reviewed take", CLASS_STAFF, JUDGED),
    Line("GET teach_since", "reviewed take", CLASS_STAFF),
    Line("POST teach_done", "reviewed take", CLASS_STAFF),
    Line("POST teach_comment", "reviewed take", CLASS_STAFF, WRITTEN),
    Line("POST teach_voice_comment", "reviewed take", CLASS_STAFF, SPOKEN),
    Line("GET comment_audio", "spoken comment", STAFF_AND_LEARNER),
    Line("POST answer_teacher", "reviewed take", LEARNER, WRITTEN),
]


def rows(world: World) -> dict[str, list[Any]]:
    teacher, take = world.accounts["teacher"], world.submission
    spoken = Comment.objects.create(
        submission=take,
        author=teacher,
        author_name="Ms Lee",
        is_from_learner=False,
        voice=ContentFile(wav_bytes(), "comment.wav"),
    )
    kept = CommentPhrase.objects.create(owner=teacher, text="Mind the stress.")
    return {
        "class": [world.school_class.public_id],
        "reviewed take": [take.public_id],
        "spoken comment": [spoken.public_id],
        "sentence": [kept.pk],
    }
