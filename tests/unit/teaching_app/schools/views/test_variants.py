"""Tests of what a class accepts, and how sure the machine must be."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from teaching_app.schools.forms.variants import VariantForm, WordForm
from teaching_app.schools.models import AcceptedVariant, AuditEvent, SchoolClass
from tests.factories.models import UserFactory
from tests.factories.schools import AcceptedVariantFactory, SchoolClassFactory
from tests.unit.teaching_app.access import BACKEND


@pytest.fixture
def school_class(client: Client) -> SchoolClass:
    teacher = UserFactory()
    client.force_login(teacher, backend=BACKEND)
    return SchoolClassFactory(taught_by=teacher)


def address(school_class: SchoolClass) -> str:
    return reverse("teach_variants", args=[school_class.public_id])


def test_every_stress_of_a_word_is_offered_and_the_dictionarys_are_named() -> None:
    form = WordForm({"word": " Adult "})
    assert form.is_valid()
    assert form.cleaned_data["word"] == "adult"
    first, second = form.stresses
    assert (first.spelled, first.in_dictionary) == ("A-dult", True)
    assert (second.spelled, second.in_dictionary) == ("a-DULT", True)
    assert first.is_usual != second.is_usual


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("two words", "Type one word at a time."),
        ("door", "one syllable"),
        ("xqzzt", "We know none of these words"),
        ("你好", "letters that English is not written with"),
    ],
)
def test_what_has_no_other_stress_is_refused_in_words(word: str, problem: str) -> None:
    form = WordForm({"word": word})
    assert problem in str(form.errors)


@pytest.mark.parametrize("syllable", ["1", "2", "-1", "x", ""])
def test_only_another_stress_of_the_word_is_accepted(syllable: str) -> None:
    assert not VariantForm({"word": "garage", "syllable": syllable}).is_valid()


@pytest.mark.django_db
def test_a_teacher_accepts_a_stress_and_takes_it_back(
    school_class: SchoolClass, client: Client
) -> None:
    page = client.get(address(school_class), {"word": "garage"}).content.decode()
    assert "GAR-age" in page
    client.post(address(school_class), {"word": "garage", "syllable": "0"})
    client.post(address(school_class), {"word": "Garage", "syllable": "0"})
    variant = AcceptedVariant.objects.get()
    assert (variant.word, variant.stressed_syllable) == ("garage", 0)
    assert AuditEvent.objects.get().details["accepts"] == "garage (0)"
    remove = reverse("teach_variant_remove", args=[school_class.public_id, variant.pk])
    page = client.post(remove, follow=True).content.decode()
    assert "It is no longer accepted." in page
    assert not AcceptedVariant.objects.exists()


@pytest.mark.django_db
def test_a_variant_of_another_class_is_not_there(
    school_class: SchoolClass, client: Client
) -> None:
    other = AcceptedVariantFactory()
    remove = reverse("teach_variant_remove", args=[school_class.public_id, other.pk])
    assert client.post(remove).status_code == 404
    assert AcceptedVariant.objects.exists()


@pytest.mark.django_db
def test_strictness_is_set_and_noted_and_an_unknown_one_is_not(
    school_class: SchoolClass, client: Client
) -> None:
    strictness = reverse("teach_strictness", args=[school_class.public_id])
    for sent in ("gentle", "gentle", "merciless"):
        client.post(strictness, {"strictness": sent})
    school_class.refresh_from_db()
    assert school_class.strictness == "gentle"
    assert AuditEvent.objects.get().details["strictness"] == "gentle"
