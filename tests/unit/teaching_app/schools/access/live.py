"""Live rounds."""

from __future__ import annotations

from typing import Any

from teaching_app.schools.models import LiveRound, LiveTake
from tests.factories.models import AnalysisFactory, PhraseFactory
from tests.unit.teaching_app.schools.access.lines import (
    CLASS_STAFF,
    LEARNER,
    SIGNED_IN,
    TEACHERS,
    Line,
    World,
)

NOT_A_TAKE: dict[str, Any] = {}  # refused with 400, of those who are let in

LINES = [
    Line("GET teach_live", "class", CLASS_STAFF),
    Line("POST teach_live", "class", TEACHERS, {"phrase": "live-phrase"}),
    Line("GET teach_live_screen", "live_round", CLASS_STAFF),
    Line("GET teach_live_now", "live_round", CLASS_STAFF),
    Line("POST teach_live_end", "live_round", TEACHERS),
    Line("GET live_join", "", SIGNED_IN),
    Line("POST live_join", "", SIGNED_IN, {"code": "AAAAAAA"}),
    Line("GET live_round", "live_code", LEARNER),
    Line("GET live_send", "live_code", SIGNED_IN),  # leads to the page above, no more
    Line("POST live_send", "live_code", LEARNER, NOT_A_TAKE),
    Line("POST live_show", "live_code", LEARNER, {"wanted": "yes"}),
]


def rows(world: World) -> dict[str, list[Any]]:
    """A round that is on, in which the learner has sent a take."""
    phrase = PhraseFactory(slug="live-phrase")
    live_round = LiveRound.objects.create(
        school_class=world.school_class, phrase=phrase
    )
    learner = world.enrolment.learner
    LiveTake.objects.create(
        live_round=live_round,
        learner=learner,
        analysis=AnalysisFactory(recording__owner=learner, recording__phrase=phrase),
    )
    return {
        "class": [world.school_class.public_id],
        "live_round": [live_round.public_id],
        "live_code": [live_round.code],
    }
