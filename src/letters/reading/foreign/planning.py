"""The plan of a run of `letters import`: what each file would bring into a workspace."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from letters.errors import N_, DataError, Problem
from letters.reading.foreign.dropped import add_foreign
from letters.reading.foreign.file import File
from letters.reading.foreign.formats import format_of, read_files
from letters.reading.foreign.found import Format, Found
from letters.reading.foreign.importing import Importer, Plan
from letters.reading.foreign.mapped import formats_of
from letters.reading.foreign.rows import new_errors, tables_of
from letters.reading.foreign.rules import RULES, Rules, read_rules
from letters.reading.merging import Files, merge, refusal
from letters.reading.workspace import read_lists, uncollected

Planned = tuple[str, Plan | None, list[Problem]]


@dataclass(slots=True)
class Imports:
    """The plan of each file in the order given; None and the reason for one that cannot be read.

    `stopped` says why nothing can be imported at all.
    """

    plans: list[Planned] = field(default_factory=list)
    stopped: list[Problem] = field(default_factory=list)
    wrong_settings: bool = False


@uncollected()
def plan_imports(workspace: Path, paths: Sequence[Path]) -> Imports:
    """What importing the files would bring; nothing is written."""
    outcome = Imports()
    files, settings = read_lists(workspace)
    given = {path.resolve() for path in paths}
    files.foreign = [
        (path, source) for path, source in files.foreign if path.resolve() not in given
    ]
    try:
        rules = read_rules(workspace)
    except DataError as error:
        outcome.stopped.append(refusal(RULES, "file.damaged", error))
        outcome.wrong_settings = True
        return outcome
    if files.foreign:
        add_foreign(workspace, files, settings)
    reading = merge(files, settings)
    errors = [one for one in reading.errors if one.code != "list.missing"]
    outcome.wrong_settings = any(one.source == settings.origin.source for one in errors)
    if errors:
        hint = N_("correct this first; letters check shows everything")
        outcome.stopped = [*errors, Problem("", "", "import.unsound", hint)]
        return outcome
    importer = Importer(reading.book, settings.creditor, rules)
    for part in _recognised(paths, rules, outcome):
        source = part[0][0].source
        try:
            found = read_files(part)[0]
        except (DataError, OSError) as error:
            outcome.plans.append((source, None, [_refused(source, error)]))
            continue
        plan = importer.plan(found)
        plan.sources = [file.source for file, _ in part]
        if not plan.refused:
            new = tables_of(plan)
            trial = Files(files.source, list(files.sources), [*files.tables, *new])
            plan.problems += new_errors(merge(trial, settings).problems, new)
            if not plan.refused:
                files.tables += new
        outcome.plans.append((source, plan, plan.problems))
    return outcome


@uncollected()
def read_one(path: Path, rules: Rules) -> Found:
    """What a single file says; DataError when nobody knows its format, or it is damaged."""
    file = File(path)
    try:
        its = format_of(file, formats_of(rules.formats))
        if its is None:
            raise unknown_format()
        return its.read([file])
    except OSError as error:
        problem = _refused(file.source, error)
        raise DataError(problem.message, problem.hint, **problem.params) from None


def unknown_format() -> DataError:
    """Nobody knows what this file is."""
    return DataError(
        N_("the format of this file is not known"),
        N_("describe its columns in import.toml, or put lists of our own into data/"),
    )


def _recognised(
    paths: Sequence[Path], rules: Rules, outcome: Imports
) -> list[list[tuple[File, Format]]]:
    """The files with their formats, those that are read together as one; the others are refused."""
    own = formats_of(rules.formats)
    parts: dict[str, list[tuple[File, Format]]] = {}
    for number, path in enumerate(paths):
        file = File(path, str(path))
        try:
            its = format_of(file, own)
        except (DataError, OSError) as error:
            outcome.plans.append((file.source, None, [_refused(file.source, error)]))
            continue
        if its is None:
            outcome.plans.append((file.source, None, [_refused(file.source, unknown_format())]))
        else:
            parts.setdefault(its.name if its.joins else str(number), []).append((file, its))
    return list(parts.values())


def _refused(source: str, error: DataError | OSError) -> Problem:
    if isinstance(error, DataError):
        return refusal(source, "import.unreadable", error)
    if isinstance(error, FileNotFoundError):
        missing = DataError(N_("there is no such file"), N_("check its name and folder"))
        return refusal(source, "file.missing", missing)
    if isinstance(error, IsADirectoryError):
        folder = DataError(N_("this is a folder"), N_("name the files in it"))
        return refusal(source, "file.folder", folder)
    reason = DataError(
        N_("the file cannot be opened: {error}"),
        N_("close it in other programs and check its permissions"),
        error=error.strerror or str(error),
    )
    return refusal(source, "file.unreadable", reason)
