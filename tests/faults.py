"""Takes with one known fault for each code, built on a native's take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from emotion_engine.findings import find
from emotion_engine.profiles.build import build_profiles
from emotion_engine.profiles.compare import compare
from emotion_engine.profiles.natives import Origin
from emotion_engine.results import (
    AudioQuality,
    Difference,
    DifferenceCode,
    ExpressionResult,
    Finding,
    FindingCode,
    Melody,
    PhoneSegment,
    PhraseCheck,
    PhraseVerdict,
    ScoreEstimate,
    Span,
    StressState,
    TextEmotion,
    UtteranceReport,
    WordResult,
)
from emotion_engine.stress.accents import ACCENTED
from emotion_engine.stress.vowels import load_norms
from tests.spoken import falling_melody, flat_melody, native_takes, said_word

NORMS = load_norms()
TAKE = native_takes(5)[4]
PROFILE = build_profiles(native_takes(), Origin("", "", ""))[0]
RISING = build_profiles(
    [
        replace(t, melody=rise)
        for t in native_takes()
        for rise in (falling_melody(0.9, -4, 4),)
    ],
    Origin("", "", ""),
)[0]
PEAKING = replace(PROFILE, nuclear_share=(0.9, 0.05))
LEANING = replace(PROFILE, word_accent_share=(0.95, 0.05))
SAID = PhraseCheck("w0 w1", PhraseVerdict.MATCH, (), (), None, None)
QUALITY = AudioQuality(2.0, 1.0, 0.5, -20.0, -3.0, 0.0, 30.0, 7800.0, 48000, "pcm", 1)


def report(profile: Any = PROFILE, **changes: object) -> UtteranceReport:
    """A native's take, but for the changes."""
    facts = {
        "text": "W0 w1.",
        "engine_version": "1",
        "quality": QUALITY,
        "phrase_check": SAID,
        "words": TAKE.words,
        "melody": TAKE.melody,
        "pauses": TAKE.pauses,
    } | changes
    if "comparison" not in facts:
        said = (facts["words"], facts["melody"], facts["pauses"])
        facts["comparison"] = compare(*said, profile)
    return UtteranceReport(**facts)


def stressed(state: StressState) -> tuple[WordResult, ...]:
    """Two words, the first stressed on its first syllable instead of its second."""
    wrong = said_word(0, (0, 1), stress_state=state, stressed_syllable=0)
    shares = (0.97, 0.03) if state is StressState.ELSEWHERE else (0.88, 0.12)
    syllables = tuple(
        replace(s, prominence=share, stressed=share > 0.5)
        for s, share in zip(wrong.syllables, shares, strict=True)
    )
    return (replace(wrong, syllables=syllables), said_word(1, (1,)))


def accented(first: float, second: float) -> tuple[WordResult, ...]:
    """Two words with these accents."""
    strengths = (first, second)
    return tuple(
        replace(
            word,
            accent=strength,
            accented=strength >= ACCENTED,
            nuclear=strength == max(strengths),
        )
        for word, strength in zip(TAKE.words, strengths, strict=True)
    )


def weak_and_strong(
    *, length: float = 0.8, height_st: float = 0.0
) -> tuple[WordResult, ...]:
    """The take with a schwa so long in its first word, and a stress so high."""
    first, second = TAKE.words
    weak, strong = first.syllables
    schwa = PhoneSegment("AH0", weak.start_s, weak.end_s)
    weak = replace(weak, phones=(schwa,), relative_duration=length)
    strong = replace(strong, f0_median_st=height_st)
    return (replace(first, syllables=(weak, strong)), second)


def run_together() -> tuple[WordResult, ...]:
    """Two words without a break between them."""
    first, second = TAKE.words
    return (replace(first, end_s=second.start_s), second)


def whispered() -> tuple[WordResult, ...]:
    """The words of the take, hardly any of their vowels voiced."""
    return tuple(
        replace(
            word,
            syllables=tuple(replace(s, voiced_share=0.05) for s in word.syllables),
        )
        for word in TAKE.words
    )


def unclear(heard_as: str | None) -> tuple[WordResult, ...]:
    """Two words, of which raters would call the first wrong, for its first sound."""
    word = said_word(0, (0, 1), accuracy=ScoreEstimate(4.0, 3.5, 4.5), clear=False)
    sounds = (
        PhoneSegment("TH", 0.0, 0.1, score=0.4, heard_as=heard_as),
        PhoneSegment("AH0", 0.1, 0.2, score=1.9),
    )
    first = replace(word.syllables[0], phones=sounds)
    syllables = (first, *word.syllables[1:])
    return (replace(word, syllables=syllables), said_word(1, (1,), clear=True))


def without_ending() -> tuple[WordResult, ...]:
    """Two words, of which the first lacks its ending."""
    labels = ("L", "AY1", "K", "S")
    phones = tuple(PhoneSegment(p, i / 20, (i + 1) / 20) for i, p in enumerate(labels))
    word = said_word(0, (1,))
    syllable = replace(word.syllables[0], phones=phones)
    likes = replace(word, text="likes", syllables=(syllable,), ending_heard=False)
    return (likes, TAKE.words[1])


