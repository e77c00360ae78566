"""Words that may not stand in a finished letter: a rule, what it finds, and what holds everywhere.

The rules of a language are in its own module (`zh_lint`, `es_lint`). They are for the words of the
letter itself: names that the data give are taken out before, because a name may be anything.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letters.errors import N_, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubtful wording: in which clause (from 1; 0 for the letter as a whole), what, why.

    `code` is a stable name for programs; `text` the words found; `message` and `hint` msgids,
    where `{text}` stands for the words.
    """

    severity: Severity
    code: str
    clause: int
    text: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern that may not be found in a clause; `message` and `hint` as in `Finding`."""

    severity: Severity
    code: str
    pattern: re.Pattern[str]
    message: str
    hint: str


HOLES = (
    Rule(
        "error",
        "wording.hole",
        re.compile(r"\bNone\b|\(\)|（）|«»|“”|《》"),
        N_("“{text}” stands where something should be said"),
        N_("fill in the field that is missing, or take the words around it out of the template"),
    ),
)


def search(rules: Iterable[Rule], clauses: Sequence[str]) -> list[Finding]:
    """Everything that `rules` find in `clauses`, in the order of the rules."""
    return [
        Finding(rule.severity, rule.code, number, found[0], rule.message, rule.hint)
        for rule in rules
        for number, clause in enumerate(clauses, 1)
        for found in rule.pattern.finditer(clause)
    ]
