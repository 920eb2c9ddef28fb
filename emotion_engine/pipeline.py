"""One take through the stages, in order: the recipe of the whole engine."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .alignment.aligner import Alignment, align, pauses, prepare
from .alignment.phrase import PhrasePlan, plan_phrase
from .audio.decode import DecodedAudio, load_audio
from .audio.level import at_working_level
from .audio.quality import measure_quality, why_not_assessable
from .audio.voice_activity import detect_speech
from .config import EngineConfig
from .delivery.model import DeliveryModel, load_delivery
from .delivery.spoken import hear_take, join, place_phones
from .encoders.base import Encoding
from .encoders.whisper import Whisper, load_whisper
from .errors import AlignmentError
from .features.f0 import to_melody, track_f0
from .features.nucleus import NucleusProsody, measure_nuclei
from .findings import find
from .phrase_check.asked import AskedWords, asked_of
from .phrase_check.check import check_heard, hear_phrase
from .profiles.compare import compare, reference_of
from .profiles.store import NativeProfile, find_profile
from .results import PhraseVerdict, Reason, Span, Stage, UtteranceReport
from .stress.lexical import observe_stress
from .stress.prominence import vowel_states
from .stress.words import words_said
from .version import ENGINE_VERSION

if TYPE_CHECKING:
    from .expression.model import ExpressionModel

OnProgress = Callable[[Stage, UtteranceReport], None]

REASON_OF_VERDICT = {
    PhraseVerdict.OTHER_PHRASE: Reason.OTHER_PHRASE,
    PhraseVerdict.OTHER_LANGUAGE: Reason.OTHER_LANGUAGE,
    PhraseVerdict.NO_SPEECH: Reason.NO_SPEECH,
}


@dataclass(frozen=True, slots=True)
class Request:
    """What the learner was asked to say, how, and whom to compare with."""

    text: str
    style: str | None = None
    stress: dict[int, int] | None = None
    accent: tuple[int, ...] = ()
    profile: NativeProfile | None = None
    with_expression: bool = True


@dataclass(frozen=True, slots=True)
class Models:
    """Everything that is loaded once per process."""

    whisper: Whisper
    delivery: DeliveryModel
    expression: ExpressionModel | None


@lru_cache(maxsize=1)
def load_models(config: EngineConfig) -> Models:
    """Load what the stages need; with expression off its head is not even imported."""
    prepare(config)
    expression = None
    if config.expression_enabled:
        from .expression.model import load_expression
        from .fusion.words import load_words

        expression = load_expression(config)
        load_words(config)
    return Models(load_whisper(config), load_delivery(config), expression)


@dataclass
class Take:
    """The working state of one analysis: the report so far and what feeds it."""

    source: Path | bytes
    request: Request
    config: EngineConfig
    models: Models
    plan: PhrasePlan
    profile: NativeProfile | None
    report: UtteranceReport
    audio: DecodedAudio | None = None
    speech: tuple[Span, ...] = ()
    encoding: Encoding | None = None
    asked: AskedWords | None = None
    alignment: Alignment | None = None
    nuclei: tuple[NucleusProsody, ...] = ()

    def say(self, **facts: Any) -> None:
        """Add facts to the report."""
        self.report = replace(self.report, **facts)

    def stop(self, reason: Reason) -> None:
        """End as not assessable: a result with a reason."""
        self.say(assessable=False, reason=reason)


def decode(take: Take) -> None:
    """Bring the upload to a mono waveform."""
    take.audio = load_audio(take.source, take.config.limits)


def quality(take: Take) -> None:
    """Measure the recording, and stop where nothing can be judged from it."""
    take.speech = detect_speech(take.audio.waveform)
    measured = measure_quality(take.audio, take.speech)
    take.say(quality=measured)
    if reason := why_not_assessable(measured, take.config.limits):
        take.stop(reason)


def phrase_check(take: Take) -> None:
    """Encode once, and hear whether the asked phrase was said."""
    waveform = at_working_level(take.audio.waveform)  # as the heads were trained
    take.encoding = take.models.whisper.encode([waveform])
    speech_s = take.report.quality.speech_s
    whisper = take.models.whisper
    hearing = hear_phrase(whisper, take.encoding, take.plan)
    check = check_heard(whisper, hearing, take.plan, speech_s)
    take.asked = asked_of(whisper, hearing, take.plan)
    take.say(phrase_check=check)
    if reason := REASON_OF_VERDICT.get(check.verdict):
        take.stop(reason)


def alignment(take: Take) -> None:
    """Find words, syllables and phones in time."""
    try:
        take.alignment = align(take.audio.waveform, take.plan, config=take.config)
    except AlignmentError:
        take.stop(Reason.NOT_ALIGNED)
        return
    take.say(pauses=pauses(take.alignment))


def prosody(take: Take) -> None:
    """Measure melody and every syllable nucleus."""
    f0 = track_f0(take.audio.waveform)
    nuclei = [s.nucleus for w in take.alignment.words for s in w.syllables]
    take.nuclei = measure_nuclei(take.audio.waveform, nuclei, f0)
    take.say(melody=to_melody(f0, take.speech))


def stress(take: Take) -> None:
    """Hear which syllable of each word, and which words, stand out."""
    vowels = [nucleus.span for nucleus in take.nuclei]
    states = vowel_states(take.encoding, vowels)
    observed = observe_stress(take.alignment, take.nuclei, states)
    check = take.report.phrase_check
    take.say(words=words_said(take.alignment, observed, take.nuclei, check))


def delivery(take: Take) -> None:
    """Estimate how expert raters would hear it, its words and its sounds."""
    heard = hear_take(take.encoding, take.asked, take.speech)
    spoken = join(heard, place_phones(take.alignment))
    rated, words = take.models.delivery.predict(spoken, take.report.words)
    take.say(delivery=rated, words=words)


def expression(take: Take) -> None:
    """Place the delivery among the styles, and lay it beside what the words suggest."""
    from .fusion.difference import difference_of
    from .fusion.words import suggestion_of

    heard = take.models.expression.predict(
        take.encoding,
        target=take.request.style,
        profile=take.profile,
        speech=take.speech,
        words=take.report.words,
    )
    words = suggestion_of(take.request.text, take.config)
    difference = difference_of(heard, words)
    take.say(expression=replace(heard, words=words, difference=difference))


def comparison(take: Take) -> None:
    """Lay the take over the natives', where there are any."""
    if take.profile is None:
        return
    report = take.report
    compared = compare(report.words, report.melody, report.pauses, take.profile)
    take.say(reference=reference_of(take.profile), comparison=compared)


