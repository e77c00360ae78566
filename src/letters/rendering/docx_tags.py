"""The tags of one part of a template: patched by docxtpl, proven, compiled once, run by Jinja.

1. The language is docxtpl's own: its `patch_xml` makes Jinja of what Word has made of a tag.
2. Whatever the data, the result is a file that Word opens, or the template is refused
   (`docx_proof`).
3. Every `{{ field }}` is wrapped in the filter that knows how its place is written
   (`docx_values`), so no text has to be searched for line breaks after the filling.
"""

import html
import re
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any, Never

import jinja2
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from letters.errors import N_, LettersError, TemplateError
from letters.rendering.docx_proof import Misplaced, prove
from letters.rendering.docx_values import in_plain, in_run

_OPENING = re.compile(r"\{[{%][-+]?")
_CHECK = N_("`letters template check` shows the place")


class _UnknownField(jinja2.UndefinedError):
    """A field that the data does not have; `owner` is the row it was asked of, if any."""

    def __init__(self, name: str, owner: object, message: str | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.owner = owner


class _Unknown(jinja2.StrictUndefined):
    """Jinja's strict undefined: any use of it raises, and says what was asked for."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: Any = jinja2.UndefinedError,
    ) -> None:
        if exc is jinja2.UndefinedError:
            exc = partial(_UnknownField, name or "", obj)
        super().__init__(hint, obj, name, exc)


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox; a name after a dot is a field of the row before it is anything else."""

    def getattr(self, obj: Any, attribute: str) -> Any | Undefined:
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


# Values are escaped by the filter around each of them (`docx_proof`): Jinja's own autoescape would
# do it once more, which is half of the time a long table takes.
_ENVIRONMENT = _Environment(undefined=_Unknown, autoescape=False)
_ENVIRONMENT.filters |= {"in_run": in_run, "in_plain": in_plain}


@dataclass(frozen=True, slots=True)
class Tags:
    """A part of a template, ready to be filled; `place` names it in errors."""

    place: Mapping[str, str]
    source: str
    template: jinja2.Template

    @classmethod
    def compiled(cls, patched: str, place: Mapping[str, str], *, is_property: bool) -> "Tags":
        """The tags of a part that docxtpl has patched; TemplateError if one cannot be followed.

        Each tag gets a line of its own (inside the tag, where Jinja does not mind), so that
        a line number leads back to the tag.
        """
        source = _OPENING.sub(r"\g<0>\n", patched)
        try:
            tree = _ENVIRONMENT.parse(source)
            prove(tree.body, is_property=is_property)
            tree.set_environment(_ENVIRONMENT)
            code = _ENVIRONMENT.compile(tree)
        except jinja2.TemplateSyntaxError as error:
            _fail(error, place, source, error.lineno)
        except Misplaced as error:
            _fail(error.finding, place, source, error.line)
        globals_ = _ENVIRONMENT.make_globals(None)
        return cls(place, source, jinja2.Template.from_code(_ENVIRONMENT, code, globals_))

    def fill(self, view: Mapping[str, object]) -> Iterator[str]:
        """The pieces of the filled part; whatever a tag does wrong is a RenderingError."""
        try:
            yield from self.template.generate(view)
        except Exception as error:  # noqa: BLE001 - an expression in a tag can raise anything
            frames = traceback.walk_tb(error.__traceback__)
            lines = [line for frame, line in frames if frame.f_code.co_filename == "<template>"]
            _fail(error, self.place, self.source, lines[-1] if lines else 1, view)


def _fail(
    error: Exception,
    place: Mapping[str, str],
    source: str,
    line: int,
    view: Mapping[str, object] | None = None,
) -> Never:
    """Raise what went wrong with its template, part, tag and the words around the tag."""
    tag, text = _around(source, line)
    known = {**place, "tag": tag, "text": text}
    if isinstance(error, LettersError):
        raise type(error)(error.message, error.hint, **error.params, **known) from error
    if isinstance(error, _UnknownField):
        names = error.owner if isinstance(error.owner, Mapping) else view or {}
        near = get_close_matches(error.name, map(str, names), 1)
        raise TemplateError(
            N_("{template} ({part}): there is no field {field}, in “{text}”"),
            N_("did you mean {nearest}?") if near else N_("`letters template fields` lists them"),
            **known,
            field=error.name,
            nearest="".join(near),
        ) from error
    raise TemplateError(
        N_("{template} ({part}): {tag} cannot be followed: {reason}, in “{text}”"),
        _CHECK,
        **known,
        reason=str(error),
    ) from error


def _around(source: str, line: int) -> tuple[str, str]:
    """The tag that a line number means, and the words of its paragraph up to and after it."""
    before = len("\n".join(source.split("\n")[: line - 1]))
    start = max(source.rfind("{{", 0, before), source.rfind("{%", 0, before), 0)
    closed = re.compile(r"[}%]}|<|$").search(source, before)
    end = closed.end() if closed else len(source)
    opened = max(source.rfind("<w:p>", 0, start), source.rfind("<w:p ", 0, start))
    tag = _words(source[start:end])
    if opened <= source.rfind("</w:p>", 0, start):
        return tag, tag
    head = _words(source[opened:start])[-40:]
    return tag, f"{head}{tag}{_words(source[end : source.find('</w:p>', end)])[:40]}"


def _words(xml: str) -> str:
    """The text in a piece of XML, on one line."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^<>]*>?", "", xml)))
