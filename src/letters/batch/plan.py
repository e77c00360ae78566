"""Who gets a letter: from what the user asked for to one `Case` a letter, or a reason why not."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from itertools import compress, groupby
from operator import not_

from letters.batch.report import Refusal, Skipped
from letters.errors import N_, Problem, UsageError
from letters.ledger.allocation import allocate
from letters.ledger.balances import effective_date
from letters.model.book import Book
from letters.model.case import Case, Credit
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party
from letters.model.settings import Settings
from letters.reading.merging import LeftOut


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the user asked for: debtors by id (or everyone), contracts, dates and language.

    `date` is None when the letter's date stays blank; `language` is empty for the debtor's own;
    `only_overdue` leaves out contracts under which nothing is overdue.
    """

    debtors: tuple[str, ...] = ()
    everyone: bool = False
    contract: str = ""
    merge_contracts: bool = False
    as_of: dt.date
    date: dt.date | None = None
    language: str = ""
    only_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The cases to compute, in the order of the contracts; what is refused or skipped before.

    `debtors` are all that the order means, in the order of the ledger or of the user.
    """

    cases: tuple[Case, ...]
    refusals: tuple[Refusal, ...] = ()
    skips: tuple[Skipped, ...] = ()
    debtors: tuple[str, ...] = ()


def make_plan(
    book: Book, settings: Settings, order: Order, left_out: Sequence[LeftOut] = ()
) -> Plan:
    """One case a contract, or one a debtor and creditor when contracts are merged.

    What was left out of the book because its data are wrong is refused with the reasons, and so
    is a name that nobody has. Raises UsageError when nobody is asked for.
    """
    broken: dict[str, list[LeftOut]] = {}
    for item in left_out:
        broken.setdefault(item.debtor, []).append(item)
    asked = _debtors(book, order, broken)
    entries = book.entries_by_contract()
    by_debtor: dict[str, list[Contract]] = {}
    for contract in book.contracts.values():
        by_debtor.setdefault(contract.debtor, []).append(contract)
    balances: dict[str, Decimal] = {}
    cases: list[Case] = []
    refusals: list[Refusal] = []
    for name, unknown in asked.items():
        if unknown:
            refusals.append(Refusal(name, (unknown,)))
            continue
        lost = [item for item in broken.get(name, ()) if order.contract in {"", item.contract}]
        for problems, same in groupby(lost, key=lambda item: item.problems):
            ids = tuple(item.contract for item in same if item.contract)
            refusals.append(Refusal(name, problems, ids))
        owing = by_debtor.get(name, [])
        contracts = [item for item in owing if order.contract in {"", item.id, item.number}]
        if not contracts:
            if not order.everyone and not lost:
                refusals.append(Refusal(name, (_no_contract(book.parties[name], order, owing),)))
            continue
        for group in _groups(contracts, merge=order.merge_contracts):
            unfit = _mixed(group) or _speechless(book.parties[name], order, settings)
            if unfit:
                ids = tuple(contract.id for contract in group)
                refusals.append(Refusal(name, (unfit,), ids))
            else:
                found = _credits(_others(group, owing), entries, order.as_of, balances)
                cases.append(_case(book, settings, order, group, entries, found))
    wanted = [not order.only_overdue or _overdue(case) for case in cases]
    return Plan(
        cases=tuple(compress(cases, wanted)),
        refusals=tuple(refusals),
        skips=tuple(_not_overdue(case) for case in compress(cases, map(not_, wanted))),
        debtors=tuple(asked),
    )


def _debtors(
    book: Book, order: Order, broken: Mapping[str, Sequence[LeftOut]]
) -> dict[str, Problem | None]:
    """The debtors that the order means, by id; a name that means none or several has a problem."""
    if order.contract:
        under = _under(book, order.contract, broken)
        if not order.debtors:
            return dict.fromkeys(_only(under, order.contract))
    if order.everyone:
        if order.debtors:
            raise UsageError(N_("--all and the names of debtors exclude each other"))
        owing = (contract.debtor for contract in book.contracts.values())
        return dict.fromkeys((*owing, *broken))
    if order.debtors:
        return dict(_found(book, name, broken) for name in order.debtors)
    raise UsageError(N_("nobody is named"), N_("name a debtor, or write --all"))


def _under(book: Book, name: str, broken: Mapping[str, Sequence[LeftOut]]) -> dict[str, str]:
    """The debtor of the contract of this id, or those of all of this number, by contract."""
    lost = {item.contract: debtor for debtor, items in broken.items() for item in items}
    found = {item.id: item.debtor for item in book.contracts.values() if name == item.number}
    if name in book.contracts:
        found = {name: book.contracts[name].debtor}
    elif name in lost:
        found = {name: lost[name]}
    if not found:
        raise UsageError(
            N_("there is no contract “{contract}”"),
            N_("write an id from the contracts table"),
            contract=name,
        )
    return found


def _only(owing: Mapping[str, str], name: str) -> set[str]:
    """The one debtor of these contracts."""
    debtors = set(owing.values())
    if len(debtors) > 1:
        raise UsageError(
            N_("several contracts have the number “{contract}”"),
            N_("write one of their ids: {ids}"),
            contract=name,
            ids=", ".join(owing),
        )
    return debtors


def _found(book: Book, name: str, broken: Collection[str]) -> tuple[str, Problem | None]:
    """The id that the user means: an id, or one party's name or tax id exactly."""
    if name in book.parties or name in broken:
        return name, None
    wanted = name.casefold()
    found = [
        party.id
        for party in book.parties.values()
        if wanted in {party.name.casefold(), party.short_name.casefold(), party.tax_id.casefold()}
    ]
    if len(found) == 1:
        return found[0], None
    if found:
        message, hint = N_("“{name}” means {count} parties"), N_("write one of their ids: {ids}")
        params = {"name": name, "count": len(found), "ids": ", ".join(found)}
        return name, Problem("", "", "party.ambiguous", message, hint, params)
    near = get_close_matches(name, [*book.parties, *broken], n=1)
    hint = N_("did you mean {near}?") if near else N_("see the column id of the parties table")
    params = {"name": name, "near": near[0] if near else ""}
    return name, Problem("", "", "party.unknown", N_("there is no party “{name}”"), hint, params)


