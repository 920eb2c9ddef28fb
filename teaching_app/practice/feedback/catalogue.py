"""What learners read for each code: what was noticed, and one next step.

``FINDINGS`` has one line for every code of the engine: its skill, its weight and its
sentences. Which rendition corrects it is up to the engine. No blame, no jargon.
Findings that recur have a second next action, for when the first did not help.
Placeholders come from the engine's details.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import emotion_engine as engine
from teaching_app.practice.models import Phrase

Code = engine.FindingCode
Skill = Phrase.Focus


class Outcome(StrEnum):
    """Whether a finding counts for or against a take, or is about the recording."""

    SUCCESS = "success"
    FAILURE = "failure"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Entry:
    """One message."""

    title: Promise
    text: Promise
    next_action: Promise


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One line of the table; ``skill`` is ``None`` where no phrase trains it.

    A grave finding, however slight, means that the phrase did not come across.
    ``question`` is read where the engine is not sure enough to tell: it holds no verdict,
    and does not say what would be right. ``expected_text`` is read in place of ``text``
    where nobody has recorded the phrase.
    """

    skill: Skill | None
    title: Promise
    text: Promise
    next_action: Promise
    another_action: Promise | str = ""
    is_grave: bool = False
    counts_as: Outcome = Outcome.FAILURE
    question: Entry | None = None
    expected_text: Promise | str = ""


