"""Rosters of classes as another system sends them, and what becomes of them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from teaching_app.schools import roster_words
from teaching_app.schools.roster_files import MAX_CELL, MAX_LINES
from teaching_app.schools.selectors.rosters import Outcome, PlannedLine


class RosterRow(serializers.Serializer):
    """One learner; a name, whole or in two parts, is all that has to be there."""

    name = serializers.CharField(max_length=MAX_CELL, required=False)
    given_name = serializers.CharField(max_length=MAX_CELL, required=False)
    family_name = serializers.CharField(max_length=MAX_CELL, required=False)
    email = serializers.CharField(
        max_length=MAX_CELL,
        required=False,
        help_text="Who has confirmed it here is invited, and gets no new account.",
    )
    username = serializers.CharField(max_length=MAX_CELL, required=False)
    student_number = serializers.CharField(max_length=MAX_CELL, required=False)
    first_language = serializers.CharField(max_length=MAX_CELL, required=False)
    groups = serializers.ListField(
        child=serializers.CharField(max_length=60), max_length=20, required=False
    )

    def to_internal_value(self, data: Any) -> dict[str, str]:
        """As a line of a file has it: groups in one cell."""
        values: dict[str, Any] = super().to_internal_value(data)
        return {**values, "groups": ";".join(values.get("groups", ()))}


class Roster(serializers.Serializer):
    """The whole list of a class."""

    learners = RosterRow(many=True, allow_empty=False, max_length=MAX_LINES)
    confirm = serializers.BooleanField(
        default=False,
        help_text="Whether to take the list in; otherwise it is only looked at.",
    )


class RosterProblem(serializers.Serializer):
    """Why a line is left out."""

    code = serializers.CharField()
    message = serializers.CharField()


class RosterLine(serializers.Serializer):
    """What becomes of a line."""

    line = serializers.IntegerField(source="line.line", help_text="From 1.")
    name = serializers.CharField(source="line.name")
    outcome = serializers.ChoiceField(choices=[each.value for each in Outcome])
    problems = serializers.SerializerMethodField()

    @extend_schema_field(RosterProblem(many=True))
    def get_problems(self, planned: PlannedLine) -> list[dict[str, str]]:
        """As the preview of a list says them."""
        found = [
            {"code": code, "message": roster_words.PROBLEMS[code]}
            for code in planned.problems
        ]
        return list(RosterProblem(found, many=True).data)


class CardSerializer(serializers.Serializer):
    """A new account, with a first password that is told this once."""

    name = serializers.CharField()
    username = serializers.CharField()
    password = serializers.CharField()


class NotNamed(serializers.Serializer):
    """A learner of the class whom the list does not have; nobody is taken out."""

    id = serializers.UUIDField(source="public_id")
    name = serializers.CharField()


class RosterResult(serializers.Serializer):
    """What became of a list, or would become of it."""

    confirmed = serializers.BooleanField()
    preview = serializers.CharField(
        help_text="The page where staff can look at the list; empty once confirmed."
    )
    lines = RosterLine(many=True)
    cards = CardSerializer(many=True)
    not_named = NotNamed(many=True)
