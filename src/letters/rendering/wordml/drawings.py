"""w:drawing: pictures in the line, and pictures that float over or behind the text."""

from letters.rendering.page import Offset, Picture
from letters.rendering.wordml.names import PIC, WP, A, Element, R, elements, integer
from letters.rendering.wordml.reading import Place, Reading

_EMU = 12_700
_TYPES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}
_ALIGN = {"left": "start", "top": "start", "inside": "start", "center": "center",
          "right": "end", "bottom": "end", "outside": "end"}  # fmt: skip
_ORIGINS = {"page": "page", "margin": "margin", "column": "margin", "leftMargin": "page",
            "topMargin": "page", "paragraph": "paragraph", "line": "paragraph",
            "character": "paragraph"}  # fmt: skip


def read_drawing(reading: Reading, place: Place, element: Element) -> Picture | None:
    """The picture of w:drawing; shapes, charts and linked pictures are refused."""
    frame = next(elements(element), None)
    if frame is None:
        return None
    graphics = frame.find(f"{A}graphic/{A}graphicData")
    content = None if graphics is None else next(elements(graphics), None)
    if content is None or content.tag != PIC + "pic":
        reading.refusals.note(element if content is None else content)
        return None
    floating = frame.tag == WP + "anchor"
    if floating and frame.find(WP + "wrapNone") is None:
        reading.refusals.note(frame)
    picture = _data(reading, place, content)
    extent, named = frame.find(WP + "extent"), frame.find(WP + "docPr")
    if picture is None or extent is None:
        return None
    description = "" if named is None else named.get("descr", "") or named.get("name", "")
    data, media_type = picture
    return Picture(
        data=data,
        media_type=media_type,
        width=integer(extent.get("cx")) / _EMU,
        height=integer(extent.get("cy")) / _EMU,
        description=description or "picture",
        left=_offset(frame.find(WP + "positionH")) if floating else None,
        top=_offset(frame.find(WP + "positionV")) if floating else None,
        behind=frame.get("behindDoc", "0") in {"1", "true"},
    )


def _data(reading: Reading, place: Place, picture: Element) -> tuple[bytes, str] | None:
    blip = next(picture.iter(A + "blip"), None)
    if blip is None:
        reading.refusals.note(picture)
        return None
    relation = reading.package.relations(place.part).get(blip.get(R + "embed", ""))
    if relation is None or relation.external:
        reading.refusals.note(blip, "r:link")
        return None
    data = reading.package.read(relation.target)
    for start, media_type in _TYPES.items():
        if data.startswith(start):
            return data, media_type
    reading.refusals.note(blip, "a:blip", name=relation.target.rpartition(".")[2])
    return None


def _offset(element: Element | None) -> Offset:
    """Where a floating picture stands on one axis."""
    if element is None:
        return Offset("margin")
    origin = _ORIGINS.get(element.get("relativeFrom", ""), "margin")
    align = _ALIGN.get(element.findtext(WP + "align", "").strip(), "")
    distance = integer(element.findtext(WP + "posOffset", "0").strip()) / _EMU
    return Offset(origin, distance, align)  # type: ignore[arg-type]
