"""Rows of natives as tests want them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

import emotion_engine as engine
from teaching_app.natives import tokens
from teaching_app.natives.models import Helper, Invitation, NativeRecording, StyleVote
from tests.factories.models import PhraseFactory, UserFactory
from tests.factories.schools import InstitutionFactory
from tests.factories.sound import wav_bytes
from tests.faults import QUALITY
from tests.spoken import falling_melody, said_word


class InvitationFactory(factory.django.DjangoModelFactory):
    """An open link of a school; ``phrases`` are those to read, one by default."""

    class Meta:
        model = Invitation
        skip_postgeneration_save = True

    institution = factory.SubFactory(InstitutionFactory)
    invited_by = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Sentences {n}")
    styles = factory.LazyFunction(lambda: ["neutral"])
    max_helpers = 10
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))

    @factory.post_generation
    def phrases(
        self: Invitation, create: bool, extracted: list[Any] | None, **_: object
    ) -> None:
        if create:
            self.phrases.set(extracted if extracted is not None else [PhraseFactory()])


class HelperFactory(factory.django.DjangoModelFactory):
    """A native who has agreed; ``token`` is that of their link."""

    class Meta:
        model = Helper

    class Params:
        token = factory.LazyFunction(tokens.new)

    invitation = factory.SubFactory(InvitationFactory)
    token_hash = factory.LazyAttribute(lambda helper: tokens.digest(helper.token))
    accent = Helper.Accent.SCOTTISH
    age_range = Helper.AgeRange.MIDDLE
    consent_version = "2026-1"
    consented_at = factory.LazyFunction(timezone.now)


class NativeRecordingFactory(factory.django.DjangoModelFactory):
    """A recording of the first phrase of its helper's invitation, waiting to be measured."""

    class Meta:
        model = NativeRecording

    class Params:
        measured = factory.Trait(
            state=NativeRecording.State.MEASURED,
            measures=factory.LazyFunction(lambda: {"words": []}),
        )
        approved = factory.Trait(
            state=NativeRecording.State.APPROVED,
            measures=factory.LazyFunction(lambda: {"words": []}),
        )

    helper = factory.SubFactory(HelperFactory)
    phrase = factory.LazyAttribute(
        lambda recording: recording.helper.invitation.phrases.first()
    )
    style = "neutral"
    file = factory.LazyFunction(lambda: ContentFile(wav_bytes(), "recording.wav"))
    container = "wav"
    size = factory.LazyAttribute(lambda recording: recording.file.size)
    sha256 = factory.LazyFunction(lambda: sha256(wav_bytes()).hexdigest())
    source = "Recorded for this site"
    licence = "for this site, with the speakers' consent"
    speaker = factory.Sequence(lambda n: f"helper-{n}")


class StyleVoteFactory(factory.django.DjangoModelFactory):
    """What an account heard."""

    class Meta:
        model = StyleVote

    recording = factory.SubFactory(NativeRecordingFactory, approved=True)
    account = factory.SubFactory(UserFactory)
    heard = "happy"


def measures(
    *doubts: engine.NativeDoubt, shift_st: float = 0.0
) -> engine.NativeMeasures:
    """What the engine measures of a native who says "Go on." and falls."""
    return engine.NativeMeasures(
        text="Go on.",
        engine_version=engine.ENGINE_VERSION,
        reason=None,
        quality=QUALITY,
        words=(said_word(0, (1,)), said_word(1, (1,))),
        melody=falling_melody(0.9, 4 + shift_st, -4 + shift_st),
        pauses=(),
        doubts=doubts,
    )


def refused(reason: engine.Reason) -> engine.NativeMeasures:
    """What the engine says of a take that is of no use."""
    return replace(measures(), reason=reason, words=(), melody=None)
