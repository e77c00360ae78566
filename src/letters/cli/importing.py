"""letters import: what other programs export becomes rows of data/, shown before and counted."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from letters.cli import options
from letters.cli.speech import (
    N_,
    print_json,
    print_table,
    problem_json,
    say,
    show_problems,
    tell,
)

if TYPE_CHECKING:
    from letters.errors import Problem
    from letters.model.party import Party
    from letters.reading.foreign.found import Aside
    from letters.reading.foreign.importing import Plan
    from letters.reading.foreign.matching import Match

HOW = {
    "tax_id": N_("tax id"),
    "name": N_("name"),
    "rule": N_("import.toml"),
    "similar": N_("similar name"),
    "account": N_("bank account"),
    "new": N_("new"),
}


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help=N_("Exports of 1C, banks, CRMs, ledgers.")),
    ],
    workspace: options.Workspace = Path(),
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Only show what would be taken; write nothing."))
    ] = False,
    as_json: options.Json = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.cli.speech import be_quiet
    from letters.reading.foreign.planning import plan_imports

    be_quiet(quiet)
    outcome = plan_imports(workspace, files)
    if outcome.stopped:
        show_problems(outcome.stopped)
        raise typer.Exit(2 if outcome.wrong_settings else 1)
    refused = 0
    for source, plan, problems in outcome.plans:
        errors = [problem for problem in problems if problem.severity == "error"]
        refused += bool(errors)
        if as_json:
            _print_json(source, plan, errors)
            continue
        _show(source, plan)
        show_problems(problems)
        if errors or plan is None:
            tell(N_("{file}: refused, nothing of it is taken"), file=source)
        elif dry_run:
            tell(N_("{file}: would be taken: {summary}"), file=source, summary=_summary(plan))
        else:
            for path in _write(workspace / "data", Path(source), plan):
                tell(N_("written: {file}"), file=path)
            tell(N_("{file}: taken: {summary}"), file=source, summary=_summary(plan))
    raise typer.Exit(int(refused > 0))


def _summary(plan: "Plan") -> str:
    return say(
        N_(
            "{entries} entries, {contracts} contracts, {parties} parties; "
            "already there: {already}; put aside: {aside}"
        ),
        entries=len(plan.taken),
        contracts=len(plan.contracts),
        parties=len(plan.parties),
        already=len(plan.already),
        aside=len(plan.aside),
    )


def _show(source: str, plan: "Plan | None") -> None:
    """What a file is, whose rows it has, and everything in it that is not plainly an entry."""
    if plan is None:
        return
    found = plan.found
    period = "–".join(str(day) for day in (found.first, found.last) if day)
    owner = found.owner.name or found.owner.tax_id or found.owner.bank_account
    typer.echo(", ".join(filter(None, [source, say(found.format), owner, period])))
    counts: dict[str, list[Decimal]] = {}
    for taken in plan.taken:
        counts.setdefault(taken.match.party.id, []).append(taken.entry.effect)
    rows = [
        [
            named.name or named.tax_id or named.bank_account,
            match.party.id,
            _how(match),
            str(len(counts.get(match.party.id, ()))),
            format(sum(counts.get(match.party.id, ()), Decimal(0)), "f"),
        ]
        for named, match in _once(plan.matches)
    ]
    if rows:
        heads = [
            say(head)
            for head in (N_("in the file"), N_("party"), N_("known by"), N_("entries"), N_("sum"))
        ]
        print_table(heads, rows, right="3 4")
    for contract in plan.contracts:
        typer.echo(say(N_("new contract {id}: {number}"), id=contract.id, number=contract.number))
    for taken in plan.taken:
        if not taken.place.exact:
            typer.echo(
                say(
                    N_("row {row}: by its purpose: contract {contract}, documents {numbers}"),
                    row=taken.movement.origin.row,
                    contract=taken.place.contract.number,
                    numbers=", ".join(taken.place.settles) or "–",
                )
            )
    for already in plan.already:
        if already.other_number:
            typer.echo(
                say(
                    N_("row {row}: the ledger has it under another number: {file}, row {there}"),
                    row=already.movement.origin.row,
                    file=already.entry.origin.source,
                    there=already.entry.origin.row,
                )
            )
    _show_aside(plan.aside)


def _once(matches: "dict[Party, Match]") -> "Iterable[tuple[Party, Match]]":
    """One line a name and party: files repeat a payer with each of his accounts."""
    seen = set()
    for named, match in matches.items():
        key = (named.name, match.party.id, match.how)
        if key not in seen:
            seen.add(key)
            yield named, match


def _how(match: "Match") -> str:
    return say(HOW[match.how]) + ("" if match.exact else " (?)")


def _show_aside(aside: "Sequence[Aside]") -> None:
    by_reason: dict[str, list[Aside]] = {}
    for one in aside:
        by_reason.setdefault(one.reason, []).append(one)
    for reason, group in by_reason.items():
        names = ", ".join(dict.fromkeys(one.text for one in group if one.text))
        typer.echo(
            say(
                N_("put aside: {reason}: rows {rows}"),
                reason=say(reason),
                rows=_ranges([one.origin.row for one in group]),
            )
            + (f" ({names})" if names else "")
        )


def _ranges(numbers: Iterable[int]) -> str:
    """`3, 5–8`: every row is named, in few words."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


