"""How a value of the data is written into a letter's XML; nothing of it can become markup.

Line breaks, tabs and page breaks become what docxtpl's `resolve_listing` makes of them, in the look
of the run that holds the tag. A character that XML cannot hold is refused by its number.
"""

import re
from typing import Any

from jinja2.runtime import Undefined
from markupsafe import Markup, escape

from letters.errors import N_, RenderingError, TemplateError

_SPECIAL = re.compile("[\x00-\x1f\"&'<>\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = frozenset("\t\n\f")
_SPACES = str.maketrans("\t\n\f", "   ")
_NEXT_TEXT = '<w:t xml:space="preserve">'


def in_run(value: Any, run: str, paragraph: str | None) -> str:
    r"""`value` as text of a run whose look (`w:rPr`) is `run`, in a paragraph that looks so too.

    `paragraph` is its `w:pPr`, or None where a page break cannot stand (inside a link, say).

    >>> in_run("ООО <Ромашка>\n& Ко", "", "")
    'ООО &lt;Ромашка&gt;</w:t><w:br/><w:t xml:space="preserve">&amp; Ко'
    """
    text = value if type(value) is str else _text(value)
    if _SPECIAL.search(text) is None:
        return text
    text = _without_illegal(text, _BREAKS if paragraph is not None else _BREAKS - {"\f"})
    again = f"<w:r>{run}{_NEXT_TEXT}"
    new_page = '</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    text = str(escape(text))
    text = text.replace("\t", f"</w:t></w:r><w:r>{run}<w:tab/></w:r>{again}")
    text = text.replace("\n", f"</w:t><w:br/>{_NEXT_TEXT}")
    return text.replace("\f", f"{new_page}<w:p>{paragraph}{again}")


def in_plain(value: Any) -> str:
    r"""`value` where only characters can stand: an attribute, a field of Word, a property.

    >>> in_plain("one\ntwo")
    'one two'
    """
    text = value if type(value) is str else _text(value)
    if _SPECIAL.search(text) is None:
        return text
    return str(escape(_without_illegal(text, _BREAKS).translate(_SPACES)))


def _text(value: object) -> str:
    """Only text and whole numbers are printed, never a `None` or an unformatted figure.

    An unknown field (Jinja's Undefined) raises as soon as it is looked at.
    """
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, str) and not isinstance(value, Markup):
        return str(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TemplateError(
        N_("{template} ({part}): {tag} is not a text that can be printed, in “{text}”"),
        N_("print a field; a list is for {{% for %}}, a flag for {{% if %}}"),
    )


def _without_illegal(text: str, allowed: frozenset[str]) -> str:
    """`text` with every line end as a line feed; RenderingError for what cannot be written."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for found in _CONTROL.finditer(text):
        if found[0] not in allowed:
            raise RenderingError(
                N_("the value for {tag} holds the character {character}, which cannot be written"
                   " into {template} ({part})"),
                N_("remove it from the data"),
                character=f"U+{ord(found[0]):04X}",
            )  # fmt: skip
    return text
