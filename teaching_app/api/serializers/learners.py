"""Learners, classes and assignments."""

from __future__ import annotations

from rest_framework import serializers

from teaching_app.practice.models import Learner
from teaching_app.practice.selectors import consents
from teaching_app.schools.models import Assignment, Enrolment, SchoolClass
from teaching_app.schools.selectors.work import State

from .base import Answer


class Me(Answer):
    """Whose token it is."""

    of_expression = frozenset({"allows_expression"})

    username = serializers.CharField(source="user.username")
    display_name = serializers.CharField()
    first_language = serializers.CharField()
    daily_goal = serializers.IntegerField()
    may_record = serializers.SerializerMethodField(
        help_text="Whether a take would be kept: consent to the current wording is given."
    )
    allows_expression = serializers.SerializerMethodField()
    scopes = serializers.SerializerMethodField(
        help_text="Of the token; empty for a session, which has all."
    )

    def get_may_record(self, learner: Learner) -> bool:
        """What takes_create would find."""
        return consents.may_record(learner)

    def get_allows_expression(self, learner: Learner) -> bool:
        """Whether the learner chose styles."""
        return consents.allows_expression(learner)

    def get_scopes(self, learner: Learner) -> list[str]:
        """As the request came with."""
        token = self.context.get("token")
        return list(token.scopes) if token else []


class ClassSerializer(serializers.Serializer):
    """A class that one teaches."""

    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()
    institution = serializers.CharField(source="institution.name")
    level = serializers.CharField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    is_archived = serializers.SerializerMethodField()

    def get_is_archived(self, school_class: SchoolClass) -> bool:
        """Whether it was put away."""
        return school_class.archived_at is not None


class EnrolmentSerializer(serializers.Serializer):
    """A learner as the staff of the class see them."""

    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()
    student_number = serializers.CharField()
    state = serializers.ChoiceField(choices=Enrolment.State.choices)
    groups = serializers.SerializerMethodField()

    def get_groups(self, enrolment: Enrolment) -> list[str]:
        """Parts of the class."""
        return [group.name for group in enrolment.groups.all()]


class AssignmentOfClass(serializers.Serializer):
    """An assignment as the staff of the class see it."""

    id = serializers.UUIDField(source="public_id")
    title = serializers.CharField()
    instructions = serializers.CharField()
    due_at = serializers.DateTimeField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    max_attempts = serializers.IntegerField(help_text="0 for no limit.")
    late_rule = serializers.ChoiceField(choices=Assignment.LateRule.choices)
    counting = serializers.ChoiceField(choices=Assignment.Counting.choices)
    marking = serializers.ChoiceField(choices=Assignment.Marking.choices)
    n_phrases = serializers.IntegerField()
    n_learners = serializers.IntegerField()
    n_handed_in = serializers.IntegerField(
        help_text="How many learners have handed in something that counts."
    )


class PhraseOfAssignment(serializers.Serializer):
    """A phrase of one's assignment."""

    name = serializers.SlugField(source="phrase.slug")
    text = serializers.CharField(source="phrase.text")
    state = serializers.ChoiceField(choices=State.choices)
    attempts_left = serializers.IntegerField(
        source="left", allow_null=True, help_text="Null without a limit."
    )


class MyAssignment(serializers.Serializer):
    """An assignment as its learner sees it."""

    id = serializers.UUIDField(source="assignment.public_id")
    title = serializers.CharField(source="assignment.title")
    instructions = serializers.CharField(source="assignment.instructions")
    class_name = serializers.CharField(source="assignment.school_class.name")
    due_at = serializers.DateTimeField(source="terms.due_at", allow_null=True)
    is_open = serializers.BooleanField(help_text="Whether takes are still wanted.")
    phrases = PhraseOfAssignment(many=True)
    mark = serializers.CharField(source="shown_mark", help_text="Or empty.")
