"""A pattern's title, why it matters, what to teach, and what to assign.

One entry for every code of the detectors. ``%(n)d of %(total)d`` are learners.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from teaching_app.insights.detectors import Certainty, Pattern
from teaching_app.practice.feedback.sounds import sound_label

from .kinds import KINDS

CERTAINTIES = {
    Certainty.SURE: _("quite sure"),
    Certainty.LIKELY: _("fairly sure"),
    Certainty.FIRST_SIGNS: _("first signs"),
}
WHERE = {
    ("early", "one"): _("one syllable early"),
    ("early", "some"): _("too early"),
    ("late", "one"): _("one syllable late"),
    ("late", "some"): _("too late"),
}


@dataclass(frozen=True, slots=True)
class PatternText:
    """The sentences of one code."""

    title: Promise
    teach: Promise | str
    assignment: Promise
    instructions: Promise | str


@dataclass(frozen=True, slots=True)
class PatternWords:
    """A pattern as a teacher reads it."""

    title: str
    teach: str
    certainty: str
    certainty_code: str
    interval: str
    assignment: str
    instructions: str


TEXTS = {
    "stress_early": PatternText(
        _("%(n)d of %(total)d put the stress of %(kind)s %(where)s"),
        "%(rule)s",
        _("Stress in %(kind)s"),
        "%(rule)s",
    ),
    "stress_late": PatternText(
        _("%(n)d of %(total)d put the stress of %(kind)s %(where)s"),
        "%(rule)s",
        _("Stress in %(kind)s"),
        "%(rule)s",
    ),
    "stress_word": PatternText(
        _("%(n)d of %(total)d stress “%(heard)s” in “%(word)s”"),
        _(
            "It is “%(expected)s” that is stressed. Clap on it together, then say the word in a phrase."
        ),
        _("Stress in “%(word)s”"),
        _("Make “%(expected)s” in “%(word)s” longer and louder than the rest."),
    ),
    "stress_unclear": PatternText(
        _("%(n)d of %(total)d say longer words without a clear stress"),
        _(
            "Let one syllable be twice as long as the others: clap on it, hurry the rest."
        ),
        _("One strong syllable"),
        _("In every longer word, let one syllable be long and loud. Hurry the rest."),
    ),
    "flat_questions": PatternText(
        _("%(n)d of %(total)d end questions flat"),
        _(
            "Native speakers go up on the last stressed word here. Say only that word until it rises, then the whole question."
        ),
        _("Questions that rise"),
        _("Lift your voice at the end, as if you waited for an answer."),
    ),
    "open_endings": PatternText(
        _("%(n)d of %(total)d leave the end of a statement open"),
        _(
            "Native speakers come down on the last stressed word. Let it fall as if a door closed."
        ),
        _("Endings that fall"),
        _("Let your voice drop on the last word that matters."),
    ),
    "flat_melody": PatternText(
        _("%(n)d of %(total)d speak with a flat melody"),
        _("Hum the reference together first, then put the words on the melody."),
        _("Let your voice move"),
        _("Start higher on the most important word, and come down at the end."),
    ),
    "pauses_inside": PatternText(
        _("%(n)d of %(total)d pause inside groups of words"),
        _(
            "Words that belong together are said on one breath. Most pauses came after %(words)s."
        ),
        _("On one breath"),
        _("Take a breath first. Say each group of words as if it were one long word."),
    ),
    "breaks_missing": PatternText(
        _("%(n)d of %(total)d run over the breaks between parts"),
        _("Say the parts as phrases of their own first, then join them with a stop."),
        _("Stop for a moment"),
        _("Breathe where one part ends, then go on."),
    ),
    "weak_vowels": PatternText(
        _("%(n)d of %(total)d give weak vowels their full length"),
        _(
            "Unstressed syllables are short and quiet. It was heard most in %(words)s: tap the strong syllables and let the weak ones fall in between."
        ),
        _("Short weak syllables"),
        _("Tap the strong syllables. Hurry over everything between them."),
    ),
    "focus": PatternText(
        _("%(n)d of %(total)d lean on another word than the one that matters"),
        _(
            "One word of a phrase is higher, louder and longer. Ask a question that the phrase answers: the answer is that word."
        ),
        _("The word that matters"),
        _("Point at somebody on the word that matters, and let the others be quiet."),
    ),
    "too_slow": PatternText(
        _("%(n)d of %(total)d speak more slowly than native speakers"),
        _("Link the words, and keep the small ones short: speed comes from them."),
        _("Link the words"),
        _("Say the last three words until they flow, then the whole phrase."),
    ),
    "too_fast": PatternText(
        _("%(n)d of %(total)d hurry"),
        _("Take time on the stressed syllables, and stop where a part ends."),
        _("Take your time"),
        _("Speak along with the reference, without overtaking it."),
    ),
    "sound": PatternText(
        _("%(n)d of %(total)d say %(heard_sound)s for %(expected_sound)s"),
        _(
            "It was heard in %(words)s. Play both, the take and the native’s, and listen for it."
        ),
        _("The sound %(expected_sound)s"),
        _("Say only %(expected_sound)s a few times, then put the word around it."),
    ),
}


def in_words(pattern: Pattern) -> PatternWords:
    """Describe a pattern in the language of the page."""
    text, names = TEXTS[pattern.code], _names(pattern)
    return PatternWords(
        title=str(text.title) % names,
        teach=str(text.teach) % names,
        certainty=str(CERTAINTIES[pattern.certainty]),
        certainty_code=pattern.certainty.value,
        interval=_interval(pattern),
        assignment=str(text.assignment) % names,
        instructions=str(text.instructions) % names,
    )


def _interval(pattern: Pattern) -> str:
    """The interval of the share among learners like these."""
    return str(_("between %(low)d and %(high)d %% of learners like these")) % {
        "low": round(100 * pattern.share.low),
        "high": round(100 * pattern.share.high),
    }


def _names(pattern: Pattern) -> dict[str, object]:
    details = dict(pattern.details)
    names: dict[str, object] = {
        **details,
        "n": pattern.n_learners,
        "total": pattern.n_occasion,
    }
    if pattern.kind in KINDS:
        names["kind"] = KINDS[pattern.kind].name
        names["rule"] = KINDS[pattern.kind].rule
    if "by" in details:
        direction = pattern.code.removeprefix("stress_")
        names["where"] = WHERE[direction, details["by"]]
    for name in ("expected_sound", "heard_sound"):
        if name in details:
            names[name] = sound_label(details[name])
    return names
