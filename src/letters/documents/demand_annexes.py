"""What lies with a demand: our calculation, and the copies that prove it, numbered.

A lawyer files the letter with these papers, so each stands under its number, with how many sheets
its copy has where the user says it (`sheets` of contracts and ledger).
"""

import re
from collections.abc import Iterable, Iterator

from letters.documents.demand_letter import DemandLetter
from letters.ledger.allocation import DocumentState
from letters.model.entry import Entry
from letters.model.party import Party
from letters.wording.base import Wording

# The order in which each culture lists them: es anexo 2 and zh 附表二 are the calculation, and the
# letter refers to them so.
_ORDER = {
    "ru": ("calculation", "contract", "documents", "payments", "acknowledgements", "demands",
           "power"),
    "zh": ("debts", "calculation", "contract", "documents", "payments", "acknowledgements",
           "demands", "power"),
    "es": ("documents", "calculation", "contract", "payments", "acknowledgements", "demands",
           "power"),
}  # fmt: skip
ANNEX = ("no", "number", "sheets", "follows", *_ORDER["zh"])
# Доверенность, 授权委托书, (escritura de) poder: whoever signs by one shows it.
_POWER = re.compile(r"довер|委托|授权书|\bpoder\b|power of attorney", re.IGNORECASE)


def acts_by_power(party: Party) -> bool:
    """Whether a representative with a power of attorney signs, not an organ of the company."""
    return bool(_POWER.search(party.signatory_basis))


def annexes(letter: DemandLetter, wording: Wording) -> list[dict[str, str]]:
    """The list of annexes; of the words of ANNEX that name a kind, each row has exactly one.

    `follows` is empty in the last row.
    """
    by_kind = {kind: list(_annex(kind, letter, wording)) for kind in _ORDER[letter.case.language]}
    rows = [row for found in by_kind.values() for row in found]
    return [
        {
            **dict.fromkeys(ANNEX, ""),
            **row,
            "no": str(no),
            "follows": str(no + 1) if no < len(rows) else "",
        }
        for no, row in enumerate(rows, 1)
    ]


def _annex(kind: str, letter: DemandLetter, wording: Wording) -> Iterator[dict[str, str]]:
    case = letter.case
    states = list(_states(letter))
    paid = {id(part.entry): part.entry for state in states for part in state.settlements}
    entries = {
        "documents": [state.entry for state in states],
        "payments": list(paid.values()),
    }
    if kind == "contract":
        for contract in case.contracts:
            name = wording.letter_phrase(contract.number, contract.date)
            sheets = str(contract.sheets or "")
            yield {kind: name, "number": contract.number, "sheets": sheets}
    elif kind in entries:
        if entries[kind]:
            yield {kind: str(len(entries[kind])), "sheets": _sheets(entries[kind])}
    else:
        known = {
            "debts": str(len(letter.documents)),
            "calculation": str(len(letter.accrual.rows) or ""),
            "acknowledgements": str(len(letter.acknowledgements) or ""),
            "demands": str(len(letter.demands) or ""),
            "power": case.creditor.signatory_basis if acts_by_power(case.creditor) else "",
        }
        if known[kind]:
            yield {kind: known[kind]}


def _states(letter: DemandLetter) -> Iterator[DocumentState]:
    """Every document of the table of debts or of the calculation."""
    named = {id(part.document) for part in letter.accrual.documents}
    for claim in letter.claims:
        for state in claim.allocation.documents:
            if id(state.entry) in named:
                yield state


def _sheets(entries: Iterable[Entry]) -> str:
    """How many sheets the copies have together; empty unless each is known."""
    sheets = [entry.sheets for entry in entries]
    return "" if None in sheets else str(sum(item or 0 for item in sheets))
