"""The law of Spain: terms of payment, and the numbers that identify its companies and people."""

import re
from collections.abc import Mapping
from datetime import date

from letters.errors import Problem
from letters.law.calendar import last_day_to_pay
from letters.law.es_late_payment import SpanishLatePayment
from letters.law.findings import Shape, compact, findings, is_iban
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party


def due_date(entry: Entry, contract: Contract) -> date | None:
    """The last day to pay in time, as it stands: terms run in calendar days, without rolling.

    Ley 3/2004 art. 2.d, art. 1130 CC (the starting day is not counted). A term in working days
    needs the holidays of a town, which nobody publishes as one calendar: DataError.
    """
    return last_day_to_pay(entry, contract, "ES", rolls=False)


def late_payment(options: Mapping[str, object]) -> SpanishLatePayment:
    """What late payment costs, with the options of `[law.ES]`; UsageError for a wrong one."""
    return SpanishLatePayment.from_options(options)


def identifier_problems(party: Party) -> list[Problem]:
    """NIF of the party, DNI or NIE of its signatory, and an account without IBAN (CCC)."""
    from stdnum.es import ccc, nif

    shape = Shape(label="NIF", lengths=(9,), pattern="[0-9A-Z][0-9]{7}[0-9A-Z]", check=nif.is_valid)
    found = list(findings(party, "tax_id", shape, compact(party.tax_id).removeprefix("ES")))
    signatory = compact(party.signatory_id)
    if re.fullmatch("[0-9XYZ][0-9]{7}[A-Z]", signatory):  # else a passport, or another country's
        found += findings(party, "signatory_id", shape)
    if not is_iban(party.bank_account):
        account = Shape(label="CCC", lengths=(20,), check=ccc.is_valid)
        found += findings(party, "bank_account", account)
    return found
