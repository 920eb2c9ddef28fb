"""What happens to a teacher's phrases when their account is erased."""

from __future__ import annotations

from django.contrib.auth.models import User

from teaching_app.practice.models import Phrase
from teaching_app.practice.services import erasure


def erase_unshared_phrases(*, author: User) -> None:
    """Delete an author's phrases that were neither shared nor ever assigned."""
    unused = Phrase.objects.filter(
        shared_phrase__author=author,
        shared_phrase__is_shared=False,
        assignment_items=None,
        live_rounds=None,
        recordings=None,
    )
    for phrase in unused:
        erasure.erase_phrase(phrase=phrase)
