"""The few tags that a template may hold: nothing that computes, calls or looks inside a value.

`{{ field }}` prints; `{% for row in list %}` repeats; `{% if field %}` with `not`, `and`, `or`,
`{% elif field %}` and `{% else %}` chooses. `{%p … %}`, `{%tr … %}` and `{%tc … %}` do the same to
whole paragraphs, table rows and cells, and vanish with the one they stand in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Word = Literal["print", "for", "if", "elif", "else", "endif", "endfor"]

_TAG = re.compile(r"\{#.*?#\}|\{[{%](?:(?!\{[{%]).)*?[}%]\}", re.DOTALL)
_LOOSE = re.compile(r"\{[{%#]|[}%#]\}")
_NAME = r"[^\W\d]\w*"
_PATH = rf"{_NAME}(?:\.{_NAME})?"
_CONDITION = rf"(?:not\s+)?{_PATH}(?:\s+(?:and|or)\s+(?:not\s+)?{_PATH})*"
_JOINING = frozenset({"not", "and", "or"})
_GRAMMAR = re.compile(
    rf"\{{\{{\s*(?P<print>{_PATH})\s*\}}\}}"
    r"|\{%(?:(?P<prefix>p|tr|tc)\s+|\s*)(?:"
    rf"(?P<for>for)\s+(?P<variable>{_NAME})\s+in\s+(?P<rows>{_PATH})"
    rf"|(?P<if>(?:el)?if)\s+(?P<condition>{_CONDITION})"
    r"|(?P<bare>else|endif|endfor)"
    r")\s*%\}"
)


@dataclass(frozen=True, slots=True)
class Tag:
    """What a tag does, with which fields, to what (`prefix`), and the name it gives to a row."""

    text: str
    word: Word
    prefix: str = ""
    paths: tuple[str, ...] = ()
    variable: str = ""


def tags_in(text: str) -> list[str]:
    """The tags of a paragraph as they are written; comments `{# … #}` print nothing and are none.

    >>> tags_in("{{ a }} and {%p if b %}{# note #}")
    ['{{ a }}', '{%p if b %}']
    """
    return [tag for tag in _TAG.findall(text) if not tag.startswith("{#")]


def loose_braces(text: str) -> Iterator[tuple[str, bool]]:
    """Braces that belong to no tag: the words there, and whether they open one.

    >>> list(loose_braces("{{ a }} {{ b }"))
    [('{{ b }', True)]
    """
    rest = _TAG.sub(lambda tag: " " * len(tag[0]), text)
    for brace in _LOOSE.finditer(rest):
        opens = brace[0].startswith("{")
        words = rest[brace.start() :][:40] if opens else rest[: brace.end()][-40:]
        yield words.strip(), opens


def parse(text: str) -> Tag | None:
    """The meaning of a tag, or None if it is not allowed in a template.

    >>> parse("{%tr for row in documents %}")
    Tag(text='{%tr for row in documents %}', word='for', prefix='tr', paths=('documents',), variable='row')
    >>> parse("{{ total|upper }}")
    """  # noqa: E501 - a doctest is one line
    found = _GRAMMAR.fullmatch(text)
    if found is None:
        return None
    prefix = found["prefix"] or ""
    if found["print"]:
        return Tag(text, "print", "", (found["print"],))
    if found["for"]:
        return Tag(text, "for", prefix, (found["rows"],), found["variable"])
    if found["if"]:
        names = re.findall(_PATH, found["condition"])
        paths = tuple(name for name in names if name not in _JOINING)
        return Tag(text, "if" if found["if"] == "if" else "elif", prefix, paths)
    bare: dict[str, Word] = {"else": "else", "endif": "endif", "endfor": "endfor"}
    return Tag(text, bare[found["bare"]], prefix)
