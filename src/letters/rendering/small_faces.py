"""Chinese faces cut to the everyday characters: a tenth of the work for each PDF.

Noto CJK has 65,000 glyphs a face, and each PDF that uses a face cuts its own few out of all of
them. Here HarfBuzz cuts the characters of GB/T 2312-1980 out once a process, in about a tenth of
a second. A letter with any rarer character is drawn with the full faces, as without this module;
what is drawn is the same.
"""

import ctypes
import re
from functools import lru_cache

from letters.rendering.fonts import HEI, SONG, face_file, subsetter

_NAMES = {SONG: "Song-GB2312", HEI: "Hei-GB2312"}
ADDRESS = "face:"
_FIRST = re.compile('"({})"'.format("|".join(_NAMES.values())))
_DROP_TABLE = 3  # HB_SUBSET_SETS_DROP_TABLE_TAG
# Vertical, proportional and other countries' forms, none of which our pages use.
_NOT_NEEDED = (b"GSUB", b"GPOS", b"VORG", b"vhea", b"vmtx", b"DSIG")


def suit(text: str) -> bool:
    """Whether these faces have all Chinese characters of a text, and there are some."""
    rare = set(text) - _everyday()
    return not text.isascii() and all(character < "\u2000" for character in rare)


def prefer(style_sheet: str) -> str:
    """The style sheet with the small faces before the full ones."""
    if subsetter() is None:
        return style_sheet
    for full, small in _NAMES.items():
        style_sheet = style_sheet.replace(f'"{full}"', f'"{small}","{full}"')
    return style_sheet


def used(style_sheet: str) -> tuple[str, ...]:
    """The addresses of the small faces that a style sheet may ask for.

    The first Chinese face of a rule serves all Chinese text under it. A rule that changes only a
    part of what stands around it (class `x`) may meet either weight; no face may be missing, or
    its bold would be a smeared regular.
    """
    found: dict[str, None] = {}
    both = ("", "bold") if "font-weight:bold" in style_sheet else ("",)
    names = {name for name in _NAMES.values() if f'"{name}"' in style_sheet}
    for text in style_sheet.split("}"):
        first = _FIRST.search(text)
        partial = text.lstrip().startswith(".x")
        if first is None and not (partial and "font-weight:bold" in text):
            continue
        weights = both if partial else both[-1:] if "font-weight:bold" in text else ("",)
        for name in names if first is None else (first[1],):
            found.update(dict.fromkeys(f"{ADDRESS}{name}/{weight}" for weight in weights))
    return tuple(sorted(found))


def rule(address: str) -> str:
    """The rule that makes a small face known."""
    name, _, weight = address.removeprefix(ADDRESS).partition("/")
    return (
        f'@font-face{{font-family:"{name}";font-weight:{weight or "normal"};src:url("{address}")}}'
    )


@lru_cache(maxsize=4)
def face(address: str) -> bytes:
    """The font file behind an address."""
    name, _, weight = address.removeprefix(ADDRESS).partition("/")
    full = next(family for family, small in _NAMES.items() if small == name)
    path, index = face_file(full, bold=weight == "bold")
    return _cut(path, index)


def _cut(path: str, index: int) -> bytes:
    """The face without what GB2312 does not have."""
    library = subsetter()
    assert library is not None  # noqa: S101 - nobody asks for a face that `prefer` has not named
    blob = library.hb_blob_create_from_file(path.encode())
    full = library.hb_face_create(blob, index)
    wanted = library.hb_subset_input_create_or_fail()
    characters = library.hb_subset_input_unicode_set(wanted)
    for character in sorted(_everyday()):
        library.hb_set_add(characters, ord(character))
    dropped = library.hb_subset_input_set(wanted, _DROP_TABLE)
    for table in _NOT_NEEDED:
        library.hb_set_add(dropped, int.from_bytes(table))
    small = library.hb_subset_or_fail(full, wanted)
    data = library.hb_face_reference_blob(small)
    length = ctypes.c_uint()
    start = library.hb_blob_get_data(data, ctypes.byref(length))
    cut = ctypes.string_at(start, length.value)
    for item in (data, blob):
        library.hb_blob_destroy(item)
    for item in (small, full):
        library.hb_face_destroy(item)
    library.hb_subset_input_destroy(wanted)
    return cut


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """ASCII, rows 1-9 and 16-87 of GB2312, and what dates, sums and names need besides."""
    rows = (*range(0xA1, 0xAA), *range(0xB0, 0xF8))
    cells = (bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    pairs = "".join(cell.decode("gbk", "ignore") for cell in cells)  # its dashes are the usual ones
    ascii_ = "".join(map(chr, range(0x20, 0x7F)))
    more = "\u00a0¥\u2011–€〇镕堃喆玥珺昇煊祎翀劼犇赟炜晟"
    return frozenset(ascii_ + pairs + more)
