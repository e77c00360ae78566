"""What stops the work (`LettersError`) and what is wrong with the user's data (`Problem`).

Every text here is an English msgid with `{named}` placeholders; its values travel beside it,
so that only the command line needs to know in which language the user is told.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]
Translate = Callable[[str], str]


def N_(msgid: str) -> str:  # noqa: N802 - gettext's own name for "mark, translate later"
    """Mark `msgid` for translation; the catalogue's completeness test looks for this call."""
    return msgid


def as_is(msgid: str) -> str:
    """The English catalogue: every msgid says itself."""
    return msgid


class Term(str):
    """A msgid that stands as a value inside another one, and is translated with it."""

    __slots__ = ()


def fill(msgid: str, params: Mapping[str, object], translate: Translate) -> str:
    """`msgid` translated, then its placeholders filled; braces inside values stay text."""
    if not msgid:
        return ""
    return translate(msgid).format_map(
        {
            name: translate(value) if isinstance(value, Term) else value
            for name, value in params.items()
        }
    )


def _with_hint(text: str, hint: str, translate: Translate) -> str:
    """What is wrong and what to do, in the punctuation of the user's language."""
    return fill(N_("{text} ({hint})"), {"text": text, "hint": hint}, translate) if hint else text


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about the user's data: what, where, and what to do about it.

    `source` is the file as the user knows it, `place` the row and field inside it,
    `code` a stable name for programs (`date.unreadable`), `hint` the next step.
    """

    source: str
    place: str
    code: str
    message: str
    hint: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"

    @classmethod
    def at(
        cls,
        source: str,
        row: int,
        column: str,
        code: str,
        message: str,
        hint: str = "",
        *,
        severity: Severity = "error",
        **params: object,
    ) -> "Problem":
        """A finding in a table: `row` is the row of the file as the user counts it, from 1."""
        if source.endswith((".yaml", ".yml")):  # editors of such files count lines
            place = N_("line {row}, {column}") if column else N_("line {row}")
        else:
            place = N_("row {row}, {column}") if column else N_("row {row}")
        values = {**params, "row": row, "column": column}
        return cls(source, place, code, message, hint, values, severity)

    def render(self, translate: Translate = as_is) -> str:
        """The one line a user reads: `file: row 14, due_date: what is wrong (what to do)`."""
        parts = [self.source, self.place_text(translate), self.message_text(translate)]
        line = translate(N_(": ")).join(part for part in parts if part)
        return _with_hint(line, self.hint_text(translate), translate)

    def place_text(self, translate: Translate = as_is) -> str:
        """Where in the source, in the user's language."""
        return fill(self.place, self.params, translate)

    def message_text(self, translate: Translate = as_is) -> str:
        """What is wrong, in the user's language."""
        return fill(self.message, self.params, translate)

    def hint_text(self, translate: Translate = as_is) -> str:
        """What to do next, in the user's language."""
        return fill(self.hint, self.params, translate)

    def __str__(self) -> str:
        return self.render()


class LettersError(Exception):
    """Anything that stops the work on purpose; `render` gives the one line for the user."""

    def __init__(self, message: str, hint: str = "", **params: object) -> None:
        super().__init__(message, hint, params)
        self.message = message
        self.hint = hint
        self.params = params

    def render(self, translate: Translate = as_is) -> str:
        """What happened and what to do, in the user's language."""
        text = fill(self.message, self.params, translate)
        return _with_hint(text, fill(self.hint, self.params, translate), translate)

    def __str__(self) -> str:
        return self.render()

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders with their values."""
        return _rebuild, (type(self), self.message, self.hint, self.params)


def _rebuild(
    cls: type[LettersError], message: str, hint: str, params: dict[str, object]
) -> LettersError:
    return cls(message, hint, **params)


class UsageError(LettersError):
    """The command or the settings cannot be followed as given (exit status 2)."""


class DataError(LettersError):
    """A value cannot be what it claims to be (an amount, a date, a number)."""


class MissingResource(LettersError):
    """A file that the program itself needs (template, catalogue, font, library) is not there."""


class RenderingError(LettersError):
    """The document cannot be drawn without loss; nothing was written."""


class TemplateError(RenderingError):
    """The template itself is at fault: a tag, a field, or markup that is not supported."""


class OutputError(LettersError):
    """The finished file cannot be put where it belongs; nothing half-written remains."""


class RegisterError(LettersError):
    """The register of issued letters cannot be read or written as asked."""


class Refused(LettersError):
    """A document that would have a hole; `problems` says what is missing and where."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(N_("the document was refused"))
        self.problems = problems

    def render(self, translate: Translate = as_is) -> str:
        """All findings, a line each."""
        return "\n".join(problem.render(translate) for problem in self.problems)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems,)


class NothingToDo(LettersError):
    """A document that the user does not want under these conditions; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message, problem.hint, **problem.params)
        self.problem = problem

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problem,)
