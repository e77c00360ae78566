"""Exports of other programs that simply lie in data/: read on each run, in place."""

from pathlib import Path

from letters.errors import N_, DataError, Problem
from letters.model.settings import Settings
from letters.reading.foreign.file import File
from letters.reading.foreign.formats import format_of, read_files
from letters.reading.foreign.found import Format, Found
from letters.reading.foreign.importing import Importer, Plan
from letters.reading.foreign.mapped import formats_of
from letters.reading.foreign.rows import tables_of
from letters.reading.foreign.rules import RULES, Rules, read_rules
from letters.reading.merging import Files, merge


def is_foreign(path: Path, source: str, files: Files) -> bool:
    """Whether a file in data/ is an export of another program; it is then noted among `files`.

    A file that is damaged so that nobody can tell is not.
    """
    try:
        rules = read_rules(path.parent.parent)
    except DataError:
        rules = Rules()
    try:
        known = format_of(File(path, source), formats_of(rules.formats))
    except (DataError, OSError):
        return False
    if known:
        files.foreign.append((path, source))
    return known is not None


def add_foreign(folder: Path, files: Files, settings: Settings) -> list[Plan]:
    """Adds the new rows of the foreign files to the lists, and what is wrong with them.

    A file that is refused may hold anybody's payments, so nothing of its list is safe.
    """
    try:
        rules = read_rules(folder)
    except DataError as error:
        files.refuse(RULES, "file.damaged", error)
        return []
    book = merge(files, settings).book
    importer = Importer(book, settings.creditor, rules)
    plans = []
    for found in _read(files, rules):
        plan = importer.plan(found)
        plans.append(plan)
        files.problems += plan.problems
        if plan.refused:
            files.lost += [one for one in plan.problems if one.severity == "error"]
            continue
        files.tables += tables_of(plan)
        files.problems += _notices(plan)
    return plans


def _read(files: Files, rules: Rules) -> list[Found]:
    known: list[tuple[File, Format]] = []
    for path, source in files.foreign:
        file = File(path, source)
        its = format_of(file, formats_of(rules.formats))
        if its:
            known.append((file, its))
    found = []
    for part in _apart(known):
        try:
            found += read_files(part)
        except (DataError, OSError) as error:
            reason = error if isinstance(error, DataError) else DataError(str(error.strerror))
            files.refuse(part[0][0].source, "file.damaged", reason)
    return found


def _apart(known: list[tuple[File, Format]]) -> list[list[tuple[File, Format]]]:
    """Each file by itself, and those that are read together together."""
    joined: dict[str, list[tuple[File, Format]]] = {}
    for number, (file, its) in enumerate(known):
        joined.setdefault(its.name if its.joins else str(number), []).append((file, its))
    return list(joined.values())


def _notices(plan: Plan) -> list[Problem]:
    """What was concluded and not simply read: told on each run, in short."""
    found = plan.found
    notices = [
        Problem(
            found.source, "", "import.inexact",
            N_("“{name}” is taken for {party}"),
            N_("say in import.toml who it is, and this is not asked again"),
            {"name": match.named.name or match.named.bank_account, "party": match.party.id},
            "warning",
        )
        for match in plan.matches.values()
        if not match.exact
    ]  # fmt: skip
    concluded = sum(not taken.place.exact for taken in plan.taken)
    for count, message in (
        (
            concluded,
            N_("contract or documents read from the purpose; rows: {count}"),
        ),
        (len(plan.aside), N_("rows that are no entries of the ledger: {count}")),
    ):
        if count:
            notices.append(
                Problem(
                    found.source, "", "import.notice", message,
                    N_("letters import --dry-run {file} shows them"),
                    {"count": count, "file": found.source}, "warning",
                )
            )  # fmt: skip
    return notices
