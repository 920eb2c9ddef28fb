"""Profiles of what natives recorded here."""

from __future__ import annotations

import logging

from teaching_app.practice.models import Phrase

logger = logging.getLogger(__name__)


def request_rebuild(*, phrase: Phrase, style: str) -> None:
    """Have the worker make the profile of a phrase in a style anew.

    Asked whenever a recording was approved, or an approved one is gone.
    """
    logger.info("The profile of phrase %d (%s) is to be rebuilt", phrase.pk, style)
