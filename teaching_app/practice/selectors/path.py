"""What a learner should practise next and why, and today's progress."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

import emotion_engine as engine
from teaching_app.practice import feedback_policy
from teaching_app.practice.feedback.catalogue import FINDINGS
from teaching_app.practice.models import (
    Learner,
    Listening,
    Phrase,
    PracticeCard,
    Recording,
)

from . import listening, phrases, reports, voices
from .voices import VoiceKnown

RECENT_CARDS = 20
SURE_CARDS = 5  # good takes in a row at a level, after which the next level follows
FIRST_LEVEL = Phrase.Level.A2
WELL = (PracticeCard.Rating.GOOD, PracticeCard.Rating.EASY)


@dataclass(frozen=True, slots=True)
class Step:
    """One phrase to practise; ``card`` is ``None`` if it is new.

    ``skill`` is the weak skill that a new phrase was chosen for, if any; ``voice`` is
    how well the voice is known, where the phrase was chosen to know it better.
    """

    phrase: Phrase
    card: PracticeCard | None = None
    skill: str = ""
    voice: VoiceKnown | None = None

    @property
    def finding(self) -> engine.Finding | None:
        """The main finding of the last take, if that is still stored."""
        take = self.card.analysis if self.card else None
        report = reports.in_brief(take) if take else None
        return report.findings[0] if report and report.findings else None

    @property
    def has_take(self) -> bool:
        return self.card is not None and self.card.analysis is not None


@dataclass(frozen=True, slots=True)
class Today:
    """How much a learner has done today; it may exceed the goal."""

    goal: int
    takes: int
    listened: int

    @property
    def done(self) -> int:
        return self.takes + self.listened

    @property
    def marks(self) -> list[bool]:
        """One mark per step of the goal: done or not."""
        return [step < self.done for step in range(self.goal)]


def today(learner: Learner) -> Today:
    """Takes recorded, phrases listened to and questions answered since midnight."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Today(
        goal=learner.daily_goal,
        takes=Recording.objects.filter(owner=learner, created_at__gte=midnight).count(),
        listened=Listening.objects.filter(
            learner=learner, day=timezone.localdate()
        ).count()
        + listening.answered_today(learner) // listening.ANSWERS_OF_A_STEP,
    )


def due(learner: Learner, *, limit: int) -> list[Step]:
    """Phrases that are due, the longest overdue first."""
    due_by_now = _cards(learner).filter(due_at__lte=timezone.now())
    cards = list(due_by_now.order_by("due_at")[:limit])
    feedback_policy.prepare(card.analysis for card in cards if card.analysis)
    return [Step(card.phrase, card) for card in cards]


def new(learner: Learner, *, limit: int) -> list[Step]:
    """New phrases, first those at the learner's level for a weak skill.

    While a voice is getting known they are for plain reading: none is for a style.
    """
    skill, level = weak_skill(learner), level_of(learner)
    voice = voices.known(learner)
    unknown = phrases.catalogue().exclude(practice_cards__learner=learner)
    if voice and not voice.is_known:
        unknown = unknown.exclude(focus=Phrase.Focus.STYLE)
    else:
        voice = None
    of_level = list(unknown.filter(level=level))
    of_level.sort(key=lambda phrase: phrase.focus != skill)
    others = () if len(of_level) >= limit else unknown.exclude(level=level)
    return [
        Step(phrase, skill=skill if phrase.focus == skill else "", voice=voice)
        for phrase in [*of_level, *others][:limit]
    ]


def weak_skill(learner: Learner) -> str:
    """The skill most often at fault in the main findings of the last takes, or ""."""
    cards = list(_cards(learner).order_by("-reviewed_at")[:RECENT_CARDS])
    feedback_policy.prepare(card.analysis for card in cards if card.analysis)
    findings = (Step(card.phrase, card).finding for card in cards)
    skills = Counter(
        skill for finding in findings if finding and (skill := skill_of(finding))
    )
    return skills.most_common(1)[0][0] if skills else ""


def skill_of(finding: engine.Finding) -> str | None:
    """The skill that a finding is about, if there are phrases for it."""
    return FINDINGS[finding.code].skill


def level_of(learner: Learner) -> str:
    """The level practised last, or the next one if that goes well."""
    recent = list(
        _cards(learner)
        .exclude(phrase__level="")
        .order_by("-reviewed_at")
        .values_list("phrase__level", "rating")[:RECENT_CARDS]
    )
    if not recent:
        return FIRST_LEVEL
    level = Counter(level for level, _ in recent).most_common(1)[0][0]
    last = [rating for of_level, rating in recent if of_level == level][:SURE_CARDS]
    if len(last) == SURE_CARDS and all(rating in WELL for rating in last):
        levels = Phrase.Level.values
        return levels[min(levels.index(level) + 1, len(levels) - 1)]
    return level


def to_hear(learner: Learner, *, after: str = "") -> Phrase | None:
    """The next phrase to listen to, not heard today and other than ``after``."""
    heard = Listening.objects.filter(
        learner=learner, day=timezone.localdate()
    ).values_list("phrase_id", flat=True)
    skipped = set(heard)
    steps = [*due(learner, limit=100), *new(learner, limit=100)]
    return next(
        (
            s.phrase
            for s in steps
            if s.phrase.pk not in skipped and s.phrase.slug != after
        ),
        None,
    )


def _cards(learner: Learner) -> QuerySet[PracticeCard]:
    return learner.practice_cards.filter(phrase__is_active=True).select_related(
        "phrase", "analysis__recording__owner"
    )
