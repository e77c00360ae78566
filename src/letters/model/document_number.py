"""Numbers of documents as two programs write them: what stays of a number when they agree."""

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=262144)
def number_key(number: str) -> str:
    """A document's number without leading zeros, blanks and punctuation.

    >>> number_key("0000-000201") == number_key("№ 201")
    True
    """
    plain = unicodedata.normalize("NFKC", number.replace("№", "")).casefold().replace("ё", "е")
    parts = re.findall(r"\d+|[^\W\d_]+", plain)
    return "-".join(part.lstrip("0") for part in parts if part.lstrip("0"))


def is_slip(number: str, other: str) -> bool:
    """Whether one number may be the other with a slip of the hand, or without its prefix.

    One character wrong, missing or too many, two neighbours swapped, or only the prefix missing.

    >>> is_slip("F-2026/0118", "F-2026/0181"), is_slip("УПД-57", "57"), is_slip("57", "91")
    (True, True, False)
    """
    one, two = number_key(number), number_key(other)
    if not one or not two or one == two:
        return False
    short, long = sorted((one.split("-"), two.split("-")), key=len)
    if len(short) < len(long) and long[-len(short) :] == short:
        return True
    if len(one) > len(two):
        one, two = two, one
    first = next((i for i, char in enumerate(one) if char != two[i]), len(one))
    if len(two) - len(one) == 1:
        return one[first:] == two[first + 1 :] and len(one) > 1
    if len(one) != len(two) or len(one) < 3:
        return False
    swapped = one[:first] + one[first : first + 2][::-1] + one[first + 2 :]
    return one[first + 1 :] == two[first + 1 :] or swapped == two
