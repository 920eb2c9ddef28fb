"""Listening games: a minute of questions about what a voice did."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from teaching_app.practice.feedback import listening as words
from teaching_app.practice.forms.listening import AnswerForm
from teaching_app.practice.models import ListeningQuestion, ListeningSound
from teaching_app.practice.permissions import LearnerRequest, learner_required
from teaching_app.practice.selectors import listening
from teaching_app.practice.services import listening as listening_service

from .audio import play

QUESTIONS_OF_A_ROUND = 8
ROUND = "listening_round"  # in the session: game, asked questions, right answers


@require_safe
@learner_required
@never_cache
def listening_game(request: LearnerRequest, game: str) -> HttpResponse:
    """Ask the next question of a round; after the last one a new round begins.

    A round is shorter where there are fewer questions. Without any, the page says why.
    """
    if not listening.is_asked(game):
        raise Http404
    played = _round(request, game)
    sound = listening.next_sound(request.learner, game, asked=played["asked"])
    if len(played["asked"]) >= QUESTIONS_OF_A_ROUND or sound is None:
        played = _begin(request, game)
        sound = listening.next_sound(request.learner, game, asked=[])
    context = _context(played, sound) if sound else _silent(request, game)
    return _shown(request, "question", context)


@require_POST
@learner_required
def answer_listening(request: LearnerRequest, pk: int) -> HttpResponse:
    """Judge an answer; the same one sent twice counts once."""
    sound = get_object_or_404(listening.playable(), pk=pk)
    question = sound.question
    form = AnswerForm(request.POST, n_options=len(question.options))
    played = _round(request, question.game)
    if not form.is_valid():
        return _shown(request, "question", _context(played, sound))
    choice = form.cleaned_data["choice"]
    is_right = choice == question.answer
    if question.pk not in played["asked"]:
        listening_service.note_answer(
            learner=request.learner, sound=sound, choice=choice
        )
        played["asked"].append(question.pk)
        played["right"] += is_right
        request.session[ROUND] = played
    context = {
        **_context(played, sound),
        "verdict": words.verdict(question, choice),
        "is_right": is_right,
        "is_over": len(played["asked"]) >= QUESTIONS_OF_A_ROUND,
        "others": [
            other
            for other in listening.games(request.learner)
            if other.code != question.game
        ],
    }
    return _shown(request, "verdict", context)


@require_safe
@learner_required
def listening_sound(request: LearnerRequest, pk: int) -> HttpResponseBase:
    """Serve a sound of a question; its name says nothing of the answer."""
    sound = get_object_or_404(listening.playable(), pk=pk)
    response = play(request, sound.file, "wav", f"listening-{pk}")
    response["Cache-Control"] = "private, max-age=86400"
    return response


def _round(request: LearnerRequest, game: str) -> dict[str, Any]:
    """The round under way, or a new one where another game was played."""
    played = request.session.get(ROUND)
    return played if played and played["game"] == game else _begin(request, game)


def _begin(request: LearnerRequest, game: str) -> dict[str, Any]:
    played = {"game": game, "asked": [], "right": 0}
    request.session[ROUND] = played
    return played


def _title(game: str) -> str:
    return str(ListeningQuestion.Game(game).label)


def _context(played: dict[str, Any], sound: ListeningSound) -> dict[str, Any]:
    question = sound.question
    return {
        "title": _title(question.game),
        "game": question.game,
        "task": words.TASKS[ListeningQuestion.Game(question.game)],
        "sound": sound,
        "text": words.shown_text(question),
        "options": words.options_of(question),
        "dots": words.dots_of(sound.outline),
        "n_answered": len(played["asked"]),
        "n_right": played["right"],
        "n_questions": QUESTIONS_OF_A_ROUND,
    }


def _silent(request: LearnerRequest, game: str) -> dict[str, Any]:
    """A game without sounds: they are being made, or cannot be had here."""
    return {
        "title": _title(game),
        "is_being_made": listening.is_being_made(game),
        "needs_recordings": game == ListeningQuestion.Game.FRIENDLY,
        "others": listening.games(request.learner),
    }


def _shown(request: LearnerRequest, part: str, context: dict[str, Any]) -> HttpResponse:
    """The whole page, or only the part that another replaces."""
    template = f"learner/partials/listening_{part}.html"
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, template, {**context, "is_replaced": True})
    return render(request, "learner/listening_game.html", {**context, "part": template})
