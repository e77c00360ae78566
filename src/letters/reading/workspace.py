"""A workspace folder, or one case file: every file is recognised, read and merged."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from letters.errors import N_, DataError, Problem
from letters.model.origin import Origin
from letters.model.settings import Settings
from letters.reading.case_file import read_yaml
from letters.reading.encoding import decode
from letters.reading.merging import Files, Reading, merge, refusal
from letters.reading.settings import read_toml, settings_from
from letters.reading.tables import Table, read_csv, read_xlsx, table_of

SETTINGS = "letters.toml"
_OLD_EXCEL = bytes.fromhex("D0CF11E0A1B11AE1")


def read_workspace(folder: Path) -> Reading:
    """Everything in a workspace: letters.toml, and the lists in all files of data/."""
    with uncollected():
        files, settings = read_lists(folder)
        if files.foreign:
            from letters.reading.foreign.dropped import add_foreign

            add_foreign(folder, files, settings)
        return merge(files, settings)


def read_lists(folder: Path) -> tuple[Files, Settings]:
    """The settings and lists of a workspace, not merged yet; `foreign` files are only named."""
    files = Files("data")
    settings = _read_settings(folder / SETTINGS, files)
    data = folder / "data"
    for path in sorted(data.iterdir()) if data.is_dir() else []:
        if not path.name.startswith((".", "~$")):
            _read_file(path, f"data/{path.name}", files)
    return files, settings


@contextmanager
def uncollected() -> Iterator[None]:
    """Without Python's cycle collector: it would walk over a million new records in vain.

    Neither now nor later: they refer to no one that refers to them.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


def read_case(path: Path) -> Reading:
    """A self-contained case: the three lists and the settings in one YAML file."""
    files = Files(path.name)
    settings = Settings(creditor="", origin=Origin(path.name))
    try:
        case = read_yaml(decode(path.read_bytes()), path.name)
    except OSError as error:
        files.refuse(path.name, "file.unreadable", _not_opened(error))
    except DataError as error:
        files.refuse(path.name, "file.damaged", error)
    else:
        settings, problems = settings_from(case.settings, path.name)
        files.tables += case.tables
        files.problems += [*case.problems, *problems]
    return merge(files, settings)


def _read_settings(path: Path, files: Files) -> Settings:
    try:
        data = read_toml(decode(path.read_bytes()))
    except FileNotFoundError:
        files.no_settings = Problem(
            SETTINGS, "", "settings.missing",
            N_("the workspace has no settings"),
            N_("begin with `letters init FOLDER`, or name the folder with --workspace"),
        )  # fmt: skip
    except OSError as error:
        files.no_settings = refusal(SETTINGS, "file.unreadable", _not_opened(error))
    except DataError as error:
        files.no_settings = refusal(SETTINGS, "settings.damaged", error)
    else:
        settings, problems = settings_from(data, SETTINGS)
        files.problems += problems
        return settings
    return Settings(creditor="", origin=Origin(SETTINGS))


def _read_file(path: Path, source: str, files: Files) -> None:
    """Adds the lists of one file, recognised by its first bytes and its suffix.

    What is none of the lists may be an export of another program.
    """
    files.sources.append(source)
    if path.is_dir():
        files.problems.append(_ignored(source, "file.ignored", N_("a folder in data/ is not read")))
        return
    if path.is_fifo() or path.is_socket() or path.is_char_device():
        files.problems.append(_ignored(source, "file.ignored", N_("this is no file")))
        return
    own = Files(source)
    try:
        _read_as_lists(path, source, own)
    except OSError as error:
        files.refuse(source, "file.unreadable", _not_opened(error))
        return
    except DataError as error:
        own.refuse(source, "file.damaged", error)
    if not any(map(_is_whole, own.tables)) and path.is_file():
        from letters.reading.foreign.dropped import is_foreign

        if is_foreign(path, source, files):
            return
    files.sources += own.sources
    files.tables += own.tables
    files.problems += own.problems
    files.lost += own.lost


def _is_whole(table: Table) -> bool:
    return not any(problem.code == "column.missing" for problem in table.problems)


def _read_as_lists(path: Path, source: str, files: Files) -> None:
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"PK\x03\x04"):
        _read_workbook(path, source, files)
    elif start == _OLD_EXCEL:
        raise DataError(
            N_("this is an old .xls workbook, or one with a password"),
            N_("open it in Excel and save it as .xlsx without a password"),
        )
    elif suffix in {".yaml", ".yml"}:
        _read_lists(path, source, files)
    elif suffix in {".csv", ".tsv", ".txt"}:
        _add(table_of(read_csv(decode(path.read_bytes()), source, path.stem)), source, files)
    elif suffix == ".xlsx":
        raise DataError(N_("this is no .xlsx workbook"), N_("save it again as .xlsx"))
    else:
        files.problems.append(_ignored(source, "file.ignored", N_("the file is not used")))


def _read_workbook(path: Path, source: str, files: Files) -> None:
    grids, hidden = read_xlsx(path, source)
    files.sources += [grid.source for grid in grids]
    tables = [(grid, table_of(grid)) for grid in grids]
    if not any(table for _, table in tables):
        _add(None, source, files)
        return
    for grid, table in tables:
        if table:
            _add(table, grid.source, files)
        elif any(map(any, grid.rows)):
            files.problems.append(
                _ignored(grid.source, "sheet.ignored", N_("the sheet is none of the lists"))
            )
    for name in hidden:
        files.problems.append(
            _ignored(f"{source} [{name}]", "sheet.ignored", N_("the hidden sheet is not used"))
        )


def _read_lists(path: Path, source: str, files: Files) -> None:
    case = read_yaml(decode(path.read_bytes()), source)
    files.tables += case.tables
    files.problems += case.problems
    for key in case.settings:
        files.refuse(
            source,
            "file.unknown_list",
            DataError(
                N_("“{key}” is none of the lists"),
                N_("a file in data/ holds parties, contracts, ledger; settings: letters.toml"),
                key=key,
            ),
        )


def _add(table: Table | None, source: str, files: Files) -> None:
    if table:
        files.tables.append(table)
    else:
        files.refuse(
            source,
            "file.unknown_list",
            DataError(
                N_("neither its name nor its headings say which list this is"),
                N_("call it parties, contracts or ledger, or use their headings"),
            ),
        )


def _ignored(source: str, code: str, message: str) -> Problem:
    hint = N_("nothing is taken from it")
    return Problem(source, "", code, message, hint, severity="warning")


def _not_opened(error: OSError) -> DataError:
    if isinstance(error, FileNotFoundError):
        return DataError(N_("there is no such file"), N_("check its name, or where its link leads"))
    return DataError(
        N_("the file cannot be opened: {error}"),
        N_("close it in other programs and check its permissions"),
        error=error.strerror or str(error),
    )
