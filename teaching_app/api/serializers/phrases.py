"""Phrases, what natives do with them, and how they sound."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

import emotion_engine as engine
from teaching_app.api.schema.components import ref
from teaching_app.practice.forms.takes import styles_of
from teaching_app.practice.models import NativeProfile, Phrase, ReferenceAudio

from .base import Answer

# Of a native profile, what tells of expression.
OF_EXPRESSION = frozenset({"expression", "style"})


class PhraseFilter(Answer):
    """What to search for."""

    of_expression = frozenset({"style"})

    query = serializers.CharField(
        required=False,
        max_length=100,
        help_text="Each word is looked for in the text, the meaning and the tip.",
    )
    level = serializers.ChoiceField(choices=Phrase.Level.choices, required=False)
    focus = serializers.ChoiceField(choices=Phrase.Focus.choices, required=False)
    style = serializers.ChoiceField(choices=engine.STYLES, required=False)
    mine = serializers.BooleanField(
        required=False, default=False, help_text="Only the phrases you wrote yourself."
    )

    def get_fields(self) -> dict[str, Any]:
        """Offer no focus on style in an installation without it."""
        fields = super().get_fields()
        if not settings.EXPRESSION_ENABLED:
            fields["focus"] = serializers.ChoiceField(choices=focuses(), required=False)
        return fields


class PhraseSerializer(Answer):
    """A phrase on offer, or one of your own."""

    of_expression = frozenset({"styles"})

    name = serializers.SlugField(source="slug")
    text = serializers.CharField()
    is_own = serializers.SerializerMethodField()
    level = serializers.CharField(help_text="CEFR; empty for a phrase of your own.")
    focus = serializers.SerializerMethodField(help_text="What it trains, or empty.")
    meaning = serializers.CharField(source="meaning_shown")
    tip = serializers.CharField(source="tip_shown")
    styles = serializers.SerializerMethodField()
    stress = serializers.DictField(
        child=serializers.JSONField(),
        help_text="Word index to stressed syllable, where it is not the dictionary's.",
    )

    def get_is_own(self, phrase: Phrase) -> bool:
        """Whether a learner wrote it: nobody reads those of others."""
        return phrase.owner_id is not None

    def get_focus(self, phrase: Phrase) -> str:
        """Where there are no styles, phrases for styles train the melody."""
        if phrase.focus == Phrase.Focus.STYLE and not settings.EXPRESSION_ENABLED:
            return str(Phrase.Focus.MELODY)
        return phrase.focus

    def get_styles(self, phrase: Phrase) -> list[str]:
        """The styles it may be said in."""
        return styles_of(phrase, is_expression_enabled=settings.EXPRESSION_ENABLED)


class NewPhrase(serializers.Serializer):
    """A sentence, with the stress that differs from the dictionary's."""

    text = serializers.CharField(max_length=200)
    stress = serializers.DictField(
        child=serializers.CharField(max_length=40),
        required=False,
        help_text=(
            "Word index to the index of the stressed syllable, or to the code of the "
            "homograph that is meant; both as validate gives them."
        ),
    )


class StressOption(serializers.Serializer):
    """One way to stress a word."""

    syllable = serializers.IntegerField()
    word = serializers.CharField(help_text="With the stressed syllable in capitals.")
    part_of_speech = serializers.CharField(help_text="Where it tells words apart.")


class HomographOption(serializers.Serializer):
    """One of the words that are written alike and stressed alike."""

    code = serializers.CharField()
    rhyme = serializers.CharField()
    example = serializers.CharField()


class PlannedWord(serializers.Serializer):
    """A word of a sentence, as it should be said."""

    index = serializers.IntegerField()
    text = serializers.CharField()
    is_known = serializers.BooleanField(help_text="Whether a dictionary has it.")
    syllables = serializers.ListField(child=serializers.CharField())
    stress = serializers.IntegerField(
        allow_null=True, help_text="The proposed stressed syllable, from 0."
    )
    stress_options = StressOption(many=True)
    homograph = serializers.CharField(help_text="The code that is proposed, or empty.")
    homograph_options = HomographOption(many=True)


class PlannedPhrase(serializers.Serializer):
    """A sentence that can be practised, word by word."""

    text = serializers.CharField()
    words = PlannedWord(many=True)
    unknown = serializers.ListField(
        child=serializers.CharField(), help_text="Words that no dictionary has."
    )
    message = serializers.CharField(help_text="About these words, or empty.")


class Profile(Answer):
    """How natives say a phrase, as statistics."""

    of_expression = frozenset({"style"})

    style = serializers.CharField()
    version = serializers.CharField()
    n_speakers = serializers.IntegerField()
    source = serializers.CharField()
    licence = serializers.CharField()
    evidence = serializers.SerializerMethodField()

    @extend_schema_field(ref("NativeProfile"))
    def get_evidence(self, profile: NativeProfile) -> dict[str, Any]:
        """The statistics themselves."""
        values = engine.NativeProfile.from_json(profile.data).to_json()
        if settings.EXPRESSION_ENABLED:
            return values
        return {n: v for n, v in values.items() if n not in OF_EXPRESSION}


class Reference(Answer):
    """A recording of how a phrase sounds."""

    of_expression = frozenset({"style"})

    id = serializers.IntegerField(source="pk")
    kind = serializers.ChoiceField(choices=ReferenceAudio.Kind.choices)
    style = serializers.CharField()
    source = serializers.CharField()
    licence = serializers.CharField()
    speaker_sex = serializers.CharField()
    audio = serializers.SerializerMethodField(help_text="Where its sound is.")

    def get_audio(self, reference: ReferenceAudio) -> str:
        """An address on this site."""
        return reverse("api_reference", args=[reference.phrase.slug, reference.pk])


def focuses() -> list[tuple[str, str]]:
    """What phrases may train here."""
    return [
        (str(code), str(label))
        for code, label in Phrase.Focus.choices
        if settings.EXPRESSION_ENABLED or code != Phrase.Focus.STYLE
    ]
