"""Every model says whose its rows are, and what it says can be carried out."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db.models import CASCADE, ForeignKey, Model

from teaching_app.natives.models import Helper
from teaching_app.practice.models import (
    Analysis,
    ErasureReceipt,
    NativeProfile,
    Phrase,
    PracticeCard,
    ReferenceAudio,
    Rendition,
)
from teaching_app.practice.ownership import (
    OF_LIBRARIES,
    InCopy,
    OnErasure,
    UndeclaredError,
    ownership_of,
)

# People: where chains of what rows belong to end.
PEOPLE = (User, Helper)
MODELS = apps.get_models()
OURS = [m for m in MODELS if m.__module__.startswith("teaching_app.")]
# What the copy leaves out of all that goes with its owner, and why it may.
NOT_COPIED = {
    "teaching_app.DataExport": "copies themselves",
    "teaching_app.ReferenceJob": "how workers share the work",
    "account.EmailConfirmation": "a key",
    "schools.FirstPassword": "that a password is still to be chosen",
    "schools.DemoTake": "no person's: a worker says it for a learner made by machine",
    "schools.GuardianRequest": "a link that opens something",
    "mfa.Authenticator": "a key",
    "api.EphemeralTake": "what is not kept, by its very purpose",
    "socialaccount.SocialToken": "a key",
    "natives.Helper": "of somebody without an account, who sees it on their own page",
    "natives.NativeRecording": "a helper's",
    "natives.StyleVote": "about a helper's recording",
    "natives.MeasuringJob": "the machinery of a helper's recording",
    "natives.ProfileJob": "the machinery of a phrase",
    "natives.ProfileTake": "about a helper's recording",
    "admin.LogEntry": "what staff did to others",
}


def label(model: type[Model]) -> str:
    return model._meta.label


def owner_of(model: type[Model]) -> type[Model]:
    """Where the chain of what rows belong to ends."""
    while relation := ownership_of(model).belongs_to:
        model = model._meta.get_field(relation).related_model
    return model


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_every_model_says_whose_its_rows_are(model: type[Model]) -> None:
    assert ownership_of(model)


@pytest.mark.parametrize("model", OURS, ids=label)
def test_our_own_say_it_themselves(model: type[Model]) -> None:
    assert "ownership" in vars(model)
    assert label(model) not in OF_LIBRARIES


def test_a_model_that_says_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Analysis, "ownership")
    with pytest.raises(UndeclaredError, match=r"teaching_app\.Analysis does not say"):
        ownership_of(Analysis)


def test_the_table_names_no_library_that_is_not_installed() -> None:
    assert set(OF_LIBRARIES) <= {label(model) for model in MODELS}


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_what_is_deleted_or_copied_has_an_owner(model: type[Model]) -> None:
    declared = ownership_of(model)
    if declared.is_deleted or declared.in_copy is not InCopy.NO:
        assert owner_of(model) in PEOPLE
    if declared.on_erasure in (OnErasure.NOT_PERSONAL, OnErasure.ENDED):
        assert not declared.belongs_to


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_no_row_would_be_lost_with_another_that_it_does_not_belong_to(
    model: type[Model],
) -> None:
    """A key that cascades is either declared, or may be emptied before."""
    declared = ownership_of(model)
    goes = {declared.belongs_to, *declared.goes_with} if declared.is_deleted else ()
    for field in model._meta.concrete_fields:
        if not isinstance(field, ForeignKey) or field.remote_field.on_delete is not (
            CASCADE
        ):
            continue
        is_content = not ownership_of(field.related_model).is_deleted
        assert is_content or field.name in goes or field.null, field


@pytest.mark.parametrize("model", OURS, ids=label)
def test_what_the_copy_leaves_out_of_a_row_is_a_column(model: type[Model]) -> None:
    columns = {field.name for field in model._meta.concrete_fields}
    assert set(ownership_of(model).credentials) <= columns


def test_whatever_belongs_to_an_account_is_in_its_copy_or_named_here() -> None:
    missing = {
        label(model)
        for model in MODELS
        if ownership_of(model).is_deleted and ownership_of(model).in_copy is InCopy.NO
    }
    assert missing == set(NOT_COPIED)


def test_the_chain_leads_from_a_rendition_to_its_account() -> None:
    assert [ownership_of(m).belongs_to for m in (Rendition, Analysis)] == [
        "analysis",
        "recording",
    ]
    for model in (Rendition, PracticeCard, Phrase, ReferenceAudio, NativeProfile):
        assert owner_of(model) is User
    assert owner_of(Group) is Group


def test_a_receipt_is_evidence_and_names_nobody() -> None:
    assert ownership_of(ErasureReceipt).on_erasure is OnErasure.EVIDENCE
    assert not [f for f in ErasureReceipt._meta.fields if f.is_relation]
