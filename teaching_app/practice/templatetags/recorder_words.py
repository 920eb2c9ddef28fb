"""What the recorder displays in each of its states: a title and a sentence."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def recorder_words() -> dict[str, Any]:
    """All texts of the recorder, translated, for ``json_script``."""
    return {
        "record": _("Record"),
        "stop": _("Stop"),
        **_states(),
        "errors": {**_microphone_errors(), **_sending_errors()},
    }


@register.simple_tag
def microphone_words() -> dict[str, Any]:
    """All texts of the microphone test, translated, for ``json_script``."""
    return {
        "test": _("Test my microphone"),
        "again": _("Test again"),
        "states": {
            "idle": (
                "",
                _("First we listen to your room, then you read one sentence aloud."),
            ),
            "requesting": _states()["requesting"],
            "room": (_("Quiet, please"), _("We listen to your room.")),
            "voice": (_("Now read this aloud"), _("As you would to a friend.")),
        },
        "outcomes": _outcomes(),
        "problems": _problems(),
        "facts": (
            _("Voice {level} dB"),
            _("Room {noise} dB"),
            _("Sound up to {bandwidth} kHz"),
            _("{rate} kHz sampling"),
        ),
        "altering": {
            "autoGainControl": _("The browser changes the loudness"),
            "echoCancellation": _("The browser cancels echoes"),
            "noiseSuppression": _("The browser removes noise"),
        },
        "errors": _microphone_errors(),
    }


def _outcomes() -> dict[str, tuple[str, str]]:
    return {
        "good": (_("Good"), _("We hear you well. Go on to a phrase.")),
        "fair": (
            _("This will do"),
            _("You can practise like this. It gets better if you change this:"),
        ),
        "poor": (
            _("This will not work yet"),
            _("Takes recorded like this could not be judged. Change this, then test:"),
        ),
    }


def _problems() -> dict[str, str]:
    return {
        "no_voice": _(
            "We heard no voice. Check that the right microphone is chosen and not muted."
        ),
        "too_noisy": _(
            "The room is nearly as loud as you. Go to a quiet place, or use a headset."
        ),
        "overloaded": _(
            "Your voice is distorted. Turn the microphone down, or move away from it."
        ),
        "quiet": _("You are quiet. Come closer: a hand’s width from the microphone."),
        "noisy": _("The room is noisy. Close the window, or come closer."),
        "loud": _(
            "A little too loud in places. Move away from the microphone a little."
        ),
        "narrow": _(
            "The sound is narrow, as by telephone. A wireless headset often is: use its "
            "cable, or the microphone of your computer."
        ),
        "altered": _(
            "The browser changes the sound although we ask it not to. Switch off “voice "
            "enhancement” in your system, or use another browser."
        ),
    }


def _states() -> dict[str, tuple[str, str]]:
    return {
        "idle": ("", _("Press the button, then say the phrase.")),
        "discarded": (_("Discarded"), _("The take is gone. Record another one.")),
        "requesting": (
            _("Allow the microphone"),
            _("Your browser asks whether this page may listen."),
        ),
        "starting": (_("One moment"), _("The microphone is starting.")),
        "recording": (_("Speak now"), _("Press the button when you have finished.")),
        "recorded": (_("Your take"), _("Listen to it, then send it.")),
        "restored": (
            _("A take is waiting"),
            _("Recorded on {when} and not sent yet. Send it or discard it."),
        ),
        "earlier": (
            _("Your take"),
            _("The take before is still here. Listen to it, then send it."),
        ),
        "interrupted": (
            _("The recording was interrupted"),
            _(
                "The microphone stopped by itself, as for a phone call. What it heard "
                "until then is kept: listen to it, then send it or record again."
            ),
        ),
        "interrupted_again": (
            _("The recording was interrupted"),
            _(
                "What the microphone heard until then is kept, and so is the take "
                "before: discard this one to go back to it."
            ),
        ),
        "not_kept": (
            _("Your take"),
            _("This browser cannot store it: send it before you leave the page."),
        ),
        "sending": (_("Sending"), _("Your take is on its way.")),
        "waiting": (
            _("No connection"),
            _(
                "Your take is safe in this browser. Trying again in {seconds} s, or "
                "as soon as you are online."
            ),
        ),
        "waiting_for_server": (
            _("The server has trouble"),
            _("Your take is safe in this browser. Trying again in {seconds} s."),
        ),
        "sent": (_("Sent"), _("Opening your feedback.")),
    }


def _microphone_errors() -> dict[str, tuple[str, str]]:
    return {
        "insecure": (
            _("Recording needs a secure page"),
            _("Open this page by its https address, or upload a recording below."),
        ),
        "denied": (
            _("The microphone is blocked"),
            _(
                "Allow the microphone for this page in your browser’s address bar, "
                "then press Record. Or upload a recording below."
            ),
        ),
        "no_device": (
            _("No microphone found"),
            _("Connect one and press Record, or upload a recording below."),
        ),
        "busy": (
            _("The microphone is in use"),
            _("Close other programs that use it, then press Record."),
        ),
        "interrupted": (
            _("The microphone stopped"),
            _(
                "A call or another program may have taken it. Press Record to begin "
                "again."
            ),
        ),
        "unsupported": (
            _("This browser cannot record"),
            _("Use a newer browser, or upload a recording below."),
        ),
    }


def _sending_errors() -> dict[str, tuple[str, str]]:
    return {
        "signed_out": (
            _("You are signed out"),
            _("Your take is safe in this browser. Sign in, then send it."),
        ),
        "consent_needed": (
            _("Your agreement is needed"),
            _(
                "Your take is safe in this browser. Read what happens to it and agree, "
                "then send it."
            ),
        ),
        "page_expired": (
            _("This page is too old"),
            _("Your take is safe in this browser. Reload the page, then send it."),
        ),
        "gone": (
            _("Nothing asks for this take any more"),
            _(
                "It stays in this browser: the notice on your other pages lets you save "
                "it as a file."
            ),
        ),
        "refused": (
            _("This take cannot be used"),
            _("Record it again, or choose another file."),
        ),
        "too_large": (_("The file is too large"), _("Choose a smaller file.")),
        "unexpected": (
            _("The take was not accepted"),
            _(
                "The answer was not one we know. Your take is safe in this browser: "
                "send it again, or come back later."
            ),
        ),
    }
