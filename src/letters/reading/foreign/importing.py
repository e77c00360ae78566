"""From what foreign files say to new rows of our own lists: all rows of a file, or none.

Nothing is taken twice: a row that the ledger has already (by party, day, amount and number,
counted: two equal payments are two) is passed over and named. Nothing is guessed in silence: what
was concluded stands in the plan, what cannot be concluded refuses the file.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from letters.errors import N_, DataError, Problem
from letters.law.findings import compact
from letters.ledger.balances import effective_date
from letters.model.book import Book
from letters.model.contract import Contract
from letters.model.document_number import number_key
from letters.model.entry import Entry, EntryKind
from letters.model.money import to_amount
from letters.model.origin import Origin
from letters.model.party import Party
from letters.reading.cells import Fault
from letters.reading.foreign.found import Aside, Balance, Found, Movement, NamedContract
from letters.reading.foreign.known import Already, Taken, sort_out
from letters.reading.foreign.matching import Match, Parties, Place, contract_named, place
from letters.reading.foreign.rules import Rules
from letters.reading.foreign.totals import broken_controls, other_closing, other_opening

_GIVEN_BACK = ("возврат", "return", "refund", "devoluci", "reembols", "退")
# What a row with the opposite sign is: a payment that went back is a refund.
_REVERSED: Mapping[EntryKind, tuple[EntryKind, int]] = {
    "payment": ("refund", -1),
    "refund": ("payment", -1),
    "shipment": ("correction", 1),
    "return": ("correction", -1),
    "offset": ("correction", -1),
}
NOT_OURS = N_("not one of our parties")
_WITHOUT_NUMBER = {"ru": "б/н", "zh": "无号", "es": "s/n"}


@dataclass(slots=True)
class Plan:
    """What importing one file would do; with an error among `problems` it does nothing.

    `sources` are the files that were read as one, where there are several.
    """

    found: Found
    sources: Sequence[str] = ()
    owner: str = ""
    parties: list[Party] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    already: list[Already] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    matches: dict[Party, Match] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether nothing of the file is taken."""
        return any(problem.severity == "error" for problem in self.problems)