FINDINGS: dict[Code, FindingLine] = {
    Code.WORDS_MISSING: FindingLine(
        None,
        _("We did not hear every word"),
        _("We did not hear: %(words)s."),
        _("Say the whole phrase once more, every word a little slower."),
        _("Read the phrase aloud twice without recording, then record it."),
        is_grave=True,
    ),
    Code.WORDS_EXTRA: FindingLine(
        None,
        _("There were other words too"),
        _("We also heard: %(words)s."),
        _("Say just the phrase, and stop the recording right after it."),
    ),
    Code.ENDING_MISSING: FindingLine(
        None,
        _("The ending of “%(word)s” was not heard"),
        _("We heard “%(stem)s” without “-%(ending)s”: %(parts)s."),
        _("Say “%(word)s” by itself, with a clear ending, then the phrase."),
        _("Play “%(word)s” in the reference, listen for the ending, and say it along."),
    ),
    Code.SAID_AGAIN: FindingLine(
        None,
        _("You said it more than once"),
        _("We judged the last time only."),
        _("Record it anew for each try, so that you can compare them."),
        counts_as=Outcome.NEITHER,
    ),
    Code.STRESS_ELSEWHERE: FindingLine(
        Skill.STRESS,
        _("Stress “%(expected_text)s” in “%(word)s”"),
        _(
            "In “%(word)s” we heard “%(heard_text)s” as the strongest part. It is “%(expected_text)s” that is stressed."
        ),
        _(
            "Make “%(expected_text)s” longer and louder, and “%(heard_text)s” short and light."
        ),
        _(
            "Clap on “%(expected_text)s” while you say “%(word)s” three times. Then say the phrase."
        ),
        is_grave=True,
        question=Entry(
            _("Listen again: “%(word)s”"),
            _("Did you stress “%(earlier_text)s” or “%(later_text)s”?"),
            _("Play yours, then the reference, and compare."),
        ),
    ),
    Code.STRESS_UNCLEAR: FindingLine(
        Skill.STRESS,
        _("The stress in “%(word)s” was not clear"),
        _(
            "No part of “%(word)s” stood out clearly. “%(expected_text)s” is the stressed one."
        ),
        _("Give “%(expected_text)s” more time, and hurry over the rest of the word."),
        _("Say only “%(expected_text)s”, then build “%(word)s” around it."),
    ),
    Code.ACCENT_ON_OTHER_WORD: FindingLine(
        Skill.FOCUS,
        _("Native speakers lean on “%(expected_word)s”"),
        _(
            "“%(word)s” stood out most. Most native speakers make “%(expected_word)s” stand out here."
        ),
        _("Say “%(expected_word)s” higher and longer than the words around it."),
        _("Nod your head on “%(expected_word)s” while you say the phrase."),
        expected_text=_(
            "“%(word)s” stood out most. By what native speakers do in other sentences, “%(expected_word)s” would be expected to stand out here."
        ),
    ),
    Code.NUCLEUS_ON_OTHER_WORD: FindingLine(
        Skill.FOCUS,
        _("The main stress belongs on “%(expected_word)s”"),
        _(
            "The phrase peaked on “%(word)s”. Most native speakers let it peak on “%(expected_word)s”."
        ),
        _("Keep “%(word)s” lower, and save your highest note for “%(expected_word)s”."),
        _("Say only “%(expected_word)s” twice, then build the phrase up to it."),
        expected_text=_(
            "The phrase peaked on “%(word)s”. By what native speakers do in other sentences, it would be expected to peak on “%(expected_word)s”."
        ),
    ),
    Code.FOCUS_ON_OTHER_WORD: FindingLine(
        Skill.FOCUS,
        _("“%(expected_word)s” is the word that matters"),
        _(
            "“%(word)s” stood out most. Here a listener should hear “%(expected_word)s” above the words around it."
        ),
        _(
            "Say “%(expected_word)s” higher, louder and longer, and let “%(word)s” be quiet."
        ),
        _("Point at somebody on “%(expected_word)s” while you say the phrase."),
    ),
    Code.SYLLABLE_TOO_SHORT: FindingLine(
        Skill.RHYTHM,
        _("Give “%(syllable)s” more time"),
        _("%(place)s was shorter than native speakers make it."),
        _("Stretch “%(syllable)s” a little."),
        _("Say “%(word)s” in slow motion twice, then at full speed."),
    ),
    Code.SYLLABLE_TOO_LONG: FindingLine(
        Skill.RHYTHM,
        _("Keep “%(syllable)s” short"),
        _("%(place)s was longer than native speakers make it."),
        _("Say “%(syllable)s” quickly and lightly."),
        _("Tap the rhythm of the reference first, then speak to it."),
    ),
    Code.STRESSED_TOO_HIGH: FindingLine(
        Skill.STRESS,
        _("“%(syllable)s” was very high"),
        _(
            "%(place)s jumped up by %(value)s piano keys. Native speakers seldom go beyond %(limit)s there."
        ),
        _("Stress “%(syllable)s” by making it longer, not higher."),
        _("Say “%(word)s” on one note, with only “%(syllable)s” longer and louder."),
    ),
    Code.VOWEL_NOT_REDUCED: FindingLine(
        Skill.RHYTHM,
        _("Let “%(syllable)s” be weak"),
        _("%(place)s had a long, full vowel. Native speakers hurry over it."),
        _("Say “%(word)s” with “%(syllable)s” as short and quiet as you can."),
        _(
            "Say “%(word)s” once without the vowel of “%(syllable)s”, then put back as little of it as you can."
        ),
    ),
    Code.MELODY_TOO_FLAT: FindingLine(
        Skill.MELODY,
        _("Let the voice move more"),
        _(
            "From its lowest to its highest note the voice moved %(value)s piano keys; native speakers mostly move %(low)s to %(high)s."
        ),
        _("Start higher on the most important word, and come down at the end."),
        _("Hum the melody of the reference first, then put the words on it."),
    ),
    Code.MELODY_UPSIDE_DOWN: FindingLine(
        Skill.MELODY,
        _("Let the voice come down"),
        _(
            "The melody climbed by %(value)s piano keys from beginning to end. In a statement the voice starts high and comes down."
        ),
        _("Start higher, and let your voice sink towards the end."),
        _("Say the last word alone on a low note, then the phrase down to it."),
    ),
    Code.MELODY_NOT_HEARD: FindingLine(
        None,
        _("The melody could not be judged"),
        _(
            "It sounded whispered: there was too little voice in it to hear a melody, so rhythm and melody have no rating."
        ),
        _("Say it again with your full voice."),
        counts_as=Outcome.NEITHER,
    ),
    Code.MELODY_TOO_WIDE: FindingLine(
        Skill.MELODY,
        _("A calmer melody would fit"),
        _(
            "From its lowest to its highest note the voice moved %(value)s piano keys; native speakers mostly move %(low)s to %(high)s."
        ),
        _("Keep the high points a little lower."),
        _("Say it once as if you read a list aloud, then once for a friend."),
    ),
    Code.MELODY_OUTSIDE_BAND: FindingLine(
        Skill.MELODY,
        _("The melody went another way"),
        _("Around “%(word)s” the melody left the range of the native speakers."),
        _(
            "Listen to the reference once more, and follow its melody around “%(word)s”."
        ),
        _("Hum the phrase along with the reference, then say it."),
        expected_text=_(
            "Around “%(word)s” the melody went another way than expected by what native speakers do in other sentences."
        ),
    ),
    Code.FINAL_RISE_MISSING: FindingLine(
        Skill.MELODY,
        _("Let the end rise"),
        _("Native speakers go up on “%(word)s” here; the voice stayed level or fell."),
        _("Lift your voice on “%(word)s”, as if you waited for an answer."),
        _("Say only “%(word)s?” until it rises, then put the phrase before it."),
        expected_text=_(
            "The voice fell on “%(word)s”. In other questions that are answered by yes or no, most native speakers go up at the end."
        ),
    ),
    Code.FINAL_FALL_MISSING: FindingLine(
        Skill.MELODY,
        _("Let the end fall"),
        _("Native speakers go down on “%(word)s” here; the voice stayed up."),
        _("Let your voice drop on “%(word)s”, as if you closed a door."),
        _("Say only “%(word)s” until it falls, then put the phrase before it."),
    ),
    Code.TOO_FAST: FindingLine(
        Skill.RHYTHM,
        _("A little slower"),
        _(
            "That was %(value)s syllables a second; native speakers say %(low)s to %(high)s here."
        ),
        _("Take time on the stressed syllables."),
        _("Play the reference and speak along, without overtaking."),
    ),
    Code.TOO_SLOW: FindingLine(
        Skill.RHYTHM,
        _("A little faster"),
        _(
            "That was %(value)s syllables a second; native speakers say %(low)s to %(high)s here."
        ),
        _("Link the words, and keep the small ones short."),
        _("Say the last three words until they flow, then the whole phrase."),
    ),
    Code.PAUSE_UNEXPECTED: FindingLine(
        Skill.RHYTHM,
        _("Go on after “%(word)s”"),
        _(
            "There was a pause of %(pause_s)s seconds after “%(word)s”. The phrase goes straight on there."
        ),
        _("Say “%(word)s” and the next word as if they were one."),
        _("Take a breath before you start, and say the whole phrase on it."),
    ),
    Code.BREAK_MISSING: FindingLine(
        Skill.RHYTHM,
        _("Stop for a moment after “%(word)s”"),
        _(
            "“%(word)s” ran straight into “%(next_word)s”. There is a break between them."
        ),
        _("Breathe after “%(word)s”, then go on with “%(next_word)s”."),
        _("Say the two parts as two phrases first, then join them with a short stop."),
    ),
    Code.STYLE_FAR_FROM_TARGET: FindingLine(
        Skill.STYLE,
        _("Your delivery sounded more like “%(sounds_like)s”"),
        _(
            "You chose “%(style)s”. Native speakers performing it sound different from this take."
        ),
        _("Listen to the reference again, and copy its melody and its speed."),
        _("Overdo it: say it as an actor on a stage would."),
    ),
    Code.STYLE_NOT_CLEAR: FindingLine(
        Skill.STYLE,
        _("The style was not clear"),
        _("We could not tell which style this delivery is nearest to."),
        _("Say it again with a stronger “%(style)s” delivery."),
        _("Listen to the reference, and copy one thing: its melody."),
    ),
    Code.VOICE_AND_WORDS_DIFFER: FindingLine(
        Skill.STYLE,
        _("Voice and words went different ways"),
        _(
            "By themselves the words suggest “%(style)s”; the delivery sounded “%(sounds_like)s”."
        ),
        _("Say it once more as you would mean it: “%(style)s”."),
        _("Say it in both ways, listen to both, and keep the one you meant."),
    ),
    Code.NARROW_BANDWIDTH: FindingLine(
        None,
        _("Your microphone sounds like a telephone"),
        _("High sounds are missing from the recording, as with some headsets."),
        _("If you can, use the microphone of your phone or computer."),
        counts_as=Outcome.NEITHER,
    ),
    Code.NOISY_TAKE: FindingLine(
        None,
        _("There was noise behind your voice"),
        _("It was loud beside your voice, so small details are less sure."),
        _("Find a quieter place, or come closer to the microphone."),
        counts_as=Outcome.NEITHER,
    ),
    Code.SOUND_DIFFERENT: FindingLine(
        None,
        _("Say “%(word)s” once more, slowly"),
        _(
            "In “%(word)s” we expected %(expected_sound)s, and what we heard was nearer to %(heard_sound)s."
        ),
        _(
            "Play how you said “%(word)s”, then the reference, and listen for %(expected_sound)s."
        ),
        _("Say only %(expected_sound)s a few times, then put “%(word)s” around it."),
        question=Entry(
            _("Listen again: “%(word)s”"),
            _("Did you say %(one_sound)s or %(other_sound)s?"),
            _("Play yours, then the reference, and compare."),
        ),
    ),
    Code.WORD_UNCLEAR: FindingLine(
        None,
        _("“%(word)s” was hard to make out"),
        _("The sounds of “%(word)s” were not clear to us."),
        _("Say “%(word)s” by itself, slowly and with every sound, then the phrase."),
        _("Play “%(word)s” in the reference, and speak along with it."),
    ),
    Code.WELL_DONE: FindingLine(
        None,
        _("That came across well"),
        _("Nothing stood out that needs work."),
        _("Try the next phrase, or this one in another style."),
        counts_as=Outcome.SUCCESS,
    ),
}

NO_SINGLE_FAULT = Entry(
    _("Say it along with the reference"),
    _("No single word stood out, but as a whole it could be clearer or smoother."),
    _("Play the reference twice, then speak along with it."),
)

STYLE_MISSED = Entry(
    _("The words came across; the style not yet"),
    _("It sounded more like “%(sounds_like)s” than like “%(style)s”."),
    _("Play the reference in that style, and overdo it once."),
)
