"""Reports of classes and of learners."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from teaching_app.insights.feedback.patterns import in_words
from teaching_app.insights.presentation.learner_page import STATES


class Interval(serializers.Serializer):
    """A share with its 95 % interval, from 0 to 1."""

    value = serializers.FloatField()
    low = serializers.FloatField()
    high = serializers.FloatField()
    n = serializers.IntegerField()


class PatternSerializer(serializers.Serializer):
    """What many in the class do."""

    code = serializers.CharField()
    title = serializers.SerializerMethodField()
    teach = serializers.SerializerMethodField()
    certainty = serializers.CharField()
    n_learners = serializers.IntegerField()
    n_occasion = serializers.IntegerField(help_text="Who had occasion to do it.")
    share = Interval()

    def get_title(self, pattern: Any) -> str:
        """One sentence."""
        return str(in_words(pattern).title)

    def get_teach(self, pattern: Any) -> str:
        """What to teach."""
        return str(in_words(pattern).teach)


class WeekSerializer(serializers.Serializer):
    """Takes of a week."""

    monday = serializers.DateField()
    n_handed_in = serializers.IntegerField()
    n_own = serializers.IntegerField()


class PractisedSerializer(serializers.Serializer):
    """How much a learner has practised."""

    learner = serializers.UUIDField(source="enrolment.public_id")
    name = serializers.CharField(source="enrolment.name")
    last_day = serializers.DateField(allow_null=True)
    is_silent = serializers.BooleanField(help_text="No take for two weeks.")
    weeks = WeekSerializer(many=True)


class SkillPoint(serializers.Serializer):
    """A skill in one week, in percent, over learners."""

    day = serializers.DateField()
    percent = serializers.IntegerField()
    low_percent = serializers.IntegerField()
    high_percent = serializers.IntegerField()
    n = serializers.IntegerField()


class SkillSerializer(serializers.Serializer):
    """A skill over time."""

    code = serializers.CharField()
    label = serializers.CharField()
    trend = serializers.CharField(help_text="“better”, “same”, “weaker” or empty.")
    points = SkillPoint(many=True)


class ClassReportSerializer(serializers.Serializer):
    """The report of a class, with what its files have."""

    made_at = serializers.DateTimeField()
    n_takes = serializers.IntegerField(help_text="Handed in.")
    n_assessable = serializers.IntegerField()
    patterns = serializers.SerializerMethodField()
    learners = PractisedSerializer(many=True, source="practised")
    skills = SkillSerializer(many=True)

    @extend_schema_field(PatternSerializer(many=True))
    def get_patterns(self, report: Any) -> list[dict[str, Any]]:
        """What to teach next, the most important first."""
        found = [found.pattern for found in report.patterns]
        return list(PatternSerializer(found, many=True).data)


class PlainSkillSerializer(serializers.Serializer):
    """A skill of one learner in plain words."""

    code = serializers.CharField()
    label = serializers.CharField()
    meaning = serializers.CharField()
    state = serializers.ChoiceField(choices=list(STATES.items()))
    change = serializers.CharField(help_text="From the first week to now; or empty.")
    at_home = serializers.CharField(help_text="What to do about it.")


class WordToPractiseSerializer(serializers.Serializer):
    """A word whose stress was elsewhere."""

    word = serializers.CharField()
    parts = serializers.ListField(child=serializers.CharField())
    expected = serializers.IntegerField(help_text="The part to stress, from 0.")
    n_times = serializers.IntegerField()


class LearnerReportSerializer(serializers.Serializer):
    """The report of one learner in one class, of what was handed in to it."""

    learner = serializers.UUIDField(source="report.enrolment.public_id")
    name = serializers.CharField(source="report.enrolment.name")
    class_id = serializers.UUIDField(source="report.enrolment.school_class.public_id")
    class_name = serializers.CharField(source="report.enrolment.school_class.name")
    n_takes = serializers.SerializerMethodField()
    n_phrases = serializers.IntegerField(source="report.n_phrases")
    skills = PlainSkillSerializer(many=True)
    next_skill = serializers.CharField(
        source="next_skill.code",
        default=None,
        allow_null=True,
        help_text="The skill to begin with; null where all go well.",
    )
    words = WordToPractiseSerializer(many=True, source="report.words")

    def get_n_takes(self, found: Any) -> int:
        """Handed in and not set aside."""
        return len(found.report.figures)


class CountSerializer(serializers.Serializer):
    """So many of a total."""

    n = serializers.IntegerField()
    total = serializers.IntegerField()


class HandedInSerializer(serializers.Serializer):
    """A take that was handed in, as the teacher's table has it."""

    id = serializers.UUIDField(
        source="fact.analysis.public_id", help_text="Of the take: see “take_read”."
    )
    phrase = serializers.SlugField(source="fact.phrase.slug")
    text = serializers.CharField(source="fact.phrase.text")
    taken_at = serializers.DateTimeField(source="fact.taken_at")
    assessable = serializers.BooleanField(source="fact.assessable")
    problem = serializers.CharField(help_text="Why it was not assessable; or empty.")
    stress = CountSerializer(allow_null=True, help_text="Words stressed in place.")
    rhythm = CountSerializer(allow_null=True, help_text="Measures in natives’ range.")
    melody = serializers.IntegerField(
        allow_null=True, help_text="Percent of the time in natives’ range."
    )
    clarity = serializers.FloatField(allow_null=True, help_text="Up to 10.")
    noticed = serializers.ListField(child=serializers.CharField())
    is_overruled = serializers.BooleanField(
        help_text="A teacher has said something else than the machine; theirs counts."
    )