def _groups(contracts: Sequence[Contract], *, merge: bool) -> Iterator[tuple[Contract, ...]]:
    if not merge:
        yield from ((contract,) for contract in contracts)
        return
    ordered = sorted(contracts, key=lambda item: item.creditor)
    for _, group in groupby(ordered, key=lambda item: item.creditor):
        yield tuple(group)


def _mixed(group: Iterable[Contract]) -> Problem | None:
    first, *others = group
    for other in others:
        for column in ("currency", "jurisdiction"):
            if getattr(other, column) != getattr(first, column):
                return other.origin.problem(
                    column,
                    f"contracts.mixed_{column}",
                    N_("contract {other} cannot be merged with {first}: its {column} differs"),
                    N_("leave out --merge-contracts, or name one --contract"),
                    other=other.id,
                    first=first.id,
                )
    return None


def _speechless(debtor: Party, order: Order, settings: Settings) -> Problem | None:
    if order.language or debtor.language or settings.language:
        return None
    return debtor.origin.problem(
        "language",
        "party.no_language",
        N_("in which language {party} is written to is not known"),
        N_("fill it in, write language into the settings, or give --language"),
        party=debtor.id,
    )


def _others(group: Sequence[Contract], contracts: Sequence[Contract]) -> list[Contract]:
    """The debtor's other contracts with that creditor, in the same currency."""
    first = group[0]
    return [
        item
        for item in contracts
        if (item.creditor, item.currency) == (first.creditor, first.currency) and item not in group
    ]


def _credits(
    contracts: Iterable[Contract],
    entries: Mapping[str, list[Entry]],
    as_of: dt.date,
    balances: dict[str, Decimal],
) -> tuple[Credit, ...]:
    """The contracts with a balance in the debtor's favour; `balances` are those known so far."""
    found = []
    for contract in contracts:
        if contract.id not in balances:
            ledger = entries.get(contract.id, ())
            effects = (entry.effect for entry in ledger if effective_date(entry) <= as_of)
            balances[contract.id] = sum(effects, Decimal(0))
        if balances[contract.id] < 0:
            found.append(Credit(contract.id, -balances[contract.id]))
    return tuple(found)


def _case(
    book: Book,
    settings: Settings,
    order: Order,
    group: tuple[Contract, ...],
    entries: Mapping[str, list[Entry]],
    found: tuple[Credit, ...],
) -> Case:
    debtor = book.parties[group[0].debtor]
    return Case(
        creditor=book.parties[group[0].creditor],
        debtor=debtor,
        contracts=group,
        entries={contract.id: entries.get(contract.id, []) for contract in group},
        language=order.language or debtor.language or settings.language,
        as_of=order.as_of,
        date=order.date or order.as_of,
        date_is_printed=order.date is not None,
        settings=settings,
        credits=found,
    )


def _no_contract(party: Party, order: Order, owing: Sequence[Contract]) -> Problem:
    if owing:
        return Problem(
            "--contract", "", "party.other_contract",
            N_("contract {contract} is not one of {party}"),
            N_("his contracts: {ids}"),
            {
                "contract": order.contract,
                "party": party.id,
                "ids": ", ".join(contract.id for contract in owing),
            },
        )  # fmt: skip
    return party.origin.problem(
        "id",
        "party.no_contract",
        N_("{party} has no contract as a debtor"),
        N_("add the contract to the contracts table"),
        party=party.id,
    )


def _overdue(case: Case) -> bool:
    """Whether a debt is, or may be, overdue: one without a due date is refused later, by name."""
    return any(
        state.due_date is None or state.days_overdue(case.as_of)
        for contract in case.contracts
        for state in allocate(case.entries[contract.id], contract, case.as_of).open_documents
    )


def _not_overdue(case: Case) -> Skipped:
    reason = case.contracts[0].origin.problem(
        "",
        "nothing_overdue",
        N_("nothing is overdue on {as_of} under contract {contract}"),
        as_of=case.as_of.isoformat(),
        contract=", ".join(contract.id for contract in case.contracts),
    )
    return Skipped(case.debtor.id, reason, tuple(contract.id for contract in case.contracts))
