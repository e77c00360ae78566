"""The tables of all files as one `Book`.

The book holds only what is safe to compute with. A contract with an error in its own row, in a
party's or in its ledger is left out whole (a missing payment would make a wrong claim) and named
in `left_out` with the reasons, so that the other counterparties need not wait for it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from letters.errors import N_, DataError, Problem
from letters.model.book import Book
from letters.model.contract import Contract
from letters.model.entry import Entry
from letters.model.party import Party
from letters.model.settings import Settings
from letters.reading.cells import Cell, Fault, is_empty, text_of
from letters.reading.entries import read_entries
from letters.reading.findings import Parsed
from letters.reading.headings import LISTS, REQUIRED, ListName
from letters.reading.locales import UNDECLARED, find_locale
from letters.reading.records import Known, read_contracts, read_parties, unknown_reference
from letters.reading.tables import Table

Errors = dict[str, list[Problem]]
Record = TypeVar("Record", Party, Contract)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A contract (or a party, when `contract` is empty) that is not in the book, and why.

    `debtor` is empty when the row does not say who it is.
    """

    debtor: str
    contract: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and everything that is wrong with it, in the order of files and rows.

    `ignored_columns` are the headings by source that no field knows.
    """

    book: Book
    settings: Settings
    problems: tuple[Problem, ...]
    ignored_columns: Mapping[str, tuple[str, ...]]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that are not mere warnings."""
        return tuple(problem for problem in self.problems if problem.severity == "error")


@dataclass(slots=True)
class Files:
    """The tables of all files before they are merged, in the order of reading.

    `foreign` are the exports of other programs among them, by path and source. `source` names the
    place of the lists; `lost` says why a whole file of them could not be read,
    `no_settings` why the settings could not.
    """

    source: str
    sources: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lost: list[Problem] = field(default_factory=list)
    foreign: list[tuple[Path, str]] = field(default_factory=list)
    no_settings: Problem | None = None

    def refuse(self, source: str, code: str, error: DataError) -> None:
        """Notes a file that cannot be read at all."""
        problem = refusal(source, code, error)
        self.problems.append(problem)
        self.lost.append(problem)


def refusal(source: str, code: str, error: DataError) -> Problem:
    """What stopped the reading of a file, as a finding about it."""
    return Problem(source, "", code, error.message, error.hint, error.params)


def merge(files: Files, settings: Settings) -> Reading:
    """One book from all tables; what is unsafe is left out, with the reasons."""
    tables = {name: [table for table in files.tables if table.name == name] for name in LISTS}
    problems = [*files.problems, *filter(None, [files.no_settings]), *_missing_lists(tables, files)]
    wrong = {name: _list_errors(tables[name], problems, files) for name in LISTS}
    locale = find_locale(settings.locale) or UNDECLARED

    parties, bad_parties = _joined([read_parties(table) for table in tables["parties"]], problems)
    known = Known(dict.fromkeys(bad_parties) | parties, complete=not wrong["parties"])
    our_fault = files.no_settings or _creditor_fault(settings, known)
    contracts, bad = _joined(
        [
            read_contracts(table, locale, known, settings.creditor, our_fault)
            for table in tables["contracts"]
        ],
        problems,
    )
    if our_fault and not files.no_settings and _matters(our_fault, settings, bad):
        problems.append(our_fault)
    for contract in contracts.values():
        for party in (contract.debtor, contract.creditor):
            if party not in parties:
                reasons = bad_parties.get(party, wrong["parties"])
                bad.setdefault(contract.id, []).extend(reasons)

    currencies = dict.fromkeys(bad, "") | {item.id: item.currency for item in contracts.values()}
    complete = not wrong["contracts"]
    ledger = [
        read_entries(table, locale, currencies, complete=complete) for table in tables["ledger"]
    ]
    debtors = _debtors(tables["contracts"])
    _blame(ledger, wrong["ledger"], bad, debtors)
    sound = {name: contract for name, contract in contracts.items() if name not in bad}
    entries = [entry for part in ledger for entry in part.records]
    problems += [problem for part in ledger for problem in part.problems]
    problems += _doubled_numbers(entries)
    if len(sound) < len(currencies) or not complete:
        entries = [entry for entry in entries if entry.contract in sound]
    return Reading(
        book=Book(parties, sound, tuple(entries)),
        settings=settings,
        problems=_in_order(problems, files),
        ignored_columns={table.source: table.ignored for table in files.tables if table.ignored},
        left_out=tuple(_left_out(debtors, bad, bad_parties)),
    )


def _blame(
    ledger: Iterable[Parsed[Entry]],
    of_the_list: Iterable[Problem],
    bad: Errors,
    contracts: Collection[str],
) -> None:
    """Notes the errors of the ledger with their contracts; nobody's may be anybody's.

    A row that does not say its contract, like a fault of the whole list (`of_the_list`), leaves
    no ledger of which we know that it is complete.
    """
    nobodys = list(of_the_list)
    for part in ledger:
        for name, found in part.broken.items():
            if name and name in contracts:
                bad.setdefault(name, []).extend(found)
            else:
                nobodys += found
    if nobodys:
        for name in contracts:
            bad.setdefault(name, []).extend(nobodys)


