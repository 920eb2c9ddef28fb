"""Why a phrase comes next, and today's progress, in words. No streaks, no blame."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import emotion_engine as engine

from . import rules
from .catalogue import FINDINGS, Outcome, Skill
from .styles import voice_in_words


def why_again(finding: engine.Finding | None, *, said_at: datetime) -> str:
    """One sentence on why a phrase comes back; ``finding`` is what mattered most."""
    if finding and FINDINGS[finding.code].counts_as is not Outcome.SUCCESS:
        return _("Last time: %(title)s.") % {"title": rules.describe(finding).title}
    when = date_format(localtime(said_at), "DATE_FORMAT")
    return _("You said it on %(when)s. See whether it still comes easily.") % {
        "when": when
    }


def why_new(skill: str = "", *, voice_takes: int | None = None) -> str:
    """One sentence on why a new phrase is proposed, with its skill if there is one.

    ``voice_takes``: from how many takes the voice is known, where the phrase is to be
    read plainly for that.
    """
    if voice_takes is not None:
        return _("New. Read it plainly. %(voice)s") % {
            "voice": voice_in_words(voice_takes)
        }
    if skill:
        label = Skill(skill).label
        return _("New. It trains what needed work most often lately: %(skill)s.") % {
            "skill": label
        }
    return _("New, at your level.")


def today_in_words(*, done: int, goal: int) -> str:
    """Today's progress; a goal of 0 means none."""
    if not goal:
        return ngettext("%(n)d step today.", "%(n)d steps today.", done) % {"n": done}
    steps = {"done": done, "goal": goal}
    if done >= goal:
        return _("Goal reached: %(done)d of %(goal)d today.") % steps
    return _("%(done)d of %(goal)d today.") % steps


def listened_in_words(*, done: int, goal: int) -> str:
    """What a page says when a phrase has been played to its end."""
    today = today_in_words(done=done, goal=goal)
    return _("Listening counts. %(today)s") % {"today": today}
