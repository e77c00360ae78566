"""What can be wrong with an identifier, said once for all countries.

A length that cannot be is an error; characters or a check digit that do not fit are a warning,
because a foreign or an old number may be right all the same.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from letters.errors import N_, Problem
from letters.model.party import Party

_SEPARATORS = re.compile(r"[\s.\-–/]")
_OTHER_DIGIT = re.compile("[1-9]")
_COPY_AGAIN = N_("copy it again from the contract or from an extract of the register")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a number is built: its name on paper, its lengths, its characters, its check digits."""

    label: str
    lengths: Collection[int]
    pattern: str = "[0-9]+"
    check: Callable[[str], bool] = lambda _: True
    length_hint: str = _COPY_AGAIN


def compact(text: str) -> str:
    """The number without the spaces, dots and dashes that make it readable.

    >>> compact("b-82.846.817")
    'B82846817'
    """
    return _SEPARATORS.sub("", text).upper() if text else ""


def is_placeholder(text: str) -> bool:
    """Whether somebody typed zeros to get past a form: 0000000000, B00000000, ES00 0000 0000."""
    if _OTHER_DIGIT.search(text):
        return False
    number = compact(text)
    return number.count("0") > 0 and len(number) - number.count("0") <= 2


def is_bic(text: str) -> bool:
    """Whether a bank code is a BIC (ISO 9362), which has no check digit."""
    return re.fullmatch("[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", compact(text)) is not None


def is_iban(text: str) -> bool:
    """Whether an account is written as an IBAN (ISO 13616), valid or not."""
    return re.match("[A-Z]{2}[0-9]{2}", compact(text)) is not None


def findings(party: Party, column: str, shape: Shape, text: str = "") -> Iterator[Problem]:
    """At most one finding about a field; `text` replaces the field's own text.

    An empty field is the business of the letter that needs it, a placeholder is reported for all
    countries alike (`identifiers`); both pass here.
    """
    value = text or getattr(party, column)
    number = compact(value)
    if not number or is_placeholder(number):
        return
    if len(number) not in shape.lengths:
        yield party.origin.problem(
            column,
            "identifier.length",
            N_("the {label} {value} has {length} characters, it must have {expected}"),
            shape.length_hint,
            label=shape.label,
            value=value,
            length=len(number),
            expected="–".join(str(end) for end in sorted({min(shape.lengths), max(shape.lengths)})),
        )
    elif not re.fullmatch(shape.pattern, number):
        yield warning(
            party,
            column,
            "identifier.characters",
            N_("the {label} {value} has characters that do not belong there"),
            _COPY_AGAIN,
            label=shape.label,
            value=value,
        )
    elif not shape.check(number):
        yield warning(
            party,
            column,
            "identifier.check_digit",
            N_("the check digit of the {label} {value} is wrong"),
            _COPY_AGAIN,
            label=shape.label,
            value=value,
        )


def warning(
    party: Party, column: str, code: str, message: str, hint: str, /, **params: object
) -> Problem:
    """A finding that stops nothing."""
    return party.origin.problem(column, code, message, hint, severity="warning", **params)
