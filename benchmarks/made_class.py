"""A class of any size whose takes have facts but no sound, made quickly.

Its habits are known: two thirds stress words in -tion one syllable early, half end
questions flat, and the stress gets better over the weeks.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.utils import timezone

from teaching_app.insights.facts.word_classes import class_of
from teaching_app.insights.models import TakeFact
from teaching_app.practice.models import Analysis, Learner, Phrase, Recording
from teaching_app.schools.models import (
    Assignment,
    AssignmentItem,
    ClassStaff,
    Enrolment,
    Group,
    Institution,
    Membership,
    SchoolClass,
    Submission,
)
from teaching_app.schools.models.institution import Role

WEEKS = 14
LANGUAGES = ("Mandarin", "Spanish", "")
# Words as the phrases have them: syllables, the stressed one counted from 0, the end.
PHRASES = {
    "Education opens the door to information.": ("e-du-ca-tion o-pens the door to in-for-ma-tion", {"education": 2, "opens": 0, "information": 2}, "fall"),
    "Have you eaten your breakfast yet?": ("have you ea-ten your break-fast yet", {"eaten": 0, "breakfast": 0}, "rise"),
    "Are you coming with us tonight?": ("are you co-ming with us to-night", {"coming": 0, "tonight": 1}, "rise"),
    "An electric car needs electricity.": ("an e-lec-tric car needs e-lec-tri-ci-ty", {"electric": 1, "electricity": 2}, "fall"),
    "He explained it, but his explanation was long.": ("he ex-plained it but his ex-pla-na-tion was long", {"explained": 1, "explanation": 2}, "fall"),
    "They import cars, and each import is taxed.": ("they im-port cars and each im-port is taxed", {"import": 1}, "fall"),
}  # fmt: skip
NAMES = [
    "Aiko",
    "Ben",
    "Chen",
    "Dina",
    "Emre",
    "Fatima",
    "Goran",
    "Hana",
    "Ines",
    "Jakub",
    "Kemal",
    "Lena",
    "Mateo",
    "Nina",
    "Omar",
    "Petra",
    "Qiang",
    "Rosa",
    "Sana",
    "Tomás",
    "Uma",
    "Viktor",
    "Wei",
    "Xin",
    "Yusuf",
    "Zoe",
]


def make(
    *, n_learners: int, n_takes: int, seed: int = 0, name: str = "Class 9b"
) -> SchoolClass:
    """A class in its term with a teacher; each learner has handed in ``n_takes``."""
    rng = random.Random(seed)
    school_class = _class(name, rng)
    items = _items(school_class)
    enrolments = _enrolments(school_class, n_learners, rng)
    plan = [
        (enrolment, items[n % len(items)], _moment(n, n_takes, rng), n)
        for enrolment in enrolments
        for n in range(n_takes)
    ]
    recordings = Recording.objects.bulk_create(
        (
            Recording(
                owner_id=e.learner_id,
                phrase=item.phrase,
                idempotency_key=uuid4(),
                container="wav",
                size=1,
                sha256="0" * 64,
                source="recorder",
            )
            for e, item, _at, _n in plan
        ),
        batch_size=500,
    )
    analyses = Analysis.objects.bulk_create(
        (
            Analysis(recording=r, text=r.phrase.text, state="done", queued_at=at)
            for r, (_e, _item, at, _n) in zip(recordings, plan, strict=True)
        ),
        batch_size=500,
    )
    Submission.objects.bulk_create(
        (
            Submission(item=item, enrolment=e, analysis=a, attempt=n, submitted_at=at)
            for a, (e, item, at, n) in zip(analyses, plan, strict=True)
        ),
        batch_size=500,
    )
    habits = {e.pk: (rng.random() < 0.67, rng.random() < 0.5) for e in enrolments}
    TakeFact.objects.bulk_create(
        (
            _fact(a, e, item.phrase, at, habits[e.pk], rng)
            for a, (e, item, at, _n) in zip(analyses, plan, strict=True)
        ),
        batch_size=500,
    )
    return school_class


def _class(name: str, rng: random.Random) -> SchoolClass:
    user = get_user_model().objects.create(username=f"teacher-{rng.random()}")
    institution = Institution.objects.create(name="Riverside School")
    membership = Membership.objects.create(
        institution=institution, user=user, role=Role.TEACHER
    )
    today = timezone.localdate()
    school_class = SchoolClass.objects.create(
        institution=institution,
        name=name,
        level="B1",
        age_group=SchoolClass.AgeGroup.ADULTS,
        starts_on=today - timedelta(weeks=WEEKS),
        ends_on=today + timedelta(weeks=4),
    )
    ClassStaff.objects.create(school_class=school_class, membership=membership)
    return school_class


def _items(school_class: SchoolClass) -> list[AssignmentItem]:
    assignment = Assignment.objects.create(
        school_class=school_class, title="Week by week", published_at=timezone.now()
    )
    items = []
    for number, text in enumerate(PHRASES):
        phrase, _created = Phrase.objects.get_or_create(
            text=text,
            owner=None,
            defaults={"slug": f"made-{number}", "level": "B1", "focus": "stress"},
        )
        items.append(
            AssignmentItem.objects.create(
                assignment=assignment, phrase=phrase, order=number
            )
        )
    return items


def _enrolments(
    school_class: SchoolClass, n_learners: int, rng: random.Random
) -> list[Enrolment]:
    users = get_user_model()
    groups = [
        Group.objects.create(school_class=school_class, name=name)
        for name in ("Mondays", "Thursdays")
    ]
    enrolments = []
    for number in range(n_learners):
        user = users.objects.create(username=f"made-{school_class.pk}-{number}")
        name = NAMES[number % len(NAMES)]
        enrolment = Enrolment.objects.create(
            school_class=school_class,
            learner=Learner.objects.create(user=user),
            name=name if number < len(NAMES) else f"{name} {number // len(NAMES) + 1}",
            first_language=LANGUAGES[number % len(LANGUAGES)],
            state=Enrolment.State.ACTIVE,
            shares_examples=number % 2 == 0,
            agreed_version="made",
            agreed_at=timezone.now() - timedelta(weeks=WEEKS),
        )
        enrolment.groups.add(rng.choice(groups))
        enrolments.append(enrolment)
    return enrolments


def _moment(n: int, n_takes: int, rng: random.Random) -> datetime:
    """Spread over the term; somebody's last takes may lie weeks back."""
    back = timedelta(weeks=WEEKS - 0.5) * (1 - (n + rng.random()) / n_takes)
    return timezone.now() - back


