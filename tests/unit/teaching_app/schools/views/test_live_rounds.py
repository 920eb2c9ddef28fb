"""Staff begin a round with a phrase that they may give, and end it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.schools.models import LiveRound, SchoolClass
from tests.factories.models import PhraseFactory
from tests.factories.schools import SharedPhraseFactory

pytestmark = pytest.mark.django_db


def live_page(school_class: SchoolClass) -> str:
    return reverse("teach_live", args=[school_class.public_id])


def test_a_round_begins_with_a_phrase_and_leads_to_the_screen(
    teacher_client: Client, school_class: SchoolClass
) -> None:
    phrase = PhraseFactory()
    sent = {"phrase": phrase.slug}
    response = teacher_client.post(live_page(school_class), sent)
    begun = LiveRound.objects.get()
    assert begun.phrase == phrase
    assert response.url == reverse("teach_live_screen", args=[begun.public_id])
    page = teacher_client.get(response.url).content.decode()
    assert begun.code in page
    assert "<svg" in page
    assert (
        "A round is on" in teacher_client.get(live_page(school_class)).content.decode()
    )


def test_ones_own_phrases_are_offered_and_anothers_are_not(
    teacher_client: Client, school_class: SchoolClass
) -> None:
    ours = SharedPhraseFactory(institution=school_class.institution).phrase
    theirs = SharedPhraseFactory().phrase
    page = teacher_client.get(live_page(school_class), {"source": "own"})
    assert [phrase.slug for phrase, _words in page.context["phrases"]] == [ours.slug]
    sent = {"phrase": theirs.slug}
    response = teacher_client.post(live_page(school_class), sent)
    assert response.status_code == 404
    assert not LiveRound.objects.exists()


def test_searching_answers_with_the_list_alone(
    teacher_client: Client, school_class: SchoolClass
) -> None:
    PhraseFactory(text="A banana.")
    PhraseFactory(text="A museum.")
    response = teacher_client.get(
        live_page(school_class), {"query": "museum"}, HTTP_HX_REQUEST="true"
    )
    assert [p.text for p, _words in response.context["phrases"]] == ["A museum."]
    assert "<html" not in response.content.decode()


def test_a_round_is_ended(teacher_client: Client, school_class: SchoolClass) -> None:
    teacher_client.post(live_page(school_class), {"phrase": PhraseFactory().slug})
    begun = LiveRound.objects.get()
    teacher_client.post(reverse("teach_live_end", args=[begun.public_id]))
    begun.refresh_from_db()
    assert not begun.is_open
    screen = reverse("teach_live_screen", args=[begun.public_id])
    page = teacher_client.get(screen).content.decode()
    assert "The round is over" in page
    assert begun.code not in page
    assert "hx-get" not in page
