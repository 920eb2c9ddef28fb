"""Takes are prepared one by one, and those that can be judged heard in padded passes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from .alignment.phrase import PhrasePlan, plan_phrase
from .audio.isolation import load_audio_isolated
from .audio.level import at_working_level
from .audio.quality import measure_quality, why_not_assessable
from .config import SAMPLE_RATE
from .encoders.base import Encoding
from .errors import EngineError, MemoryExhaustedError
from .memory import is_exhausted, release_gpu_memory
from .models import Models
from .partial_report import PartialReport, stage
from .phrase_check.asked import AskedWords, asked_of
from .phrase_check.check import Weighed, hear_phrases, weigh
from .phrase_check.readings import choose_readings
from .profiles.store import NativeProfile, find_profile
from .request import UtteranceRequest
from .results import (
    PhraseCheck,
    Span,
    Stage,
)

T = TypeVar("T")


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
