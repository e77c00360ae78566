"""Everything that was read from a workspace or a case: the parties, contracts and ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party


@dataclass(frozen=True, slots=True)
class Book:
    """Parties and contracts by id; entries in the order of the files."""

    parties: Mapping[str, Party] = field(default_factory=dict)
    contracts: Mapping[str, Contract] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()

    def contracts_of(self, debtor: str, creditor: str) -> tuple[Contract, ...]:
        """The contracts between two parties, in the order of the files."""
        return tuple(
            contract
            for contract in self.contracts.values()
            if contract.debtor == debtor and contract.creditor == creditor
        )

    def entries_by_contract(self) -> dict[str, list[Entry]]:
        """The ledger cut by contract, in one pass (a thousand letters ask for it)."""
        cut: dict[str, list[Entry]] = {}
        for entry in self.entries:
            cut.setdefault(entry.contract, []).append(entry)
        return cut
