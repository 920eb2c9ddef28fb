"""Weak vowels pronounced at full length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teaching_app.insights.facts.take import Take

from .base import Pattern, detector, pattern_in_words


@detector
def weak_vowels(takes: Sequence[Take]) -> Iterator[Pattern]:
    """Learners whose phrases have long, full unstressed vowels."""
    if pattern := pattern_in_words(
        takes, "vowel_not_reduced", "weak_vowels", weight=0.8
    ):
        yield pattern
