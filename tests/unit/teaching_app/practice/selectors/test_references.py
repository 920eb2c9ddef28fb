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


def test_of_the_synthetic_voices_the_chosen_one_comes_first() -> None:
    phrase = PhraseFactory()
    heart, emma = (
        ReferenceAudioFactory(phrase=phrase, kind="synthetic", style="", speaker=code)
        for code in ("af_heart", "bf_emma")
    )
    native = ReferenceAudioFactory(phrase=phrase)
    assert references.ordered(phrase, voice="bf_emma") == [native, emma, heart]


def test_several_speakers_are_natives_then_voices_unlike_each_other() -> None:
    phrase = PhraseFactory()
    happy = ReferenceAudioFactory(phrase=phrase, style="happy", speaker="actor")
    plain = ReferenceAudioFactory(phrase=phrase, style="neutral", speaker="actor")
    emma = ReferenceAudioFactory(
        phrase=phrase, kind="synthetic", style="", speaker="bf_emma"
    )
    found = references.several(phrase, voice="bf_emma", n=4)
    assert found[:2] == [plain, emma]
    assert happy not in found
    assert {code[:2] for code in found[2:]} == {"af", "am"}


def test_a_phrase_is_silent_until_a_native_or_the_voice_says_it() -> None:
    by_native, by_voice, by_another = PhraseFactory.create_batch(3)
    ReferenceAudioFactory(phrase=by_native)
    for phrase, code in ((by_voice, "af_heart"), (by_another, "bf_emma")):
        ReferenceAudioFactory(phrase=phrase, kind="synthetic", style="", speaker=code)
    assert list(references.silent("af_heart")) == [by_another]
