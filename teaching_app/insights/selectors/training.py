"""Phrases that train what a pattern is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from teaching_app.insights.detectors import Pattern
from teaching_app.insights.facts.word_classes import LONG, class_of, plain
from teaching_app.practice.access import ON_OFFER
from teaching_app.practice.models import Phrase
from teaching_app.schools.models import SchoolClass

MOST_PHRASES = 5
MOST_MISSED = 2  # phrases showing the pattern that are assigned again
LEVELS = [str(level) for level in Phrase.Level]
Focus = Phrase.Focus
FOCUS = {
    "flat_questions": Focus.MELODY,
    "open_endings": Focus.MELODY,
    "flat_melody": Focus.MELODY,
    "pauses_inside": Focus.RHYTHM,
    "breaks_missing": Focus.RHYTHM,
    "weak_vowels": Focus.RHYTHM,
    "too_slow": Focus.RHYTHM,
    "too_fast": Focus.RHYTHM,
    "focus": Focus.FOCUS,
}


def phrases_that_train(pattern: Pattern, school_class: SchoolClass) -> list[Phrase]:
    """The phrases missed most, then others that suit, nearest to the class's level."""
    missed = _missed(pattern)
    others = [phrase for phrase in _offered(school_class) if _fits(phrase, pattern)]
    others = [phrase for phrase in others if phrase not in missed]
    others.sort(key=lambda phrase: (_distance(phrase, school_class), phrase.order))
    return [*missed, *others][:MOST_PHRASES]


def _missed(pattern: Pattern) -> list[Phrase]:
    counted = Counter(miss.take.phrase for miss in pattern.evidence)
    keys = [phrase for phrase, _n in counted.most_common(MOST_MISSED)]
    found = Phrase.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def _offered(school_class: SchoolClass) -> QuerySet[Phrase]:
    """Phrases of the catalogue, and those shared by the institution's staff."""
    shared = Q(
        shared_phrase__institution=school_class.institution_id,
        shared_phrase__is_shared=True,
        shared_phrase__removed_at=None,
    )
    return Phrase.objects.filter(ON_OFFER | shared).exclude(focus=Focus.STYLE)


def _fits(phrase: Phrase, pattern: Pattern) -> bool:
    if pattern.code == "stress_word":
        return pattern.kind in _words(phrase)
    if pattern.code in ("stress_early", "stress_late"):
        # Numbers of syllables are not known here: kinds by length are matched by focus.
        kinds = {class_of(word, LONG) for word in _words(phrase)} - {"long"}
        by_length = pattern.kind in ("long", "short") and phrase.focus == Focus.STRESS
        return pattern.kind in kinds or by_length
    if pattern.code == "stress_unclear":
        return phrase.focus == Focus.STRESS
    if pattern.code == "flat_questions":
        return phrase.focus == Focus.MELODY and phrase.text.endswith("?")
    return phrase.focus == FOCUS.get(pattern.code)


def _words(phrase: Phrase) -> Iterator[str]:
    return (plain(word) for word in phrase.text.split())


def _distance(phrase: Phrase, school_class: SchoolClass) -> int:
    """Levels between a phrase and the class; 0 where either has none."""
    if not phrase.level or not school_class.level:
        return 0
    return abs(LEVELS.index(phrase.level) - LEVELS.index(school_class.level))
