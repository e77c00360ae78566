"""The faces that documents name, and the installed ones that stand for them on paper.

A .docx names what its reader's Word has (Times New Roman, Arial, 宋体); the PDF embeds free
families of the same widths (Liberation, Carlito, Caladea) and, for Chinese, Noto CJK. There is
no free Simplified 仿宋 or 楷体 of good coverage: Song stands for them.

Line heights are Word's own single lines, as parts of the font size: the ascent, descent and
line gap of the face; Word adds 30 % to the square of its Chinese faces.
"""

import ctypes
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from letters.errors import N_, Problem
from letters.rendering.page import TextFormat

SERIF, SANS, MONO = "Liberation Serif", "Liberation Sans", "Liberation Mono"
SONG, HEI = "Noto Serif CJK SC", "Noto Sans CJK SC"
PACKAGES: Mapping[str, str] = {
    SERIF: "fonts-liberation",
    SANS: "fonts-liberation",
    SONG: "fonts-noto-cjk",
    HEI: "fonts-noto-cjk",
}
_STANDS_FOR: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("times new roman", "times", "georgia", "pt serif"), (SERIF,)),
    **dict.fromkeys(("arial", "helvetica", "verdana", "tahoma", "segoe ui"), (SANS,)),
    **dict.fromkeys(("courier new", "courier", "consolas"), (MONO,)),
    "calibri": ("Carlito", SANS),
    "cambria": ("Caladea", SERIF),
    **dict.fromkeys(
        ("宋体", "simsun", "新宋体", "nsimsun", "仿宋", "fangsong", "仿宋_gb2312", "楷体", "kaiti",
         "楷体_gb2312", "华文宋体", "stsong", "华文仿宋", "stfangsong", "华文中宋", "stzhongsong",
         "华文楷体", "stkaiti", "方正小标宋简体", "方正仿宋简体", "ms mincho"),
        (SONG,),
    ),
    **dict.fromkeys(
        ("黑体", "simhei", "微软雅黑", "microsoft yahei", "等线", "dengxian", "等线 light",
         "华文细黑", "stxihei", "ms gothic", "幼圆", "youyuan"),
        (HEI,),
    ),
}  # fmt: skip
_SINGLE_LINE: Mapping[str, float] = {
    SERIF: 1.149, SANS: 1.149, MONO: 1.1328, "Carlito": 1.2207, "Caladea": 1.1723,
    SONG: 1.3, HEI: 1.3,
}  # fmt: skip
_FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
_SUBSETTERS = (
    "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll",
)  # fmt: skip

_POINTER = ctypes.c_void_p
_SUBSETTER_CALLS: Mapping[str, list[type]] = {
    "hb_blob_create_from_file": [ctypes.c_char_p],
    "hb_blob_get_data": [_POINTER, _POINTER],
    "hb_blob_destroy": [_POINTER],
    "hb_face_create": [_POINTER, ctypes.c_uint],
    "hb_face_reference_blob": [_POINTER],
    "hb_face_destroy": [_POINTER],
    "hb_set_add": [_POINTER, ctypes.c_uint],
    "hb_subset_input_create_or_fail": [],
    "hb_subset_input_set": [_POINTER, ctypes.c_int],
    "hb_subset_input_unicode_set": [_POINTER],
    "hb_subset_input_destroy": [_POINTER],
    "hb_subset_or_fail": [_POINTER, _POINTER],
}


@lru_cache(maxsize=256)
def families(faces: tuple[str, ...]) -> tuple[str, ...]:
    """The families to draw with, the best first; Chinese characters always find one.

    >>> families(("Times New Roman", "黑体"))
    ('Liberation Serif', 'Noto Sans CJK SC', 'Noto Serif CJK SC')
    """
    found: list[str] = []
    for face in faces:
        found += _STANDS_FOR.get(face.casefold(), (face, SERIF))
    sans = found[:1] == [SANS] or found[:1] == ["Carlito"]
    return tuple(dict.fromkeys([*found, HEI if sans else SONG]))


@lru_cache(maxsize=256)
def single_line(faces: tuple[str, ...], *, chinese: bool) -> float:
    """The height of a single line as a part of the font size; Chinese text makes it higher."""
    own = _SINGLE_LINE.get(families(faces)[0], 1.149)
    return max(own, 1.3) if chinese else own


def is_chinese(text: str) -> bool:
    """Whether a text holds Han characters, kana or full-width forms."""
    return not text.isascii() and max(text) >= "\u2e80"


def text_width(text: str, format_: TextFormat) -> float:
    """The width of a text on one line, in points, without kerning, as Word sets it."""
    advances = _advances(_installed(format_.faces), format_.bold, format_.italic)
    shown = text.upper() if format_.caps else text
    scale = 0.65 if format_.script else 1.0
    width = sum(advances[character] for character in shown) * format_.size * scale
    return width + format_.spacing * len(text)


