"""Which listening games there are, and what one asks next."""

from __future__ import annotations

import random
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from teaching_app.practice.models import Learner, ListeningQuestion, ListeningSound

ANSWERS_OF_A_STEP = 5  # so many answers count as one listening


@dataclass(frozen=True, slots=True)
class GameOffered:
    """A game that can be played, and how many of its questions are due."""

    code: str
    label: str
    n_due: int


def games(learner: Learner) -> list[GameOffered]:
    """The games with sounds to play, in the order of the model."""
    ready = set(_ready().values_list("game", flat=True))
    due = dict(
        learner.listening_cards.filter(
            question__in=_ready(), due_at__lte=timezone.now()
        )
        .values_list("question__game")
        .annotate(n=Count("pk"))
    )
    return [
        GameOffered(code, str(label), due.get(code, 0))
        for code, label in ListeningQuestion.Game.choices
        if code in ready
    ]


def next_sound(
    learner: Learner, game: str, *, asked: list[int]
) -> ListeningSound | None:
    """A sound of the question to ask: due ones first, then new ones, then the others.

    Questions in ``asked`` are left out. A learner hears a question by another speaker
    than last time, if there is one.
    """
    waiting = _ready().filter(game=game).exclude(pk__in=asked)
    mine = Q(cards__learner=learner)
    seen = waiting.filter(mine).annotate(due_at=F("cards__due_at")).order_by("due_at")
    question = (
        seen.filter(due_at__lte=timezone.now()).first()
        or waiting.exclude(cards__learner=learner).order_by("?").first()
        or seen.first()
    )
    if question is None:
        return None
    last = question.cards.filter(learner=learner).values_list("last_speaker", flat=True)
    sounds = list(playable().filter(question=question))
    others = [sound for sound in sounds if sound.speaker not in last]
    return random.choice(others or sounds)


def playable() -> QuerySet[ListeningSound]:
    """The sounds that are made, of questions that are asked."""
    sounds = ListeningSound.objects.filter(
        state=ListeningSound.State.DONE, question__is_active=True
    )
    if not is_asked(ListeningQuestion.Game.FRIENDLY):
        sounds = sounds.exclude(question__game=ListeningQuestion.Game.FRIENDLY)
    return sounds.select_related("question")


def is_asked(game: str) -> bool:
    """Whether there is such a game on this site.

    With expression off nobody is asked how a delivery sounds.
    """
    is_of_expression = game == ListeningQuestion.Game.FRIENDLY
    return game in ListeningQuestion.Game.values and (
        settings.EXPRESSION_ENABLED or not is_of_expression
    )


def is_being_made(game: str) -> bool:
    """Whether a worker has sounds of a game still to make."""
    return ListeningSound.objects.filter(
        state__in=ListeningSound.PENDING,
        question__game=game,
        question__is_active=True,
    ).exists()


def answered_today(learner: Learner) -> int:
    """How many questions a learner has answered since midnight."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return learner.listening_cards.filter(reviewed_at__gte=midnight).count()


def _ready() -> QuerySet[ListeningQuestion]:
    return ListeningQuestion.objects.filter(
        pk__in=playable().values("question"), is_active=True
    )
