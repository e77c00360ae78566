"""What is refused wherever it stands: it hides in the properties of tables, cells and controls.

One pass over a part finds it. Most of it only matters with a value: a slanting line of the kind
`none` is no line.
"""

from letters.rendering.wordml.bindings import may_differ
from letters.rendering.wordml.names import Element, W, is_on, value
from letters.rendering.wordml.reading import Reading

_TRACKED = frozenset(W + name for name in ("cellIns", "cellDel", "cellMerge"))
_SWITCHES = frozenset(W + name for name in ("bidiVisual", "tcFitText", "hidden"))
_LINES = frozenset(W + name for name in ("tl2br", "tr2bl"))
_SPACE, _CONTROL = W + "tblCellSpacing", W + "sdtPr"


def refuse_hidden(reading: Reading, root: Element) -> None:
    """Note what the properties in this part ask for and nobody draws."""
    for element in root.iter(_SPACE, _CONTROL, *_TRACKED, *_SWITCHES, *_LINES):
        tag = element.tag
        if tag == _CONTROL:
            control = element.getparent()
            if control is not None and may_differ(reading.package, control):
                reading.refusals.note(element, "w:dataBinding")
        elif (
            tag in _TRACKED
            or (tag in _SWITCHES and is_on(element))
            or (tag in _LINES and value(element) not in {"", "nil", "none"})
            or (tag == _SPACE and value(element, "w", "0") not in {"0", "0pt"})
        ):
            reading.refusals.note(element)