def font_problems() -> list[Problem]:
    """What is missing on this machine for good and quick PDFs, with the package to install."""
    problems = [
        _problem("font.missing", N_("the font {name} is not installed"), family, package)
        for family, package in PACKAGES.items()
        if not installed(family)
    ]
    if _library(_SUBSETTERS) is None:
        message = N_("the library {name} is missing: Chinese PDFs take 30 times longer")
        problems.append(
            _problem("font.subsetter", message, "harfbuzz-subset", "libharfbuzz-subset0")
        )
    return problems


def installed(family: str) -> bool:
    """Whether the family itself is there, not a substitute."""
    return family in _match(family)[2]


def face_file(family: str, *, bold: bool = False) -> tuple[str, int]:
    """The file of a face and the face's index in it."""
    return _match(family + (":bold" if bold else ""))[:2]


@lru_cache(maxsize=1)
def subsetter() -> ctypes.CDLL | None:
    """The library that cuts faces (harfbuzz-subset), ready to be called."""
    library = _library(_SUBSETTERS)
    if library is None:
        return None
    for name, takes in _SUBSETTER_CALLS.items():
        call = getattr(library, name)
        call.argtypes = takes
        call.restype = None if name.endswith("destroy") or name == "hb_set_add" else _POINTER
    return library


@lru_cache(maxsize=256)
def _installed(faces: tuple[str, ...]) -> str:
    """The family that will really be drawn with."""
    return next(filter(installed, families(faces)), SERIF)


def _problem(code: str, message: str, name: str, package: str) -> Problem:
    hint = N_("install the package {package}")
    return Problem(
        "", "", code, message, hint, {"name": name, "package": package}, severity="warning"
    )


class _Advances(dict[str, float]):
    """The advance of each character as a part of the font size; looked up once."""

    def __init__(self, characters: Mapping[int, str], widths: Mapping[str, tuple[int, int]],
                 units: int) -> None:  # fmt: skip
        super().__init__()
        self._characters = characters
        self._widths = widths
        self._units = units

    def __missing__(self, character: str) -> float:
        name = self._characters.get(ord(character))
        if name is not None:
            width = self._widths[name][0] / self._units
        elif unicodedata.combining(character):
            width = 0.0
        else:
            width = 1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.55
        self[character] = width
        return width


@lru_cache(maxsize=32)
def _advances(family: str, bold: bool, italic: bool) -> _Advances:  # noqa: FBT001 - a cache key
    """The advances of a face; a Chinese one is square, so its big tables are not read."""
    from fontTools.ttLib import TTFont

    style = (":bold" if bold else "") + (":italic" if italic else "")
    path, index, _ = _match((SERIF if family in {SONG, HEI} else family) + style)
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return _Advances(font.getBestCmap(), dict(font["hmtx"].metrics), font["head"].unitsPerEm)


@lru_cache(maxsize=64)
def _match(pattern: str) -> tuple[str, int, tuple[str, ...]]:
    """The file, the face's index in it and the family names that fontconfig finds."""
    library = _fontconfig()
    if library is None:
        return "", 0, ()
    wanted = library.FcNameParse(pattern.encode())
    library.FcConfigSubstitute(None, wanted, 0)
    library.FcDefaultSubstitute(wanted)
    found = library.FcFontMatch(None, wanted, ctypes.byref(ctypes.c_int()))
    library.FcPatternDestroy(wanted)
    if not found:
        return "", 0, ()
    path, index, name = ctypes.c_char_p(), ctypes.c_int(0), ctypes.c_char_p()
    library.FcPatternGetString(found, b"file", 0, ctypes.byref(path))
    library.FcPatternGetInteger(found, b"index", 0, ctypes.byref(index))
    names: list[str] = []
    while library.FcPatternGetString(found, b"family", len(names), ctypes.byref(name)) == 0:
        names.append((name.value or b"").decode())
    answer = (path.value or b"").decode(), index.value & 0xFFFF, tuple(names)
    library.FcPatternDestroy(found)
    return answer


@lru_cache(maxsize=1)
def _fontconfig() -> ctypes.CDLL | None:
    library = _library(_FONTCONFIG)
    if library is not None:
        library.FcNameParse.restype = ctypes.c_void_p
        library.FcFontMatch.restype = ctypes.c_void_p
        library.FcNameParse.argtypes = [ctypes.c_char_p]
        library.FcConfigSubstitute.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int]
        library.FcDefaultSubstitute.argtypes = [ctypes.c_void_p]
        library.FcFontMatch.argtypes = [ctypes.c_void_p] * 3
        library.FcPatternDestroy.argtypes = [ctypes.c_void_p]
        for get in (library.FcPatternGetString, library.FcPatternGetInteger):
            get.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
    return library


def _library(names: tuple[str, ...]) -> ctypes.CDLL | None:
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    return None
