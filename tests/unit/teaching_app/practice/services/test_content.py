"""What a new installation begins with."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.db.models import Q

import emotion_engine as engine
from teaching_app.practice.models import Learner, NativeProfile, Phrase
from teaching_app.practice.selectors import phrases
from teaching_app.practice.services import content

pytestmark = pytest.mark.django_db


def test_phrases_span_levels_and_what_they_train() -> None:
    assert content.install_phrases() == Phrase.objects.count() >= 80
    assert set(Phrase.objects.values_list("focus", flat=True)) == set(
        Phrase.Focus.values
    )
    assert set(Phrase.objects.values_list("level", flat=True)) == set(
        Phrase.Level.values
    )


def test_every_phrase_says_what_it_means_and_how_to_say_it() -> None:
    content.install_phrases()
    assert not Phrase.objects.filter(Q(meaning="") | Q(tip="")).exists()


def test_every_style_has_three_phrases_to_say_in_it() -> None:
    content.install_phrases()
    for style in engine.STYLES:
        assert phrases.catalogue(style=style).count() >= 3, style


def test_installing_again_changes_nothing() -> None:
    content.install_phrases()
    content.install_profiles()
    before = list(Phrase.objects.values()), list(NativeProfile.objects.values())
    assert content.install_phrases() == 0
    assert content.install_profiles() == 0
    assert before == (
        list(Phrase.objects.values()),
        list(NativeProfile.objects.values()),
    )


def test_every_word_is_in_the_dictionary_and_every_stress_exists() -> None:
    content.install_phrases()
    for phrase in Phrase.objects.all():
        plan = engine.plan_phrase(phrase.text, phrase.stressed_syllables)
        assert all(word.in_dictionary for word in plan.words), phrase.text
        for index, syllable in phrase.stressed_syllables.items():
            assert plan.words[index].expected_syllable == syllable, phrase.text


def test_the_words_that_matter_are_words_of_their_phrase() -> None:
    content.install_phrases()
    said = {
        phrase.slug: [
            engine.plan_phrase(phrase.text).words[index].text for index in phrase.accent
        ]
        for phrase in Phrase.objects.all()
    }
    assert said["i-said-monday"] == ["Monday", "Tuesday"]
    assert said["not-my-coffee"] == ["my", "your"]
    focused = Phrase.objects.filter(focus=Phrase.Focus.FOCUS)
    named = [phrase.slug for phrase in focused if said[phrase.slug]]
    assert len(named) >= 0.8 * len(focused)  # some may be said in several ways


def test_every_style_that_is_offered_is_known() -> None:
    content.install_phrases()
    for phrase in Phrase.objects.all():
        assert set(phrase.target_styles) <= set(engine.STYLES)


def test_every_shipped_profile_finds_its_phrase_and_its_style() -> None:
    content.install_phrases()
    content.install_profiles()
    shipped = engine.shipped_profiles()
    assert shipped
    assert NativeProfile.objects.count() == len(shipped)
    for profile in NativeProfile.objects.select_related("phrase"):
        assert profile.style in profile.phrase.target_styles
        read = engine.NativeProfile.from_json(profile.data)
        said, written = read.text, profile.phrase.text
        assert engine.same_phrase(said) == engine.same_phrase(written)


def test_a_new_version_of_a_profile_takes_over_and_the_old_one_stays() -> None:
    content.install_phrases()
    content.install_profiles()
    NativeProfile.objects.update(version="old")
    assert content.install_profiles() == len(engine.shipped_profiles())
    assert not NativeProfile.objects.filter(version="old", is_active=True).exists()
    assert NativeProfile.objects.filter(version="old").exists()


def test_under_the_open_licence_restricted_profiles_are_retired_and_come_back() -> None:
    content.install_phrases()
    content.install_profiles()
    content.install_profiles("open")
    active = NativeProfile.objects.filter(is_active=True)
    assert not [p.licence for p in active if "NC" in p.licence or "res" in p.licence]
    assert NativeProfile.objects.count() == len(engine.shipped_profiles())
    assert content.install_profiles() == 0
    assert active.all().count() == len(engine.shipped_profiles())


def test_the_demo_accounts_are_made_once_with_passwords_that_work() -> None:
    made = content.install_accounts()
    assert [account.username for account in made] == ["demo-learner", "demo-teacher"]
    for account in made:
        assert len(account.password) >= 12
        assert authenticate(username=account.username, password=account.password)
    assert made[0].password != made[1].password
    assert content.install_accounts() == []
    assert Learner.objects.count() == 2
