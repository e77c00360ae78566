"""The law of mainland China: terms of payment, and the numbers that identify its companies.

Sources: GB 32100-2015 (统一社会信用代码) with GB 11714 for its 17th character; the formulas were
checked on real codes (91110000600037341L, 914403001922038216). The rule for the last digit of a
CNAPS code holds for 16 of 16 head-office codes but comes from no official list (?).
"""

from collections.abc import Mapping
from datetime import date

from letters.errors import Problem
from letters.law.calendar import last_day_to_pay
from letters.law.cn_late_payment import ChineseLatePayment
from letters.law.findings import Shape, findings, is_bic
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I, O, S, V, Z
_WEIGHTS_18 = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_WEIGHTS_17 = (3, 7, 9, 10, 5, 8, 4, 2)
_DIGITS_AND_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def due_date(entry: Entry, contract: Contract) -> date | None:
    """The last day to pay in time, as it stands: no rolling over days off.

    A term in working days (工作日) is counted by the official calendar, 调休 included.
    """
    return last_day_to_pay(entry, contract, "CN", rolls=False)


def late_payment(options: Mapping[str, object]) -> ChineseLatePayment:
    """What late payment costs, with the options of `[law.CN]`; UsageError for a wrong one."""
    return ChineseLatePayment.from_options(options)


def uscc_is_valid(uscc: str) -> bool:
    """Whether both check characters of a 统一社会信用代码 (18 characters) fit.

    >>> uscc_is_valid("91110000600037341L"), uscc_is_valid("91110000600037342L")
    (True, False)
    """
    if len(uscc) != 18 or set(uscc) - set(_ALPHABET):
        return False
    total = sum(
        weight * _ALPHABET.index(char) for weight, char in zip(_WEIGHTS_18, uscc, strict=False)
    )
    if _ALPHABET[-total % 31] != uscc[17]:
        return False
    body = uscc[8:16]  # the organisation code; a letter counts from A = 10, without gaps
    total = sum(
        weight * _DIGITS_AND_LETTERS.index(char)
        for weight, char in zip(_WEIGHTS_17, body, strict=True)
    )
    return "0123456789X0"[-total % 11] == uscc[16]


def cnaps_is_valid(code: str) -> bool:
    """Whether the last of the 12 digits of a 行号 fits (ISO 7064 MOD 11,10) (?).

    >>> cnaps_is_valid("102100099996")
    True
    """
    from stdnum.iso7064 import mod_11_10

    return len(code) == 12 and mod_11_10.calc_check_digit(code[:11]) == code[11]


def identifier_problems(party: Party) -> list[Problem]:
    """统一社会信用代码 (a person has none) and 行号; accounts have no common check digit."""
    uscc = Shape(
        label="统一社会信用代码", lengths=(18,), pattern=f"[{_ALPHABET}]+", check=uscc_is_valid
    )
    cnaps = Shape(label="行号", lengths=(12,), check=cnaps_is_valid)
    found = [] if party.kind == "person" else list(findings(party, "tax_id", uscc))
    return found if is_bic(party.bank_code) else [*found, *findings(party, "bank_code", cnaps)]
