"""letters check: everything that is wrong, listed at once; nothing is written."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import typer

from letters.cli import options
from letters.cli.speech import N_, show_problems, tell
from letters.cli.template import template_problems
from letters.cli.workspace import read
from letters.errors import Problem, Refused, UsageError
from letters.model.book import Book
from letters.model.party import Party
from letters.model.settings import Settings


def check(
    workspace: options.Workspace = Path(),
    case: options.CaseFile = None,
    debug: options.Debug = False,  # noqa: ARG001 - read by main()
) -> None:
    from letters.law.rates import rate_problems
    from letters.rendering.fonts import font_problems

    reading = read(workspace, case)
    problems = list(reading.problems)
    root = case.parent if case else workspace
    if (root / "rates").is_dir():
        problems += rate_problems(root / "rates")
    for file in sorted((root / "templates").glob("*/*.docx")):
        problems += template_problems(file)
    problems += font_problems()
    problems += _numbering_problems(reading.settings)
    problems += _same_tax_ids(reading.book)
    problems += _late_payment_problems(reading.book, reading.settings)
    show_problems(problems)
    errors = sum(problem.severity == "error" for problem in problems)
    tell(N_("errors: {errors}, warnings: {count}"), errors=errors, count=len(problems) - errors)
    raise typer.Exit(int(errors > 0))


def _numbering_problems(settings: Settings) -> list[Problem]:
    """Number patterns that no letter could follow."""
    from letters.register.numbering import series_of

    problems = []
    for kind, pattern in settings.numbering.items():
        try:
            series_of(pattern, date(2026, 1, 1), kind=kind, source=settings.origin.source)
        except UsageError as error:
            problems.append(
                Problem("", "", "settings.numbering", error.message, error.hint, error.params)
            )
    return problems


def _same_tax_ids(book: Book) -> Iterator[Problem]:
    """Parties that may be one and the same; branches of a Russian company differ by their КПП."""
    first: dict[tuple[str, str], Party] = {}
    for party in book.parties.values():
        other = first.setdefault((party.tax_id, party.kpp), party)
        if party.tax_id and other is not party:
            yield party.origin.problem(
                "tax_id", "party.same_tax_id",
                N_("the tax id is that of {other} too"),
                N_("if they are one party, write one id for it everywhere"),
                severity="warning", other=other.id,
            )  # fmt: skip


def _late_payment_problems(book: Book, settings: Settings) -> Iterator[Problem]:
    """What a demand would be refused for, whatever is owed: terms that the law does not know."""
    from letters.interest.penalty import has_penalty, penalty_basis
    from letters.interest.statutory import statutory_warnings
    from letters.law import law_for

    for contract in book.contracts.values():
        law = law_for(contract.jurisdiction)
        late_payment = law.late_payment(settings.law.get(contract.jurisdiction, {}))
        try:
            penalty_basis(contract, late_payment)
            if not has_penalty(contract):
                statutory_warnings(late_payment, contract, book.parties[contract.debtor])
        except Refused as refusal:
            yield from refusal.problems
