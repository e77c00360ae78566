"""Genitive and dative of positions: генерального директора, генеральному директору.

Only what is certain: a known noun, the regular adjectives in front of it, and a tail that is
already in its own case and stays. Anything else comes back as it is and is not `sure`.
"""

# ruff: noqa: SIM905 - lists of words read best as running words

import re

from letters.errors import N_
from letters.wording.ru_cases import Case, Declined

POSITION_UNKNOWN = N_("“{text}” was not declined: the position is not known")

_NOUNS = frozenset(
    "администратор агроном адвокат аналитик архитектор ассистент аудитор бригадир бухгалтер "
    "вице-президент владелец врач гендиректор глава главбух губернатор декан "
    "директор диспетчер инженер инспектор исполнитель кассир кладовщик комендант консультант "
    "контролер координатор куратор ликвидатор логист мастер менеджер механик министр мэр "
    "начальник нотариус оператор партнер помощник пресс-секретарь предприниматель председатель "
    "представитель президент продавец проректор прораб распорядитель референт ректор "
    "руководитель секретарь собственник советник соучредитель специалист староста технолог "
    "товаровед участник учредитель финансист член экономист экспедитор эксперт "
    "энергетик юрисконсульт юрист заместитель".split()
)
_SUBSTANTIVES = frozenset(
    "ведающий дежурный доверенный заведующая заведующий исполняющая исполняющий командующий "
    "ответственная ответственный поверенный управляющая управляющий "
    "уполномоченная уполномоченный".split()
)
_SHORTENED_NOUNS = frozenset("зам. зав. нач. пом. рук.".split())
_SHORTENED_ADJECTIVES = frozenset("гл. ст. мл. вед.".split())
_ACTING = re.compile(r"(?i)(?:(?:вр\.|временно)\s*)?и\.?\s?о\.?\s+|врио\s+")
_SEPARATOR = re.compile(r"(\s[–—-]\s|,\s|\sи\s)")
# A tail that begins so is not in its own case: «директор исполнительный».
_NOMINATIVE_TAIL = re.compile(r"(?i)\w+(?:ый|ая)")


def decline_position(position: str, case: Case) -> Declined:
    """A position in `case`, in the capitals in which it was written.

    >>> decline_position("заместитель генерального директора по продажам", "dative").text
    'заместителю генерального директора по продажам'
    """
    text = " ".join(position.split())
    if acting := _ACTING.match(text):
        # «и. о. директора» never changes; «и. о. директор» is a slip that we do not print surely
        sure = _head(text[acting.end() :], case) is None
        return Declined(text, sure=sure, reason="" if sure else POSITION_UNKNOWN)
    pieces = _SEPARATOR.split(text)
    first = _head(pieces[0], case)
    if first is None:
        return Declined(text, sure=False, reason=POSITION_UNKNOWN)
    declined, has_tail = first
    for separator, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        other = _head(piece, case)
        if other is None and not (has_tail and separator.strip() in {"и", ","}):
            return Declined(text, sure=False, reason=POSITION_UNKNOWN)
        declined += separator + (other[0] if other else piece)
        has_tail = has_tail or (other is not None and other[1])
    return Declined(declined, sure=True)


def _head(text: str, case: Case) -> tuple[str, bool] | None:
    """`text` with the words up to its head noun declined, and whether a tail follows; else None."""
    words = text.split(" ")
    declined: list[str] = []
    ends_as_noun = False
    for word in words:
        if noun := _noun(word, case):
            declined.append(noun)
            ends_as_noun = True
            break
        form = _leading_word(word, case)
        if form is None:
            break
        declined.append(form)
        ends_as_noun = _plain(word) in _SUBSTANTIVES
    tail = words[len(declined) :]
    if not ends_as_noun or (tail and _NOMINATIVE_TAIL.fullmatch(tail[0])):
        return None
    return " ".join([*declined, *tail]), bool(tail)


def _leading_word(word: str, case: Case) -> str | None:
    """What may stand before the noun: an adjective, a shortened one, «временно»."""
    if word.lower() in _SHORTENED_ADJECTIVES or word.lower() == "временно":
        return word
    return decline_adjective(word, case)


def _noun(word: str, case: Case) -> str | None:
    """A noun of the list; «директор-распорядитель» in both halves; None for any other word."""
    if word.lower() in _SHORTENED_NOUNS:
        return word
    if _plain(word) in _NOUNS:
        return _decline_noun(word, case)
    halves = word.split("-")
    if len(halves) > 1 and all(_plain(half) in _NOUNS for half in halves):
        return "-".join(_decline_noun(half, case) for half in halves)
    return None


def _decline_noun(word: str, case: Case) -> str:
    low = word.lower()
    genitive = case == "genitive"
    if low.endswith("ец"):
        stem = low[:-2]
        soft = "ь" if stem.endswith("л") else ""  # владелец - владельца, продавец - продавца
        ending = soft + ("ца" if genitive else "цу")
    elif low.endswith("ь"):
        stem, ending = low[:-1], "я" if genitive else "ю"
    elif low.endswith("а"):
        stem, ending = low[:-1], "ы" if genitive else "е"
    else:
        stem, ending = low, "а" if genitive else "у"
    return with_ending(word, len(stem), ending)


def decline_adjective(word: str, case: Case) -> str | None:
    """A nominative adjective or participle in `case`: regular endings only; else None."""
    low = word.lower()
    genitive = case == "genitive"
    if len(low) < 4:
        return None
    if low.endswith(("ый", "ой")):
        ending = "ого" if genitive else "ому"
    elif low.endswith(("ий", "ое", "ее")):
        soft = low.endswith("ее") or (low.endswith("ий") and low[-3] not in "гкх")
        ending = ("е" if soft else "о") + ("го" if genitive else "му")
    elif low.endswith("ая"):
        ending = "ей" if low[-3] in "жчшщ" else "ой"
    elif low.endswith("яя"):
        ending = "ей"
    else:
        return None
    return with_ending(word, len(word) - 2, ending)


def with_ending(word: str, keep: int, ending: str) -> str:
    """The first `keep` letters with a new ending, in capitals if the word is."""
    return word[:keep] + (ending.upper() if len(word) > 1 and word.isupper() else ending)


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")