class Importer:
    """Plans one file after another; each sees what the ones before it bring."""

    def __init__(self, book: Book, creditor: str, rules: Rules) -> None:
        self._creditor = creditor
        self._rules = rules
        self._parties = Parties(book.parties.values(), rules.parties)
        self._ids = set(book.parties)
        self._contracts = dict(book.contracts)
        self._entries: dict[str, list[Entry]] = defaultdict(list)  # by contract
        self._between: dict[tuple[str, str], list[Contract]] = defaultdict(list)
        for contract in book.contracts.values():
            self._between[contract.debtor, contract.creditor].append(contract)
        for entry in book.entries:
            self._entries[entry.contract].append(entry)
        self._numbers: dict[str, dict[str, str]] = {}  # a contract's documents by number_key

    def plan(self, found: Found) -> Plan:
        """What to take from a file, and what to say about it."""
        plan = Plan(found, aside=list(found.aside), problems=list(found.problems))
        plan.problems += broken_controls(found)
        if not plan.refused:
            self._find_owner(plan)
        if not plan.refused:
            self._take(plan)
        if not plan.refused:
            self._remember(plan)
        return plan

    # whose file it is

    def _find_owner(self, plan: Plan) -> None:
        owner = plan.found.owner
        ours = {contract.creditor for contract in self._contracts.values()} | {self._creditor}
        if not (owner.name or owner.tax_id or owner.bank_account):
            plan.owner = self._creditor
            return
        match = self._parties.match(owner)
        if isinstance(match, Match) and match.party.id in ours:
            plan.owner = match.party.id
            if not match.exact:
                plan.matches[owner] = match
            return
        known = match.party.id if isinstance(match, Match) else ""
        if plan.found.sort == "bank" and not known and not owner.tax_id:
            plan.owner = self._creditor  # a statement may name the account only
            return
        plan.problems.append(
            Problem(
                plan.found.source, "", "import.not_ours",
                N_("this file is of {owner}, which is not our company"),
                N_("compare it with the ledger: letters reconcile {party} --theirs FILE")
                if known
                else N_("our companies are the creditors of the contracts; correct parties.csv"),
                {"owner": owner.name or owner.tax_id or owner.bank_account, "party": known},
            )
        )  # fmt: skip

    # rows

    def _take(self, plan: Plan) -> None:
        self._name_parties(plan)
        unknown: dict[str, list[Movement]] = {}
        candidates: list[Taken] = []
        for movement in plan.found.movements:
            if movement.amount == 0:
                plan.aside.append(Aside(movement.origin, N_("the amount is zero")))
                continue
            match = self._party(plan, movement, unknown)
            if match is None:
                continue
            taken = self._taken(plan, movement, match)
            if taken:
                candidates.append(taken)
        for name, movements in unknown.items():
            plan.problems.append(
                movements[0].origin.problem(
                    "", "import.party_unknown",
                    N_("“{name}” is none of our parties; rows: {count}"),
                    N_("add it to data/parties.csv, or say in import.toml who it is"),
                    name=name, count=len(movements),
                )
            )  # fmt: skip
        if plan.refused:
            return
        ledger = [(contract, self._entries[contract.id]) for contract in self._contracts.values()]
        plan.taken, plan.already, findings = sort_out(candidates, ledger)
        plan.problems += findings
        self._open(plan)
        plan.problems += self._other_closings(plan)

    def _name_parties(self, plan: Plan) -> None:
        """The parties that the file lists by themselves."""
        for party in plan.found.parties:
            match = self._parties.match(party)
            if isinstance(match, Match):
                plan.matches.setdefault(party, match)
            elif isinstance(match, Fault):
                plan.problems.append(_problem(match, party.origin))
            elif party.tax_id:
                self._add_party(plan, party, party.origin)
            else:
                reason = N_("a party without a tax id, which nobody could be known by")
                plan.aside.append(Aside(party.origin, reason, party.name))

    def _party(
        self, plan: Plan, movement: Movement, unknown: dict[str, list[Movement]]
    ) -> Match | None:
        """Whose a movement is; None when it is put aside, or cannot be told."""
        named = movement.party
        match = self._parties.match(named)
        if match is None and plan.found.sort == "documents" and named.tax_id and named.name:
            match = Match(named, self._add_party(plan, named, movement.origin), "new")
        if isinstance(match, Match):
            plan.matches.setdefault(named, match)
            return match
        name = named.name or named.tax_id or named.bank_account
        if match is not None:
            plan.problems.append(_problem(match, movement.origin))
        elif plan.found.sort == "bank":
            plan.aside.append(Aside(movement.origin, NOT_OURS, name, movement.effect))
        else:
            unknown.setdefault(name, []).append(movement)
        return None

    def _taken(self, plan: Plan, movement: Movement, match: Match) -> Taken | None:
        contracts = list(self._between.get((match.party.id, plan.owner), ()))
        contracts += self._new_contract(plan, movement, match.party, contracts)
        if plan.found.sort == "bank" and (reason := _no_receivable(movement, contracts)):
            plan.aside.append(
                Aside(movement.origin, reason, match.party.display_name, movement.effect)
            )
            return None
        rule = self._rules.contracts.get(match.party.id, "")
        where = place(movement, contracts, rule, self._documents)
        if isinstance(where, Fault):
            plan.problems.append(_problem(where, movement.origin))
            return None
        try:
            key = _key(plan.found, movement, match.party)
            entry = _entry(movement, where, key, match.party, self._settled(movement, where))
        except DataError as error:
            fault = Fault("amount.decimals", error.message, error.hint, error.params)
            plan.problems.append(_problem(fault, movement.origin))
            return None
        return Taken(movement, entry, match, where)

    def _settled(self, movement: Movement, where: Place) -> tuple[str, ...]:
        """The documents that a row settles, as the ledger writes their numbers."""
        known = self._documents(where.contract.id) if movement.settles else {}
        own = tuple(known.get(number_key(number), number) for number in movement.settles)
        return own or where.settles

    def _remember(self, plan: Plan) -> None:
        for party in plan.parties:
            self._ids.add(party.id)
        for contract in plan.contracts:
            self._contracts[contract.id] = contract
            self._between[contract.debtor, contract.creditor].append(contract)
        for taken in plan.taken:
            self._entries[taken.entry.contract].append(taken.entry)
        self._numbers.clear()

    def _documents(self, contract: str) -> Mapping[str, str]:
        if contract not in self._numbers:
            self._numbers[contract] = {
                number_key(entry.number): entry.number
                for entry in self._entries[contract]
                if entry.kind == "shipment"
            }
        return self._numbers[contract]

    # new parties and contracts

    def _add_party(self, plan: Plan, named: Party, origin: Origin) -> Party:
        tax_id = compact(named.tax_id)
        name = tax_id
        while name in self._ids | {party.id for party in plan.parties}:
            name = f"{name}-{named.kpp}" if named.kpp and named.kpp not in name else f"{name}-2"
        party = replace(named, id=name, tax_id=tax_id, origin=origin)
        plan.parties.append(party)
        self._parties.add(party)
        return party

    def _new_contract(
        self, plan: Plan, movement: Movement, party: Party, contracts: Sequence[Contract]
    ) -> list[Contract]:
        """The contract that a document names, when we have none like it and all of it is known."""
        named = movement.contract
        ours = [new for new in plan.contracts if new.debtor == party.id]
        if plan.found.sort != "documents" or not (named.number and named.date):
            return ours
        if contract_named(named, [*contracts, *ours]):
            return ours
        currency = movement.currency or named.currency
        if not currency:
            return ours
        contract = Contract(
            id=self._contract_id(plan, party, named),
            debtor=party.id,
            creditor=plan.owner,
            number=named.number,
            date=named.date,
            title=named.title,
            currency=currency,
            jurisdiction="RU",  # never written down: the creditor's country decides
            payment_days=named.payment_days,
            origin=movement.origin,
        )
        plan.contracts.append(contract)
        return [*ours, contract]

    def _contract_id(self, plan: Plan, party: Party, named: NamedContract) -> str:
        taken = self._contracts.keys() | {contract.id for contract in plan.contracts}
        base = name = f"{party.id}-{number_key(named.number)}"
        count = 1
        while name in taken:
            count += 1
            name = f"{base}-{count}"
        return name

    # balances

    def _open(self, plan: Plan) -> None:
        """The balance a file begins with: an opening where the ledger begins with it too."""
        for balance in plan.found.opening:
            contracts = self._of(plan, balance)
            if not contracts or not balance.amount:
                continue
            earlier = [
                entry
                for contract in contracts
                for entry in self._entries[contract.id]
                if effective_date(entry) < balance.date
            ]
            if earlier:
                known = sum((entry.effect for entry in earlier), Decimal(0))
                if known != balance.amount:
                    plan.problems.append(other_opening(balance, known))
                continue
            if len(contracts) > 1:
                ruled = self._rules.contracts.get(contracts[0].debtor)
                contracts = [one for one in contracts if one.id == ruled] or contracts
            if len(contracts) > 1:
                fault = Fault(
                    "import.contract_ambiguous",
                    N_("{name}: the opening balance may belong to {contracts}"),
                    N_("say in import.toml which, under [contracts]"),
                    {
                        "name": balance.party.name,
                        "contracts": ", ".join(contract.id for contract in contracts),
                    },
                )
                plan.problems.append(_problem(fault, balance.origin))
                continue
            self._opening(plan, balance, contracts[0])

    def _opening(self, plan: Plan, balance: Balance, contract: Contract) -> None:
        movement = Movement(
            origin=balance.origin,
            date=balance.date,
            kind="opening",
            amount=balance.amount,
            party=balance.party,
            number=balance.date.isoformat(),
            currency=contract.currency,
        )
        match = self._parties.match(balance.party)
        if isinstance(match, Match):
            where = Place(contract, "only")
            key = _key(plan.found, movement, match.party)
            try:
                entry = _entry(movement, where, key, match.party)
            except DataError as error:
                fault = Fault("amount.decimals", error.message, error.hint, error.params)
                plan.problems.append(_problem(fault, movement.origin))
                return
            plan.taken.insert(0, Taken(movement, entry, match, where))

    def _other_closings(self, plan: Plan) -> Iterable[Problem]:
        """The balances that the ledger, with what is taken, does not end with as the file does.

        Where it began with another one too, that has been said.
        """
        said = {
            problem.params["name"]
            for problem in plan.problems
            if problem.code == "import.opening_differs"
        }
        for balance in plan.found.closing:
            contracts = {contract.id for contract in self._of(plan, balance)}
            if not contracts or balance.party.name in said:
                continue
            entries = [entry for name in contracts for entry in self._entries[name]]
            entries += [one.entry for one in plan.taken if one.entry.contract in contracts]
            days = (entry.effect for entry in entries if effective_date(entry) <= balance.date)
            known = sum(days, Decimal(0))
            if known != balance.amount:
                yield other_closing(balance, known)

    def _of(self, plan: Plan, balance: Balance) -> list[Contract]:
        match = self._parties.match(balance.party)
        if not isinstance(match, Match):
            return []
        contracts = [
            contract
            for contract in (*self._between[match.party.id, plan.owner], *plan.contracts)
            if contract.debtor == match.party.id
            and (not balance.currency or contract.currency == balance.currency)
        ]
        named = contract_named(balance.contract, contracts)
        return [named] if named else contracts


