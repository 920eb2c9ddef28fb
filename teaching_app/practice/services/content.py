"""Initial content of an installation: phrases, native profiles, two accounts."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

import emotion_engine as engine
from teaching_app.practice.models import NativeProfile, Phrase

from . import learners

PHRASES = Path(__file__).resolve().parent.parent / "content" / "phrases.json"
DEMO_ACCOUNTS = (("demo-learner", ""), ("demo-teacher", learners.TEACHERS))


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account just created, the only time its password is known."""

    username: str
    password: str


@transaction.atomic
def install_phrases() -> int:
    """Add or update the shipped phrases; return how many are new."""
    created = 0
    for order, entry in enumerate(json.loads(PHRASES.read_text())):
        phrase = Phrase(**{"order": order, **entry})
        engine.plan_phrase(phrase.text, phrase.stressed_syllables)
        defaults: dict[str, Any] = {"target_styles": [], "meaning": "", "tip": ""}
        defaults |= {"stress": {}, "accent": []}
        values = {**defaults, **entry, "order": order}
        created += Phrase.objects.update_or_create(
            slug=values.pop("slug"), defaults=values
        )[1]
    return created


@transaction.atomic
def install_profiles(licence: str = "full") -> int:
    """Add the shipped native profiles to their phrases; return how many are new.

    With ``licence`` ``open`` installed profiles of restricted recordings are retired.
    """
    phrases = {
        engine.same_phrase(phrase.text): phrase
        for phrase in Phrase.objects.filter(owner=None, is_listed=True)
    }
    shipped = engine.shipped_profiles(licence)
    left_out = {p.source for p in engine.shipped_profiles()} - {
        p.source for p in shipped
    }
    installed = NativeProfile.objects.filter(is_invited=False)
    installed.filter(source__in=left_out).update(is_active=False)
    return sum(
        _install_profile(phrase, profile)
        for profile in shipped
        if (phrase := phrases.get(engine.same_phrase(profile.text)))
    )


def _install_profile(phrase: Phrase, profile: engine.NativeProfile) -> bool:
    """Add or update this version of a profile; a new version becomes the active one."""
    of_style = NativeProfile.objects.filter(
        phrase=phrase, style=profile.style, is_invited=False
    )
    values = {
        "data": profile.to_json(),
        "n_speakers": profile.n_speakers,
        "source": profile.source,
        "licence": profile.licence,
    }
    this = of_style.filter(version=profile.profile_version)
    of_style.exclude(version=profile.profile_version).update(is_active=False)
    if this.update(**values, is_active=True):
        return False
    of_style.create(
        phrase=phrase, style=profile.style, version=profile.profile_version, **values
    )
    return True


@transaction.atomic
def install_accounts() -> list[NewAccount]:
    """Create the demo learner and teacher once, each with a random password."""
    made = []
    accounts = get_user_model().objects
    for username, group in DEMO_ACCOUNTS:
        if accounts.filter(username=username).exists():
            continue
        password = secrets.token_urlsafe(9)
        user = accounts.create_user(username, password=password)
        if group:
            user.groups.add(Group.objects.get_or_create(name=group)[0])
        learners.of(user=user)
        made.append(NewAccount(username, password))
    return made
