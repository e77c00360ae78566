"""The program's own messages in the user's language, from `locales/<language>/…/letters.po`.

Msgids are English sentences with `{named}` placeholders (see `letters.errors.N_`), and
`script/messages` collects them from the source. The .po file is read when a language is first
asked for: nothing to compile, nothing that can be out of date. There are no plural forms: a
message with a count says “letters made: 3”, which no language inflects.
"""

from collections.abc import Mapping
from functools import cache

from letters.errors import N_, MissingResource, Translate, as_is
from letters.resources import locale_folder

CATALOGUES = ("ru", "zh", "es")
_VARIABLES = ("LETTERS_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@cache
def translator(language: str) -> Translate:
    """What turns a msgid into `language`; English, and whatever lacks a translation, stays.

    >>> translator("en")("the file is missing")
    'the file is missing'

    MissingResource for a language without a catalogue.
    """
    if language == "en":
        return as_is
    path = locale_folder() / language / "LC_MESSAGES" / "letters.po"
    if not path.is_file():
        raise MissingResource(
            N_("there are no messages in the language “{language}”"),
            N_("set LETTERS_LANG to en, ru, zh or es"),
            language=language,
        )
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file)
    texts = {
        str(message.id): str(message.string)
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }
    return lambda msgid: texts.get(msgid, msgid)


def language_from_environment(env: Mapping[str, str]) -> str:
    """The language of the messages: the first of the variables that is set decides, else English.

    >>> language_from_environment({"LANG": "ru_RU.UTF-8"})
    'ru'
    """
    chosen = next((env[name] for name in _VARIABLES if env.get(name)), "")
    language = chosen.lower().replace("-", "_").partition("_")[0].partition(".")[0]
    return language if language in CATALOGUES else "en"
