"""Names of first languages, in the language of the page (by Babel, from CLDR)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language

# Languages that Django's pages are spoken in, without their scripts and countries.
CODES = sorted(
    {code.partition("-")[0] for code in LANG_INFO} | {"am", "so", "ti", "yue"}
)
# What lists also call them.
ALIASES = {"mandarin": "zh", "汉语": "zh", "普通话": "zh", "粤语": "yue", "farsi": "fa"}


def name_of(code: str) -> str:
    """The name in the language of the page; what is no code we know stands as it is."""
    names = Locale.parse(get_language() or "en", sep="-").languages
    return names.get(code, code) if code in CODES else code


def choices(first: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Every language by its name; those of the class, codes or names, come first."""
    ours = {code_of(language) for language in first}
    codes = {*CODES, *ours} - {""}
    return sorted(
        ((code, name_of(code)) for code in codes),
        key=lambda choice: (choice[0] not in ours, choice[1]),
    )


def code_of(text: str) -> str:
    """The code of a language that is written as a code or by a name; else the text."""
    wanted = text.strip().lower()
    if wanted in CODES:
        return wanted
    return _common_names().get(wanted) or _own_names().get(wanted) or text.strip()


@cache
def _common_names() -> dict[str, str]:
    """Codes by the names in English and in Chinese."""
    named = {_name(code, speaker): code for speaker in ("en", "zh") for code in CODES}
    return named | ALIASES


@cache
def _own_names() -> dict[str, str]:
    """Codes by what each language calls itself."""
    return {_name(code, code): code for code in CODES}


def _name(code: str, speaker: str) -> str:
    """What speakers of one language call another; the code where nobody has said."""
    try:
        return Locale.parse(speaker).languages.get(code, code).lower()
    except UnknownLocaleError:
        return code
