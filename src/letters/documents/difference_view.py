"""The protocol of differences as flat, formatted text: the fields of its Word templates."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from letters.documents.difference_protocol import DifferenceProtocol
from letters.documents.fields import Fields
from letters.errors import Problem
from letters.ledger.comparison import Line, Pairing
from letters.wording.base import PARTY_FORMS, Wording

_FINDINGS = (
    "other_date", "other_number", "other_amount", "split", "only_ours", "only_theirs",
)  # fmt: skip
_BALANCES = (
    "our_opening", "their_opening", "opening_difference",
    "our_debit", "their_debit", "debit_difference",
    "our_credit", "their_credit", "credit_difference",
    "our_closing", "their_closing", "closing_difference",
    "missing_with_us", "missing_with_them", "our_adjusted", "their_adjusted",
)  # fmt: skip

FIELDS = Fields(
    scalars=frozenset(
        {
            "letter_number", "letter_date", "period_from", "period_to", "as_of", "contracts",
            "currency", "difference_with_words", "matched_count", *_BALANCES,
            *(f"{role}_{form}" for role in ("debtor", "creditor") for form in PARTY_FORMS),
        }
    ),
    flags=frozenset(
        {
            "date_is_printed", "opening_is_stated", "has_rows", "they_say_more", "they_say_less",
            "debtor_is_company", "debtor_is_person", "creditor_is_company",
        }
    ),
    lists={
        "rows": frozenset(
            {
                "no", "our_date", "our_document", "our_amount", "their_date", "their_document",
                "their_amount", "difference", *_FINDINGS,
            }
        )
    },
    mandatory=frozenset({"contracts", "rows", "our_closing", "their_closing", "our_adjusted"}),
)  # fmt: skip


def difference_view(
    protocol: DifferenceProtocol, wording: Wording, number: str
) -> tuple[dict[str, object], tuple[Problem, ...]]:
    """Every field of FIELDS for this protocol, and what the language is unsure of.

    Amounts are in our sign: positive raises what the debtor owes. A pair of several rows fills
    several lines of the table; its finding and difference stand in the first.
    """
    case, found, period = protocol.case, protocol.comparison, protocol.options.period
    debtor = wording.party_forms(case.debtor)
    creditor = wording.party_forms(case.creditor)
    difference = found.their_closing - found.our_closing
    view: dict[str, object] = {
        **{f"debtor_{name}": text for name, text in debtor.fields.items()},
        **{f"creditor_{name}": text for name, text in creditor.fields.items()},
        "letter_number": number,
        "letter_date": wording.date_formal(case.date),
        "date_is_printed": case.date_is_printed,
        "period_from": wording.date_short(period.first),
        "period_to": wording.date_short(period.last),
        "as_of": wording.date_long(period.last),
        "contracts": wording.contract_phrase(case.contracts),
        "currency": wording.currency_label(case.currency),
        "difference_with_words": wording.money_with_words(protocol.main_figure, case.currency),
        "matched_count": str(len(found.pairings) - len(found.differences)),
        "opening_is_stated": found.opening_is_stated,
        "has_rows": bool(found.differences),
        "they_say_more": difference > 0,
        "they_say_less": difference < 0,
        "debtor_is_company": case.debtor.kind in {"company", "public_body"},
        "debtor_is_person": case.debtor.kind == "person",
        "creditor_is_company": case.creditor.kind in {"company", "public_body"},
        "rows": list(_rows(found.differences, wording, case.currency)),
        **_balances(protocol, wording),
    }
    return view, (*debtor.warnings, *creditor.warnings)


def _balances(protocol: DifferenceProtocol, wording: Wording) -> dict[str, str]:
    found = protocol.comparison
    sides = {
        "our": (found.our_opening, [line for pair in found.pairings for line in pair.ours]),
        "their": (found.their_opening, [line for pair in found.pairings for line in pair.theirs]),
    }
    amounts: dict[str, Decimal] = {}
    for side, (opening, lines) in sides.items():
        amounts[f"{side}_opening"] = opening
        amounts[f"{side}_debit"] = _turnover(lines, 1)
        amounts[f"{side}_credit"] = _turnover(lines, -1)
        amounts[f"{side}_closing"] = opening + _turnover(lines, 1) - _turnover(lines, -1)
    for name in ("opening", "debit", "credit", "closing"):
        amounts[f"{name}_difference"] = amounts[f"their_{name}"] - amounts[f"our_{name}"]
    amounts["missing_with_us"] = found.missing_with_us
    amounts["missing_with_them"] = found.missing_with_them
    amounts["our_adjusted"], amounts["their_adjusted"] = found.adjusted
    return {name: wording.number(amounts[name], protocol.case.currency) for name in _BALANCES}


def _turnover(lines: Sequence[Line], sign: int) -> Decimal:
    return sum((abs(line.effect) for line in lines if line.effect * sign > 0), Decimal(0))


def _rows(pairs: Sequence[Pairing], wording: Wording, currency: str) -> Iterator[dict[str, str]]:
    for no, pair in enumerate(pairs, 1):
        for place, (ours, theirs) in enumerate(zip_longest(pair.ours, pair.theirs)):
            first = place == 0
            yield {
                "no": str(no) if first else "",
                **_line("our", ours, wording, currency),
                **_line("their", theirs, wording, currency),
                "difference": wording.number(pair.difference, currency) if first else "",
                **{name: "1" if first and pair.finding == name else "" for name in _FINDINGS},
            }


def _line(side: str, line: Line | None, wording: Wording, currency: str) -> dict[str, str]:
    return {
        f"{side}_date": wording.date_short(line.date) if line else "",
        f"{side}_document": line.caption if line else "",
        f"{side}_amount": wording.number(line.effect, currency) if line else "",
    }
