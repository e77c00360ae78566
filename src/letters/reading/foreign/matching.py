"""Whose a row of a foreign file is: its party and its contract, and how that is known.

The tax id decides; a name counts only where it cannot be anybody else's. What is not exact is
said, so that the user sees it before a row is taken.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from letters.errors import N_
from letters.law.findings import compact
from letters.model.contract import Contract
from letters.model.document_number import number_key
from letters.model.party import Party
from letters.reading.cells import Fault
from letters.reading.foreign.found import Movement, NamedContract
from letters.reading.foreign.names import NameKey, name_key
from letters.reading.foreign.purpose import mentioned

PartyHow = Literal["tax_id", "name", "rule", "similar", "account", "new"]
ContractHow = Literal["number", "rule", "only", "purpose", "document", "new"]


@dataclass(frozen=True, slots=True)
class Match:
    """The party that a file means by `named`, and how that is known.

    `tax_id`, `name` (the same but for quotes, case and the place of the legal form), `rule`
    (import.toml) and `new` (it is only now written down) are exact; `similar` (without the legal
    form, or with Latin letters among Cyrillic ones) and `account` are not.
    """

    named: Party
    party: Party
    how: PartyHow

    @property
    def exact(self) -> bool:
        """Whether nobody else can be meant."""
        return self.how not in ("similar", "account")


class Parties:
    """The known parties, found by what foreign files call them."""

    def __init__(self, parties: Iterable[Party], rules: Mapping[str, str]) -> None:
        self._by_id: dict[str, Party] = {}
        self._by_tax_id: dict[str, list[Party]] = {}
        self._by_key: dict[NameKey, list[Party]] = {}
        self._by_words: dict[str, list[Party]] = {}
        self._by_account: dict[str, list[Party]] = {}
        self._rules = {name_key(name): party for name, party in rules.items()}
        self._rules_by_tax_id = {compact(name): party for name, party in rules.items()}
        self._known: dict[tuple[str, ...], Match | Fault | None] = {}
        for party in parties:
            self.add(party)

    def add(self, party: Party) -> None:
        """From now on it is found too."""
        self._known.clear()
        self._by_id[party.id] = party
        if party.tax_id:
            self._by_tax_id.setdefault(compact(party.tax_id), []).append(party)
        for name in {party.name, party.short_name} - {""}:
            key = name_key(name)
            _add(self._by_key.setdefault(key, []), party)
            _add(self._by_words.setdefault(key.words, []), party)
        if party.bank_account:
            self._by_account.setdefault(compact(party.bank_account), []).append(party)

    def match(self, named: Party) -> Match | Fault | None:
        """The party meant, None for one that is not known, a Fault where two may be meant."""
        key = (named.tax_id, named.kpp, named.name, named.bank_account)
        if key not in self._known:
            self._known[key] = self._match(named)
        return self._known[key]

    def _match(self, named: Party) -> Match | Fault | None:
        tax_id = compact(named.tax_id)
        ruled = self._rules_by_tax_id.get(tax_id) or self._rules.get(name_key(named.name))
        if ruled:
            return self._ruled(named, ruled)
        if tax_id:
            same = self._by_tax_id.get(tax_id, [])
            if len(same) > 1 and named.kpp:  # branches of one company
                same = [party for party in same if party.kpp == named.kpp] or same
            if same:
                return _single(named, same, "tax_id")
        key = name_key(named.name)
        if key.words:
            exact = _without_tax_id(self._by_key.get(key, []), tax_id)
            if exact:
                return _single(named, exact, "name")
            similar = [
                party
                for party in _without_tax_id(self._by_words.get(key.words, []), tax_id)
                if _forms_agree(party, key)
            ]
            if similar:
                return _single(named, similar, "similar")
        account = self._by_account.get(compact(named.bank_account), [])
        account = _without_tax_id(account, tax_id) if named.bank_account else []
        return _single(named, account, "account") if account else None

    def _ruled(self, named: Party, party: str) -> Match | Fault:
        if party in self._by_id:
            return Match(named, self._by_id[party], "rule")
        return Fault(
            "import.rule_unknown",
            N_("import.toml says that this is {party}, which is no id of a party"),
            N_("correct [parties] in import.toml"),
            {"party": party},
        )


def _add(parties: list[Party], party: Party) -> None:
    if party not in parties:
        parties.append(party)


def _without_tax_id(parties: list[Party], tax_id: str) -> list[Party]:
    """Those whose own tax id does not contradict; many companies share a name."""
    return [
        party
        for party in parties
        if not tax_id or not party.tax_id or compact(party.tax_id) == tax_id
    ]


def _forms_agree(party: Party, key: NameKey) -> bool:
    """ООО and ИП of one name are two parties; a name without a form may be either's."""
    forms = {name_key(name).form for name in (party.name, party.short_name) if name} - {""}
    return not key.form or not forms or key.form in forms


