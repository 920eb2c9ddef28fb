"""English sounds as learners know them: letters in an example word."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By the engine's phone (ARPAbet, with AX for the weak vowel).
SOUNDS: dict[str, Promise] = {
    "AA": _("the “o” of “hot”"),
    "AE": _("the “a” of “cat”"),
    "AH": _("the “u” of “cup”"),
    "AO": _("the “aw” of “saw”"),
    "AW": _("the “ow” of “now”"),
    "AX": _("the weak “a” of “about”"),
    "AY": _("the “i” of “time”"),
    "B": _("the “b” of “boy”"),
    "CH": _("the “ch” of “chair”"),
    "D": _("the “d” of “day”"),
    "DH": _("the “th” of “this”"),
    "EH": _("the “e” of “bed”"),
    "ER": _("the “ir” of “bird”"),
    "EY": _("the “ay” of “day”"),
    "F": _("the “f” of “fish”"),
    "G": _("the “g” of “go”"),
    "HH": _("the “h” of “hat”"),
    "IH": _("the “i” of “sit”"),
    "IY": _("the “ee” of “see”"),
    "JH": _("the “j” of “job”"),
    "K": _("the “k” of “key”"),
    "L": _("the “l” of “leg”"),
    "M": _("the “m” of “man”"),
    "N": _("the “n” of “no”"),
    "NG": _("the “ng” of “sing”"),
    "OW": _("the “o” of “go”"),
    "OY": _("the “oy” of “boy”"),
    "P": _("the “p” of “pen”"),
    "R": _("the “r” of “red”"),
    "S": _("the “s” of “sun”"),
    "SH": _("the “sh” of “ship”"),
    "T": _("the “t” of “ten”"),
    "TH": _("the “th” of “think”"),
    "UH": _("the “oo” of “good”"),
    "UW": _("the “oo” of “food”"),
    "V": _("the “v” of “very”"),
    "W": _("the “w” of “we”"),
    "Y": _("the “y” of “yes”"),
    "Z": _("the “z” of “zoo”"),
    "ZH": _("the “s” of “measure”"),
}


def sound_label(phone: str) -> str:
    """Describe the sound of a phone; one without a label keeps its code."""
    return str(SOUNDS.get(phone, phone))
