"""Profiles of what natives recorded here: versions, whose they are, and when they go."""

from __future__ import annotations

from typing import Any

import pytest

import emotion_engine as engine
from teaching_app.natives.models import (
    Helper,
    NativeRecording,
    ProfileJob,
    StyleVote,
)
from teaching_app.natives.services import helpers, listening, profile_run, profiles
from teaching_app.practice.models import NativeProfile, Phrase
from teaching_app.practice.selectors import native_profiles
from tests.factories.models import AnalysisFactory, PhraseFactory
from tests.factories.natives import (
    HelperFactory,
    InvitationFactory,
    NativeRecordingFactory,
    measures,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_files")]
State = NativeRecording.State


@pytest.fixture(autouse=True)
def quiet_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teaching_app.practice.jobs.publish", lambda *_, **__: True)


@pytest.fixture
def phrase() -> Phrase:
    """A phrase of a school."""
    made: Phrase = PhraseFactory(text="Go on.", is_listed=False)
    return made


def approved(phrase: Phrase, n: int = 3, **facts: Any) -> list[NativeRecording]:
    """Recordings by so many natives whom one school invited."""
    invitation = InvitationFactory(phrases=[phrase], institution__name="Riverside")
    return [
        NativeRecordingFactory(
            helper=HelperFactory(invitation=invitation),
            phrase=phrase,
            state=State.APPROVED,
            measures=measures(shift_st=i / 4).to_json(),
            accent=Helper.Accent.SCOTTISH,
            sha256=f"{phrase.pk}{i}",
            **facts,
        )
        for i in range(n)
    ]


def rebuild(phrase: Phrase) -> None:
    profiles.queue(phrase.pk)
    profile_run.run(ProfileJob.objects.get(phrase=phrase).pk, worker="w")


def judged_by_them(phrase: Phrase) -> None:
    version = ours(phrase, is_active=True).get().version
    AnalysisFactory(recording__phrase=phrase, state="done", profile_version=version)


def ours(phrase: Phrase, **wanted: Any) -> Any:
    return NativeProfile.objects.filter(phrase=phrase, is_invited=True, **wanted)


def test_three_natives_make_a_profile_that_names_them(phrase) -> None:
    approved(phrase)
    rebuild(phrase)
    stored = ours(phrase).get()
    profile = engine.NativeProfile.from_json(stored.data)
    assert stored.source == "3 natives invited by Riverside"
    assert (profile.accent, profile.n_speakers) == ("Scottish", 3)
    assert profile.evidence.value == "combined"
    assert profile.profile_version == stored.version
    assert native_profiles.find(phrase, "") == profile


def test_two_natives_are_too_few(phrase) -> None:
    approved(phrase, 2)
    rebuild(phrase)
    assert not ours(phrase).exists()


def test_the_same_recordings_are_the_same_version(phrase) -> None:
    approved(phrase)
    rebuild(phrase)
    rebuild(phrase)
    assert ours(phrase).count() == 1


def test_a_further_native_makes_a_new_version_and_the_old_one_stays(phrase) -> None:
    approved(phrase)
    rebuild(phrase)
    judged_by_them(phrase)
    approved(phrase, 1)
    rebuild(phrase)
    assert ours(phrase).count() == 2
    assert ours(phrase, is_active=True).get().n_speakers == 4


def test_an_old_version_by_which_nothing_was_judged_goes(phrase) -> None:
    approved(phrase)
    rebuild(phrase)
    approved(phrase, 1)
    rebuild(phrase)
    assert ours(phrase).get().n_speakers == 4


def test_a_take_speaks_for_the_style_that_half_of_its_listeners_heard(phrase) -> None:
    first, *_ = approved(phrase, 4, style="happy")
    StyleVote.objects.bulk_create(StyleVote(recording=first, heard="sad") for _ in "ab")
    rebuild(phrase)
    happy = engine.NativeProfile.from_json(ours(phrase).get().data)
    assert (happy.style, happy.n_speakers) == ("happy", 3)
    assert happy.listeners is not None
    assert (happy.listeners.came_across, happy.listeners.heard_as) == (0.0, "sad")


def test_votes_change_no_version_unless_they_change_who_counts(phrase) -> None:
    first, *_ = approved(phrase, 3, style="happy")
    rebuild(phrase)
    StyleVote.objects.create(recording=first, heard="happy")
    rebuild(phrase)
    assert ours(phrase).get().data["listeners"]["n_votes"] == 1


def test_without_natives_takes_are_compared_with_the_shipped_profile_again(
    phrase,
) -> None:
    shipped = NativeProfile.objects.create(
        phrase=phrase, style="neutral", version="2026", data={}, n_speakers=2
    )
    recordings = approved(phrase)
    rebuild(phrase)
    judged_by_them(phrase)
    assert native_profiles.in_use(phrase).get().is_invited
    NativeRecording.objects.filter(pk=recordings[0].pk).update(state=State.REJECTED)
    rebuild(phrase)
    assert native_profiles.in_use(phrase).get() == shipped
    assert ours(phrase).get().is_active is False


def test_the_profile_with_more_natives_is_compared_with(phrase) -> None:
    many = NativeProfile.objects.create(
        phrase=phrase, style="neutral", version="2026", data={}, n_speakers=80
    )
    approved(phrase)
    rebuild(phrase)
    assert native_profiles.in_use(phrase).get() == many


def test_of_a_phrase_of_the_library_a_schools_natives_do_not_count() -> None:
    library = PhraseFactory(text="Go on.")
    approved(library)
    rebuild(library)
    assert not ours(library).exists()
    for recording in NativeRecording.objects.all():
        recording.helper.invitation.institution = None
        recording.helper.invitation.save()
    rebuild(library)
    assert ours(library).get().source == "3 natives invited by this site"


def test_whoever_withdraws_is_in_no_version_any_more(
    phrase, django_capture_on_commit_callbacks
) -> None:
    first, *_ = approved(phrase, 4)
    rebuild(phrase)
    judged_by_them(phrase)
    approved(phrase, 1)
    rebuild(phrase)
    with django_capture_on_commit_callbacks(execute=True):
        helpers.withdraw(helper=first.helper)
    assert not ours(phrase).exists()
    assert ProfileJob.objects.get().state == "queued"
    rebuild(phrase)
    assert ours(phrase).get().n_speakers == 4


def test_measures_of_an_earlier_engine_are_taken_again(phrase) -> None:
    first, *_ = approved(phrase)
    first.measures |= {"engine_version": "0"}
    first.save()
    rebuild(phrase)
    assert first.measuring.state == "queued"


def test_a_native_who_comes_during_a_rebuild_is_not_forgotten(
    phrase, monkeypatch
) -> None:
    approved(phrase)
    rebuild(phrase)
    monkeypatch.setattr(
        "teaching_app.natives.services.profile_versions.rebuild",
        lambda *_: approved(phrase, 1),
    )
    rebuild(phrase)
    assert ProfileJob.objects.get().state == "queued"


def test_a_vote_on_an_approved_recording_asks_for_a_rebuild(
    phrase, django_capture_on_commit_callbacks
) -> None:
    first, *_ = approved(phrase)
    with django_capture_on_commit_callbacks(execute=True):
        listening.vote(recording=first, heard="neutral", helper=first.helper)
    assert ProfileJob.objects.get().phrase == phrase
