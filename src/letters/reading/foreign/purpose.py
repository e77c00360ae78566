"""Numbers of contracts and documents in the purpose of a payment: suggestions, not facts."""

import re
import unicodedata
from collections.abc import Iterator

from letters.model.document_number import number_key

# A number in a sentence, in any script that has spaces; Chinese around it ends it.
_TOKEN = re.compile(
    r"(?<![0-9A-Za-zА-Яа-яЁё])(?=[A-Za-zА-Яа-яЁё/._-]*[0-9])"
    r"[0-9A-Za-zА-Яа-яЁё]+(?:[-/._][0-9A-Za-zА-Яа-яЁё]+)*"
)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}[./-]\d{1,2}[./-]\d{1,2}")
_INTRODUCED = re.compile(
    r"(?:№+|\bNo?\b\.?|\bn\.?º|\bnúm\.?|\bfras?\.?|\bfacturas?|\balbar[aá]n(?:es)?|\bсч\w*|\bупд|"
    r"\bторг-12|\bнакл\w*|\bтн|\bакт\w*|\bдог\w*|号|单|票|合同)\W*$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:,|;|и|y|e|、|和|-)\s*")
_REACH = 30  # characters before a number that may hold the word that introduces it
_LONG_ENOUGH = 5  # a shorter number alone may be anything


def mentioned(text: str) -> frozenset[str]:
    """The numbers that a purpose names, each as its `number_key`.

    A short number counts only behind №, «счёт», `factura` and the like, or in a list that one of
    these begins; a date never.

    >>> sorted(mentioned("Оплата по дог. № 15/П от 01.02.2025 за УПД 57, 61 без НДС 22%"))
    ['15-п', '57', '61']
    """
    if not any(char.isdigit() for char in text):
        return frozenset()
    return frozenset(_named(unicodedata.normalize("NFKC", text.replace("№", " № "))))


def _named(text: str) -> Iterator[str]:
    end = 0
    introduced = False
    for token in _TOKEN.finditer(text):
        word = token[0]
        if _DATE.fullmatch(word):
            continue
        start, between = token.start(), text[end : token.start()]
        end = token.end()
        introduced = bool(_INTRODUCED.search(text[max(0, start - _REACH) : start])) or (
            introduced and _LISTED.fullmatch(between) is not None
        )
        key = number_key(word)
        if key and (introduced or len(key) >= _LONG_ENOUGH):
            yield key
