"""One letter from its case to its files: compute, fill, draw, number, write, record."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from letters.batch.report import Computed, Made, Outcome, Refusal, Skipped
from letters.documents.kinds import KINDS, Figures, Kind
from letters.errors import N_, LettersError, Problem, Refused
from letters.model.case import Case
from letters.resources import find_template
from letters.wording import wording_for
from letters.wording.base import Wording

# What changes from one issue to the next of a letter that is otherwise the same.
_OWN = frozenset({"letter_number", "letter_date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A case and what to do with it; everything in it can cross a process border.

    `root` is the workspace (the register is in it), `out` the folder for the files; `formats` is
    empty when only the figures are wanted. `options` belong to the kind; `created` is now.
    """

    kind: str
    case: Case
    options: Any = None
    root: Path
    out: Path
    formats: tuple[str, ...] = ()
    created: datetime
    reissue: bool = False


def do(job: Job) -> Outcome:
    """Carry out one job; what goes wrong with it is its own outcome and stops nothing else."""
    case = job.case
    kind = KINDS[job.kind]
    try:
        figures = kind.compute(case, job.options)
        if figures is None:
            return Skipped(case.debtor.id, _nothing(kind, case))
        if not job.formats:
            return _computed(kind, figures)
        return _make(job, kind, figures)
    except Refused as refused:
        return Refusal(case.debtor.id, refused.problems)
    except LettersError as error:
        return Refusal(case.debtor.id, (_as_problem(case, error),))


def _computed(kind: Kind, figures: Figures) -> Computed:
    case = figures.case
    _, warnings = kind.view(figures, wording_for(case.language, case.debtor.country), "")
    return Computed(
        debtor=case.debtor.id,
        contracts=tuple(contract.id for contract in case.contracts),
        amount=str(figures.main_figure),
        currency=case.currency,
        figures=figures.as_json(),
        warnings=(*figures.warnings, *warnings),
    )


def _make(job: Job, kind: Kind, figures: Figures) -> Made:
    from letters.register.issued import Letter, absent, find_same
    from letters.register.issuing import AlreadyIssued, issue, issue_again
    from letters.register.numbering import series_of
    from letters.rendering.docx import load_template

    case = figures.case
    wording = wording_for(case.language, case.debtor.country)
    template = load_template(
        find_template(kind.name, case.language, country=case.debtor.country, workspace=job.root)
    )
    view, warnings = kind.view(figures, wording, "")
    letter = Letter(
        kind=kind.name,
        debtor=case.debtor.id,
        contracts=tuple(contract.id for contract in case.contracts),
        language=case.language,
        date=case.date,
        as_of=case.as_of,
        amount=figures.main_figure,
        currency=case.currency,
        data_sha256=_fingerprint(view, printed_date=case.date_is_printed),
        template_sha256=template.sha256,
    )
    register = job.root / "register.sqlite"
    same = find_same(register, letter)
    made = Made(
        debtor=letter.debtor,
        contracts=letter.contracts,
        number=same.number if same else "",
        amount=str(letter.amount),
        currency=letter.currency,
        files=tuple(file.path for file in same.files) if same else (),
        warnings=(*figures.warnings, *warnings),
        already=True,
    )
    if same and not job.reissue:
        gone = {Path(file.path).suffix[1:] for file in absent(register, same)}
        there = {Path(file.path).suffix[1:] for file in same.files} - gone
        wanted = tuple(name for name in job.formats if name not in there)
        if not wanted:
            return made
        figures = _dated(job, kind, figures, same.letter.date)
        drafting = issue_again(register, same.number)
        job = replace(job, formats=wanted)
    else:
        pattern = case.settings.numbering[kind.name]
        drafting = issue(
            register,
            letter,
            series_of(pattern, case.date, kind=kind.name),
            created=job.created,
            supersedes=same.number if same else "",
        )
        made = replace(made, files=(), already=False)
    try:
        with drafting as draft:
            doubts = _write_files(job, kind, figures, wording, template, draft)
    except AlreadyIssued as error:  # another run was faster by a moment
        return replace(made, number=str(error.params["number"]), already=True)
    files = dict.fromkeys((*made.files, *(file.path for file in draft.files)))
    warnings = (*made.warnings, *doubts)
    return replace(made, number=draft.number, files=tuple(files), warnings=warnings)


def _dated(job: Job, kind: Kind, figures: Figures, day: date) -> Figures:
    """The same letter with the date under which it is in the register."""
    again = kind.compute(replace(figures.case, date=day), job.options)
    return again or figures


def _write_files(
    job: Job, kind: Kind, figures: Figures, wording: Wording, template: Any, draft: Any
) -> tuple[Problem, ...]:
    """Write the files of a letter; what is doubtful in its words, Refused if it may not stand."""
    from letters.batch.proofreading import proofread
    from letters.rendering.files import safe_name

    case = figures.case
    view, _ = kind.view(figures, wording, draft.number)
    docx = template.fill(view)
    doubts = proofread(docx, f"{kind.name}/{template.name}", kind.name, view, wording)
    title = f"{wording.kind_title(kind.name)} {draft.number}"
    stem = f"{draft.number} {wording.kind_title(kind.name)} {case.debtor.display_name}"
    for name in job.formats:
        data = docx if name == "docx" else _pdf(docx, figures, wording, title)
        draft.write(job.out / safe_name(stem, f".{name}"), data)
    return doubts


def _pdf(docx: bytes, figures: Figures, wording: Wording, title: str) -> bytes:
    from letters.rendering.pdf import make_pdf

    attachment = json.dumps(figures.as_json(), ensure_ascii=False, indent=1).encode()
    return make_pdf(docx, source=title, title=title, language=wording.lang, attachment=attachment)


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
        as_of=case.as_of.isoformat(),
        contract=", ".join(contract.id for contract in case.contracts),
    )


def _as_problem(case: Case, error: LettersError) -> Problem:
    """An error of the engine as a finding about this counterparty."""
    return Problem(
        source=case.debtor.id,
        place="",
        code=type(error).__name__,
        message=error.message,
        hint=error.hint,
        params=error.params,
    )


def internal_error(job: Job, error: Exception) -> Refusal:
    """A defect of the program, without the data that triggered it."""
    problem = Problem(
        source=job.case.debtor.id,
        place="",
        code="internal",
        message=N_("an error inside letters: {type}"),
        hint=N_("repeat with --debug and report the traceback"),
        params={"type": type(error).__name__},
    )
    return Refusal(job.case.debtor.id, (problem,))
