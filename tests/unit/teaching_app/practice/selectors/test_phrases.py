"""The phrases on offer."""

from __future__ import annotations

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from teaching_app.practice.selectors import phrases
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


def test_every_word_of_a_search_is_in_text_meaning_or_tip() -> None:
    wanted = PhraseFactory(text="Would you like tea?", meaning="An offer", tip="Rise.")
    PhraseFactory(text="Tea is hot.", meaning="A fact")
    assert list(phrases.catalogue(query="TEA offer")) == [wanted]
    assert list(phrases.catalogue(query="tea rise offer")) == [wanted]
    assert not phrases.catalogue(query="tea coffee")


def test_a_phrase_is_found_by_a_style_it_may_be_said_in() -> None:
    wanted = PhraseFactory(target_styles=["neutral", "calm"])
    PhraseFactory(target_styles=["neutral"])
    PhraseFactory(target_styles=[])
    assert list(phrases.catalogue(style="calm")) == [wanted]


def test_phrases_of_many_natives_come_first_each_kind_in_its_order() -> None:
    silent = PhraseFactory(order=1)
    few = NativeProfileFactory(phrase=PhraseFactory(order=2), n_speakers=3).phrase
    more = NativeProfileFactory(phrase=PhraseFactory(order=4), n_speakers=90).phrase
    many = NativeProfileFactory(phrase=PhraseFactory(order=3), n_speakers=16).phrase
    assert list(phrases.catalogue()) == [many, more, few, silent]


def test_a_long_search_in_translations_reads_them_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    wanted = PhraseFactory(
        text="Would you like tea?", meaning="An offer", tip="Let it rise."
    )
    PhraseFactory(tip="Let it fall.")
    words = ["tea", "offer", "tea", "rise"]
    with translation.override("zh-hans"), django_assert_num_queries(2):
        assert list(phrases.catalogue(query=" ".join(words * 20))) == [wanted]