def _fact(
    analysis: Analysis,
    enrolment: Enrolment,
    phrase: Phrase,
    at: datetime,
    habits: tuple[bool, bool],
    rng: random.Random,
) -> TakeFact:
    spelt, stressed, end = PHRASES[phrase.text]
    is_early, is_flat = habits
    late_in_term = 1 - (timezone.now() - at) / timedelta(weeks=WEEKS)
    words = list(_words(spelt, stressed, is_early, late_in_term, rng))
    flat = end == "rise" and is_flat and rng.random() < 0.8
    findings = [
        {
            "code": "stress_elsewhere",
            "i": w["i"],
            "word": w["word"],
            "at": w["at"],
            "expected_text": w["parts"][w["expected"]],
            "heard_text": w["parts"][w["heard"]],
        }
        for w in words
        if w["state"] == "elsewhere"
    ] + (
        [{"code": "final_rise_missing", "i": 5, "word": "yet", "at": [1.6, 2.0]}]
        if flat
        else []
    )
    n_off = sum(word["state"] == "elsewhere" for word in words)
    return TakeFact(
        analysis=analysis,
        learner_id=enrolment.learner_id,
        phrase=phrase,
        taken_at=at,
        is_required=True,
        assessable=True,
        accuracy=round(rng.gauss(7.6, 0.8), 1),
        total=round(rng.gauss(7.2, 0.8), 1),
        n_stress_in_place=len(words) - n_off,
        n_stress_elsewhere=n_off,
        n_rhythm_inside=(inside := rng.randint(0, 3)),
        n_rhythm_outside=3 - inside,
        has_focus=rng.random() < 0.7,
        melody_inside_share=round(min(1.0, max(0.0, rng.gauss(0.6, 0.15))), 2),
        melody_range_st=6.0,
        rate_syllables_per_s=4.2,
        natives_end=end,
        words=words,
        findings=findings,
        syllables=list(_syllables(spelt, words, stressed, rng)),
    )


def _words(
    spelt: str,
    stressed: dict[str, int],
    is_early: bool,
    late_in_term: float,
    rng: random.Random,
) -> Iterator[dict[str, Any]]:
    for index, parts in enumerate(word.split("-") for word in spelt.split()):
        name = "".join(parts)
        if name not in stressed:
            continue
        expected = stressed[name]
        kind = class_of(name, len(parts))
        misses = 0.8 if kind == "tion" and is_early else 0.4 - 0.3 * late_in_term
        off = expected > 0 and rng.random() < misses
        yield {
            "i": index,
            "word": name,
            "class": kind,
            "state": "elsewhere" if off else "as_expected",
            "expected": expected,
            "heard": expected - 1 if off else expected,
            "parts": parts,
            "at": [round(0.3 * index, 2), round(0.3 * index + 0.4, 2)],
        }


def _syllables(
    spelt: str,
    words: list[dict[str, Any]],
    stressed: dict[str, int],
    rng: random.Random,
) -> Iterator[list[Any]]:
    graded = {word["i"]: word for word in words}
    for index, parts in enumerate(word.split("-") for word in spelt.split()):
        for place, text in enumerate(parts):
            deviation = min(1.0, max(0.0, rng.gauss(0.25, 0.2)))
            word = graded.get(index)
            if word and word["state"] == "elsewhere":
                off = place in (word["expected"], word["heard"])
                deviation = 0.8 if off else deviation
            is_stressed = stressed.get("".join(parts), 0) == place
            yield [index, text, round(deviation, 2), is_stressed]
