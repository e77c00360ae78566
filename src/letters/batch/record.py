"""The record of a run: who was asked for and what became of him, for people and for programs.

`runs/<id>.json` and `runs/<id>.csv` of the workspace, a row a letter and a counterparty that
gets none. Nobody of the order is left out: whom a stopped run did not come to is `unfinished`.
"""

import csv
import io
import json
import secrets
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from letters.batch.plan import Plan
from letters.batch.report import Computed, Made, Outcome, Refusal, Skipped
from letters.errors import Problem, Translate
from letters.rendering.files import write_atomically

Result = Literal["made", "unchanged", "refused", "skipped", "unfinished"]
FOLDER = "runs"
_COLUMNS = (
    "debtor", "name", "contracts", "result", "number", "amount", "currency", "files", "reasons",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What became of a letter; `problems` are the reasons, or what to look at in a made one.

    `amount` is negative where we owe it, so that a column of them adds up.
    """

    debtor: str
    name: str
    contracts: tuple[str, ...]
    result: Result
    number: str = ""
    amount: str = ""
    currency: str = ""
    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A run that is over: `id` is its moment (UTC) and a few characters that no other run has.

    `bundles` are the files that hold all letters at once.
    """

    id: str
    kind: str
    started: datetime
    stopped: bool
    rows: tuple[Row, ...]
    bundles: tuple[str, ...] = ()

    def write(self, folder: Path, translate: Translate) -> Path:
        """Write both files into `folder`, messages in the user's language; the path of the table.

        OutputError if they cannot be written.
        """
        with suppress(OSError):  # writing into it tells what is wrong
            folder.mkdir(exist_ok=True)
        path = folder / f"{self.id}.csv"
        write_atomically(path.with_suffix(".json"), self._as_json(translate))
        write_atomically(path, self._as_csv(translate))
        return path

    def _as_json(self, translate: Translate) -> bytes:
        facts = {
            "id": self.id,
            "kind": self.kind,
            "started": self.started.isoformat(),
            "stopped": self.stopped,
            "counts": Counter(row.result for row in self.rows),
            "bundles": self.bundles,
            "counterparties": [_row_json(row, translate) for row in self.rows],
        }
        return json.dumps(facts, ensure_ascii=False, indent=1).encode()

    def _as_csv(self, translate: Translate) -> bytes:
        """With a byte order mark, by which spreadsheets know that it is UTF-8."""
        text = io.StringIO(newline="")
        table = csv.writer(text)
        table.writerow(_COLUMNS)
        for row in self.rows:
            named = (row.debtor, row.name, ", ".join(row.contracts), row.result, row.number)
            reasons = "\n".join(problem.render(translate) for problem in row.problems)
            told = (row.currency, "\n".join(row.files), reasons)
            table.writerow([*map(_harmless, named), row.amount, *map(_harmless, told)])
        return text.getvalue().encode("utf-8-sig")


def new_id(now: datetime) -> str:
    """`20261001-143015-9f3a7c` for a run that starts now."""
    return f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}"


def rows_of(plan: Plan, outcomes: Iterable[Outcome], names: Mapping[str, str]) -> tuple[Row, ...]:
    """A row for each outcome and for each case that has none, in the order of the plan's debtors.

    `names` are the display names of the counterparties by id.
    """
    rows = [_row(outcome, names) for outcome in outcomes if not isinstance(outcome, Computed)]
    known = {(row.debtor, contract) for row in rows for contract in row.contracts}
    for case in plan.cases:
        contracts = tuple(contract.id for contract in case.contracts)
        if (case.debtor.id, contracts[0]) not in known:
            rows.append(_named(case.debtor.id, names, contracts, "unfinished"))
    place = {debtor: index for index, debtor in enumerate(plan.debtors)}
    return tuple(sorted(rows, key=lambda row: place.get(row.debtor, len(place))))


def _row(outcome: Made | Refusal | Skipped, names: Mapping[str, str]) -> Row:
    if isinstance(outcome, Refusal):
        row = _named(outcome.debtor, names, outcome.contracts, "refused")
        return replace(row, problems=outcome.problems)
    if isinstance(outcome, Skipped):
        row = _named(outcome.debtor, names, outcome.contracts, "skipped")
        return replace(row, problems=(outcome.reason,))
    row = _named(
        outcome.debtor, names, outcome.contracts, "unchanged" if outcome.already else "made"
    )
    return replace(
        row,
        number=outcome.number,
        amount=f"-{outcome.amount}" if outcome.we_owe else outcome.amount,
        currency=outcome.currency,
        files=outcome.files,
        problems=outcome.warnings,
    )


def _named(
    debtor: str, names: Mapping[str, str], contracts: tuple[str, ...], result: Result
) -> Row:
    return Row(debtor=debtor, name=names.get(debtor, ""), contracts=contracts, result=result)


def _row_json(row: Row, translate: Translate) -> dict[str, object]:
    problems = [
        {
            "source": problem.source,
            "place": problem.place_text(translate),
            "code": problem.code,
            "message": problem.message_text(translate),
            "hint": problem.hint_text(translate),
            "severity": problem.severity,
        }
        for problem in row.problems
    ]
    return {**{field.name: getattr(row, field.name) for field in fields(row)}, "problems": problems}


def _harmless(cell: str) -> str:
    """A spreadsheet takes a text that begins like a formula for one, and names are not ours."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
