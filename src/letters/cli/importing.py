"""letters import: what other programs export becomes rows of data/, shown before and counted."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from letters.cli import options
from letters.cli.speech import (
    N_,
    echo,
    figure,
    print_json,
    print_table,
    problem_json,
    say,
    show_problems,
    tell,
)

if TYPE_CHECKING:
    from letters.errors import Problem
    from letters.model.origin import Origin
    from letters.model.party import Party
    from letters.reading.foreign.found import Aside
    from letters.reading.foreign.importing import Plan
    from letters.reading.foreign.matching import Match
    from letters.reading.foreign.planning import Imports
    from letters.reading.foreign.rows import Record

_MOST_LINES = 20
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
    if dry_run or as_json:
        outcome = plan_imports(workspace, files)
        raise typer.Exit(_carry_out(outcome, None, as_json=as_json))
    from letters.rendering.files import alone_in

    data = workspace / "data"
    with alone_in(data) if data.is_dir() else nullcontext():
        outcome = plan_imports(workspace, files)
        raise typer.Exit(_carry_out(outcome, data, as_json=False))


def _carry_out(outcome: "Imports", data: Path | None, *, as_json: bool) -> int:
    """Show each plan, and write it into `data` unless that is None; the status to exit with."""
    if outcome.stopped:
        show_problems(outcome.stopped)
        return 2 if outcome.wrong_settings else 1
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
        elif data is None:
            tell(N_("{file}: would be taken: {summary}"), file=source, summary=_summary(plan))
        else:
            for path in _write(data, Path(source), plan):
                tell(N_("written: {file}"), file=path)
            tell(N_("{file}: taken: {summary}"), file=source, summary=_summary(plan))
    return int(refused > 0)


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
    files = ", ".join(plan.sources) or source
    echo(", ".join(filter(None, [files, say(found.format), owner, period])))
    if plan.refused:
        return
    _show_parties(plan)
    for party in plan.parties:
        echo(say(N_("new party {id}: {name}"), id=party.id, name=party.name))
    for contract in plan.contracts:
        echo(say(N_("new contract {id}: {number}"), id=contract.id, number=contract.number))
    _show_some(
        say(
            N_("{row}: by its purpose: contract {contract}, documents {numbers}"),
            row=_place(taken.movement.origin, plan),
            contract=taken.place.contract.number,
            numbers=", ".join(taken.place.settles) or "–",
        )
        for taken in plan.taken
        if not taken.place.exact
    )
    _show_some(
        say(
            N_("{row}: the ledger has it on another day: {file}, row {there}")
            if already.other_day
            else N_("{row}: the ledger has it under another number: {file}, row {there}"),
            row=_place(already.movement.origin, plan),
            file=already.entry.origin.source,
            there=already.entry.origin.row,
        )
        for already in plan.already
        if already.other_number or already.other_day
    )
    _show_aside(plan)


def _show_parties(plan: "Plan") -> None:
    """Each name of the file, who it is, and what the new rows of it do to the debt."""
    known: dict[tuple[str, str, str], list[str]] = {}
    new: dict[tuple[str, str, str], dict[str, list[Decimal]]] = {}
    there: Counter[tuple[str, str, str]] = Counter()
    for match in plan.matches.values():
        known.setdefault(_key(match), [_named(match.named), match.party.id, _how(match)])
    for taken in plan.taken:
        sums = new.setdefault(_key(taken.match), {})
        sums.setdefault(taken.place.contract.currency, []).append(taken.entry.effect)
    for already in plan.already:
        if already.movement.party in plan.matches:
            there[_key(plan.matches[already.movement.party])] += 1
    rows = [
        [
            *names,
            str(len(effects)),
            str(there.pop(key, 0)),  # once, where a party has several currencies
            _sum(effect for effect in effects if effect > 0),
            _sum(-effect for effect in effects if effect < 0),
            currency,
        ]
        for key, names in known.items()
        for currency, effects in (new.get(key) or {"": []}).items()
    ]
    if rows:
        heads = (
            N_("in the file"), N_("party"), N_("known by"), N_("new entries"),
            N_("there already"), N_("debit"), N_("credit"), N_("currency"),
        )  # fmt: skip
        print_table([say(head) for head in heads], rows, right="3 4 5 6")


def _key(match: "Match") -> tuple[str, str, str]:
    """One line a name and party: files repeat a payer with each of his accounts."""
    return _named(match.named), match.party.id, match.how


def _named(party: "Party") -> str:
    return party.name or party.tax_id or party.bank_account


def _sum(amounts: Iterable[Decimal]) -> str:
    total = sum(amounts, Decimal(0))
    return figure(total) if total else ""


def _how(match: "Match") -> str:
    return say(HOW[match.how]) + ("" if match.exact else " (?)")


def _place(origin: "Origin", plan: "Plan") -> str:
    """The row, and its file where several are read as one."""
    row = say(N_("row {row}"), row=origin.row)
    return f"{origin.source}, {row}" if len(plan.sources) > 1 else row


def _show_some(lines: Iterable[str]) -> None:
    """The first lines, and how many more there are."""
    lines = list(lines)
    for line in lines[:_MOST_LINES]:
        echo(line)
    if len(lines) > _MOST_LINES:
        more = N_("rows like these that are not shown: {count} (--json shows all)")
        echo(say(more, count=len(lines) - _MOST_LINES))


def _show_aside(plan: "Plan") -> None:
    """Rows by why they are no entries; with what they sum up to, and whose they are."""
    from letters.reading.foreign.importing import NOT_OURS

    groups: dict[tuple[str, str], list[Aside]] = {}
    for one in plan.aside:
        groups.setdefault((one.reason, one.origin.source), []).append(one)
    for (reason, source), group in groups.items():
        line = say(
            N_("put aside: {reason}: rows {rows}"),
            reason=say(reason),
            rows=_ranges([one.origin.row for one in group]),
        )
        amounts = [abs(one.amount) for one in group if one.amount is not None]
        details = [
            say(N_("sum {sum}"), sum=_sum(amounts)) if any(amounts) else "",
            ", ".join(_few(dict.fromkeys(one.text for one in group if one.text))),
        ]
        shown = "; ".join(filter(None, details))
        before = f"{source}: " if len(plan.sources) > 1 else ""
        echo(before + line + (f" ({shown})" if shown else ""))
    if any(one.reason == NOT_OURS for one in plan.aside):
        echo(say(N_("if one of them is ours, name it under [parties] in import.toml")))


def _few(texts: Iterable[str]) -> list[str]:
    texts = list(texts)
    return texts if len(texts) <= _MOST_LINES else [*texts[:_MOST_LINES], "…"]


def _ranges(numbers: Iterable[int]) -> str:
    """`3, 5–8`: every row is named, in few words; of very many the first ones."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in runs]
    if len(shown) > 10 * _MOST_LINES:
        return ", ".join([*shown[: 10 * _MOST_LINES], f"… ({len(set(numbers))})"])
    return ", ".join(shown)


