from __future__ import annotations

import pytest

from teaching_app.insights.facts.word_classes import class_of, plain


@pytest.mark.parametrize(
    ("word", "n_syllables", "kind"),
    [
        ("information", 4, "tion"),
        ("Decisions", 3, "tion"),
        ("musician", 3, "tion"),
        ("electricity,", 5, "ity"),
        ("scientific", 4, "ic"),
        ("economically", 6, "ic"),
        ("photography", 4, "graphy"),
        ("engineer", 3, "eer"),
        ("record", 2, "noun_verb"),
        ("objects", 2, "noun_verb"),
        ("invites", 2, "noun_verb"),
        ("content", 2, "short"),  # noun and adjective
        ("classroom", 2, "compound"),
        ("tomorrow", 3, "long"),
        ("table", 2, "short"),
        ("cat", 1, ""),
        ("nation", 2, "tion"),
        ("city", 2, "short"),  # too short a stem to be one in -ity
    ],
)
def test_the_kind_of_a_word_follows_from_its_spelling(
    word: str, n_syllables: int, kind: str
) -> None:
    assert class_of(word, n_syllables) == kind


def test_marks_around_a_word_are_left_out() -> None:
    assert plain("“Don’t!”") == "don't"
