"""Names of parties as different programs write them, brought to one form for comparison.

Quotes, case, ё, width, blanks and the place of the legal form do not matter; what stays different
is a different name. Latin letters that look like Cyrillic ones are noticed, because a name typed
with them equals nothing.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Legal forms by their short name: ГК РФ art. 50; LSC art. 6, Mexico's LGSM art. 1; in full and
# as programs shorten them. A Chinese form (有限公司) is part of the name itself.
_FORMS = {
    "ооо": "общество с ограниченной ответственностью",
    "ао": "акционерное общество",
    "зао": "закрытое акционерное общество",
    "оао": "открытое акционерное общество",
    "пао": "публичное акционерное общество",
    "нао": "непубличное акционерное общество",
    "ип": "индивидуальный предприниматель; предприниматель",
    "гуп": "государственное унитарное предприятие",
    "муп": "муниципальное унитарное предприятие",
    "фгуп": "федеральное государственное унитарное предприятие",
    "фгбу": "федеральное государственное бюджетное учреждение",
    "гбу": "государственное бюджетное учреждение",
    "мбу": "муниципальное бюджетное учреждение",
    "тоо": "товарищество с ограниченной ответственностью",
    "ск": "сельскохозяйственный кооператив",
    "спк": "сельскохозяйственный производственный кооператив",
    "кфх": "крестьянское фермерское хозяйство; крестьянское (фермерское) хозяйство",
    "sl": "sociedad limitada; sociedad de responsabilidad limitada; s l; s r l",
    "slu": "sociedad limitada unipersonal; s l u",
    "sa": "sociedad anónima; s a",
    "sau": "sociedad anónima unipersonal; s a u",
    "sll": "sociedad limitada laboral; s l l",
    "cb": "comunidad de bienes; c b",
    "sc": "sociedad civil; s c",
    "scoop": "sociedad cooperativa; s coop",
    "sadecv": "sociedad anónima de capital variable; s a de c v; sa de cv",
    "sderldecv": "sociedad de responsabilidad limitada de capital variable; s de r l de c v; "
    "s de rl de cv",
    "sas": "sociedad por acciones simplificada; s a s",
    "spa": "sociedad por acciones; s p a",
    "llc": "limited liability company; l l c",
    "ltd": "limited; co ltd",
}
_LOOK_ALIKE = str.maketrans("aceopxyABCEHKMOPTXY", "асеорхуАВСЕНКМОРТХУ")


@dataclass(frozen=True, slots=True)
class NameKey:
    """What two writings of one name have in common: its words, and its legal form if any.

    `mixed` tells that Latin letters stood among Cyrillic ones; the words are then all Cyrillic.
    """

    words: str
    form: str = ""
    mixed: bool = False


@lru_cache(maxsize=65536)
def name_key(name: str) -> NameKey:
    """The form of a name that is compared.

    >>> name_key("Снегирь ООО") == name_key("Общество с ограниченной ответственностью «СНЕГИРЬ»")
    True
    >>> name_key("宁波（鄞州）有限公司").words
    '宁波鄞州有限公司'
    """
    text = name
    if re.search("[А-Яа-яЁё]", name):
        text = re.sub(r"\w+", lambda word: _one_script(word[0]), name)
    words = _words(text)
    rest, form = _without_form(words)
    joined = "".join(rest.split()) if _is_chinese(rest) else rest
    return NameKey(joined or words, form if joined else "", text != name)


def _one_script(word: str) -> str:
    """A word with Cyrillic letters (or OOO) whose Latin look-alikes are put right."""
    cured = word.translate(_LOOK_ALIKE)
    if cured == word or re.search("[A-Za-z]", cured):
        return word
    return cured if re.search("[А-Яа-яЁё]", word) or cured.lower() in _FORMS else word


def _words(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold().replace("ё", "е")
    kept = "".join(
        " " if not char.isalnum() else char for char in plain if unicodedata.category(char) != "Mn"
    )
    return " ".join(kept.split())


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


@lru_cache(maxsize=1)
def _spellings() -> tuple[tuple[str, str], ...]:
    """Every spelling of a form, the longest first."""
    pairs = [
        (_words(spelling), short)
        for short, spellings in _FORMS.items()
        for spelling in (short, *spellings.split(";"))
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _without_form(words: str) -> tuple[str, str]:
    for spelling, short in _spellings():
        if words.startswith(spelling + " "):
            return words[len(spelling) + 1 :], short
        if words.endswith(" " + spelling):
            return words[: -len(spelling) - 1], short
    return words, ""
