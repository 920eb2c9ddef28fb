"""Kinds of words that reports name, each with the rule to teach."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(NamedTuple):
    """How sentences refer to the words, and the rule for their stress."""

    name: Promise
    rule: Promise


KINDS = {
    "tion": Kind(
        _("words in ‑tion and ‑sion"),
        _(
            "The stress falls on the syllable right before ‑tion and ‑sion: inforMAtion, deCIsion."
        ),
    ),
    "ity": Kind(
        _("words in ‑ity"),
        _("The stress falls on the syllable right before ‑ity: aBIlity, uniVERsity."),
    ),
    "ic": Kind(
        _("words in ‑ic and ‑ical"),
        _("The stress falls on the syllable right before ‑ic: ecoNOmic, scienTIfic."),
    ),
    "graphy": Kind(
        _("words like photography and biology"),
        _("The stress falls on the third syllable from the end: phoTOgraphy, biOlogy."),
    ),
    "eer": Kind(
        _("words in ‑eer and ‑ese"),
        _("The ending itself is stressed: engiNEER, JapaNESE."),
    ),
    "noun_verb": Kind(
        _("words like “record” (noun and verb)"),
        _(
            "As a noun the first syllable is stressed, as a verb the second: a REcord, to reCORD."
        ),
    ),
    "compound": Kind(
        _("compounds such as classroom"),
        _("The first part is stressed: CLASSroom, HOMEwork."),
    ),
    "long": Kind(
        _("words of three and more syllables"),
        _("One syllable is long and clear, the others are short: baNAna, toMOrrow."),
    ),
    "short": Kind(
        _("words of two syllables"),
        _("Most nouns are stressed on the first syllable: TAble, WINdow."),
    ),
}
