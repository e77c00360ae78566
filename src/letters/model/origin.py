"""Where a record of the user's data comes from, so that a finding can name file and row."""

from dataclasses import dataclass

from letters.errors import Problem, Severity


@dataclass(frozen=True, slots=True)
class Origin:
    """`source` as the user knows it (`data/ledger.csv`, `book.xlsx [ledger]`), `row` from 1."""

    source: str = ""
    row: int = 0

    def problem(
        self,
        column: str,
        code: str,
        message: str,
        hint: str = "",
        *,
        severity: Severity = "error",
        **params: object,
    ) -> Problem:
        """A finding about the field `column` of this record."""
        return Problem.at(
            self.source, self.row, column, code, message, hint, severity=severity, **params
        )
