"""What became of a helper's recording, in words that need no knowledge of speech."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from teaching_app.practice.feedback import uploads
from teaching_app.practice.feedback.labels import STYLES

from .models import NativeRecording
from .selectors.prompts import PLAIN, Prompt

State = NativeRecording.State

READ_AGAIN = _("We could not use this one. Please read it once more.")
ONCE_MORE = _("If you like, read it once more.")
REFUSALS = {
    "too_short": _("That was very short. Please read the whole sentence."),
    "too_long": _("That was very long. Please record just this sentence."),
    "too_quiet": _("It was too quiet. Come closer to the microphone."),
    "no_speech": _("We heard no voice. Is the right microphone chosen?"),
    "too_noisy": _("It was too noisy. Find a quieter place, or use a headset."),
    "clipped": _("It was too loud. Move a little away from the microphone."),
    "other_phrase": _("We heard another sentence. Please read just this one."),
    "other_language": _("We heard no English. Please read the sentence as it stands."),
    "not_aligned": _("We lost the thread. Please read it in one go."),
}
UPLOADS = {
    "invitation_closed": _("This invitation is closed. Thank you for helping."),
    "already_approved": _("This sentence is done: your recording of it is in use."),
}
STATES = {
    "": _("to read"),
    State.WAITING: _("being checked"),
    State.REFUSED: _("please read again"),
    State.MEASURED: _("sent"),
    State.APPROVED: _("in use"),
    State.REJECTED: _("not used"),
}
BADGES: dict[str, str] = {
    State.REFUSED: "badge--unclear",
    State.APPROVED: "badge--native",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One prompt as the helper's pages show it."""

    prompt: Prompt
    style: str
    state: str
    badge: str
    note: str


def shown(prompt: Prompt) -> Shown:
    """Name the style and state of a prompt, and say what to do where it failed."""
    return Shown(
        prompt=prompt,
        style=style_in_words(prompt.style),
        state=str(STATES[prompt.state]),
        badge=BADGES.get(prompt.state, ""),
        note=_note(prompt),
    )


def style_in_words(style: str) -> str:
    """A style as helpers read it; empty for a plain reading."""
    return "" if style == PLAIN else str(STYLES[style])


def refused_upload(code: str) -> str:
    """Why a recording was not taken at all."""
    return str(UPLOADS[code]) if code in UPLOADS else uploads.describe(code)


def doubts(recording: NativeRecording) -> list[str]:
    """What the second person should listen for."""
    return [str(NativeRecording.Doubt(code).label) for code in recording.doubts]


def of_recordings(n_recordings: int, n_speakers: int) -> str:
    """So many recordings by so many people, as "3 recordings by 2 native speakers"."""
    recordings = ngettext("%(n)s recording", "%(n)s recordings", n_recordings)
    speakers = ngettext("%(n)s native speaker", "%(n)s native speakers", n_speakers)
    counts = {
        "recordings": recordings % {"n": n_recordings},
        "speakers": speakers % {"n": n_speakers},
    }
    return str(_("%(recordings)s by %(speakers)s") % counts)


def _note(prompt: Prompt) -> str:
    recording = prompt.recording
    if recording is None:
        return ""
    if recording.state == State.REFUSED:
        return str(REFUSALS.get(recording.refusal, READ_AGAIN))
    if recording.state == State.REJECTED:
        return f"{recording.rejection} {ONCE_MORE}".strip()
    return ""
