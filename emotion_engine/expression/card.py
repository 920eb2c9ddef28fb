"""What the card of the shipped head says, without its tensors and what reads them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

VOICE_KIND = "voice"  # the card's word for a head that knows voices


@cache
def knows_voices() -> bool:
    """Whether the shipped head hears a take against the voice's other takes."""
    card = (
        Path(__file__).resolve().parent.parent / "assets" / "expression" / "card.json"
    )
    return json.loads(card.read_text(encoding="utf-8")).get("kind") == VOICE_KIND
