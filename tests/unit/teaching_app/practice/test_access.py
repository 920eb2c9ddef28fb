"""Who may reach which rows for what, and how another application widens it."""

from __future__ import annotations

from collections import defaultdict

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from teaching_app.practice import access
from teaching_app.practice.access import Actor, Purpose
from teaching_app.practice.models import Analysis, ErasureReceipt, Learner, Phrase
from tests.factories.models import (
    AnalysisFactory,
    LearnerFactory,
    PhraseFactory,
    RecordingFactory,
    RenditionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NOT_TO_BE_HEARD = (
    Purpose.HEAR,
    Purpose.CHANGE,
    Purpose.DELETE,
    Purpose.SHARE,
    Purpose.REVIEW,
)


@pytest.fixture
def teacher(monkeypatch: pytest.MonkeyPatch) -> User:
    """An account that a grant from outside lets see the takes of phrases it wrote."""
    monkeypatch.setattr(access, "_grants", defaultdict(list))
    teacher = LearnerFactory().user

    @access.grant(Analysis)
    def teachers_see_takes_of_their_phrases(actor: Actor, purpose: Purpose) -> Q | None:
        if purpose is Purpose.SEE and actor.is_authenticated:
            return Q(recording__phrase__owner__user=actor)
        return None

    return teacher


@pytest.fixture
def handed_in(teacher: User, learner: Learner) -> Analysis:
    phrase = PhraseFactory(owner=teacher.learner)
    return AnalysisFactory(recording__phrase=phrase, recording__owner=learner)


@pytest.mark.parametrize("purpose", Purpose)
def test_takes_are_their_owners_for_every_purpose_and_nobody_elses(
    learner: Learner, purpose: Purpose
) -> None:
    older = AnalysisFactory(recording__owner=learner)
    newer = AnalysisFactory(recording__owner=learner)
    AnalysisFactory()
    assert list(access.takes_for(learner.user, purpose)) == [newer, older]
    assert not access.takes_for(UserFactory(is_staff=True), purpose)
    assert not access.takes_for(AnonymousUser(), purpose)


def test_what_was_made_of_a_take_goes_with_it(learner: Learner) -> None:
    mine = RenditionFactory(analysis__recording__owner=learner)
    RenditionFactory()
    assert list(access.renditions_for(learner.user, Purpose.HEAR)) == [mine]


def test_phrases_on_offer_are_everybodys_to_see_and_nobodys_to_change(
    learner: Learner,
) -> None:
    on_offer, withdrawn = PhraseFactory(), PhraseFactory(is_active=False)
    mine = PhraseFactory(owner=learner)
    theirs = PhraseFactory(owner=LearnerFactory())
    assert set(access.phrases_for(learner.user, Purpose.SEE)) == {on_offer, mine}
    assert set(access.phrases_for(AnonymousUser(), Purpose.HEAR)) == {on_offer}
    for purpose in (Purpose.CHANGE, Purpose.DELETE, Purpose.SHARE, Purpose.REVIEW):
        assert list(access.phrases_for(learner.user, purpose)) == [mine], purpose
    assert {withdrawn, theirs} < set(Phrase.objects.all())


def test_a_receipt_may_be_read_by_anybody_and_not_deleted(learner: Learner) -> None:
    assert access.receipts_for(AnonymousUser(), Purpose.SEE).model is ErasureReceipt
    receipt = ErasureReceipt.objects.create(
        scope="take", rows={}, n_files=0, size=0, erased_at="2026-01-01T00:00Z"
    )
    assert list(access.receipts_for(AnonymousUser(), Purpose.SEE)) == [receipt]
    assert not access.receipts_for(learner.user, Purpose.DELETE)


def test_a_grant_from_outside_opens_its_purpose_and_no_other(
    teacher: User, handed_in: Analysis
) -> None:
    assert list(access.takes_for(teacher, Purpose.SEE)) == [handed_in]
    for purpose in NOT_TO_BE_HEARD:
        assert not access.takes_for(teacher, purpose), purpose


def test_a_grant_takes_nothing_from_the_owner(
    teacher: User, handed_in: Analysis, learner: Learner
) -> None:
    practised = AnalysisFactory(recording__owner=learner)
    takes = access.takes_for(learner.user, Purpose.SEE)
    assert list(takes) == [practised, handed_in]
    assert list(access.takes_for(teacher, Purpose.SEE)) == [handed_in]


def test_a_grant_reaches_the_pages(teacher: User, handed_in: Analysis) -> None:
    client = Client()
    client.force_login(teacher, backend="django.contrib.auth.backends.ModelBackend")
    address = [handed_in.public_id]
    assert client.get(reverse("feedback", args=address)).status_code == 200
    assert client.get(reverse("take_audio", args=address)).status_code == 404
    assert client.post(reverse("erase_take", args=address)).status_code == 404
    assert Analysis.objects.filter(pk=handed_in.pk).exists()


def test_a_grant_by_way_of_many_rows_finds_each_row_once(
    teacher: User, learner: Learner
) -> None:
    access.grant(Phrase)(
        lambda actor, purpose: Q(recordings__owner__isnull=False)  # one row a take
    )
    phrase = PhraseFactory(is_active=False)
    for _ in range(3):
        RecordingFactory(phrase=phrase)
    assert list(access.phrases_for(teacher, Purpose.SEE)) == [phrase]