def findings(take: Take) -> None:
    """Name what matters, most important first."""
    take.say(findings=find(take.report, take.profile), assessable=True)


STAGES: dict[Stage, Callable[[Take], None]] = {
    Stage.DECODE: decode,
    Stage.QUALITY: quality,
    Stage.PHRASE_CHECK: phrase_check,
    Stage.ALIGNMENT: alignment,
    Stage.PROSODY: prosody,
    Stage.STRESS: stress,
    Stage.DELIVERY: delivery,
    Stage.EXPRESSION: expression,
    Stage.COMPARISON: comparison,
    Stage.FINDINGS: findings,
}


def analyze(
    source: Path | bytes,
    request: Request,
    *,
    config: EngineConfig,
    on_progress: OnProgress | None = None,
) -> UtteranceReport:
    """Run every stage in order; see ``emotion_engine.analyze_utterance``."""
    take = Take(
        source=source,
        request=request,
        config=config,
        models=load_models(config),
        plan=plan_phrase(request.text, request.stress),
        profile=request.profile or find_profile(request.text, request.style),
        report=UtteranceReport(
            text=request.text,
            engine_version=ENGINE_VERSION,
            expected_accent=request.accent,
        ),
    )
    timings_ms: dict[str, float] = {}
    with_expression = config.expression_enabled and request.with_expression
    for stage, run in STAGES.items():
        if stage is Stage.EXPRESSION and not with_expression:
            continue
        if on_progress:
            on_progress(stage, take.report)
        start = time.perf_counter()
        run(take)
        timings_ms[stage.value] = (time.perf_counter() - start) * 1000
        take.say(timings_ms=dict(timings_ms))
        if take.report.assessable is False:
            break
    return take.report
