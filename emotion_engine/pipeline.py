"""The stages of the engine, in the order in which takes pass through them.

There are three segments, split where takes are batched: each take is prepared alone;
those that can be judged are heard in padded passes; then each is judged alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import numpy as np

from .alignment.aligner import Alignment, align, pauses
from .alignment.phrase import PhrasePlan, plan_phrase
from .audio.isolation import load_audio_isolated
from .audio.level import at_working_level
from .audio.quality import measure_quality, why_not_assessable
from .config import SAMPLE_RATE, EngineConfig
from .delivery.endings import judge_endings
from .delivery.hiss import carries_hiss
from .delivery.melody import bounded_by_melody
from .delivery.missing import judge_missing
from .delivery.spoken import hear_take, join, place_phones
from .delivery.vowel_quality import leanings
from .encoders.base import Encoding
from .encoders.pooling import pool_speech
from .errors import AlignmentError, EngineError, MemoryExhaustedError
from .features.f0 import to_melody, track_f0
from .features.nucleus import NucleusProsody, measure_nuclei
from .findings import find
from .findings.stress import only_sure
from .memory import is_exhausted, release_gpu_memory
from .models import Models, models_of
from .partial_report import PartialReport, reports_of, stage
from .phrase_check.again import is_speech_beside, last_time, says_much_more
from .phrase_check.asked import AskedWords, asked_of
from .phrase_check.check import Weighed, hear_phrases, weigh
from .phrase_check.readings import choose_readings
from .phrase_check.without import margin_over, margin_without
from .profiles.compare import compare, reference_of
from .profiles.store import NativeProfile, find_profile
from .request import UtteranceRequest
from .results import (
    DeliveryResult,
    ExpressionResult,
    Melody,
    PhraseCheck,
    PhraseVerdict,
    Reason,
    Span,
    Stage,
    UtteranceReport,
    VoiceTrace,
    WordResult,
)
from .stress.lexical import observe_stress
from .stress.prominence import vowel_states
from .stress.words import words_said

OnProgress = Callable[[int, Stage, UtteranceReport], None]
OnVoice = Callable[[int, VoiceTrace], None]
Outcome = UtteranceReport | EngineError
OnOutcome = Callable[[int, Outcome], None]
T = TypeVar("T")

REASON_OF_VERDICT = {
    PhraseVerdict.OTHER_PHRASE: Reason.OTHER_PHRASE,
    PhraseVerdict.OTHER_LANGUAGE: Reason.OTHER_LANGUAGE,
    PhraseVerdict.NO_SPEECH: Reason.NO_SPEECH,
}


def analyze_all(
    requests: Sequence[UtteranceRequest],
    *,
    config: EngineConfig,
    on_progress: OnProgress | None = None,
    on_voice: OnVoice | None = None,
    on_outcome: OnOutcome | None = None,
) -> list[Outcome]:
    """Run every take through every stage; see ``emotion_engine.analyze_utterances``."""
    models = models_of(config)
    models.load()
    reports = reports_of(requests, on_progress)
    outcomes: dict[int, Outcome] = {}
    for i, error in pass_through(requests, reports, models, judge):
        outcomes[i] = error or reports[i].known
        if error is None and on_voice and (voice := reports[i].voice):
            on_voice(i, voice)
        if on_outcome:
            on_outcome(i, outcomes[i])
    return [outcomes[i] for i in range(len(requests))]


def pass_through(
    requests: Sequence[UtteranceRequest],
    reports: Sequence[PartialReport],
    models: Models,
    last: Callable[[Heard, Models], None],
) -> Iterator[tuple[int, EngineError | None]]:
    """Prepare takes, hear them together, and do the last step with each that was heard.

    Yields
    ------
    int, EngineError or None
        The index of a take as soon as its report is all that it will be, or it failed.
    """
    open_takes: dict[int, Prepared] = {}
    for i, (request, report) in enumerate(zip(requests, reports, strict=True)):
        prepared = attempt(prepare, request, report, models)
        if isinstance(prepared, Prepared):
            open_takes[i] = prepared
        else:
            yield i, prepared
    for group in groups_of(open_takes, models.config.max_padded_s):
        takes = [open_takes.pop(i) for i in group]
        for i, heard in zip(group, hear_each(takes, models), strict=True):
            is_failed = isinstance(heard, EngineError)
            yield i, heard if is_failed else attempt(last, heard, models)


def attempt(step: Callable[..., T], *arguments: object) -> T | EngineError:
    """Run one step of a take; an ``EngineError`` becomes the outcome of that take.

    So does a lack of memory. Other exceptions are bugs, and end the whole call.
    """
    try:
        return step(*arguments)
    except EngineError as error:
        return error
    except (MemoryError, RuntimeError) as error:
        if not is_exhausted(error):
            raise
        return MemoryExhaustedError(f"Memory ran out: {error}")


# --- Prepare: each take alone --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prepared:
    """A take that can be judged: its waveform, and what should have been said.

    Attributes
    ----------
    waveform : float32 array, shape (n_samples,)
        Mono at 16 kHz, as loud as it was recorded.
    speech : tuple of Span
        The stretches with speech.
    """

    request: UtteranceRequest
    report: PartialReport
    plan: PhrasePlan
    profile: NativeProfile | None
    waveform: np.ndarray
    speech: tuple[Span, ...]

    @property
    def duration_s(self) -> float:
        """How long the take lasts."""
        return len(self.waveform) / SAMPLE_RATE


def prepare(
    request: UtteranceRequest, report: PartialReport, models: Models
) -> Prepared | None:
    """Decode a take and measure its quality; None where nothing can be judged from it."""
    limits = models.config.limits
    plan = plan_phrase(request.text, request.stress)
    licence = models.config.weights_licence
    profile = (
        request.profile
        or find_profile(request.text, request.style, licence)
        or models.expectation.profile_of(plan, request.style)
    )
    with stage(Stage.DECODE, report):
        audio = load_audio_isolated(request.source, limits)
    with stage(Stage.QUALITY, report):
        speech = models.speech_detector.detect(audio.waveform)
        quality = measure_quality(audio, speech)
        report.add(quality=quality)
    if reason := why_not_assessable(quality, limits):
        report.stop(reason)
        return None
    return Prepared(request, report, plan, profile, audio.waveform, speech)


# --- Hear: takes of similar length in one pass ---------------------------------------


@dataclass(frozen=True, slots=True)
class Heard:
    """A take as encoder and decoder hear it.

    Attributes
    ----------
    encoding, for_decoder : Encoding
        A batch of it alone: what the heads read, and what the decoder reads.
    weighed : Weighed
        What ``check`` was decided from.
    """

    take: Prepared
    encoding: Encoding
    for_decoder: Encoding
    asked: AskedWords
    weighed: Weighed
    check: PhraseCheck


def groups_of(takes: dict[int, Prepared], max_padded_s: float) -> list[list[int]]:
    """Group takes of similar length, so that no pass exceeds ``max_padded_s``.

    A take that is longer than that by itself gets a pass of its own.
    """
    groups: list[list[int]] = []
    for index in sorted(takes, key=lambda i: takes[i].duration_s):
        longest_s = takes[index].duration_s  # of its group, as they come in order
        if groups and (len(groups[-1]) + 1) * longest_s <= max_padded_s:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def hear_each(takes: Sequence[Prepared], models: Models) -> list[Heard | EngineError]:
    """Hear takes together; if that fails, in smaller passes, so that only bad ones fail.

    Where memory runs out the pass is halved; otherwise each is heard alone.
    """
    heard = attempt(hear, takes, models)
    if not isinstance(heard, EngineError):
        return list(heard)
    if len(takes) == 1:
        return [heard]
    size = 1
    if isinstance(heard, MemoryExhaustedError):
        release_gpu_memory()
        size = -(-len(takes) // 2)
    smaller = [takes[i : i + size] for i in range(0, len(takes), size)]
    return [one for part in smaller for one in hear_each(part, models)]


def hear(takes: Sequence[Prepared], models: Models) -> list[Heard]:
    """Encode all takes at once, and check in each whether its phrase was said."""
    with stage(Stage.PHRASE_CHECK, *(take.report for take in takes)):
        heard = listen(takes, models)
        for one in heard:
            one.take.report.add(phrase_check=one.check)
    return heard


def listen(takes: Sequence[Prepared], models: Models) -> list[Heard]:
    """Do the work of ``hear``."""
    # The heads were trained on sound at this level.
    waveforms = [at_working_level(take.waveform) for take in takes]
    encoding = heads_hear = models.whisper.encode(waveforms)
    if models.acoustic is not models.whisper:
        heads_hear = models.acoustic.encode(waveforms)
    recognizer, plans = models.recognizer, [take.plan for take in takes]
    hearings = hear_phrases(recognizer, encoding, plans)
    heads_hear = heads_hear.without_context()
    heard = []
    for index, (take, hearing) in enumerate(zip(takes, hearings, strict=True)):
        speech_s = take.report.known.quality.speech_s
        own = encoding.item(index).for_decoder()
        plan = choose_readings(recognizer, own, hearing, take.plan)
        weighed = weigh(recognizer, own, hearing, plan, speech_s)
        check = weighed.check(weighed.missing)
        asked = asked_of(recognizer.vocabulary, hearing, plan)
        said = replace(take, plan=plan)
        heard.append(Heard(said, heads_hear.item(index), own, asked, weighed, check))
    return heard


# --- Judge: each take alone ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measured:
    """A take aligned in time, with pitch, length and level of every syllable."""

    alignment: Alignment
    nuclei: tuple[NucleusProsody, ...]
    melody: Melody


def judge(heard: Heard, models: Models) -> None:
    """Judge a take in which its phrase was heard."""
    report, request = heard.take.report, heard.take.request
    if says_much_more(heard.check, heard.take.plan):
        heard = hear_last_time(heard, models) or heard
    if reason := REASON_OF_VERDICT.get(heard.check.verdict):
        report.stop(reason)
        return
    with stage(Stage.ALIGNMENT, report):
        alignment = find_in_time(heard, models)
        is_in_doubt = is_speech_beside(alignment, heard.take.speech)
        if is_in_doubt and (again := hear_last_time(heard, models)):
            heard, alignment = again, find_in_time(again, models)
    if alignment is None:
        report.stop(Reason.NOT_ALIGNED)
        return
    report.add(pauses=pauses(alignment))
    with stage(Stage.PROSODY, report):
        measured = measure_prosody(heard.take, alignment, models)
        report.add(melody=measured.melody)
    with stage(Stage.STRESS, report):
        words = hear_stress(heard, measured, models)
        report.add(words=words)
    with stage(Stage.DELIVERY, report):
        delivery, words = rate_delivery(heard, alignment, words, models)
        heard, words = hear_missing(heard, words, models)
        delivery = bounded_by_melody(delivery, measured.melody, words, request.text)
        words = hear_endings(heard, alignment, words, models)
        report.add(delivery=delivery, words=words)
    if models.config.expression_enabled and request.with_expression:
        with stage(Stage.EXPRESSION, report):
            report.add(expression=place_expression(heard, words, models))
    with stage(Stage.COMPARISON, report):
        compare_with_natives(report, heard.take.profile)
    with stage(Stage.FINDINGS, report):
        named = find(report.known, heard.take.profile, models.vowel_norms)
        report.add(findings=named, assessable=True)


def find_in_time(heard: Heard, models: Models) -> Alignment | None:
    """Align words, syllables and phones; None where the phrase does not fit."""
    take = heard.take
    try:
        return align(take.waveform, take.plan, models.aligner, heard.check.missing)
    except AlignmentError:
        return None


def hear_last_time(heard: Heard, models: Models) -> Heard | None:
    """Hear only the last time a phrase is said; None where it is said once at most.

    Everything before it is silenced, so that times remain those of the take.
    """
    take = heard.take
    last = last_time(models.recognizer, heard.for_decoder, take.plan, take.speech)
    if last is None:
        return None
    waveform = np.zeros_like(take.waveform)
    first = round(last.start_s * SAMPLE_RATE)
    waveform[first:] = take.waveform[first:]
    speech = tuple(span for span in take.speech if span.start_s >= last.start_s)
    (again,) = listen([replace(take, waveform=waveform, speech=speech)], models)
    check = replace(again.check, said_again=True)
    take.report.add(phrase_check=check)
    return replace(again, check=check)


def measure_prosody(take: Prepared, alignment: Alignment, models: Models) -> Measured:
    """Measure melody and every syllable nucleus."""
    f0 = track_f0(take.waveform, models.f0_detector)
    spans = [syllable.nucleus for syllable in alignment.syllables]
    nuclei = measure_nuclei(take.waveform, spans, f0)
    return Measured(alignment, nuclei, to_melody(f0, take.speech))


def hear_stress(
    heard: Heard, measured: Measured, models: Models
) -> tuple[WordResult, ...]:
    """Find which syllable of each word, and which words, stand out."""
    alignment, nuclei, model = measured.alignment, measured.nuclei, models.prominence
    vowels = [nucleus.span for nucleus in nuclei]
    states = vowel_states(heard.encoding, vowels, model.layers)
    natives = models.delivery.raters.describer.natives
    leaning = leanings(alignment.syllables, heard.encoding, natives)
    observed = observe_stress(alignment, nuclei, states, leaning, model=model)
    said = words_said(alignment, observed, nuclei, heard.check, models.vowel_norms)
    return only_sure(said)


def rate_delivery(
    heard: Heard,
    alignment: Alignment,
    words: Sequence[WordResult],
    models: Models,
) -> tuple[DeliveryResult, tuple[WordResult, ...]]:
    """Estimate how expert raters would hear it, its words and its sounds."""
    taken = hear_take(heard.encoding, heard.asked, heard.take.speech)
    return models.delivery.predict(join(taken, place_phones(alignment)), words)


def hear_missing(
    heard: Heard, words: Sequence[WordResult], models: Models
) -> tuple[Heard, tuple[WordResult, ...]]:
    """Decide which words are missing, now that their sounds are known."""
    missing = judge_missing(
        words,
        heard.weighed,
        margin_without=partial(
            margin_without,
            models.recognizer,
            heard.for_decoder,
            heard.take.plan,
            heard.asked.log_likelihood,
        ),
        model=models.missing,
    )
    if missing == heard.check.missing:
        return heard, tuple(words)
    check = replace(heard.weighed.check(missing), said_again=heard.check.said_again)
    heard.take.report.add(phrase_check=check)
    said = tuple(replace(w, heard=w.index not in missing) for w in words)
    return replace(heard, check=check), said


def hear_endings(
    heard: Heard, alignment: Alignment, words: Sequence[WordResult], models: Models
) -> tuple[WordResult, ...]:
    """Decide which words lack their ending, where the recording could carry it."""
    if not carries_hiss(heard.take.report.known.quality):
        return tuple(words)
    return judge_endings(
        words,
        heard.take.plan,
        alignment,
        waveform=heard.take.waveform,
        encoding=heard.encoding,
        natives=models.delivery.raters.describer.natives,
        margin_over=partial(
            margin_over,
            models.recognizer,
            heard.for_decoder,
            heard.take.plan,
            heard.asked.log_likelihood,
        ),
        model=models.endings,
    )


def place_expression(
    heard: Heard, words: Sequence[WordResult], models: Models
) -> ExpressionResult:
    """Place the delivery among the styles, and compare it with what the words suggest."""
    from .expression.members import TakeInput
    from .expression.voice_traces import middle_of, trace_of
    from .fusion.difference import difference_of

    request, speech = heard.take.request, heard.take.speech
    sound = at_working_level(heard.take.waveform)
    result = models.expression.predict(
        heard.encoding,
        target=request.style,
        profile=heard.take.profile,
        speech=speech,
        words=words,
        own=middle_of(request.own_voice, models.acoustic),
        take=TakeInput(sound, heard.encoding, speech, request.text),
    )
    if result.own_takes is not None:
        pooled = pool_speech(heard.encoding, speech).cpu().numpy()
        heard.take.report.voice = trace_of(pooled, models.acoustic, request.style)
    suggested = models.text_emotion.predict(request.text)
    difference = difference_of(result, suggested)
    return replace(result, words=suggested, difference=difference)


def compare_with_natives(report: PartialReport, profile: NativeProfile | None) -> None:
    """Compare the take with natives of the phrase, or what is expected of them."""
    if profile is None:
        return
    known = report.known
    compared = compare(known.words, known.melody, known.pauses, profile)
    report.add(reference=reference_of(profile), comparison=compared)
