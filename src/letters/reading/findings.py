"""Reading one table column by column, and remembering which rows must be left out and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from letters.errors import N_, Problem, Severity
from letters.reading.cells import Cell, Column, Fault, read_column, read_texts
from letters.reading.headings import REQUIRED
from letters.reading.tables import Table

T = TypeVar("T")
EMPTY = Fault("field.missing", N_("the field is empty"), N_("fill it in"))


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """The sound records of a table, and the errors of the others by the id they belong to.

    `broken` is keyed by the record's own id (parties, contracts) or the contract's (ledger);
    under "" stand the errors of rows that do not say whose they are.
    """

    records: Sequence[T]
    problems: Sequence[Problem]
    broken: Mapping[str, Sequence[Problem]]


class Findings:
    """What is found wrong with a table while it is read."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.problems: list[Problem] = list(table.problems)
        self.errors: dict[int, list[Problem]] = {}  # by index of the row, not its number

    def texts(self, field: str) -> Sequence[str]:
        """The texts of a field, row by row; an absent column is all empty."""
        return self.noted(field, read_texts, "")

    def column(
        self,
        field: str,
        read: Callable[[Iterable[Cell]], Mapping[Cell, T | Fault]],
        default: T,
    ) -> Sequence[T]:
        """The values of a field, row by row, from its distinct cells (see `read_column`)."""
        return self.noted(field, lambda cells: read_column(cells, read, default), default)

    def noted(
        self, field: str, read: Callable[[Sequence[Cell]], Column[T]], default: T
    ) -> Sequence[T]:
        """The values of a field, row by row; faults are noted, an absent column is all default."""
        cells = self.table.columns.get(field)
        if cells is None:
            return [default] * len(self.table.numbers)
        column = read(cells)
        if field in REQUIRED[self.table.name]:
            for index in column.empty:
                self.note(index, field, EMPTY)
        shared: dict[str, Problem] = {}
        for index, fault in column.faults.items():
            if fault.code in shared:
                self.errors.setdefault(index, []).append(shared[fault.code])
                continue
            problem = self.note(index, field, fault)
            if fault.shared:
                shared[fault.code] = problem
        return column.values

    def note(
        self, index: int, field: str, fault: Fault, *, severity: Severity = "error"
    ) -> Problem:
        """One finding about a field of the row `index`; an error leaves the row out."""
        problem = Problem.at(
            self.table.source,
            self.table.numbers[index],
            field,
            fault.code,
            fault.message,
            fault.hint,
            severity=severity,
            **fault.params,
        )
        self.add(index, problem)
        return problem

    def add(self, index: int, problem: Problem) -> None:
        """A finding that somebody else made about the row `index`."""
        self.problems.append(problem)
        if problem.severity == "error":
            self.errors.setdefault(index, []).append(problem)

    def parsed(self, records: Sequence[T], keys: Sequence[str]) -> Parsed[T]:
        """The result: `keys` say whose each row of the table is, `records` are the sound rows."""
        broken: dict[str, list[Problem]] = {}
        for index, problems in self.errors.items():
            broken.setdefault(keys[index], []).extend(problems)
        errors = [item for item in self.table.problems if item.severity == "error"]
        if errors:  # a row or a column of the table is unreadable: nobody knows whose it was
            broken.setdefault("", []).extend(errors)
        return Parsed(records, self.problems, broken)