def _single(named: Party, found: list[Party], how: PartyHow) -> Match | Fault:
    if len(found) == 1:
        return Match(named, found[0], how)
    return Fault(
        "import.party_ambiguous",
        N_("“{name}” may be {parties}"),
        N_("say in import.toml which, under [parties]"),
        {"name": named.name, "parties": ", ".join(party.id for party in found)},
    )


@dataclass(frozen=True, slots=True)
class Place:
    """The contract of a row, and how that is known; `settles` are documents its purpose names.

    `number` (the file names the contract), `rule` and `only` (there is one contract) are certain;
    `purpose` and `document` were read from the purpose of a payment.
    """

    contract: Contract
    how: ContractHow
    settles: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether nothing was read out of a sentence."""
        return self.how not in ("purpose", "document") and not self.settles


def contract_named(named: NamedContract, contracts: Iterable[Contract]) -> Contract | None:
    """The contract that a file names by its number (and date, where it says one)."""
    key = number_key(named.number)
    same = [contract for contract in contracts if key and number_key(contract.number) == key]
    if named.date and len(same) > 1:
        same = [contract for contract in same if contract.date == named.date]
    return same[0] if len(same) == 1 else None


def place(
    movement: Movement,
    contracts: Sequence[Contract],
    rule: str,
    documents: Callable[[str], Mapping[str, str]],
) -> Place | Fault:
    """The contract that a movement belongs to, of those that its party has with us.

    `rule` is what import.toml says for the party; `documents` gives the shipment documents of a
    contract by `number_key`.
    """
    fitting = [
        contract
        for contract in contracts
        if not movement.currency or contract.currency == movement.currency
    ]
    numbers = mentioned(movement.description)
    settled = {
        contract.id: tuple(map(known.__getitem__, sorted(numbers & known.keys())))
        for contract in fitting
        if numbers and movement.kind == "payment" and not movement.settles
        for known in [documents(contract.id)]
    }
    named = contract_named(movement.contract, fitting)
    for how, found in (
        ("number", [named] if named else []),
        ("only", [] if movement.contract.number else fitting),
        ("purpose", [one for one in fitting if number_key(one.number) in numbers]),
        ("rule", [one for one in fitting if one.id == rule]),
        ("document", [one for one in fitting if settled.get(one.id)]),
    ):
        if len(found) == 1:
            return Place(found[0], cast(ContractHow, how), settled.get(found[0].id, ()))
    return _unplaced(movement, contracts, fitting)


def _unplaced(
    movement: Movement, contracts: Sequence[Contract], fitting: Sequence[Contract]
) -> Fault:
    if movement.contract.number:
        return Fault(
            "import.contract_unknown",
            N_("{name} has no contract {number} with us"),
            N_("add it to data/contracts.csv, or say in import.toml which is meant"),
            {"name": movement.party.name, "number": movement.contract.number},
        )
    if fitting:
        return Fault(
            "import.contract_ambiguous",
            N_("{name}: the row may belong to {contracts}"),
            N_("say in import.toml which, under [contracts]"),
            {
                "name": movement.party.name,
                "contracts": ", ".join(contract.id for contract in fitting),
            },
        )
    if contracts:
        return Fault(
            "import.contract_currency",
            N_("{name} has no contract in {currency}"),
            N_("add the contract to data/contracts.csv"),
            {"name": movement.party.name, "currency": movement.currency},
        )
    return Fault(
        "import.no_contract",
        N_("{name} has no contract with us"),
        N_("add the contract to data/contracts.csv"),
        {"name": movement.party.name},
    )
