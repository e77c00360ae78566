"""The words of a template before it is filled: are they fit for a letter that will be signed?

What may not stand in a commitment is found while the template is edited, not in the first letter
that somebody waits for. Fields are read as examples, and of every condition each branch once.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from letters.errors import Problem
from letters.rendering.template_parts import Spot, parts_of, spots
from letters.rendering.template_tags import parse, tags_in
from letters.rendering.wordml.package import open_package
from letters.wording import wording_for
from letters.wording.base import Wording

_CURRENCIES = {"ru": "RUB", "zh": "CNY", "es": "EUR"}
_ANY = "X"  # a field whose value does not matter here


def wording_problems(path: Path, kind: str) -> Iterator[Problem]:
    """What the rules of the template's language find in its own words, by paragraph.

    The name of the file says the language, `zh.docx`, `es_MX.docx`; under another name there is
    nothing to go by.
    """
    language, _, country = path.stem.partition("_")
    if language not in _CURRENCIES:
        return
    wording = wording_for(language, country)
    examples = _examples(wording)
    clauses: list[str] = []
    where: list[Spot] = []
    for paragraph in _paragraphs(path):
        for words in readings(paragraph.text, examples):
            if words.strip():
                clauses.append(words)
                where.append(paragraph)
    seen = set()
    for finding in wording.lint(kind, clauses):
        spot: Spot | None = where[finding.clause - 1] if finding.clause else None
        found = (spot and spot.element, finding.code, finding.text)
        if found in seen:
            continue
        seen.add(found)
        yield Problem(
            source=str(path),
            place=spot.place if spot else "",
            code=finding.code,
            message=finding.message,
            hint=finding.hint,
            params={**(spot.numbers if spot else {}), "text": finding.text},
            severity=finding.severity,
        )


def readings(text: str, examples: dict[str, str]) -> list[str]:
    """The paragraph as it may come out: every branch of its conditions stands in one reading.

    >>> readings("{% if a %}1{% elif b %}2{% endif %} of {{ c }}", {})
    ['1 of X', '2 of X', ' of X']
    """
    pieces: list[str] = []
    for tag in tags_in(text):
        before, _, text = text.partition(tag)
        pieces += (before, tag)
    rest = iter([*pieces, text])
    found, ended_by = _read(rest, examples)
    while ended_by:  # of a condition that began in another paragraph
        more, ended_by = _read(rest, examples)
        found = _joined(found, more)
    return found


def _read(pieces: Iterator[str], examples: dict[str, str]) -> tuple[list[str], str]:
    """The readings up to the tag that ends this branch (or the paragraph), and that tag's word."""
    found = [""]
    for piece in pieces:
        tag = parse(piece)
        if tag is None:
            found = _joined(found, [piece])
        elif tag.word == "print":
            found = _joined(found, [examples.get(tag.paths[0], _ANY)])
        elif tag.word in {"if", "for"}:
            found = _joined(found, _branches(pieces, examples))
        else:
            return found, tag.word
    return found, ""


def _branches(pieces: Iterator[str], examples: dict[str, str]) -> list[str]:
    """The readings of all branches of one condition; without an else, also that of nothing."""
    found: list[str] = []
    has_else, ended_by = False, "elif"
    while ended_by in {"elif", "else"}:
        has_else = has_else or ended_by == "else"
        branch, ended_by = _read(pieces, examples)
        found += branch
    return found if has_else else [*found, ""]


def _joined(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """As many readings as the longer list has: all of them occur, not every pair."""
    count = max(len(first), len(second))
    return [first[i % len(first)] + second[i % len(second)] for i in range(count)]


def _examples(wording: Wording) -> dict[str, str]:
    """An amount and a date for the fields that every letter prints; nothing else is asked for."""
    amount = wording.money_with_words(Decimal("1.00"), _CURRENCIES[wording.language])
    return {"total_with_words": amount, "pay_by": wording.date_long(date(2026, 12, 31))}


def _paragraphs(path: Path) -> Iterator[Spot]:
    package = open_package(path.read_bytes(), path.name)
    for part in parts_of(package):
        if part.kind == "body":
            yield from spots(part, package.xml(part.name))
