"""Bytes to text: the encoding is recognised by proof, or the file is refused.

Proof, in this order: a byte order mark; the zero bytes of UTF-16; strictly valid UTF-8 (six
random GB2312 characters are never valid UTF-8, three are in 166 of 50,000 tries); then the three
encodings that Excel writes on Russian, Chinese and Spanish Windows, told apart by what their
letters say. Nothing is decoded with errors ignored or replaced.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from statistics import fmean as mean

from letters.errors import N_, DataError

_SAMPLE = 20_000
_CYRILLIC = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъ")
_SPANISH = frozenset("áéíóúñüÁÉÍÓÚÑÜ")
_SPANISH_SIGNS = frozenset("ºª€¿¡«»·–—‘’“”\u00a0àèòïçÀÈÒÏÇ")  # and the letters of Catalan
_RUSSIAN_SIGNS = frozenset("№«»–—“”„…\u00a0")
_CHINESE_SIGNS = frozenset("，。、；：？！（）《》“”‘’【】—…·￥　％＋－／０１２３４５６７８９")
_CONVINCING = 0.5
_MARGIN = 0.2


def decode(data: bytes) -> str:
    """The text of a file, without its byte order mark.

    >>> decode("Договор;Сумма".encode("cp1251"))
    'Договор;Сумма'

    Raises DataError when the bytes are no text, or could be several texts.
    """
    for mark, encoding in (
        (BOM_UTF8, "utf-8"),
        (BOM_UTF16_LE, "utf-16-le"),
        (BOM_UTF16_BE, "utf-16-be"),
    ):
        # «юя» in cp1251 has the bytes of a mark; but a table in UTF-16 holds zero bytes (line ends)
        if data.startswith(mark) and (mark == BOM_UTF8 or b"\0" in data or data == mark):
            text = _strictly(data[len(mark) :], encoding)
            if text is None:
                raise _unreadable()
            return text
    if b"\0" in data:
        return _utf16_without_mark(data)
    text = _strictly(data, "utf-8")
    return _by_content(data) if text is None else text


def _utf16_without_mark(data: bytes) -> str:
    # Delimiters, digits and line ends have a zero high byte in any language.
    little = data[1:_SAMPLE:2].count(0) >= data[0:_SAMPLE:2].count(0)
    text = _strictly(data, "utf-16-le" if little else "utf-16-be")
    if text is None or "\0" in text:
        raise DataError(
            N_("this is not a text file"), N_("put .csv, .xlsx or .yaml files into this folder")
        )
    return text


def _by_content(data: bytes) -> str:
    scored = []
    for encoding, score in (("cp1251", _russian), ("gb18030", _chinese), ("cp1252", _spanish)):
        text = _strictly(data, encoding)
        if text is not None:
            scored.append((score(text), text))
    scored.sort(key=lambda pair: pair[0], reverse=True)
    best = scored[0][0] if scored else 0.0
    second = scored[1][0] if len(scored) > 1 else 0.0
    if best < _CONVINCING or best - second < _MARGIN:
        raise _unreadable()
    return scored[0][1]


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unreadable() -> DataError:
    return DataError(
        N_("the encoding of this file cannot be recognised"),
        N_("save it as “CSV UTF-8” or as .xlsx"),
    )


# Each score is the mean, over the non-ASCII characters, of how well a character suits its
# neighbours in that language: 1 for what one expects, below 0 for what its texts never hold.


def _telling(text: str) -> str:
    """The runs of non-ASCII characters, each with the ASCII letter that stands before it."""
    return " ".join(re.findall(r"[A-Za-z]?[^\x00-\x7f]+", text))[:_SAMPLE]


def _russian(text: str) -> float:
    """Letters of the Russian alphabet in words, no capital after a small one or Latin before."""
    scores: list[float] = []
    before = " "
    for char in _telling(text):
        if "\u0400" <= char <= "\u04ff":
            joined = before in "»”" or (before.isascii() and before.isalpha())
            risen = char.isupper() and before.islower()
            scores.append(-1 if joined or risen or char.lower() not in _CYRILLIC else 1)
        elif char > "\x7f":
            scores.append(0.5 if char in _RUSSIAN_SIGNS else -1)
        before = char
    return mean(scores)


def _chinese(text: str) -> float:
    """Characters of GB2312's first level (the 3,755 common ones) and full-width signs.

    The rarer ones of its second level, which names like to use, speak neither way.
    """
    scores: list[float] = []
    for char in _telling(text):
        if char in _CHINESE_SIGNS:
            scores.append(0.5)
        elif char > "\x7f":
            try:
                lead = char.encode("gb2312")[0]
            except UnicodeEncodeError:
                lead = 0
            scores.append(1 if 0xB0 <= lead <= 0xD7 else 0 if 0xD8 <= lead <= 0xF7 else -1)
    return mean(scores)


def _spanish(text: str) -> float:
    """Accented letters among plain ones, never three in a row."""
    scores: list[float] = []
    run = 0
    for char in _telling(text):
        run = run + 1 if char > "\x7f" and char.isalpha() else 0
        if run > 2:
            scores.append(-1)
        elif char in _SPANISH:
            scores.append(1)
        elif char > "\x7f":
            scores.append(0.5 if char in _SPANISH_SIGNS else -1)
    return mean(scores)
