"""The speech sounds of a take with their times, for learners who want details."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

import emotion_engine as engine

# ARPAbet phones, without stress digits, in the International Phonetic Alphabet.
IPA = {
    "AA": "ɑ", "AE": "æ", "AH": "ʌ", "AH0": "ə", "AO": "ɔ", "AW": "aʊ", "AX": "ə", "AY": "aɪ",
    "B": "b", "CH": "tʃ", "D": "d", "DH": "ð", "EH": "ɛ", "ER": "ɝ", "ER0": "ɚ",
    "EY": "eɪ", "F": "f", "G": "ɡ", "HH": "h", "IH": "ɪ", "IY": "i", "JH": "dʒ",
    "K": "k", "L": "l", "M": "m", "N": "n", "NG": "ŋ", "OW": "oʊ", "OY": "ɔɪ",
    "P": "p", "R": "ɹ", "S": "s", "SH": "ʃ", "T": "t", "TH": "θ", "UH": "ʊ",
    "UW": "u", "V": "v", "W": "w", "Y": "j", "Z": "z", "ZH": "ʒ",
}  # fmt: skip


# Raters give a sound 2 where it is right, 1 with an accent, 0 where it is wrong.
LEVELS = {
    "good": _("clear"),
    "accented": _("with an accent"),
    "off": _("not clear"),
}
GOOD, ACCENTED = 1.5, 0.75


@dataclass(frozen=True, slots=True)
class SoundView:
    """One speech sound: its IPA symbol, and its duration in milliseconds.

    ``level`` is a key of ``LEVELS``, empty where sounds were not rated; ``heard_as`` is
    the symbol of the sound it was more like, if that is another one.
    """

    ipa: str
    start_s: float
    end_s: float
    duration_ms: int
    level: str
    heard_as: str

    @property
    def level_label(self) -> str:
        return str(LEVELS[self.level]) if self.level else ""


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """One syllable with its sounds, pitch and length."""

    word: str
    syllable: str
    sounds: tuple[SoundView, ...]
    duration_ms: int
    pitch_st: float | None
    level_db: float | None


def phone_rows(report: engine.UtteranceReport) -> tuple[PhoneRow, ...]:
    """Every syllable of a take in order."""
    return tuple(
        _row(word, syllable) for word in report.words for syllable in word.syllables
    )


def _row(word: engine.WordResult, syllable: engine.SyllableResult) -> PhoneRow:
    return PhoneRow(
        word=word.text,
        syllable=syllable.text,
        sounds=tuple(_sound(phone) for phone in syllable.phones),
        duration_ms=_ms(syllable),
        pitch_st=syllable.f0_median_st,
        level_db=syllable.level_db,
    )


def _sound(phone: engine.PhoneSegment) -> SoundView:
    return SoundView(
        ipa=_ipa(phone.label),
        start_s=phone.start_s,
        end_s=phone.end_s,
        duration_ms=_ms(phone),
        level=_level(phone.score),
        heard_as=_ipa(phone.heard_as) if phone.heard_as else "",
    )


def _ipa(label: str) -> str:
    return IPA.get(label) or IPA.get(label.rstrip("012"), label.lower())


def _level(score: float | None) -> str:
    if score is None:
        return ""
    if score >= GOOD:
        return "good"
    return "accented" if score >= ACCENTED else "off"


def _ms(span: engine.SyllableResult | engine.PhoneSegment) -> int:
    return round(1000 * (span.end_s - span.start_s))
