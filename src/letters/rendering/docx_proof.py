"""Shows, before anything is filled, that a template can only give well-formed Word files.

The proof walks the compiled template once: every branch of an `if` and every turn of a `for` must
leave the open elements as it found them, a value must stand where text can stand, and a table
cell must keep a paragraph whatever the data (Word refuses to open a file with an empty cell). So
no letter has to be parsed again after the filling.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from jinja2 import nodes

from letters.errors import N_, TemplateError

_MARKUP = re.compile(
    r"(?P<paragraph><w:pPr>(?:(?!<w:pPr>).)*?</w:pPr>)|(?P<run><w:rPr>(?:(?!<w:rPr>).)*?</w:rPr>)"
    r"|<(?P<open>[\w:.-]+)|</(?P<close>[\w:.-]+)|(?P<empty>/>)|(?P<end>>)",
    re.DOTALL,
)
# docxtpl's way to write a tag that is none.
_ESCAPED = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_PLAIN_TEXT = frozenset({"w:instrText", "w:delText", "a:t", "m:t"})
# What Word opens only with a paragraph inside, and what may stand between the two.
_NEEDS_PARAGRAPH = frozenset({"w:tc", "w:hdr", "w:ftr", "w:footnote", "w:txbxContent"})
_TABLE = frozenset({"w:tbl", "w:tr", "w:tc"})
_WRAPPERS = frozenset({"w:sdt", "w:sdtContent", "w:customXml"})
# Tags that keep what they print for another place, where it would be escaped once more.
_KEEPING = (nodes.Macro, nodes.CallBlock, nodes.FilterBlock, nodes.AssignBlock)


class Misplaced(Exception):
    """A tag that stands where it cannot: its line, and what to say about it."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(line, message, hint)
        self.line = line
        self.finding = TemplateError(message, hint)


@dataclass(frozen=True, slots=True)
class _Element:
    """An open element; `is_kept` once it has a paragraph that no condition can take away.

    `origin` tells one cell from the next: an `if` may join paragraphs, but not cells or rows.
    """

    name: str
    origin: tuple[int, int]
    is_kept: bool = False


def prove(body: Iterable[nodes.Node], *, is_property: bool) -> None:
    """Refuse (Misplaced) what could break the file, and wrap every value in its filter.

    The filters are `in_run(value, run look, paragraph look or None)` and `in_plain(value)`;
    in a document property (`is_property`) every value is plain.
    """
    _prove(body, _Open(is_property))


@dataclass(slots=True)
class _Open:
    """What is open at a point of the template, and the look of its paragraph and run."""

    is_property: bool
    elements: list[_Element] = field(default_factory=list)
    in_markup: bool = False
    paragraph: str = ""
    run: str = ""

    def is_at(self, other: "_Open") -> bool:
        """Whether the same elements are open, in the same cells of the same rows."""
        return self.in_markup == other.in_markup and [
            (element.name, element.origin) for element in self.elements
        ] == [(element.name, element.origin) for element in other.elements]

    def branch(self) -> "_Open":
        """The same point, for a branch that may not be taken: what it keeps counts for itself."""
        return replace(self, elements=[replace(item, is_kept=False) for item in self.elements])

    def join(self, branches: list["_Open"]) -> None:
        """Take what all branches keep, now that one of them was taken."""
        kept = zip(*(item.elements for item in branches), strict=True)
        self.elements = [
            replace(element, is_kept=element.is_kept or all(item.is_kept for item in same))
            for element, same in zip(self.elements, kept, strict=True)
        ]

    def read(self, data: nodes.TemplateData) -> None:
        """Pass over a piece of the template's own markup."""
        for found in _MARKUP.finditer(data.data):
            match found.lastgroup:
                case "paragraph":
                    self.paragraph = found[0]
                case "run":
                    self.run = found[0]
                case "open":
                    self._enter(found["open"], (data.lineno, found.start()))
                case "close" | "empty":
                    self._leave(data, found["close"])
            self.in_markup = found.lastgroup in {"open", "close"}

    def _enter(self, name: str, origin: tuple[int, int]) -> None:
        self.elements.append(_Element(name, origin if name in _TABLE else (0, 0)))
        if name == "w:p":
            self.paragraph = ""
        elif name == "w:r":
            self.run = ""

    def _leave(self, data: nodes.TemplateData, name: str | None) -> None:
        if not self.elements or (name and self.elements[-1].name != name):
            raise _unbalanced(data)
        left = self.elements.pop()
        if left.name in _NEEDS_PARAGRAPH and not left.is_kept:
            raise Misplaced(
                data.lineno,
                N_("{template} ({part}): {tag} can leave a cell empty, which Word will not open"),
                N_("keep one paragraph of the cell, even an empty one, outside of {{%p … %}}"),
            )
        if self.elements and (left.name == "w:p" or (left.name in _WRAPPERS and left.is_kept)):
            self.elements[-1] = replace(self.elements[-1], is_kept=True)

    def writing(self, value: nodes.Expr) -> nodes.Filter:
        """`value` as it is written here: in the look of its run, or as plain characters."""
        arguments: list[nodes.Expr] = []
        name = "in_plain"
        names = [element.name for element in self.elements]
        if not (self.in_markup or self.is_property or _PLAIN_TEXT.intersection(names[-1:])):
            if names[-1:] != ["w:t"]:
                raise Misplaced(
                    value.lineno,
                    N_("{template} ({part}): {tag} stands where Word keeps no text"),
                    N_("write it as {{{{ field }}}}, without r, p, tr or tc"),
                )
            name = "in_run"
            is_own = names[-3:] == ["w:p", "w:r", "w:t"]
            arguments = [nodes.Const(self.run), nodes.Const(self.paragraph if is_own else None)]
        return nodes.Filter(value, name, arguments, [], None, None, lineno=value.lineno)


def _prove(body: Iterable[nodes.Node], here: _Open) -> None:
    for node in body:
        if isinstance(node, nodes.Output):
            node.nodes = [_written(child, here) for child in node.nodes]
            continue
        if isinstance(node, _KEEPING) or getattr(node, "recursive", False):
            raise Misplaced(
                node.lineno,
                N_("{template} ({part}): {tag} is not for letters"),
                N_("use only {{{{ field }}}}, {{% if %}} and {{% for %}}"),
            )
        taken = []
        for branch in _branches(node):
            inside = here.branch()
            _prove(branch, inside)
            if not inside.is_at(here):
                raise _unbalanced(node)
            taken.append(inside)
        here.join(taken)


def _branches(node: nodes.Node) -> list[list[nodes.Node]]:
    """The ways through a statement, one of which is taken; an `if` without `else` can be left out.

    (A loop runs its `else` when it has no rows, and nothing when it has none.)
    """
    elifs: list[nodes.If] = getattr(node, "elif_", [])
    bodies = [getattr(item, "body", []) for item in (node, *elifs)]
    return [*bodies, getattr(node, "else_", [])]


def _written(child: nodes.Expr, here: _Open) -> nodes.Expr:
    if not isinstance(child, nodes.TemplateData):
        return here.writing(child)
    here.read(child)
    for written, meant in _ESCAPED:
        child.data = child.data.replace(written, meant)
    return child


def _unbalanced(node: nodes.Node) -> Misplaced:
    """What begins with this tag does not end where it can."""
    return Misplaced(
        node.lineno,
        N_("{template} ({part}): what {tag} opens does not end where it began, in “{text}”"),
        N_("begin and end it in the same paragraph, or write both tags as {{%p … %}} in paragraphs"
           " or as {{%tr … %}} in rows of their own"),
    )  # fmt: skip
