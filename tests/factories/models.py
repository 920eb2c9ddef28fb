"""Model factories."""

from __future__ import annotations

from uuid import uuid4

import factory
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.utils import timezone

from teaching_app.practice.models import (
    Analysis,
    DataExport,
    Learner,
    ListeningQuestion,
    ListeningSound,
    NativeProfile,
    Phrase,
    Recording,
    ReferenceAudio,
    ReferenceJob,
    Rendition,
    VoiceTrace,
)
from teaching_app.practice.services import consents
from tests.factories.engines import rendition, trace
from tests.factories.sound import wav_bytes
from tests.reports import native_report


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"learner-{n}")


class LearnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Learner
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)

    @factory.post_generation
    def agreed(self: Learner, create: bool, extracted: object, **_: object) -> None:
        """Consent to everything, as most tests need; with ``agreed=False`` to nothing."""
        if create and extracted is not False:
            consents.agree(learner=self, to_expression=True)


class PhraseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Phrase

    slug = factory.Sequence(lambda n: f"phrase-{n}")
    text = "We record a new record."
    level = Phrase.Level.B1
    focus = Phrase.Focus.STRESS
    target_styles = factory.LazyFunction(lambda: ["neutral", "happy"])


class RecordingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recording

    owner = factory.SubFactory(LearnerFactory)
    phrase = factory.SubFactory(PhraseFactory)
    idempotency_key = factory.LazyFunction(uuid4)
    file = factory.LazyFunction(lambda: ContentFile(wav_bytes(), "take.wav"))
    container = "wav"
    size = factory.LazyAttribute(lambda recording: recording.file.size)
    sha256 = "0" * 64
    source = Recording.Source.RECORDER


class JobFactory(factory.django.DjangoModelFactory):
    """What every kind of job has; ``running=True`` is one that a worker holds."""

    class Meta:
        abstract = True

    queued_at = factory.LazyFunction(timezone.now)

    class Params:
        running = factory.Trait(
            state="running",
            claimed_by="worker-a/token",
            heartbeat_at=factory.LazyFunction(timezone.now),
            started_at=factory.LazyFunction(timezone.now),
            attempts=1,
        )


class AnalysisFactory(JobFactory):
    class Meta:
        model = Analysis

    recording = factory.SubFactory(RecordingFactory)
    text = factory.LazyAttribute(lambda analysis: analysis.recording.phrase.text)
    with_expression = True


class VoiceTraceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VoiceTrace

    recording = factory.SubFactory(RecordingFactory)
    encoder = "made"
    style = "neutral"
    shape = factory.LazyFunction(lambda: list(trace().shape))
    values = factory.LazyFunction(lambda: trace().values)


class NativeProfileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NativeProfile

    phrase = factory.SubFactory(PhraseFactory)
    style = "neutral"
    version = "1"
    data = factory.LazyFunction(dict)
    n_speakers = 24
    source = "RAVDESS"
    licence = "CC BY-NC-SA 4.0"


class ReferenceAudioFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReferenceAudio

    phrase = factory.SubFactory(PhraseFactory)
    kind = ReferenceAudio.Kind.NATIVE
    style = "neutral"
    file = factory.LazyFunction(lambda: ContentFile(wav_bytes(), "reference.wav"))
    container = "wav"
    source = "RAVDESS"
    licence = "CC BY-NC-SA 4.0"
    speaker = factory.Sequence(lambda n: f"actor_{n:02}")
    speaker_sex = "female"


class RenditionFactory(JobFactory):
    class Meta:
        model = Rendition

    analysis = factory.SubFactory(
        AnalysisFactory, state="done", report=factory.LazyFunction(native_report)
    )
    kind = Rendition.Kind.ALL

    class Params:
        made = factory.Trait(
            state=Rendition.State.DONE,
            file=factory.LazyFunction(lambda: ContentFile(wav_bytes(), "made.wav")),
            details=factory.LazyFunction(lambda: rendition().to_json()),
        )


class DataExportFactory(JobFactory):
    class Meta:
        model = DataExport

    learner = factory.SubFactory(LearnerFactory)


class ReferenceJobFactory(JobFactory):
    class Meta:
        model = ReferenceJob

    phrase = factory.SubFactory(PhraseFactory)
    voice = "en_US-joe-medium"


class ListeningQuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ListeningQuestion

    slug = factory.Sequence(lambda n: f"question-{n}")
    game = ListeningQuestion.Game.STRESS
    text = "record"
    stress = factory.LazyFunction(lambda: {"0": 1})
    options = factory.LazyFunction(lambda: ["REcord", "reCORD"])
    answer = 1


class ListeningSoundFactory(JobFactory):
    """A sound to make; ``made=True`` is one to play."""

    class Meta:
        model = ListeningSound

    question = factory.SubFactory(ListeningQuestionFactory)
    speaker = "bf_emma"
    source = "Kokoro-82M, Emma"
    licence = "Apache-2.0"

    class Params:
        made = factory.Trait(
            state="done",
            file=factory.LazyFunction(lambda: ContentFile(wav_bytes(), "sound.wav")),
            outline=factory.LazyFunction(lambda: [[0.1, 2.0, 0.0], [0.2, None, -9.0]]),
        )
