import ast
import runpy
import string
from pathlib import Path

import pytest

from letters.errors import MissingResource, UsageError
from letters.wording import catalog
from letters.wording.catalog import CATALOGUES, language_from_environment, translator

SCRIPT = runpy.run_path(str(Path(__file__).parent.parent / "script" / "messages"))


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "zh_CN.GB18030"}, "zh"),
        ({"LANG": "es_ES@euro"}, "es"),
        ({"LANG": "es"}, "es"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": ""}, "ru"),
        ({"LC_ALL": "ru_RU.UTF-8", "LETTERS_LANG": "es"}, "es"),
        ({"LANG": "ru_RU.UTF-8", "LETTERS_LANG": "zh-CN"}, "zh"),
        ({"LANG": "ru_RU.UTF-8", "LETTERS_LANG": "EN"}, "en"),
    ],
)
def test_language_from_environment(environment, language):
    assert language_from_environment(environment) == language


@pytest.fixture
def russian(tmp_path, monkeypatch):
    """A small Russian catalogue in place of the shipped one."""
    path = tmp_path / "ru" / "LC_MESSAGES" / "letters.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "{name} is missing"\nmsgstr "нет: {name}"\n\n'
        '#, fuzzy\nmsgid "unsure"\nmsgstr "неясно"\n\n'
        'msgid "untranslated"\nmsgstr ""\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(catalog, "locale_folder", lambda: tmp_path)
    translator.cache_clear()
    yield translator("ru")
    translator.cache_clear()


def test_a_message_is_translated_and_then_filled(russian):
    error = UsageError("{name} is missing", "untranslated", name="{x}")
    assert error.render(russian) == "нет: {x} (untranslated)"


@pytest.mark.parametrize("text", ["untranslated", "unsure", "unheard of", ""])
def test_what_has_no_sure_translation_stays_english(russian, text):
    assert russian(text) == text


def test_english_needs_no_catalogue():
    assert translator("en")("{name} is missing") == "{name} is missing"


def test_a_language_without_messages_is_named():
    with pytest.raises(MissingResource, match="no messages in the language “fr”"):
        translator("fr")


def test_the_script_and_the_program_agree_on_the_languages():
    assert SCRIPT["LANGUAGES"] == CATALOGUES


def test_messages_are_found_in_the_source():
    assert "there are no messages in the language “{language}”" in SCRIPT["messages"]()


def test_only_literal_texts_are_marked():
    """What is put together at run time would reach no catalogue."""
    composed = [
        f"{path.name}:{node.lineno}"
        for path in (SCRIPT["ROOT"] / "src" / "letters").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "N_"
        and not isinstance(node.args[0], ast.Constant)
    ]
    assert composed == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_updating_keeps_translations_and_drops_the_rest(language):
    old = SCRIPT["Catalog"](language)
    old.add("kept", "same")
    old.add("gone", "lost")
    new = SCRIPT["updated"](old, ["kept", "new {n}"])
    assert {message.id: message.string for message in new if message.id} == {
        "kept": "same",
        "new {n}": "",
    }
    text = SCRIPT["text_of"](new)
    assert "Date" not in text
    again = SCRIPT["read_po"](SCRIPT["io"].BytesIO(text.encode()), locale=language)
    assert SCRIPT["text_of"](again) == text


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_translation_has_the_placeholders_of_its_message(language):
    differing = {
        message.id: message.string
        for message in SCRIPT["read"](language)
        if message.id and message.string and fields(message.id) != fields(message.string)
    }
    assert differing == {}


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_translation_is_doubtful_or_left_over(language):
    catalogue = SCRIPT["read"](language)
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_message_of_the_source_is_translated_and_no_other(language):
    catalogue = SCRIPT["read"](language)
    translated = sorted(message.id for message in catalogue if message.id and message.string)
    assert translated == SCRIPT["messages"]()


@pytest.mark.parametrize("language", CATALOGUES)
def test_the_files_are_as_the_script_writes_them(language):
    text = SCRIPT["catalogue_path"](language).read_text(encoding="utf-8")
    assert SCRIPT["text_of"](SCRIPT["read"](language)) == text


def fields(text):
    """Placeholder names; both texts must be fillable, or this raises."""
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name is not None})
