"""How Russian text is set: quotes, non-breaking spaces, capitals, the names of companies.

Sources: ГОСТ Р 7.0.97 (initials, requisites), the usual rules of Russian typography.
"""

import re
from collections.abc import Iterable

from letters.wording.ru_numbers import NBSP

_OPENING = "«„"  # by depth, from the outside in
_CLOSING = "»“"
_UNDECIDED = '"“”'  # opening or closing by their place

# Short legal forms, as 1C puts them behind an unquoted name: «Северное молоко ООО».
_LEGAL_FORMS = (
    "ООО|АО|ПАО|НАО|ОАО|ЗАО|ИП|АНО|НКО|ОДО|ТОО|УП|ЧУП|ГУП|МУП|ФГУП|ГБУ|МБУ|СПК|КФХ|ТСЖ|ТСН|СНТ"
)
_FORM_BEHIND = re.compile(rf"(?P<name>.+?),? (?P<form>{_LEGAL_FORMS})")
_FORM_IN_FRONT = re.compile(rf"(?:{_LEGAL_FORMS})\b")
# «ТД „Лиморель“», «НПО „Луч“»: a short word is nothing without the name that follows it.
_BEFORE_NESTED = re.compile(r"(?<![^ «])(\w{1,5}) (?=„)")
_FORM_BEFORE_QUOTE = re.compile(rf"\b({_LEGAL_FORMS}) ?(?=«)")

_INITIAL = r"[А-ЯЁ]\.(?:-[А-ЯЁ]\.)?"
_SURNAME = r"[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][А-ЯЁа-яё]+)*"
_GAP = f"[ {NBSP}]"
_INITIALS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        # «И. И. Иванов», «И.И.Иванов» -> «И.И. Иванов»; «Иванов И. И.» -> «Иванов И.И.»
        (rf"(?<![\w.])({_INITIAL}){_GAP}?({_INITIAL}){_GAP}?(?={_SURNAME})", rf"\1\2{NBSP}"),
        (rf"(?<![\w.])({_INITIAL}){_GAP}(?={_SURNAME})", rf"\1{NBSP}"),
        (
            rf"(?<!\w)({_SURNAME}){_GAP}({_INITIAL}){_GAP}?({_INITIAL})?(?!{_GAP}?{_SURNAME}|\w\.)",
            rf"\1{NBSP}\2\3",
        ),
    )
)
_REGISTERED_INITIALS = tuple(  # in a registered name the blanks stay, and do not break
    (re.compile(pattern), rf"\1{NBSP}")
    for pattern in (
        rf"(?<!\w)({_INITIAL}){_GAP}(?={_INITIAL}|{_SURNAME})",
        rf"(?<!\w)({_SURNAME}){_GAP}(?={_INITIAL})",
    )
)
_BINDINGS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (rf"([№§]){_GAP}+(?=\S)", rf"\1{NBSP}"),
        # before what is counted: a year, money, percent
        (rf"(?<=\d){_GAP}+(?=(?:гг?|руб|коп|долл|тыс)\.|млн|млрд|%)", NBSP),
        (rf"(?i)(?<!\w)(и\.){_GAP}?(о\.){_GAP}(?=\w)", rf"\1{NBSP}\2{NBSP}"),
        # references and addresses: a number follows
        (rf"(?i)(?<!\w)(пп?|ст|ч|гл|абз|д|кв|оф|корп|стр)\.{_GAP}+(?=\d)", rf"\1.{NBSP}"),
        # «г. Москва», but not the year in «2026 г. Москва»
        (rf"(?<!\w)(?<!\d{_GAP})(г|ул|пер|пл|пос|дер)\.{_GAP}+(?=[А-ЯЁ])", rf"\1.{NBSP}"),
    )
)


def quotes(text: str) -> str:
    """Quotes as Russian sets them, «outer „inner“», from whatever was typed.

    >>> quotes('ООО "Торговый дом "Север""')
    'ООО «Торговый дом „Север“»'

    The register of companies drops one of two closing marks that meet; it is put back.
    Text whose marks do not pair is left as it was.
    """
    opened: list[str] = []
    out: list[str] = []
    for place, char in enumerate(text):
        if char not in _OPENING + _CLOSING + _UNDECIDED:
            out.append(char)
        elif char in _OPENING or (char in _UNDECIDED and _opens(text, place, opened)):
            out.append(_OPENING[len(opened) % 2])
            opened.append(char)
        elif opened:
            opened.pop()
            out.append(_CLOSING[len(opened) % 2])
        else:
            return text
    if len(opened) == 1 and out[-1] == _CLOSING[1]:
        opened.pop()
        out.append(_CLOSING[0])
    return text if opened else "".join(out)


def _opens(text: str, place: int, opened: list[str]) -> bool:
    """Whether a mark that can be either opens: nothing is open, or a word starts right here."""
    if not opened:
        return True
    if opened[-1] == "„" and text[place] == "“":
        return False
    starts = text[place - 1] in " (\u00a0" + _OPENING + _UNDECIDED
    ends = text[place + 1 : place + 2].strip(" )\u00a0" + _CLOSING + _UNDECIDED) == ""
    return starts and not ends


def bind(text: str) -> str:
    """Non-breaking spaces where a line may not end: after № and ст., in initials, before г.

    >>> bind("договор № 5 от 01.02.2026 г., И. И. Иванов").replace(NBSP, "~")
    'договор №~5 от 01.02.2026~г., И.И.~Иванов'
    """
    return _replaced(text, (*_INITIALS, *_BINDINGS))


def _replaced(text: str, rules: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text


def party_name(name: str) -> str:
    """A party's name as papers print it; a name that is already set comes back unchanged.

    >>> party_name("Северное молоко ООО").replace(NBSP, " ")
    'ООО «Северное молоко»'

    A name without quotes behind its legal form («ПАО Сбербанк») may be the registered one and
    gets none; only the order of 1C, where the form stands last, proves that they were dropped.
    Blanks are bound but never taken out: the name is a registered one.
    """
    text = quotes(" ".join(name.split()))
    behind = _FORM_BEHIND.fullmatch(text)
    if behind and not _FORM_IN_FRONT.match(text):
        form, core = behind["form"], behind["name"]
        quoted = form == "ИП" or any(mark in core for mark in _OPENING + _CLOSING + _UNDECIDED)
        text = f"{form} {core}" if quoted else f"{form} «{core}»"
    text = _BEFORE_NESTED.sub(rf"\1{NBSP}", _FORM_BEFORE_QUOTE.sub(rf"\1{NBSP}", text))
    return _replaced(text, (*_REGISTERED_INITIALS, *_BINDINGS))


def upper_first(text: str) -> str:
    """With a capital, for the start of a line: `Генеральному директору`."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Without a capital, for the middle of a sentence; an abbreviation (ИП) keeps its own."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
