"""Words that are mispronounced, with their worst sound, and sounds to listen to again."""

from __future__ import annotations

from collections.abc import Iterator

from emotion_engine.delivery.phones import phone_name
from emotion_engine.profiles.store import NativeProfile
from emotion_engine.results import (
    Certainty,
    Finding,
    FindingCode,
    PhoneSegment,
    UtteranceReport,
    WordResult,
)

LEAST, PER_POINT = (
    0.5,
    0.05,
)  # severity just below the threshold, and per point below it
MOST = 0.85
MOST_REPORTED = 2  # a learner works on one or two words at a time
SEVERITY_ASKED, MOST_ASKED = 0.5, 1


def sounds(report: UtteranceReport, profile: NativeProfile | None) -> Iterator[Finding]:
    """Report words that were not clear, the worst first, with what was heard.

    Where a word was clear, but for a sound that may have been another, it is asked.
    """
    unclear = [word for word in report.words if word.heard and word.clear is False]
    unclear.sort(key=lambda word: word.accuracy.value)
    for word in unclear[:MOST_REPORTED]:
        yield finding_of(word)
    doubtful = [word for word in report.words if word.heard and word.clear]
    asked = [one for word in doubtful for one in questions_of(word)]
    yield from asked[:MOST_ASKED]


def questions_of(word: WordResult) -> Iterator[Finding]:
    """Ask about each sound of a clear word that was heard as another."""
    for index, syllable in enumerate(word.syllables):
        for phone in syllable.phones:
            if phone.heard_as is not None:
                yield Finding(
                    FindingCode.SOUND_DIFFERENT,
                    SEVERITY_ASKED,
                    word.start_s,
                    word.end_s,
                    word_index=word.index,
                    syllable_index=index,
                    details={"word": word.text} | named(phone),
                    certainty=Certainty.ASKED,
                )


def finding_of(word: WordResult) -> Finding:
    """Build the finding: the word, and its sound that was clearly another, if any."""
    phones = [phone for syllable in word.syllables for phone in syllable.phones]
    worst = min(phones, key=lambda phone: phone.score)
    different = worst.heard_as is not None
    details = {"word": word.text, "accuracy": round(word.accuracy.value, 1)}
    if different:
        details |= named(worst)
    return Finding(
        FindingCode.SOUND_DIFFERENT if different else FindingCode.WORD_UNCLEAR,
        min(MOST, LEAST + PER_POINT * (10 - word.accuracy.value)),
        word.start_s,
        word.end_s,
        word_index=word.index,
        details=details,
    )


def named(phone: PhoneSegment) -> dict[str, str]:
    """Return what was expected and what was heard, as phones without stress."""
    return {
        "expected_sound": phone_name(phone.label),
        "heard_sound": phone.heard_as,
    }
