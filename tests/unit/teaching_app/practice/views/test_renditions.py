"""One's own voice, changed: asked for on the page, heard by its owner alone."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.practice.models import Analysis, Learner, Rendition
from tests.factories import engines
from tests.factories.models import AnalysisFactory, RenditionFactory
from tests.factories.sound import wav_bytes
from tests.reports import native_report, synthetic_report

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


@pytest.fixture
def take(learner: Learner) -> Analysis:
    return AnalysisFactory(
        recording__owner=learner, state="done", report=synthetic_report()
    )


def address(take: Analysis) -> str:
    return reverse("renditions", args=[take.public_id])


def audio(take: Analysis, kind: str = "all") -> str:
    return reverse("rendition_audio", args=[take.public_id, kind])


def page_of(client: Client, take: Analysis) -> str:
    return client.get(reverse("feedback", args=[take.public_id])).content.decode()


def test_a_form_asks_for_one_and_comes_back_to_its_place(
    learner_client: Client, take: Analysis
) -> None:
    response = learner_client.post(address(take), {"kind": "all"})
    assert response.status_code == 302
    assert response.url.endswith("#rendition")
    assert Rendition.objects.get().kind == "all"


def test_asking_again_changes_nothing(learner_client: Client, take: Analysis) -> None:
    for _ in range(2):
        learner_client.post(address(take), {"kind": "all"}, headers=HTMX)
    assert Rendition.objects.count() == 1


def test_while_it_is_made_the_part_asks_for_itself(
    learner_client: Client, take: Analysis
) -> None:
    response = learner_client.post(address(take), {"kind": "all"}, headers=HTMX)
    part = response.content.decode()
    again = f"{address(take)}?seen=all"
    assert f'hx-get="{again}"' in part
    assert learner_client.get(again, headers=HTMX).status_code == 204
    assert "We are changing your recording" in part
    Rendition.objects.update(state="failed")
    part = learner_client.get(address(take), headers=HTMX).content.decode()
    assert "hx-get" not in part
    assert "You can ask again" in part


def test_only_what_was_off_is_offered_where_something_was(
    learner_client: Client, take: Analysis
) -> None:
    assert 'value="wrong"' in page_of(learner_client, take)
    take.report["findings"], take.report["comparison"] = [], None
    take.save()
    assert 'value="wrong"' not in page_of(learner_client, take)
    response = learner_client.post(address(take), {"kind": "wrong"})
    assert response.status_code == 400


@pytest.mark.parametrize("kind", ["cues", "louder", ""])
def test_nothing_else_can_be_asked_for(
    learner_client: Client, take: Analysis, kind: str
) -> None:
    assert learner_client.post(address(take), {"kind": kind}).status_code == 400
    assert not Rendition.objects.exists()


def test_a_take_that_was_not_judged_has_none(learner_client: Client, take) -> None:
    take.report["assessable"] = False
    take.report["reason"] = "too_noisy"
    take.save()
    assert learner_client.post(address(take), {"kind": "all"}).status_code == 400
    assert 'id="rendition"' not in page_of(learner_client, take)


def test_the_page_says_whose_voice_it_is_and_after_whom(
    learner_client: Client, take: Analysis
) -> None:
    made = RenditionFactory(made=True, analysis=take)
    page = page_of(learner_client, take)
    assert "your voice, changed by us" in page
    assert "after 24 native speakers" in page
    assert "after the synthetic voice" not in page
    made.details["after"], made.details["n_speakers"] = "synthetic", 0
    made.save()
    assert "after the synthetic voice" in page_of(learner_client, take)


def test_the_owner_hears_it(learner_client: Client, take: Analysis) -> None:
    RenditionFactory(made=True, analysis=take)
    response = learner_client.get(audio(take))
    assert response.getvalue() == wav_bytes()
    assert response["Cache-Control"] == "private, no-store"
    assert learner_client.get(audio(take, "wrong")).status_code == 404


def test_what_is_not_made_yet_cannot_be_heard(
    learner_client: Client, take: Analysis
) -> None:
    RenditionFactory(analysis=take)
    assert learner_client.get(audio(take)).status_code == 404


def test_another_learners_voice_is_not_there(learner_client: Client) -> None:
    theirs = RenditionFactory(made=True).analysis
    cues = reverse("cues", args=[theirs.public_id])
    for url in (address(theirs), audio(theirs), cues):
        assert learner_client.get(url).status_code == 404
    assert learner_client.post(address(theirs), {"kind": "all"}).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(client: Client) -> None:
    theirs = RenditionFactory(made=True).analysis
    cues = reverse("cues", args=[theirs.public_id])
    for url in (address(theirs), audio(theirs), cues):
        assert client.get(url).url.startswith("/accounts/login/")


def test_after_signing_in_the_page_itself_comes(
    learner_client: Client, take: Analysis
) -> None:
    response = learner_client.get(address(take))
    assert response.url == reverse("feedback", args=[take.public_id])


@pytest.fixture
def styled(learner: Learner) -> Analysis:
    take = AnalysisFactory(
        recording__owner=learner,
        state="done",
        report=native_report(),
        style="happy",
        with_expression=True,
    )
    advice = engines.try_cues(b"", {}, style="happy", config=None)
    RenditionFactory(analysis=take, kind="cues", state="done", details=advice.to_json())
    return take


def test_the_style_says_what_to_change_first(
    learner_client: Client, styled: Analysis
) -> None:
    page = page_of(learner_client, styled)
    assert "Change first: pitch range." in page
    assert "from 10 % to 40 %" in page
    assert "Let your voice rise and fall further." in page


def test_while_cues_are_tried_their_part_asks_for_itself(
    learner_client: Client, styled: Analysis
) -> None:
    Rendition.objects.update(state="running", claimed_by="worker-a")
    url = reverse("cues", args=[styled.public_id])
    part = learner_client.get(url).content.decode()
    assert f'hx-get="{url}?seen=cues"' in part
    assert learner_client.get(f"{url}?seen=cues").status_code == 204
    Rendition.objects.update(state="done")
    assert learner_client.get(f"{url}?seen=cues").status_code == 200


def test_with_expression_off_no_trace_of_the_cues_is_left(
    learner_client: Client, styled: Analysis, settings
) -> None:
    settings.EXPRESSION_ENABLED = False
    assert "cues" not in page_of(learner_client, styled)
    part = learner_client.get(reverse("cues", args=[styled.public_id]))
    assert part.content.decode().strip() == ""
