"""The glyphs of a line of text written by what is known of them, not one by one.

WeasyPrint asks Pango for each glyph in turn, and works out from its width in the font and in the
line what to write. Both are the same wherever the glyph stands: most of a letter is written from
what was worked out at its first places.
"""

from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from letters.rendering.quick.replacing import Replacements

_INTEGERS = 5  # of a PangoGlyphInfo: glyph, width, two offsets, flags
_Place = tuple[int, int]
_Known = dict[_Place, str]
_IS_NEW = pango.pango_version() >= 14802  # an older one tells other sizes of its fonts


def glyphs_known() -> Replacements:
    """Text without offsets, and of glyphs that were drawn before, takes the short way."""
    usual = drawing.draw_first_line

    def draw_first_line(stream: Any, textbox: Any, overflow: Any, cut: Any, matrix: Any) -> Any:
        plain = overflow != "ellipsis" and cut == "none" and _IS_NEW
        pieces = _pieces(stream, textbox) if plain and textbox.text.strip() else None
        if not pieces:
            return usual(stream, textbox, overflow, cut, matrix)
        stream.set_text_matrix(*matrix.values)
        for font, size, text in pieces:
            stream.set_font_size(font.hash, size)
            stream.show_text(text)
        return []

    yield drawing, "draw_first_line", draw_first_line


def _pieces(stream: Any, textbox: Any) -> list[tuple[Any, float, str]] | None:
    """What to write in which font, or None where a glyph is new or needs more than its place."""
    layout = textbox.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    line, _ = layout.get_first_line()
    pieces: list[tuple[Any, float, str]] = []
    run, last = line.runs[0], None
    while run != ffi.NULL:
        glyphs, pango_font = run.data.glyphs, run.data.item.analysis.font
        if pango_font != last:
            font, size = stream.add_font(pango_font)
            pieces.append((font, size, ""))
            last = pango_font
        text = _text(font, size, glyphs)
        if text is None:
            return None
        pieces[-1] = (font, size, pieces[-1][2] + text)
        run = run.next
    return pieces


def _text(font: Any, size: float, glyphs: Any) -> str | None:
    """The operand that shows these glyphs, in hexadecimal digits."""
    count = glyphs.num_glyphs
    numbers = memoryview(ffi.buffer(glyphs.glyphs, count * _INTEGERS * 4)).cast("i")
    if not count or any(numbers[2::_INTEGERS]) or any(numbers[3::_INTEGERS]):
        return None
    known = font.__dict__.setdefault("_letters_glyphs", {}).setdefault(size, {})
    places = list(zip(numbers[::_INTEGERS], numbers[1::_INTEGERS], strict=True))
    if any(place not in known for place in places) and not _learn(known, font, size, places):
        return None
    return f"<{''.join(map(known.__getitem__, places))}>".removesuffix("<>")


def _learn(known: _Known, font: Any, size: float, places: list[_Place]) -> bool:
    """Keep what to write for these glyphs, if each was drawn before and is a mere outline."""
    if font.bitmap or font.svg or font.png or font.colr:
        return False
    for glyph, width in places:
        if glyph not in font.to_unicode or glyph not in font.widths:
            return False
        kerning = font.widths[glyph] - width * 1000 * FROM_UNITS / size
        known[glyph, width] = f"{glyph:04x}" + (f">{int(kerning)}<" if kerning else "")
    return True