def _missing_lists(tables: Mapping[ListName, Sequence[Table]], files: Files) -> Iterable[Problem]:
    missing = [name for name in LISTS if not tables[name]]
    if missing and not files.lost:  # else it may be in the file that could not be read
        yield Problem(
            files.source, "", "list.missing",
            N_("there is no list {lists}"),
            N_("write it as .csv, .xlsx or .yaml, with the columns {required}")
            if files.source == "data"
            else N_("write it into the file, with the fields {required}"),
            {
                "lists": ", ".join(missing),
                "required": "; ".join(", ".join(REQUIRED[name]) for name in missing),
            },
        )  # fmt: skip


def _list_errors(
    tables: Sequence[Table], problems: Sequence[Problem], files: Files
) -> list[Problem]:
    """Why a list may not be whole: a file, a column or a row of it could not be read."""
    absent = [] if tables else [found for found in problems if found.code == "list.missing"]
    errors = [
        problem for table in tables for problem in table.problems if problem.severity == "error"
    ]
    return [*absent, *errors, *files.lost]


def _joined(
    parts: Iterable[Parsed[Record]], problems: list[Problem]
) -> tuple[dict[str, Record], Errors]:
    """The sound records of all tables by id, and the errors of the others by theirs."""
    records: dict[str, Record] = {}
    broken: Errors = {}
    for part in parts:
        problems += part.problems
        for name, found in part.broken.items():
            broken.setdefault(name, []).extend(found)
        for record in part.records:
            first = records.setdefault(record.id, record)
            if first is not record:
                doubled = record.origin.problem(
                    "id", "id.doubled",
                    N_("the id {id} is already that of {other}, row {first}"),
                    N_("each record needs an id of its own; delete or rename one"),
                    id=record.id, other=first.origin.source, first=first.origin.row,
                )  # fmt: skip
                problems.append(doubled)
                broken.setdefault(record.id, []).append(doubled)
    return {name: record for name, record in records.items() if name not in broken}, broken


def _creditor_fault(settings: Settings, parties: Known) -> Problem | None:
    """Why the settings cannot say who our company is; None when they can."""
    source = settings.origin.source
    if not settings.creditor:
        return Problem(
            source, "creditor", "settings.creditor_missing",
            N_("it is not said which party is our company, and some contracts name no creditor"),
            N_('write creditor = "<id of our company>"'),
        )  # fmt: skip
    if settings.creditor in parties.ids or not parties.complete:
        return None
    fault = unknown_reference("parties", settings.creditor, parties.ids)
    return Problem(
        source, "creditor", "settings.creditor_unknown", fault.message, fault.hint, fault.params
    )


def _matters(fault: Problem, settings: Settings, bad: Errors) -> bool:
    """Our company need not be named when every contract names its creditor."""
    return bool(settings.creditor) or any(fault in found for found in bad.values())


def _doubled_numbers(entries: Collection[Entry]) -> Iterable[Problem]:
    """Documents of one kind and contract whose number stands twice in a year; both are kept."""
    if len({(entry.contract, entry.number) for entry in entries}) == len(entries):
        return
    seen: dict[tuple[str, str, str, str, int], Entry] = {}
    for entry in entries:
        key = (entry.contract, entry.kind, entry.document_type, entry.number, entry.date.year)
        first = seen.setdefault(key, entry)
        if first is not entry:
            yield entry.origin.problem(
                "number", "entry.doubled_number",
                N_("{kind} {number} is already in {other}, row {first}; both are counted"),
                N_("delete one if it is the same document"),
                severity="warning", kind=entry.kind, number=entry.number,
                other=first.origin.source, first=first.origin.row,
            )  # fmt: skip


def _debtors(tables: Iterable[Table]) -> dict[str, str]:
    """The debtor of each contract by id, broken rows included."""
    debtors: dict[str, str] = {}
    for table in tables:
        cells = (table.columns.get(name, ()) for name in ("id", "debtor"))
        for name, debtor in zip(*(map(_plain, column) for column in cells), strict=True):
            if name:
                debtors.setdefault(name, debtor)
    return debtors


def _plain(cell: Cell) -> str:
    text = "" if is_empty(cell) else text_of(cell)
    return "" if isinstance(text, Fault) else text


def _left_out(debtors: Mapping[str, str], bad: Errors, bad_parties: Errors) -> Iterable[LeftOut]:
    for name, debtor in debtors.items():
        if name in bad:
            found = [*bad[name], *bad_parties.get(debtor, ())]
            once = {id(problem): problem for problem in found}
            yield LeftOut(debtor, name, tuple(once.values()))
    for party, problems in bad_parties.items():
        if party and party not in debtors.values():
            yield LeftOut(party, "", tuple(problems))


def _in_order(problems: Sequence[Problem], files: Files) -> tuple[Problem, ...]:
    """By file as they were read, then by row."""
    order = {source: place for place, source in enumerate(files.sources)}

    def place(problem: Problem) -> tuple[int, int]:
        row = problem.params.get("row", 0)
        return order.get(problem.source, -1), row if isinstance(row, int) else 0

    return tuple(sorted(problems, key=place))
