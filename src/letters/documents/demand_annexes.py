"""What lies with a demand: our calculation, and the copies that prove it, numbered.

A lawyer files the letter with these papers, so each stands under its number, with how many sheets
its copy has where the user says it (`sheets` of contracts and ledger).
"""

import re
from collections.abc import Iterator, Sequence

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
    found = _papers(letter, wording)
    rows = [row for kind in _ORDER[letter.case.language] for row in found[kind]]
    return [
        {
            **dict.fromkeys(ANNEX, ""),
            **row,
            "no": str(no),
            "follows": str(no + 1) if no < len(rows) else "",
        }
        for no, row in enumerate(rows, 1)
    ]


def _papers(letter: DemandLetter, wording: Wording) -> dict[str, list[dict[str, str]]]:
    """The rows of each kind; a kind of which there is nothing has none."""
    case = letter.case
    states = list(_states(letter))
    paid = {id(part.entry): part.entry for state in states for part in state.settlements}
    contracts = [
        {
            "contract": wording.letter_phrase(contract.number, contract.date),
            "number": contract.number,
            "sheets": str(contract.sheets or ""),
        }
        for contract in case.contracts
    ]
    power = case.creditor.signatory_basis if acts_by_power(case.creditor) else ""
    return {
        "debts": _row("debts", len(letter.documents)),
        "calculation": _row("calculation", len(letter.accrual.rows)),
        "contract": contracts,
        "documents": _copies("documents", [state.entry for state in states]),
        "payments": _copies("payments", list(paid.values())),
        "acknowledgements": _row("acknowledgements", len(letter.acknowledgements)),
        "demands": _row("demands", len(letter.demands)),
        "power": _row("power", power),
    }


def _row(kind: str, what: int | str, sheets: str = "") -> list[dict[str, str]]:
    return [{kind: str(what), "sheets": sheets}] if what else []


def _copies(kind: str, entries: Sequence[Entry]) -> list[dict[str, str]]:
    """How many there are, and how many sheets together; those only if each is known."""
    sheets = [entry.sheets for entry in entries]
    known = "" if None in sheets else str(sum(item or 0 for item in sheets))
    return _row(kind, len(entries), known)


def _states(letter: DemandLetter) -> Iterator[DocumentState]:
    """Every document of the table of debts or of the calculation."""
    named = {id(part.document) for part in letter.accrual.documents}
    for claim in letter.claims:
        for state in claim.allocation.documents:
            if id(state.entry) in named:
                yield state