def _write(folder: Path, source: Path, plan: "Plan") -> Iterable[Path]:
    """Write the new rows, a file a list; the ledger last: it never names what is not there."""
    from letters.reading.foreign.rows import IMPORTED_FROM, columns_of, records_of
    from letters.rendering.files import safe_name, write_atomically

    folder.mkdir(exist_ok=True)
    lists = {name: records for name, records in records_of(plan).items() if records}
    number = 1
    while True:
        stem = source.stem if number == 1 else f"{source.stem} ({number})"
        paths = {name: folder / safe_name(f"{name}.{stem}", ".csv") for name in lists}
        if not any(path.exists() for path in paths.values()):
            break
        number += 1
    for name, records in lists.items():
        columns = columns_of(name, records)
        cells = [
            column if field == "amount" else map(_defused, column)
            for field, column in columns.items()
        ]
        places = (f"{one.origin.source or source.name}: {one.origin.row}" for one in records)
        text = StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow([*columns, IMPORTED_FROM])
        writer.writerows(zip(*cells, map(_defused, places), strict=True))
        write_atomically(paths[name], text.getvalue().encode("utf-8-sig"))
        yield paths[name]


def _defused(text: str) -> str:
    """What a spreadsheet would take for a formula gets a blank before it, which no reader sees."""
    return f" {text}" if text.startswith(("=", "+", "-", "@")) else text


def _print_json(source: str, plan: "Plan | None", errors: "Sequence[Problem]") -> None:
    from letters.reading.foreign.rows import columns_of, records_of

    if errors or plan is None:
        refused = {"file": source, "problems": [problem_json(problem) for problem in errors]}
        print_json({"refused": refused})
        return
    found = plan.found
    lists: dict[str, object] = {
        name: [
            {**dict(zip(columns, cells, strict=True)), "row": record.origin.row}
            for columns in [columns_of(name, records)]
            for record, *cells in zip(records, *columns.values(), strict=True)
        ]
        for name, records in records_of(plan).items()
    }
    print_json(
        {
            "file": source,
            "format": found.format,
            "owner": plan.owner,
            "period": {"from": _iso(found.first), "to": _iso(found.last)},
            **lists,
            "matches": [
                {"named": named.name, "party": match.party.id, "how": match.how}
                for named, match in _once(plan.matches)
            ],
            "from_purpose": [
                taken.movement.origin.row for taken in plan.taken if not taken.place.exact
            ],
            "already": [
                {"row": one.movement.origin.row, "other_number": one.other_number}
                for one in plan.already
            ],
            "aside": [
                {"row": one.origin.row, "reason": one.reason, "text": one.text}
                for one in plan.aside
            ],
            "controls": [
                {"name": control.name, "stated": str(control.stated)} for control in found.controls
            ],
        }
    )


def _iso(day: object) -> str | None:
    return str(day) if day else None
