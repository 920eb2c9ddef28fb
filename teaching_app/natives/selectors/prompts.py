"""What a helper is asked to read, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet

from teaching_app.natives import tokens
from teaching_app.natives.models import Helper, NativeRecording
from teaching_app.practice.models import Phrase

from . import invitations

PLAIN = "neutral"
State = NativeRecording.State
TO_BE_READ = ("", State.REFUSED)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A phrase to read in a style; ``recording`` once it has been sent."""

    phrase: Phrase
    style: str
    recording: NativeRecording | None

    @property
    def state(self) -> str:
        """The recording's state, or empty."""
        return self.recording.state if self.recording else ""

    @property
    def is_to_be_read(self) -> bool:
        """Whether nothing usable was sent yet."""
        return self.state in TO_BE_READ

    @property
    def may_be_read(self) -> bool:
        """Whether it may be read, or read again."""
        return self.state != State.APPROVED


def helper_of(token: str) -> Helper | None:
    """The helper of a link."""
    found = Helper.objects.select_related("invitation__institution")
    return found.filter(token_hash=tokens.digest(token)).first()


def has_agreed(helper: Helper) -> bool:
    """Whether a helper has agreed to the current wording."""
    return helper.consent_version == settings.NATIVE_CONSENT_VERSION


def may_record(helper: Helper) -> bool:
    """Whether recordings are taken from a helper now."""
    return has_agreed(helper) and invitations.is_open(helper.invitation)


def of_helper(helper: Helper) -> list[Prompt]:
    """Everything a helper is asked to read, style by style."""
    sent = {
        (recording.phrase_id, recording.style): recording
        for recording in helper.recordings.all()
    }
    phrases = list(_phrases(helper))
    return [
        Prompt(phrase, style, sent.get((phrase.pk, style)))
        for style in _styles(helper)
        for phrase in phrases
    ]


def find(helper: Helper, slug: str, style: str) -> Prompt | None:
    """One of the prompts that a helper is asked for."""
    phrase = _phrases(helper).filter(slug=slug).first()
    if phrase is None or style not in _styles(helper):
        return None
    sent = helper.recordings.filter(phrase=phrase, style=style).first()
    return Prompt(phrase, style, sent)


def following(helper: Helper, after: Prompt | None = None) -> Prompt | None:
    """The next phrase to read: the first that waits after one, or the first of all."""
    found = of_helper(helper)
    places = [(one.phrase, one.style) for one in found]
    start = places.index((after.phrase, after.style)) + 1 if after else 0
    turned = [*found[start:], *found[: max(0, start - 1)]]
    return next((one for one in turned if one.is_to_be_read), None)


def _phrases(helper: Helper) -> QuerySet[Phrase]:
    """Those of the invitation; off a school's list only where they were read before."""
    is_wanted = Q(shared_phrase__removed_at=None)
    is_read = Q(pk__in=helper.recordings.values("phrase"))
    found = helper.invitation.phrases.filter(is_wanted | is_read, is_active=True)
    return found.order_by("order", "slug")


def _styles(helper: Helper) -> list[str]:
    """The styles of the invitation; without styles here, plain readings alone."""
    styles: list[str] = helper.invitation.styles
    if settings.EXPRESSION_ENABLED:
        return styles
    return [style for style in styles if style == PLAIN]
