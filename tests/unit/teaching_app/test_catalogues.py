"""Every sentence a person may read is translated, and says the same with its values."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.utils import translation
from django.utils.translation import gettext

from teaching_app import catalogues

# What is filled in when a sentence is said: %(name)s, %(n)d, %(range).0f, {seconds}.
PLACEHOLDER = re.compile(r"%\(\w+\)[.\d]*[sdf]|\{\w+\}")


@pytest.fixture(scope="module")
def sources() -> Catalog:
    return catalogues.extracted()


@pytest.fixture(
    scope="module", params=[p.parent.parent.name for p in catalogues.files()]
)
def catalog(request: pytest.FixtureRequest) -> Catalog:
    return catalogues.read(
        catalogues.LOCALES / request.param / "LC_MESSAGES" / "django.po"
    )


def test_there_is_a_chinese_catalogue() -> None:
    assert [path.parent.parent.name for path in catalogues.files()] == ["zh_Hans"]


def test_every_sentence_of_the_sources_is_in_the_catalogue_and_no_other(
    sources: Catalog, catalog: Catalog
) -> None:
    """Mended by ``manage.py catalogues update``, and then by translating."""
    wanted, found = ({m.id for m in c if m.id} for c in (sources, catalog))
    assert len(wanted) > 500
    assert wanted - found == set()
    assert found - wanted == set()


def test_every_sentence_is_translated_and_none_is_a_guess(catalog: Catalog) -> None:
    assert [m.id for m in catalogues.untranslated(catalog)] == []


def test_every_translation_has_the_values_of_its_sentence(catalog: Catalog) -> None:
    def values(said: object) -> set[str]:
        parts = said if isinstance(said, list | tuple) else [said]
        return {name for part in parts for name in PLACEHOLDER.findall(part)}

    wrong = [m.id for m in catalog if m.id and values(m.id) != values(m.string)]
    assert wrong == []


def test_chinese_says_you_in_one_way_and_is_chinese(catalog: Catalog) -> None:
    said = [str(m.string) for m in catalog if m.id]
    assert [text for text in said if "您" in text] == []
    chinese = re.compile(r"[\u4e00-\u9fff，。：]")  # or its marks alone
    assert [text for text in said if not chinese.search(text)] == []


def test_sentences_are_found_in_templates_python_and_phrases(sources: Catalog) -> None:
    places = {Path(place).parts[0] for m in sources for place, _ in m.locations}
    assert places == {"teaching_app", "templates"}
    assert any(isinstance(m.id, tuple) for m in sources)  # blocktranslate with plural
    assert "First the verb, then the noun." in sources
    assert "Skip to the content" in sources
    assert "Speak now" in sources


def test_an_update_keeps_translations_and_drops_what_is_gone(
    tmp_path: Path, sources: Catalog
) -> None:
    path = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Speak now"\nmsgstr "现在说"\n\nmsgid "Long gone"\nmsgstr "没了"\n'
    )
    catalogues.update(path)
    updated = catalogues.read(path)
    assert updated["Speak now"].string == "现在说"
    assert "Long gone" not in updated
    assert len(catalogues.untranslated(updated)) == len(sources) - 1


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Your password has been changed.", "你的密码现已被修改。"),
        ("Are you sure you want to sign out?", "你确定要登出吗？"),
    ],
)
def test_account_pages_say_you_as_we_do(sentence: str, said: str) -> None:
    with translation.override("zh-hans"):
        assert gettext(sentence) == said


def test_django_says_it_in_chinese() -> None:
    with translation.override("zh-hans"):
        assert gettext("Speak now") == "现在说"
