"""Comments and judgements as pages show them to a given viewer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from teaching_app.schools.models import Comment, Judgement

from .words import said_instead, title_of


@dataclass(frozen=True, slots=True)
class CommentView:
    """One comment; ``name`` is its author as shown here, ``word`` the word it is at."""

    comment: Comment
    name: str
    word: str
    audio_url: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class JudgementView:
    """One judgement; ``instead`` is empty where the teacher agrees.

    ``is_change``: it replaced an earlier judgement of the same point.
    """

    judgement: Judgement
    title: str
    instead: str
    is_change: bool
    is_new: bool = False


def comment_views(
    comments: Iterable[Comment],
    *,
    words: Sequence[str],
    learner_name: str = "",
    new: Iterable[Comment] = (),
) -> list[CommentView]:
    """Comments in order; ``learner_name``, if given, replaces the learner's name."""
    new_keys = {comment.pk for comment in new}
    return [
        CommentView(
            comment=comment,
            name=_name(comment, learner_name),
            word=_word(words, comment.word_index),
            audio_url=_audio_url(comment),
            is_new=comment.pk in new_keys,
        )
        for comment in comments
    ]


def judgement_views(judgements: Iterable[Judgement]) -> list[JudgementView]:
    """The judgements in force, one for each point; expects the oldest first."""
    last: dict[str, JudgementView] = {}
    for judgement in judgements:
        last[judgement.point] = view_of(judgement, is_change=judgement.point in last)
    return sorted(last.values(), key=lambda view: view.judgement.pk)


def view_of(
    judgement: Judgement, *, is_change: bool, is_new: bool = False
) -> JudgementView:
    """One judgement in words."""
    return JudgementView(
        judgement=judgement,
        title=title_of(judgement),
        instead=said_instead(judgement),
        is_change=is_change,
        is_new=is_new,
    )


def _name(comment: Comment, learner_name: str) -> str:
    return (comment.is_from_learner and learner_name) or comment.author_name


def _word(words: Sequence[str], index: int | None) -> str:
    return words[index] if index is not None and index < len(words) else ""


def _audio_url(comment: Comment) -> str:
    return reverse("comment_audio", args=[comment.public_id]) if comment.voice else ""