def _problem(fault: Fault, origin: Origin) -> Problem:
    return Problem.at(
        origin.source, origin.row, "", fault.code, fault.message, fault.hint,
        severity="error", **fault.params,
    )  # fmt: skip


def _no_receivable(movement: Movement, contracts: Sequence[Contract]) -> str:
    """Why a line of a bank statement is no entry of our ledger; "" when it is one."""
    if not contracts:
        return N_("the party has no contract with us")
    text = movement.description.casefold()
    if movement.kind == "refund" and not any(word in text for word in _GIVEN_BACK):
        return N_("money paid to a debtor: if it gives something back, write it as a refund")
    return ""


def _entry(
    movement: Movement, where: Place, key: str, party: Party, settles: tuple[str, ...] = ()
) -> Entry:
    """The row of the ledger. Raises DataError for an amount that its currency cannot hold."""
    kind, amount = movement.kind, to_amount(movement.amount, where.contract.currency)
    if amount < 0 and kind in _REVERSED:
        kind, sign = _REVERSED[kind]
        amount *= sign
    return Entry(
        date=movement.date,
        contract=where.contract.id,
        kind=kind,
        number=movement.number or _WITHOUT_NUMBER.get(party.language, "s/n"),
        amount=amount,
        document_type=movement.document_type,
        due_date=movement.due_date,
        delivery_number=movement.delivery_number,
        delivery_date=movement.delivery_date,
        settles=settles,
        counterparty_number=movement.counterparty_number,
        description=movement.description,
        vat_rate=movement.vat_rate,
        import_key=key,
        origin=movement.origin,
    )


def _key(found: Found, movement: Movement, party: Party) -> str:
    """By what an imported row is known again, whatever the user corrects in it later."""
    return f"{found.sort} {party.id} {movement.date} {movement.number} {movement.effect}"
