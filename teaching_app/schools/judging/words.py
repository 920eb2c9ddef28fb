"""A teacher's judgement in words, for teachers and for learners."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import emotion_engine as engine
from teaching_app.practice.feedback import rules
from teaching_app.practice.feedback.labels import DELIVERY, readable
from teaching_app.practice.feedback.measures import BANDS
from teaching_app.schools.models import Judgement

About = Judgement.About
Code = engine.FindingCode

# Titles of findings without the word or syllable that their sentences name.
NAMES = {
    Code.WORDS_MISSING: gettext_lazy("A word is missing"),
    Code.WORDS_EXTRA: gettext_lazy("There are other words"),
    Code.ENDING_MISSING: gettext_lazy("An ending is missing"),
    Code.STRESS_ELSEWHERE: gettext_lazy("Stress on another syllable"),
    Code.STRESS_UNCLEAR: gettext_lazy("Stress not clear"),
    Code.ACCENT_ON_OTHER_WORD: gettext_lazy("Another word stands out"),
    Code.NUCLEUS_ON_OTHER_WORD: gettext_lazy("Main stress on another word"),
    Code.FOCUS_ON_OTHER_WORD: gettext_lazy("The word that matters does not stand out"),
    Code.SYLLABLE_TOO_SHORT: gettext_lazy("A syllable is too short"),
    Code.SYLLABLE_TOO_LONG: gettext_lazy("A syllable is too long"),
    Code.STRESSED_TOO_HIGH: gettext_lazy("A stressed syllable is too high"),
    Code.VOWEL_NOT_REDUCED: gettext_lazy("A weak vowel is too full"),
    Code.MELODY_TOO_FLAT: gettext_lazy("Melody too flat"),
    Code.MELODY_UPSIDE_DOWN: gettext_lazy("Melody climbs to the end"),
    Code.MELODY_TOO_WIDE: gettext_lazy("Melody too wide"),
    Code.MELODY_OUTSIDE_BAND: gettext_lazy("Melody unlike the natives’"),
    Code.FINAL_RISE_MISSING: gettext_lazy("No rise at the end"),
    Code.FINAL_FALL_MISSING: gettext_lazy("No fall at the end"),
    Code.TOO_FAST: gettext_lazy("Too fast"),
    Code.TOO_SLOW: gettext_lazy("Too slow"),
    Code.PAUSE_UNEXPECTED: gettext_lazy("A pause where none is"),
    Code.BREAK_MISSING: gettext_lazy("No break where one is"),
    Code.WORD_UNCLEAR: gettext_lazy("A word is hard to make out"),
    Code.SOUND_DIFFERENT: gettext_lazy("Another sound"),
    Code.WELL_DONE: gettext_lazy("Well done"),
}


def said_instead(judgement: Judgement) -> str:
    """The teacher's answer in words; empty where they agree."""
    if judgement.verdict == Judgement.Verdict.AGREED:
        return ""
    value = judgement.value or {}
    if judgement.about == About.STRESS:
        return _stress(value.get("text", ""))
    if judgement.about == About.BAND:
        return str(BANDS[value["band"]][1])
    if value.get("is_fault"):
        return _("something does need work")
    return _("not a fault here")


def _stress(syllable: str) -> str:
    if not syllable:
        return _("no syllable stood out")
    return _("heard on “%(syllable)s”") % {"syllable": syllable}


def title_of(judgement: Judgement) -> str:
    """What was judged, as it was reported to the learner."""
    if judgement.about == About.BAND:
        return readable(DELIVERY, judgement.band)
    machine = judgement.machine or {}
    if judgement.about == About.STRESS:
        return _("Stress in “%(word)s”") % {"word": machine.get("word", "")}
    return _finding(judgement)


def _finding(judgement: Judgement) -> str:
    """The finding's title, in the reader's language."""
    machine = judgement.machine or {}
    finding = engine.Finding(
        Code(judgement.finding), 0.0, None, None, details=machine.get("details", {})
    )
    return rules.describe(finding).title


def topic(about: str, *, finding: str = "", band: str = "") -> str:
    """The subject of a judgement, for statistics over many takes."""
    if about == About.BAND:
        return _("Band: %(score)s") % {"score": readable(DELIVERY, band)}
    if about == About.STRESS and not finding:
        return _("Stress in place, or nothing reported")
    return readable(NAMES, finding)
