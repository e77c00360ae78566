"""What is wrong with a template, before anybody fills it.

What Word can show and our PDF cannot is found by the reader of Word markup (`wordml`), not here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from letters.documents.fields import Fields
from letters.errors import N_, LettersError, Problem
from letters.rendering.docx import compile_template
from letters.rendering.template_parts import CELL, ROW, P, Spot, above, parts_of, spots, text_of
from letters.rendering.template_tags import Tag, loose_braces, parse, tags_in
from letters.rendering.wordml.names import Element, W
from letters.rendering.wordml.package import Package, open_package

_HOLDERS = {"tr": ROW, "tc": CELL}
# ECMA-376 part 1, §17.13.5: revisions.
_TRACKED = (
    "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange",
    "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "tblPrExChange", "trPrChange",
    "tcPrChange", "numberingChange",
)  # fmt: skip
_COMMENT = "commentReference"


def check_template(path: Path, fields: Fields) -> list[Problem]:
    """Everything that is wrong with the tags of a template; an empty list means it can be filled.

    Finds tags that are not closed, not known or not allowed, words that a row or paragraph tag
    would swallow, mandatory fields that are not printed, tracked changes and comments.
    """
    source = str(path)
    reading = _Reading(source, fields)
    try:
        data = path.read_bytes()
        package = open_package(data, path.name)
        for part in parts_of(package):
            root = package.xml(part.name)
            found = list(spots(part, root))
            reading.read(found, is_printed=part.kind != "properties")
            reading.problems += _revisions(source, root, found)
        reading.problems += _fetched(source, package)
        reading.problems += _missing(source, fields, reading.printed)
        if not reading.problems:
            compile_template(data, path.name)
    except OSError as error:
        reason = {"reason": error.strerror or ""}
        message = N_("the template cannot be read: {reason}")
        return [Problem(source, "", "template.unreadable", message, params=reason)]
    except LettersError as error:
        message, hint, params = error.message, error.hint, error.params
        return [Problem(source, "", "template.unreadable", message, hint, params)]
    return reading.problems


@dataclass(frozen=True, slots=True)
class _Block:
    """An `if` or `for` that is not ended yet; `rows` are the fields of its rows, if known."""

    tag: Tag
    spot: Spot
    rows: frozenset[str] | None = None


@dataclass(slots=True)
class _Reading:
    """The tags of a template in the order of reading, and what has been found so far."""

    source: str
    fields: Fields
    problems: list[Problem] = field(default_factory=list)
    printed: set[str] = field(default_factory=set)
    open: list[_Block] = field(default_factory=list)

    def read(self, found: Iterable[Spot], *, is_printed: bool) -> None:
        """Take in one part; what it opens must end in it."""
        printed = set(self.printed)
        for spot in found:
            for text in tags_in(spot.text):
                self._tag(text, spot)
            for words, opens in loose_braces(spot.text):
                self._find(
                    spot,
                    "template.tag_unclosed" if opens else "template.tag_unopened",
                    N_("the tag “{words}” is never closed")
                    if opens
                    else N_("“{words}” ends a tag that never began"),
                    N_("write the whole tag in one paragraph: {{{{ field }}}}"),
                    words=words,
                )
        while self.open:
            self._unclosed(self.open.pop())
        if not is_printed:
            self.printed = printed

    def _tag(self, text: str, spot: Spot) -> None:
        tag = parse(text)
        if tag is None:
            self._find(
                spot,
                "template.tag_not_allowed",
                N_("{tag} is not allowed here"),
                N_("a template knows only {{{{ field }}}}, {{% if field %}} and"
                   " {{% for row in list %}}"),
                tag=text,
            )  # fmt: skip
            return
        if tag.prefix:
            self._alone(tag, spot)
        for path in tag.paths:
            self._use(path, tag, spot)
        if tag.word == "for":
            self.open.append(_Block(tag, spot, self.fields.lists.get(tag.paths[0])))
        elif tag.word == "if":
            self.open.append(_Block(tag, spot))
        elif tag.word in {"else", "elif"}:
            if not self.open or self.open[-1].tag.word != "if":
                self._unopened(tag, spot)
            else:
                self._same_sort(self.open[-1], tag, spot)
        elif tag.word != "print":
            self._end(tag, spot)

    def _use(self, path: str, tag: Tag, spot: Spot) -> None:
        """Take note of a field; say so if it is unknown or cannot be used in this way."""
        owner, _, name = path.rpartition(".")
        block = next((item for item in reversed(self.open) if item.tag.variable == owner), None)
        if owner and block is not None and tag.word != "for":
            if block.rows is None or name in block.rows:
                return
        elif path in self.fields.names:
            printable = {"print": self.fields.scalars, "for": self.fields.lists.keys()}
            if path not in printable.get(tag.word, self.fields.names):
                self._misused(path, spot)
            elif tag.word in printable:
                self.printed.add(path)
            return
        nearest = get_close_matches(path, self._known(tag), 1)
        listed = N_("`letters template fields` lists them")
        self._find(
            spot,
            "template.field_unknown",
            N_("there is no field {field}"),
            N_("did you mean {nearest}?") if nearest else listed,
            field=path,
            nearest="".join(nearest),
        )

    def _known(self, tag: Tag) -> list[str]:
        """The names that would be right in this tag."""
        if tag.word == "for":
            return sorted(self.fields.lists)
        rows = [f"{item.tag.variable}.{name}" for item in self.open for name in item.rows or ()]
        names = self.fields.scalars if tag.word == "print" else self.fields.names
        return sorted([*rows, *names])

    def _misused(self, path: str, spot: Spot) -> None:
        if path in self.fields.lists:
            message, hint = N_("{field} is a list"), N_("write {{%tr for row in {field} %}}")
        elif path in self.fields.flags:
            message, hint = N_("{field} is a flag"), N_("write {{% if {field} %}}")
        else:
            message, hint = N_("{field} is a text"), N_("write {{{{ {field} }}}}")
        self._find(spot, "template.field_misused", message, hint, field=path)

    def _end(self, tag: Tag, spot: Spot) -> None:
        word = tag.word.removeprefix("end")
        if word not in {item.tag.word for item in self.open}:
            self._unopened(tag, spot)
            return
        while (block := self.open.pop()).tag.word != word:
            self._unclosed(block)
        self._same_sort(block, tag, spot)

    def _alone(self, tag: Tag, spot: Spot) -> None:
        """A {%p %}, {%tr %} or {%tc %} takes its whole paragraph, row or cell away with it."""
        holder = above(spot.element, _HOLDERS[tag.prefix]) if tag.prefix != "p" else spot.element
        if holder is None:
            self._find(
                spot,
                "template.tag_outside",
                N_("{tag} stands outside of a table"),
                N_("use {{%p … %}} for paragraphs"),
                tag=tag.text,
            )
            return
        words = "".join(text_of(item) for item in holder.iter(P)).replace(tag.text, "", 1).strip()
        if words:
            self._find(
                spot,
                "template.text_lost",
                N_("“{words}” stands beside {tag} and would vanish with it"),
                N_("give the tag a paragraph or a table row of its own"),
                words=words[:60],
                tag=tag.text,
            )

    def _unclosed(self, block: _Block) -> None:
        self._find(
            block.spot,
            "template.block_unclosed",
            N_("{tag} has no end"),
            N_("put {end} where it ends"),
            tag=block.tag.text,
            end=f"{{%{block.tag.prefix} end{block.tag.word} %}}",
        )

    def _unopened(self, tag: Tag, spot: Spot) -> None:
        self._find(
            spot,
            "template.block_unopened",
            N_("{tag} has no beginning"),
            N_("put its {{% if %}} or {{% for %}} before it, or take it away"),
            tag=tag.text,
        )

    def _same_sort(self, block: _Block, tag: Tag, spot: Spot) -> None:
        if block.tag.prefix != tag.prefix:
            self._find(
                spot,
                "template.block_mixed",
                N_("{tag} belongs to {opening}, but is of another sort"),
                N_("write both with p, both with tr, or both without"),
                tag=tag.text,
                opening=block.tag.text,
            )

    def _find(self, spot: Spot, code: str, message: str, hint: str, **params: str) -> None:
        one_line = {name: " ".join(text.split()) for name, text in params.items()}
        self.problems.append(
            Problem(self.source, spot.place, code, message, hint, {**one_line, **spot.numbers})
        )


def _fetched(source: str, package: Package) -> Iterator[Problem]:
    """What the recipient's Word would fetch when it opens a letter: a template, a mail merge."""
    settings = package.related(package.main, "settings")
    for relation in package.relations(settings).values() if settings else ():
        if relation.external:
            yield Problem(
                source,
                "",
                "template.fetched",
                N_("whoever opens a letter would fetch {address} with it"),
                N_("set the template to Normal in Word, under Developer, Document Template"),
                {"address": relation.target},
            )


