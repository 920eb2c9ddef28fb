"""Tests of which phrases a teacher may use."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from teaching_app.schools.selectors import shared_phrases
from tests.factories.schools import (
    InstitutionFactory,
    MembershipFactory,
    SharedPhraseFactory,
)

pytestmark = pytest.mark.django_db


def test_a_teacher_has_their_own_phrases_and_those_that_colleagues_share() -> None:
    school = InstitutionFactory()
    teacher = MembershipFactory(institution=school).user
    kept_to_oneself = SharedPhraseFactory(
        institution=school, author=teacher, is_shared=False
    )
    shared = SharedPhraseFactory(institution=school)
    SharedPhraseFactory(institution=school, is_shared=False)
    SharedPhraseFactory(institution=school, removed_at=timezone.now())
    SharedPhraseFactory()
    found = shared_phrases.for_staff(teacher)
    assert list(found) == [shared.phrase, kept_to_oneself.phrase]
    assert not shared_phrases.for_staff(AnonymousUser()).exists()


def test_one_of_several_institutions_has_its_own() -> None:
    here = MembershipFactory()
    there = MembershipFactory(user=here.user)
    SharedPhraseFactory(institution=here.institution)
    phrase = SharedPhraseFactory(institution=there.institution).phrase
    found = shared_phrases.for_staff(here.user, there.institution)
    assert list(found) == [phrase]


def test_every_word_of_a_query_is_looked_for() -> None:
    member = MembershipFactory()
    for text in ("Open the garage.", "Open the door."):
        SharedPhraseFactory(institution=member.institution, phrase__text=text)
    found = shared_phrases.for_staff(member.user, query="garage open")
    assert [phrase.text for phrase in found] == ["Open the garage."]


def test_a_phrase_comes_with_its_author_in_one_query(
    django_assert_num_queries: object,
) -> None:
    member = MembershipFactory()
    SharedPhraseFactory.create_batch(3, institution=member.institution)
    with django_assert_num_queries(1):
        assert all(
            phrase.shared_phrase.author.username
            for phrase in shared_phrases.for_staff(member.user)
        )
