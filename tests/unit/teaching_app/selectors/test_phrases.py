"""The phrases on offer."""

from __future__ import annotations

import pytest

from teaching_app.selectors import phrases
from tests.factories.models import NativeProfileFactory, PhraseFactory

pytestmark = pytest.mark.django_db


def test_phrases_are_filtered_by_level_and_focus() -> None:
    wanted = PhraseFactory(level="A2", focus="melody")
    PhraseFactory(level="A2", focus="stress")
    PhraseFactory(level="C1", focus="melody")
    PhraseFactory(level="A2", focus="melody", is_active=False)
    assert list(phrases.catalogue(level="A2", focus="melody")) == [wanted]


def test_native_speakers_are_those_of_the_largest_active_profile() -> None:
    said, silent = PhraseFactory(), PhraseFactory()
    NativeProfileFactory(phrase=said, style="neutral", n_speakers=16)
    NativeProfileFactory(phrase=said, style="happy", n_speakers=24)
    NativeProfileFactory(phrase=said, style="sad", n_speakers=99, is_active=False)
    counts = dict(phrases.catalogue().values_list("pk", "native_speakers"))
    assert counts == {said.pk: 24, silent.pk: 0}
