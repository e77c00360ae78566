"""The last look at a finished letter: are its own words fit to be signed?"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from letters.documents.fields import Fields
from letters.errors import N_, Problem, Refused
from letters.rendering.template_parts import P, text_of
from letters.rendering.wordml.package import open_package
from letters.wording.base import Wording

# What the data call people, firms, banks, courts and papers; a name may say anything.
_NAMES = (
    "name", "short", "address", "contacts", "account_name", "bank_name", "bank", "signatory",
    "position", "basis", "ids",
)  # fmt: skip
_FIELDS = frozenset(
    {"contracts", "court", "arbitration"}
    | {f"{role}_{form}" for role in ("debtor", "creditor") for form in _NAMES}
)
_END = "\0"  # of a paragraph: no XML holds it
_COLUMNS = frozenset({"heading", "document_type", "bill_type"})


def template_problems(path: Path, kind: str, fields: Fields) -> list[Problem]:
    """What makes a template unfit: to be filled, to become a PDF, to be signed."""
    from letters.batch.template_words import wording_problems
    from letters.rendering.template_check import check_template
    from letters.rendering.wordml import unsupported_markup

    problems = check_template(path, fields)
    if not any(problem.severity == "error" for problem in problems):
        problems += unsupported_markup(path.read_bytes(), "/".join(path.parts[-2:]))
        problems += wording_problems(path, kind)
    return problems


def proofread(
    docx: bytes, template: str, kind: str, view: Mapping[str, Any], wording: Wording
) -> tuple[Problem, ...]:
    """What should be looked at in the words of a letter; Refused if it may not be signed so.

    `template` is how messages name where the words come from, `view` what filled it.
    """
    clauses = _own_words(docx, view)
    problems = tuple(
        Problem(
            source=template,
            place=N_("“{clause}”") if finding.clause else "",
            code=finding.code,
            message=finding.message,
            hint=finding.hint,
            params={
                "text": finding.text,
                "clause": _shortened(clauses[finding.clause - 1]) if finding.clause else "",
            },
            severity=finding.severity,
        )
        for finding in wording.lint(kind, clauses)
    )
    if errors := tuple(problem for problem in problems if problem.severity == "error"):
        raise Refused(errors)
    return problems


def _own_words(docx: bytes, view: Mapping[str, Any]) -> list[str]:
    """The paragraphs and cells of the letter, each name in it replaced by X."""
    package = open_package(docx, "")
    text = _END.join(text_of(paragraph) for paragraph in package.xml(package.main).iter(P))
    for name in sorted(_names(view), key=len, reverse=True):
        text = text.replace(name, "X." if name.endswith(".") else "X")
    return [line for line in text.split(_END) if line.strip()]


def _names(view: Mapping[str, Any]) -> set[str]:
    found = {view[field] for field in _FIELDS & view.keys()}
    for rows in view.values():
        if isinstance(rows, list):
            found |= {row[column] for row in rows for column in _COLUMNS & row.keys()}
    return {name for name in found if len(name) > 1}


def _shortened(clause: str) -> str:
    return clause if len(clause) <= 60 else f"{clause[:59]}…"
