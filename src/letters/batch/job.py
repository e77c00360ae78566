"""One letter up to its number: computed, its texts ready, looked up in the register.

What can be made anywhere is then a sheet (drawing.py); who makes it, and how it gets its number
and its place, is told in run.py.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any

from letters.batch.drawing import Drawn, Sheet, compiled
from letters.batch.proofreading import template_problems
from letters.batch.report import Computed, Made, Outcome, Skipped
from letters.documents.kinds import KINDS, Figures, Kind
from letters.errors import N_, MissingResource, NothingToDo, Problem, Refused
from letters.model.case import Case
from letters.register.checking import changed
from letters.register.issued import Letter, absent, find_same
from letters.register.issuing import Again, Draft, New
from letters.register.numbering import series_of
from letters.register.places import stored_path
from letters.rendering.files import safe_name
from letters.rendering.spreadsheet import TABLE_FORMS, table_file
from letters.resources import find_template
from letters.wording import wording_for
from letters.wording.base import Wording

# What changes from one issue to the next of a letter that is otherwise the same.
_OWN = frozenset({"letter_number", "letter_date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A case and what to do with it.

    `root` is the workspace (the register is in it), `out` the folder for the files; `formats` is
    empty when only the figures are wanted. `options` belong to the kind; `created` is now;
    `cache` is a folder that saves time from one run to the next.
    """

    kind: str
    case: Case
    options: Any = None
    root: Path
    out: Path
    formats: tuple[str, ...] = ()
    created: datetime
    reissue: bool = False
    cache: Path | None = None

    @property
    def register(self) -> Path:
        """The register of the workspace."""
        return self.root / "register.sqlite"

    @property
    def contracts(self) -> tuple[str, ...]:
        """The ids of the contracts that the letter is about."""
        return tuple(contract.id for contract in self.case.contracts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A letter that lacks only its number and its files; `made` is what will be said of it."""

    job: Job
    figures: Figures
    view: Mapping[str, object]
    template: bytes
    template_name: str
    wish: New | Again
    made: Made

    def sheet(self, number: str) -> Sheet:
        """What is printed, under its number."""
        wording = _wording(self.job.case)
        figures = self.figures.as_json() if "pdf" in self.job.formats else {}
        return Sheet(
            kind=self.job.kind,
            template=self.template,
            template_name=self.template_name,
            view={**self.view, "letter_number": number},
            wording=wording,
            title=f"{wording.kind_title(self.job.kind)} {number}",
            formats=self.job.formats,
            figures=json.dumps(figures, ensure_ascii=False, indent=1).encode(),
            cache=self.job.cache,
        )

    def write(self, drawn: Drawn, draft: Draft) -> None:
        """Hand the files over, under the names that people look for; OutputError if it cannot."""
        title = _wording(self.job.case).kind_title(self.job.kind)
        stem = f"{draft.number} {title} {self.job.case.debtor.display_name}"
        for name, data in {**drawn.files, **self._copies()}.items():
            draft.write(self.job.out / safe_name(stem, f".{name}"), data)

    def _copies(self) -> dict[str, bytes]:
        """The tables that were asked for beside the letter."""
        table = KINDS[self.job.kind].table
        wanted = [name for name in self.job.formats if name in TABLE_FORMS]
        if table is None or not wanted:
            return {}
        heads, rows = table(self.figures)
        return {name: table_file(name, heads, rows) for name in wanted}

    def issued(self, drawn: Drawn, draft: Draft) -> Made:
        """What became of the letter."""
        files = dict.fromkeys((*self.made.files, *(file.path for file in draft.files)))
        warnings = (*self.made.warnings, *drawn.doubts)
        return replace(self.made, number=draft.number, files=tuple(files), warnings=warnings)


def prepare(job: Job) -> Ready | Outcome:
    """The letter ready to get its number, or what became of it without one.

    Raises LettersError, Refused above all, if the letter cannot be made.
    """
    case, kind = job.case, KINDS[job.kind]
    try:
        figures = kind.compute(case, job.options)
    except NothingToDo as nothing:
        return Skipped(case.debtor.id, nothing.problem, job.contracts)
    if figures is None:
        return Skipped(case.debtor.id, _nothing(kind, case), job.contracts)
    if not job.formats:
        return _computed(job, figures)
    return _looked_up(job, kind, figures)


def _computed(job: Job, figures: Figures) -> Computed:
    case = figures.case
    kind = KINDS[job.kind]
    _, warnings = kind.view(figures, _wording(case), "")
    return Computed(
        debtor=case.debtor.id,
        contracts=job.contracts,
        amount=str(figures.main_figure),
        currency=case.currency,
        figures=figures.as_json(),
        reasons=tuple(kind.why(figures)),
        warnings=(*figures.warnings, *warnings),
        we_owe=_we_owe(figures),
    )


def _looked_up(job: Job, kind: Kind, figures: Figures) -> Ready | Made:
    """The letter, unless the register has it with all its files."""
    case = figures.case
    template, template_name = _template(kind.name, case, job.root)
    view, warnings = kind.view(figures, _wording(case), "")
    letter = Letter(
        kind=kind.name,
        debtor=case.debtor.id,
        contracts=job.contracts,
        language=case.language,
        date=case.date,
        as_of=case.as_of,
        amount=figures.main_figure,
        currency=case.currency,
        data_sha256=_fingerprint(view, printed_date=case.date_is_printed),
        template_sha256=compiled(template, template_name, job.cache).sha256,
    )
    same = find_same(job.register, letter)
    made = Made(
        debtor=letter.debtor,
        contracts=letter.contracts,
        number=same.number if same else "",
        amount=str(letter.amount),
        currency=letter.currency,
        files=(),
        warnings=(*figures.warnings, *warnings),
        we_owe=_we_owe(figures),
    )
    wish: New | Again
    if same and not job.reissue:
        gone = absent(job.register, same)
        made = replace(made, files=tuple(file.path for file in same.files if file not in gone))
        there = {PurePath(path).suffix[1:] for path in made.files}
        missing = tuple(name for name in job.formats if name not in there)
        if not missing:
            doubts = (*changed(job.register, same), *_elsewhere(job, made.files))
            return replace(made, already=True, warnings=(*made.warnings, *doubts))
        job = replace(job, formats=missing)
        figures = kind.compute(replace(case, date=same.letter.date), job.options) or figures
        view, _ = kind.view(figures, _wording(case), "")
        wish = Again(same.number, missing)
    else:
        wish = New(
            letter=letter,
            series=series_of(case.settings.numbering[kind.name], case.date, kind=kind.name),
            created=job.created,
            supersedes=same.number if same else "",
        )
    return Ready(
        job=job,
        figures=figures,
        view=view,
        template=template,
        template_name=template_name,
        wish=wish,
        made=made,
    )


def _we_owe(figures: Figures) -> bool:
    """Whether the main figure is the counterparty's; only an act has a direction."""
    return getattr(figures, "in_favour_of", None) == "debtor"


def _elsewhere(job: Job, files: Sequence[str]) -> Iterator[Problem]:
    """Who asked for the letter in another folder finds nothing there."""
    here = stored_path(job.register, job.out / "x").rpartition("/")[0]
    if here not in {path.rpartition("/")[0] for path in files}:
        yield Problem(
            job.case.debtor.id,
            "",
            "letter.elsewhere",
            N_("the letter was issued before; nothing is written to {out}"),
            N_("copy the files, or issue the letter again with --reissue"),
            {"out": str(job.out)},
            "warning",
        )


def _wording(case: Case) -> Wording:
    return wording_for(case.language, case.debtor.country)


def _template(kind: str, case: Case, root: Path) -> tuple[bytes, str]:
    """The template and how errors call it: kind and language."""
    path = find_template(kind, case.language, country=case.debtor.country, workspace=root)
    try:
        if path.is_relative_to(root):
            state = path.stat()
            _check_own(path, kind, state.st_mtime_ns, state.st_size)
        return path.read_bytes(), "/".join(path.parts[-2:])
    except OSError as error:
        raise MissingResource(
            N_("the template {template} cannot be read: {reason}"),
            template=str(path),
            reason=error.strerror or "",
        ) from error


@lru_cache
def _check_own(path: Path, kind: str, _changed: int, _size: int) -> None:
    """Refused, once looked at, if a template of the user's own is not fit to be filled.

    Only the sandbox would stop it otherwise, and not a hole, a computed sum or a tracked change.
    """
    problems = [
        problem
        for problem in template_problems(path, kind, KINDS[kind].fields)
        if problem.severity == "error"
    ]
    if problems:
        raise Refused(tuple(problems))


def _fingerprint(view: Mapping[str, object], *, printed_date: bool) -> str:
    """SHA-256 of every text of the letter but its number, and its date unless that is printed."""
    own = _OWN - {"letter_date"} if printed_date else _OWN
    facts = {name: value for name, value in view.items() if name not in own}
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _nothing(kind: Kind, case: Case) -> Problem:
    return case.contracts[0].origin.problem(
        "",
        "nothing_to_do",
        kind.nothing,
        kind.nothing_hint,
        as_of=case.as_of.isoformat(),
        contract=", ".join(contract.id for contract in case.contracts),
    )
