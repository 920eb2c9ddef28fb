"""A take that was heard is judged alone: aligned, measured, rated and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from .alignment.aligner import Alignment, align, pauses
from .audio.level import at_working_level
from .config import SAMPLE_RATE
from .delivery.endings import judge_endings
from .delivery.hiss import carries_hiss
from .delivery.melody import bounded_by_melody
from .delivery.missing import judge_missing
from .delivery.spoken import hear_take, join, place_phones
from .delivery.vowel_quality import leanings
from .encoders.pooling import pool_speech
from .errors import AlignmentError
from .features.f0 import to_melody, track_f0
from .features.nucleus import NucleusProsody, measure_nuclei
from .findings import find
from .findings.stress import only_sure
from .heard import Heard, Prepared, listen
from .models import Models
from .partial_report import PartialReport, stage
from .phrase_check.again import is_speech_beside, last_time, says_much_more
from .phrase_check.without import margin_over, margin_without
from .profiles.compare import compare, reference_of
from .profiles.store import NativeProfile
from .results import (
    DeliveryResult,
    ExpressionResult,
    Melody,
    PhraseVerdict,
    Reason,
    Stage,
    WordResult,
)
from .stress.lexical import observe_stress
from .stress.prominence import vowel_states
from .stress.words import words_said

REASON_OF_VERDICT = {
    PhraseVerdict.OTHER_PHRASE: Reason.OTHER_PHRASE,
    PhraseVerdict.OTHER_LANGUAGE: Reason.OTHER_LANGUAGE,
    PhraseVerdict.NO_SPEECH: Reason.NO_SPEECH,
}


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
    with_hiss = carries_hiss(heard.take.report.known.quality)
    spoken = join(taken, place_phones(alignment))
    return models.delivery.predict(spoken, words, with_hiss=with_hiss)


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
