"""The law of Russia: terms of payment, and the numbers that identify its companies.

Sources: ГК РФ ст. 190-193 (terms); the published formulas of the check digits of ИНН, ОГРН and of
the bank account key, which reproduce known real numbers (ИНН 7707083893, ОГРН 1027700132195).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from letters.errors import N_, Problem
from letters.law.calendar import last_day_to_pay
from letters.law.findings import Shape, compact, findings, is_bic, is_iban, is_placeholder, warning
from letters.law.ru_late_payment import RussianLatePayment
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party

_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_KEY = (7, 1, 3)
_KIND_DECIDES = N_("a company's has fewer digits than a sole trader's; see the column kind")


def due_date(entry: Entry, contract: Contract) -> date | None:
    """The last day to pay in time; one that is not worked moves to the next working day.

    ГК ст. 193, by the official calendar with its transferred days: a Saturday that was made a
    working day does not move. The «нерабочие дни» of the 2020 and 2021 decrees were not days off
    in this sense and are not in the calendar. DataError for years not yet announced.
    """
    return last_day_to_pay(entry, contract, "RU", rolls=True)


def late_payment(options: Mapping[str, object]) -> RussianLatePayment:
    """What late payment costs, with the options of `[law.RU]`; UsageError for a wrong one."""
    return RussianLatePayment.from_options(options)


def inn_is_valid(inn: str) -> bool:
    """Whether the check digits of an ИНН fit: 10 digits (company) or 12 (person).

    >>> inn_is_valid("7707083893"), inn_is_valid("500100732259")
    (True, True)
    """
    if not (inn.isascii() and inn.isdigit()):
        return False
    if len(inn) == 10:
        return _inn_digit(inn, _INN_10) == inn[9]
    return len(inn) == 12 and _inn_digit(inn, _INN_11) + _inn_digit(inn, _INN_12) == inn[10:]


def ogrn_is_valid(ogrn: str) -> bool:
    """Whether the check digit of an ОГРН (13 digits) or an ОГРНИП (15 digits) fits.

    >>> ogrn_is_valid("1027700132195")
    True
    """
    if not (ogrn.isascii() and ogrn.isdigit()) or len(ogrn) not in {13, 15}:
        return False
    return str(int(ogrn[:-1]) % (len(ogrn) - 2))[-1] == ogrn[-1]


def account_fits_bank(account: str, bik: str) -> bool:
    """Whether the key of a settlement account (р/с, 20 digits) goes with the БИК (9 digits)."""
    return _key_fits(bik[6:] + account)


def correspondent_account_fits_bank(account: str, bik: str) -> bool:
    """Whether the key of a correspondent account (к/с, 20 digits) goes with the БИК.

    >>> correspondent_account_fits_bank("30101810400000000225", "044525225")
    True
    """
    return _key_fits("0" + bik[4:6] + account)


def identifier_problems(party: Party) -> list[Problem]:
    """ИНН, КПП, ОГРН or ОГРНИП by the kind of party; БИК and the keys of both accounts."""
    natural = party.kind in {"sole_trader", "person"}
    inn = Shape(
        label="ИНН", lengths=(12 if natural else 10,), check=inn_is_valid, length_hint=_KIND_DECIDES
    )
    ogrn = Shape(
        label="ОГРНИП" if natural else "ОГРН",
        lengths=(15 if natural else 13,),
        check=ogrn_is_valid,
        length_hint=_KIND_DECIDES,
    )
    kpp = Shape(label="КПП", lengths=(9,), pattern="[0-9]{4}[0-9A-Z]{2}[0-9]{3}")
    found = list(findings(party, "tax_id", inn))
    if natural and party.kpp:
        message, hint = N_("only a company has a КПП"), N_("leave the field empty")
        found.append(warning(party, "kpp", "identifier.needless", message, hint))
    else:
        found += findings(party, "kpp", kpp)
    return [*found, *findings(party, "registration_no", ogrn), *_bank_problems(party)]


def _bank_problems(party: Party) -> Iterator[Problem]:
    if is_bic(party.bank_code) or is_iban(party.bank_account):
        return  # an account abroad
    wrong = list(findings(party, "bank_code", Shape(label="БИК", lengths=(9,))))
    yield from wrong
    bik = "" if wrong or is_placeholder(party.bank_code) else compact(party.bank_code)
    for column, label, fits in (
        ("bank_account", "р/с", account_fits_bank),
        ("correspondent_account", "к/с", correspondent_account_fits_bank),
    ):
        shape = Shape(label=label, lengths=(20,))
        wrong = list(findings(party, column, shape))
        yield from wrong
        account = compact(getattr(party, column))
        # Accounts at the treasury (БИК not 04…) have another key.
        checkable = account and not wrong and not is_placeholder(account)
        if checkable and bik.startswith("04") and not fits(account, bik):
            yield warning(
                party,
                column,
                "identifier.account_key",
                N_("the {label} {value} does not go with the БИК {bik}: its key digit is wrong"),
                N_("compare both with the bank details in the contract"),
                label=label,
                value=getattr(party, column),
                bik=bik,
            )


def _inn_digit(inn: str, weights: Sequence[int]) -> str:
    total = sum(weight * int(digit) for weight, digit in zip(weights, inn, strict=False))
    return str(total % 11 % 10)


def _key_fits(digits: str) -> bool:
    return sum(int(digit) * _KEY[place % 3] for place, digit in enumerate(digits)) % 10 == 0