def _write(folder: Path, source: Path, plan: "Plan") -> Iterable[Path]:
    """Write the new rows, a file a list, all of them or none; the ledger last."""
    from letters.reading.foreign.rows import columns_of, records_of
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
    written: list[Path] = []
    try:
        for name, records in lists.items():
            table = _csv(columns_of(name, records), records, source)
            written.append(paths[name])
            write_atomically(paths[name], table.encode("utf-8-sig"))
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written


def _csv(columns: "Mapping[str, Sequence[str]]", records: "Sequence[Record]", source: Path) -> str:
    """The rows of a list, and of each the file and the row that it comes from."""
    from letters.reading.foreign.rows import IMPORTED_FROM

    cells = [
        column if field == "amount" else map(_defused, column) for field, column in columns.items()
    ]
    places = (f"{one.origin.source or source.name}: {one.origin.row}" for one in records)
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*columns, IMPORTED_FROM])
    writer.writerows(zip(*cells, map(_defused, places), strict=True))
    return text.getvalue()


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
                {"named": named, "party": party, "how": how}
                for named, party, how in dict.fromkeys(map(_key, plan.matches.values()))
            ],
            "from_purpose": [
                taken.movement.origin.row for taken in plan.taken if not taken.place.exact
            ],
            "already": [
                {
                    "row": one.movement.origin.row,
                    "other_number": one.other_number,
                    "other_day": one.other_day,
                }
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
