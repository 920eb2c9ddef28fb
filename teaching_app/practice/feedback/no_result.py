"""Why a take has no result, in the learner's words, with what to do next."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .catalogue import Entry

REASONS = {
    "too_short": Entry(
        _("The recording was too short"),
        _("We heard less than a second of speech."),
        _("Start, say the whole phrase, and only then stop."),
    ),
    "too_long": Entry(
        _("The recording was too long"),
        _("We can listen to takes of up to half a minute."),
        _("Record just this phrase."),
    ),
    "too_quiet": Entry(
        _("The recording was too quiet"),
        _("Your voice was hardly above silence."),
        _("Come closer to the microphone, or turn it up, and try again."),
    ),
    "no_speech": Entry(
        _("We heard no speech"),
        _("There was no voice in it that we could make out."),
        _("Check that the right microphone is chosen, then say the phrase again."),
    ),
    "too_noisy": Entry(
        _("There was too much noise"),
        _("The background was about as loud as your voice."),
        _("Find a quieter place, or use a headset, and try again."),
    ),
    "clipped": Entry(
        _("The recording was too loud"),
        _("The loudest parts were cut off, so stress and melody cannot be judged."),
        _("Move a little away from the microphone, or turn it down, and try again."),
    ),
    "other_phrase": Entry(
        _("That was another phrase"),
        _("What we heard is not the phrase of this page, so it has no result."),
        _("Read the phrase once, then say just that."),
    ),
    "other_language": Entry(
        _("That did not sound like English"),
        _("We heard speech, but not English words."),
        _("Listen to the reference first, then say the phrase."),
    ),
    "not_aligned": Entry(
        _("We could not follow the words"),
        _("We heard the phrase, but could not find where each word begins and ends."),
        _("Say it once more, a little clearer and without stopping."),
    ),
}

UNREADABLE = {
    "newer": Entry(
        _("This result was made by a newer version of Intona"),
        _("It is kept, and will be shown again once that version is back."),
        _("Come back a little later."),
    ),
    "damaged": Entry(
        _("This result cannot be shown"),
        _("What was stored of it cannot be read. Your recording is not affected."),
        _("Say the phrase once more to get a new result."),
    ),
}

REFUSALS = {
    "empty_file": Entry(
        _("There is no sound in this file"),
        _("It is empty, or holds nothing that can be heard."),
        _("Record again, or choose another file."),
    ),
    "not_audio": Entry(
        _("This is not a recording"),
        _("The file holds no sound that we can open, whatever its name says."),
        _("Choose a WAV, MP3, M4A, AAC, AIFF, AMR, CAF, FLAC, Ogg, WebM or WMA file."),
    ),
    "truncated": Entry(
        _("The recording is incomplete"),
        _("The file breaks off before its end."),
        _("Save or copy it once more, or record again."),
    ),
    "too_large": Entry(
        _("The file is too large"),
        _("We take files of up to 20 MB."),
        _("Record just this phrase."),
    ),
    "declares_too_long": Entry(
        _("The recording is far too long"),
        _("The file says that it lasts longer than any phrase does."),
        _("Record just this phrase."),
    ),
    "no_audio_stream": Entry(
        _("There is no sound in this file"),
        _("We could open the file, but found no sound track in it."),
        _("Choose a recording with sound."),
    ),
    "too_many_channels": Entry(
        _("This recording has too many channels"),
        _("It has eight or more sound channels; we can open up to seven."),
        _("Save it as a mono or stereo file, or record in the browser."),
    ),
    "undecodable": Entry(
        _("This recording cannot be opened"),
        _("We tried, and it took more time or memory than a recording should."),
        _("Save it as another kind of file, or record in the browser."),
    ),
}
