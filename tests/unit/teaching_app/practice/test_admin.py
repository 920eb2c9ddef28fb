"""Staff see in what state rows are; they hear nothing, read no report, change no proof."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from teaching_app.practice.models import (
    Analysis,
    Consent,
    DataExport,
    ErasureReceipt,
    Learner,
    Phrase,
    PracticeCard,
    Recording,
    ReferenceAudio,
    Rendition,
)
from teaching_app.practice.services import path
from tests.factories.models import (
    NativeProfileFactory,
    PhraseFactory,
    ReferenceAudioFactory,
    RenditionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SECRET_SENTENCE = "Nobody else may read this."
OF_LEARNERS = (
    Learner,
    Recording,
    Analysis,
    Rendition,
    Consent,
    DataExport,
    PracticeCard,
    ErasureReceipt,
)


@pytest.fixture
def staff_client() -> Client:
    client = Client()
    client.force_login(
        UserFactory(is_staff=True, is_superuser=True),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


@pytest.fixture
def rows(learner: Learner) -> dict[type[Model], Model]:
    """A row of each kind that belongs to a learner, about a sentence of their own."""
    phrase = PhraseFactory(owner=learner, text=SECRET_SENTENCE)
    ReferenceAudioFactory(phrase=phrase)
    NativeProfileFactory(phrase=phrase)
    rendition = RenditionFactory(
        made=True,
        analysis__recording__owner=learner,
        analysis__recording__phrase=phrase,
    )
    learner.consents.update(guardian_name="Guardian Name")
    now = timezone.now()
    return {
        Learner: learner,
        Recording: rendition.analysis.recording,
        Analysis: rendition.analysis,
        Rendition: rendition,
        Consent: learner.consents.first(),
        DataExport: DataExport.objects.create(learner=learner, changed_at=now),
        PracticeCard: path.note_take(analysis=rendition.analysis),
        ErasureReceipt: ErasureReceipt.objects.create(
            scope="take", rows={}, n_files=1, size=1, erased_at=now
        ),
    }


def url(model: type[Model], page: str, *args: Any) -> str:
    return reverse(f"admin:teaching_app_{model._meta.model_name}_{page}", args=args)


def values(model: type[Model]) -> list[dict[str, Any]]:
    return list(model.objects.order_by("pk").values())


@pytest.mark.parametrize("model", OF_LEARNERS)
def test_a_list_shows_the_row_and_nothing_that_was_said(
    staff_client: Client, rows: dict, model: type[Model]
) -> None:
    page = staff_client.get(url(model, "changelist")).content.decode()
    listed = page.split('id="result_list"')[1].split("</table>")[0]
    for private in (SECRET_SENTENCE, "Guardian Name", ".wav", "words"):
        assert private not in listed, private


@pytest.mark.parametrize("model", OF_LEARNERS)
def test_a_learners_row_has_no_page_to_read_change_or_delete_it(
    staff_client: Client, rows: dict, model: type[Model]
) -> None:
    before = values(model)
    key = rows[model].pk
    for page in ("change", "delete", "history"):
        address = url(model, page, key)
        assert staff_client.get(address).status_code == 403, page
        assert staff_client.post(address, {"post": "yes"}).status_code == 403, page
    assert staff_client.post(url(model, "add"), {}).status_code == 403
    assert values(model) == before


@pytest.mark.parametrize("model", OF_LEARNERS)
def test_no_action_on_a_list_deletes_rows(
    staff_client: Client, rows: dict, model: type[Model]
) -> None:
    before = values(model)
    form = {"action": "delete_selected", "_selected_action": rows[model].pk}
    staff_client.post(url(model, "changelist"), {**form, "post": "yes"})
    assert values(model) == before


def test_an_analysis_is_found_by_its_number_and_by_whose_it_is(
    staff_client: Client, rows: dict, learner: Learner
) -> None:
    number = str(rows[Analysis].public_id)
    for query in (number, learner.user.username):
        page = staff_client.get(url(Analysis, "changelist"), {"q": query})
        assert number in page.content.decode()
    page = staff_client.get(url(Analysis, "changelist"), {"q": "somebody else"})
    assert number not in page.content.decode()


def test_content_of_learners_own_phrases_is_not_shown(
    staff_client: Client, rows: dict
) -> None:
    shared = ReferenceAudioFactory()
    for model in (Phrase, ReferenceAudio):
        page = staff_client.get(url(model, "changelist")).content.decode()
        assert SECRET_SENTENCE not in page
        assert shared.phrase.text in page
    own = Phrase.objects.get(text=SECRET_SENTENCE)
    assert staff_client.get(url(Phrase, "change", own.pk)).status_code == 302


def test_a_phrase_on_offer_is_edited_and_never_deleted(staff_client: Client) -> None:
    phrase = PhraseFactory(tip="Go up.")
    address = url(Phrase, "change", phrase.pk)
    form = {
        "slug": phrase.slug,
        "text": phrase.text,
        "level": "B2",
        "focus": phrase.focus,
        "target_styles": '["happy"]',
        "stress": "{}",
        "accent": "[]",
        "order": 1,
    }
    assert staff_client.post(address, form).status_code == 302
    phrase.refresh_from_db()
    assert phrase.level == "B2"
    assert phrase.owner is None
    gone = staff_client.post(url(Phrase, "delete", phrase.pk), {"post": "yes"})
    assert gone.status_code == 403


def test_a_reference_has_a_page_without_its_sound(staff_client: Client) -> None:
    reference = ReferenceAudioFactory()
    page = staff_client.get(url(ReferenceAudio, "change", reference.pk))
    assert page.status_code == 200
    assert reference.file.name not in page.content.decode()
    assert staff_client.post(
        url(ReferenceAudio, "change", reference.pk)
    ).status_code == (403)
