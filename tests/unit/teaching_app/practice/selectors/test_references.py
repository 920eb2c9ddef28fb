"""Which recordings are offered, and in which order."""

from __future__ import annotations

from typing import Any

import pytest

from teaching_app.practice.selectors import references
from tests.factories.models import PhraseFactory, ReferenceAudioFactory

pytestmark = pytest.mark.django_db


def test_natives_come_first_and_the_wanted_style_before_all() -> None:
    phrase = PhraseFactory()
    synthetic = ReferenceAudioFactory(phrase=phrase, kind="synthetic", style="")
    happy = ReferenceAudioFactory(phrase=phrase, style="happy")
    neutral = ReferenceAudioFactory(phrase=phrase, style="neutral")
    assert references.ordered(phrase) == [neutral, happy, synthetic]
    assert references.ordered(phrase, "happy") == [happy, neutral, synthetic]


def test_where_expression_is_off_only_plain_ones_are_offered(settings: Any) -> None:
    settings.EXPRESSION_ENABLED = False
    phrase = PhraseFactory()
    ReferenceAudioFactory(phrase=phrase, style="happy")
    neutral = ReferenceAudioFactory(phrase=phrase, style="neutral")
    assert references.ordered(phrase) == [neutral]