def lasting(factor: float, relative: float = 1.0) -> dict[str, object]:
    """The take at another speed, its first syllable of another length as well."""
    words = tuple(
        replace(
            word,
            start_s=word.start_s * factor,
            end_s=word.end_s * factor,
            syllables=tuple(
                replace(
                    s,
                    start_s=s.start_s * factor,
                    end_s=s.end_s * factor,
                    relative_duration=s.relative_duration
                    * (relative if (word.index, i) == (0, 0) else 1),
                )
                for i, s in enumerate(word.syllables)
            ),
        )
        for word in TAKE.words
    )
    melody = falling_melody(0.9 * factor, 4, -4)
    pauses = (Span(0.4 * factor, 0.5 * factor),)
    return {"words": words, "melody": melody, "pauses": pauses}


def styled(clear: bool, sounds_like: str | None) -> ExpressionResult:
    """A delivery that should have sounded happy and hardly does."""
    return ExpressionResult("happy", {"happy": 0.1}, clear, sounds_like, 0.02)


def flatly_said() -> ExpressionResult:
    """Warm words in a calm voice, though the words' own style was chosen."""
    return ExpressionResult(
        "happy",
        {"calm": 0.9},
        clear=True,
        sounds_like="calm",
        match=None,
        words=TextEmotion({"happy": 0.9}, "happy", is_clear=True),
        difference=Difference(DifferenceCode.WARM_WORDS_FLAT_DELIVERY, "calm", "happy"),
    )


def wide() -> Melody:
    """A voice that moves over three octaves."""
    return falling_melody(0.9, 20, -16)


def takes_with_faults() -> Mapping[FindingCode, tuple[UtteranceReport, Any]]:
    """Return for each code a take that must be told it, and the natives beside it."""
    code = FindingCode
    missing = (TAKE.words[0], said_word(1, (1,), heard=False))
    extra = replace(SAID, extra=("well", "so"))
    level = {"words": TAKE.words, "melody": flat_melody(0.9)}
    paused = {"pauses": (Span(0.4, 1.1),)}
    faults: dict[FindingCode, dict[str, Any]] = {
        code.WORDS_MISSING: {"words": missing},
        code.WORDS_EXTRA: {"phrase_check": extra},
        code.ENDING_MISSING: {"words": without_ending()},
        code.SAID_AGAIN: {"phrase_check": replace(SAID, said_again=True)},
        code.STRESS_ELSEWHERE: {"words": stressed(StressState.ELSEWHERE)},
        code.ACCENT_ON_OTHER_WORD: {"words": accented(0.2, 1.0), "profile": LEANING},
        code.NUCLEUS_ON_OTHER_WORD: {"words": accented(0.4, 1.0), "profile": PEAKING},
        code.FOCUS_ON_OTHER_WORD: {
            "words": accented(0.4, 1.0),
            "expected_accent": (0,),
        },
        code.SYLLABLE_TOO_SHORT: lasting(1.0, 0.3),
        code.SYLLABLE_TOO_LONG: lasting(1.0, 3.0),
        code.STRESSED_TOO_HIGH: {"words": weak_and_strong(height_st=12.0)},
        code.VOWEL_NOT_REDUCED: {"words": weak_and_strong(length=3.0)},
        code.MELODY_TOO_FLAT: level,
        code.MELODY_UPSIDE_DOWN: {
            "words": tuple(said_word(i, (1, 0)) for i in range(3)),
            "melody": falling_melody(1.4, -4, 4),
            "comparison": None,
        },
        code.MELODY_NOT_HEARD: {"words": whispered()},
        code.MELODY_TOO_WIDE: {"melody": wide()},
        code.MELODY_OUTSIDE_BAND: {"melody": falling_melody(0.9, -4, 4)},
        code.FINAL_RISE_MISSING: {"profile": RISING},
        code.FINAL_FALL_MISSING: level,
        code.TOO_FAST: lasting(0.5),
        code.TOO_SLOW: lasting(2.0),
        code.PAUSE_UNEXPECTED: paused
        | {"profile": replace(PROFILE, pause_share=(0.0, 0.0))},
        code.BREAK_MISSING: {"words": run_together(), "pauses": ()},
        code.STYLE_FAR_FROM_TARGET: {"expression": styled(True, "sad")},
        code.STYLE_NOT_CLEAR: {"expression": styled(False, None)},
        code.VOICE_AND_WORDS_DIFFER: {"expression": flatly_said()},
        code.NARROW_BANDWIDTH: {"quality": replace(QUALITY, bandwidth_hz=3400.0)},
        code.NOISY_TAKE: {"quality": replace(QUALITY, snr_db=8.0)},
        code.SOUND_DIFFERENT: {"words": unclear("S")},
        code.WORD_UNCLEAR: {"words": unclear(None)},
        code.WELL_DONE: {},
    }
    return {
        name: (report(**fault), fault.get("profile", PROFILE))
        for name, fault in faults.items()
    }


def finding_of(code: FindingCode) -> Finding | None:
    """Return the finding with a code in the take made for it, if it is told."""
    told = find(*takes_with_faults()[code], NORMS)
    return next((finding for finding in told if finding.code is code), None)


def found(**changes: object) -> list[Finding]:
    """What is found in a take with some changes, beside the natives of its phrase."""
    return list(find(report(**changes), PROFILE, NORMS))


def codes(**changes: object) -> list[FindingCode]:
    """The codes of what is found."""
    return [finding.code for finding in found(**changes)]
