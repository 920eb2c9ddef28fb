"""Takes and their results."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

import emotion_engine as engine
from teaching_app.api.schema.components import ref
from teaching_app.practice.feedback import rules
from teaching_app.practice.feedback.messages import with_messages
from teaching_app.practice.models import Analysis
from teaching_app.practice.selectors import analyses, reports

from .base import Answer


class Refused(serializers.Serializer):
    """Why a file was not accepted as a recording."""

    code = serializers.CharField()
    message = serializers.CharField()


class NewTake(Answer):
    """A recording of a phrase, as a form with a file."""

    of_expression = frozenset({"style"})

    audio = serializers.FileField(allow_empty_file=True)
    phrase = serializers.SlugField(max_length=80, help_text="The name of the phrase.")
    style = serializers.ChoiceField(
        choices=engine.STYLES,
        required=False,
        help_text="One of the phrase's styles; only where the learner chose styles.",
    )
    assignment = serializers.UUIDField(
        required=False, help_text="The assignment that it is handed in to."
    )


class Take(Answer):
    """A take without its result."""

    of_expression = frozenset({"style"})

    id = serializers.UUIDField(source="public_id")
    phrase = serializers.SlugField(source="recording.phrase.slug")
    text = serializers.CharField()
    style = serializers.SerializerMethodField()
    state = serializers.ChoiceField(
        choices=Analysis.State.choices,
        help_text="A take that cannot be assessed is done: that is a result.",
    )
    assessable = serializers.SerializerMethodField(
        help_text="Whether it could be judged; null until that is known."
    )
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)

    def get_style(self, take: Analysis) -> str:
        """The style that was chosen, or empty."""
        return take.style if analyses.shows_expression(take) else ""

    def get_assessable(self, take: Analysis) -> bool | None:
        """Of a list, what the database has read; else read from the result."""
        if take.state != Analysis.State.DONE:
            return None
        if "is_assessable" in take.__dict__:
            return take.__dict__["is_assessable"]
        return reports.is_assessable(take)


class TakeWithResult(Take):
    """A take with what is known of it."""

    stage = serializers.SerializerMethodField(
        help_text="What a worker is at; empty otherwise."
    )
    stages = serializers.SerializerMethodField()
    stages_done = serializers.IntegerField()
    queue_position = serializers.SerializerMethodField()
    refused = serializers.SerializerMethodField()
    unreadable = serializers.SerializerMethodField(
        help_text="Why a stored result cannot be read: “newer” or “damaged”; or empty."
    )
    result = serializers.SerializerMethodField()

    def get_stage(self, take: Analysis) -> str:
        """One of ``stages``."""
        return take.stage if take.stage in self.get_stages(take) else ""

    def get_stages(self, take: Analysis) -> list[str]:
        """All stages, in order."""
        return analyses.stage_names(with_expression=take.with_expression)

    def get_queue_position(self, take: Analysis) -> int | None:
        """Its place, from 1, while it waits."""
        return analyses.queue_position(take)

    @extend_schema_field(Refused(allow_null=True))
    def get_refused(self, take: Analysis) -> dict[str, str] | None:
        """Why it is no recording, where it was rejected."""
        return refused(take.refusal)

    def get_unreadable(self, take: Analysis) -> str:
        """Empty where there is nothing to read."""
        return reports.trouble(take) if take.state == Analysis.State.DONE else ""

    @extend_schema_field(ref("TakeReport", is_nullable=True))
    def get_result(self, take: Analysis) -> dict[str, Any] | None:
        """The whole report, once the take is done."""
        if take.state != Analysis.State.DONE:
            return None
        report = reports.visible(take)
        return report and with_messages(report)


class KeptTake(TakeWithResult):
    """A take that was just sent."""

    kept_because = serializers.SerializerMethodField(
        help_text="Why it was not handed in and is own practice instead; or empty."
    )

    def get_kept_because(self, take: Analysis) -> str:
        """As the service said it."""
        return str(self.context.get("kept_because", ""))


class NewEphemeralTake(serializers.Serializer):
    """A recording of any sentence, or of a phrase, that is judged and not kept."""

    audio = serializers.FileField(allow_empty_file=True)
    text = serializers.CharField(max_length=200, required=False)
    phrase = serializers.SlugField(max_length=80, required=False)

    def validate(self, values: dict[str, Any]) -> dict[str, Any]:
        """Want either a sentence or a phrase."""
        if ("text" in values) == ("phrase" in values):
            raise serializers.ValidationError(
                _("Send either “text” or “phrase”."), code="either_or"
            )
        return values


class EphemeralTake(serializers.Serializer):
    """A take that is judged and not kept."""

    id = serializers.UUIDField(source="public_id")
    text = serializers.CharField()
    state = serializers.ChoiceField(choices=Analysis.State.choices)
    created_at = serializers.DateTimeField()
    refused = serializers.SerializerMethodField()
    result = serializers.SerializerMethodField(
        help_text="Handed out once: with this answer it is deleted."
    )

    @extend_schema_field(Refused(allow_null=True))
    def get_refused(self, take: Any) -> dict[str, str] | None:
        """Why it is no recording, where it was rejected."""
        return refused(take.refusal)

    @extend_schema_field(ref("TakeReport", is_nullable=True))
    def get_result(self, take: Any) -> dict[str, Any] | None:
        """The whole report, once it is done."""
        report = reports.read(take.report).report
        return report and with_messages(report)


class Receipt(serializers.Serializer):
    """What was deleted for good; it names nobody."""

    id = serializers.UUIDField()
    erased_at = serializers.DateTimeField()
    scope = serializers.CharField()
    rows = serializers.DictField(child=serializers.IntegerField())
    files = serializers.IntegerField()
    bytes = serializers.IntegerField()


def refused(code: str) -> dict[str, str] | None:
    """A refusal of the engine in words; ``None`` without one."""
    if not code:
        return None
    words = rules.describe_refusal(code)
    return {"code": code, "message": f"{words.text} {words.next_action}".strip()}
