"""w:drawing: pictures in the line, and pictures that float over or behind the text.

A picture is shown as it is stored. What Word would change in showing it (a crop, a turn, an
effect, a link to a file elsewhere) is refused, and so is one that is damaged or too large.
"""

import warnings
from functools import lru_cache
from io import BytesIO

from letters.rendering.page import Offset, Picture
from letters.rendering.wordml.names import (
    PIC,
    WP,
    A,
    Element,
    NotAMeasure,
    R,
    elements,
    integer,
    is_off,
)
from letters.rendering.wordml.reading import Place, Reading

_EMU = 12_700
_LONGEST = 1584 * _EMU  # 22 inches, as all lengths in Word
MOST_PIXELS = 50_000_000  # A4 has 35 million at 600 to the inch
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
# Lines and effects may be there, but empty.
_PLAIN = frozenset(A + name for name in ("xfrm", "prstGeom", "noFill", "extLst"))
_EMPTY = frozenset(A + name for name in ("ln", "effectLst"))


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
    _refuse_changes(reading, content)
    size = _size(frame.find(WP + "extent"))
    if size is None:
        reading.refusals.note(frame, "wp:extent")
    picture = _data(reading, place, content)
    left = _offset(reading, frame, "positionH") if floating else None
    top = _offset(reading, frame, "positionV") if floating else None
    if picture is None or size is None:
        return None
    named = frame.find(WP + "docPr")
    description = "" if named is None else named.get("descr", "") or named.get("name", "")
    if named is not None and not is_off(named.get("hidden", "0")):
        reading.refusals.note(frame, "w:vanish")
    data, media_type = picture
    return Picture(
        data=data,
        media_type=media_type,
        width=size[0],
        height=size[1],
        description=description or "picture",
        left=left,
        top=top,
        behind=frame.get("behindDoc", "0") in {"1", "true"},
    )


def _size(extent: Element | None) -> tuple[float, float] | None:
    """Width and height in points; None if nobody could see it or no page could hold it."""
    if extent is None:
        return None
    try:
        width, height = (integer(extent.get(n), least=1, most=_LONGEST) for n in ("cx", "cy"))
    except NotAMeasure:
        return None
    return (width / _EMU, height / _EMU) if width and height else None


def _refuse_changes(reading: Reading, picture: Element) -> None:
    """Refuse what Word does to a picture before it shows it."""
    for crop in picture.iter(A + "srcRect"):
        if any(str(part).strip("0%") for part in crop.attrib.values()):
            reading.refusals.note(crop, "a:srcRect")
    for blip in picture.iter(A + "blip"):
        for effect in elements(blip):
            if effect.tag != A + "extLst":
                reading.refusals.note(effect, "picture changed", name=effect.tag.rpartition("}")[2])
    properties = picture.find(PIC + "spPr")
    for part in () if properties is None else elements(properties):
        if part.tag == A + "xfrm":
            plain = not any(part.get(name, "0") not in {"0", "false"} for name in _TURNS)
        elif part.tag == A + "prstGeom":
            plain = part.get("prst") == "rect"
        else:
            plain = part.tag in _PLAIN or (part.tag in _EMPTY and _is_empty(part))
        if not plain:
            reading.refusals.note(part, "picture changed", name=part.tag.rpartition("}")[2])


_TURNS = ("rot", "flipH", "flipV")


def _is_empty(part: Element) -> bool:
    """Whether a line or an effect is named, but not drawn."""
    children = list(elements(part))
    if part.tag == A + "effectLst":
        return not children
    return not any(child.tag.endswith("Fill") and child.tag != A + "noFill" for child in children)


def _data(reading: Reading, place: Place, picture: Element) -> tuple[bytes, str] | None:
    blip = next(picture.iter(A + "blip"), None)
    if blip is None:
        reading.refusals.note(picture)
        return None
    relation = reading.package.relations(place.part).get(blip.get(R + "embed", ""))
    if relation is None or relation.external or blip.get(R + "link"):
        reading.refusals.note(blip, "r:link")
        return None
    data = reading.package.read(relation.target)
    for start, media_type in _TYPES.items():
        if data.startswith(start):
            if fault := _fault(data):
                reading.refusals.note(blip, fault, limit=MOST_PIXELS // 1_000_000)
            return data, media_type
    reading.refusals.note(blip, "picture", name=relation.target.rpartition(".")[2])
    return None


@lru_cache(maxsize=64)
def _fault(data: bytes) -> str:
    """What makes a picture unfit to be shown: the name of a refusal, or nothing."""
    from PIL import Image, ImageFile, UnidentifiedImageError

    lenient = ImageFile.LOAD_TRUNCATED_IMAGES  # WeasyPrint asks for it, for all
    try:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data)) as image:
                if image.width * image.height > MOST_PIXELS:
                    return "picture vast"
                image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "picture vast"
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        return "picture damaged"
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return ""


def _offset(reading: Reading, frame: Element, name: str) -> Offset:
    """Where a floating picture stands on one axis."""
    element = frame.find(WP + name)
    origin = "" if element is None else _ORIGINS.get(element.get("relativeFrom", ""), "")
    align, distance = "", None
    if element is not None and (text := element.findtext(WP + "align", "").strip()):
        align = _ALIGN.get(text, "")
        edge = element.get("relativeFrom", "").endswith("Margin")
        distance = 0 if align and not (edge and align != "start") else None
    elif element is not None and (text := element.findtext(WP + "posOffset", "").strip()):
        distance = integer(text)
    if not origin or distance is None or not is_off(frame.get("simplePos", "0")):
        reading.refusals.note(frame, "wp:simplePos")
        return Offset("margin")
    return Offset(origin, distance / _EMU, align)  # type: ignore[arg-type]
