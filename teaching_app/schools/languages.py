"""Names of first languages, in the language of the page (by Babel, from CLDR)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language

# Languages of Django's own translations, without scripts and countries.
CODES = sorted(
    {code.partition("-")[0] for code in LANG_INFO} | {"am", "so", "ti", "yue"}
)
# Other names that rosters use.
ALIASES = {"mandarin": "zh", "汉语": "zh", "普通话": "zh", "粤语": "yue", "farsi": "fa"}


def name_of(code: str) -> str:
    """The name in the language of the page; an unknown code is returned unchanged."""
    names = Locale.parse(get_language() or "en", sep="-").languages
    return names.get(code, code) if code in CODES else code


def choices(first: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Every language by name; those of the class (codes or names) come first."""
    ours = {code_of(language) for language in first}
    codes = {*CODES, *ours} - {""}
    return sorted(
        ((code, name_of(code)) for code in codes),
        key=lambda choice: (choice[0] not in ours, choice[1]),
    )


def code_of(text: str) -> str:
    """The code of a language given as code or name; other text stays unchanged."""
    wanted = text.strip().lower()
    if wanted in CODES:
        return wanted
    return _common_names().get(wanted) or _own_names().get(wanted) or text.strip()


@cache
def _common_names() -> dict[str, str]:
    """Codes by their English and Chinese names."""
    named = {_name(code, speaker): code for speaker in ("en", "zh") for code in CODES}
    return named | ALIASES


@cache
def _own_names() -> dict[str, str]:
    """Codes by what each language calls itself."""
    return {_name(code, code): code for code in CODES}


def _name(code: str, speaker: str) -> str:
    """The name of one language in another; the code where CLDR has no name."""
    try:
        return Locale.parse(speaker).languages.get(code, code).lower()
    except UnknownLocaleError:
        return code