def _missing(source: str, fields: Fields, printed: set[str]) -> Iterator[Problem]:
    """The fields without which the document would not do its work."""
    message = N_("the field {field} is not printed, and this document needs it")
    for name in sorted(fields.mandatory - printed):
        tag = f"{{%tr for row in {name} %}}" if name in fields.lists else f"{{{{ {name} }}}}"
        params = {"field": name, "tag": tag}
        hint = N_("put {tag} where it belongs")
        yield Problem(source, "", "template.field_missing", message, hint, params)


def _revisions(source: str, root: Element, found: Iterable[Spot]) -> Iterator[Problem]:
    """Tracked changes and comments, one of each a paragraph."""
    by_paragraph = {spot.element: spot for spot in found}
    seen = set()
    for mark in root.iter(*(W + name for name in (*_TRACKED, _COMMENT))):
        spot = next((by_paragraph[item] for item in _near(mark) if item in by_paragraph), None)
        is_comment = mark.tag == W + _COMMENT
        if spot is None or (spot.element, is_comment) in seen:
            continue
        seen.add((spot.element, is_comment))
        if is_comment:
            code, message = "template.comment", N_("a comment is left here")
            hint = N_("delete the comment in Word")
        else:
            code, message = "template.tracked_change", N_("a tracked change is left here")
            hint = N_("accept or reject all changes in Word")
        yield Problem(source, spot.place, code, message, hint, spot.numbers)


def _near(mark: Element) -> Iterator[Element]:
    """Paragraphs from the nearest on: those around the mark, then those in what holds it."""
    yield from mark.iterancestors(P)
    for holder in mark.iterancestors():
        yield from holder.iter(P)
