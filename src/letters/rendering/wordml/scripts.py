"""Which characters of a run are set in its East Asian face, and where scripts meet.

Han, kana, full-width forms and CJK punctuation always are. Characters that both scripts share
(quotation marks, dashes, the ellipsis) are when the run says so (w:hint) or when they follow or
precede an East Asian character, which is how a reader of Chinese expects “quotes”.

Word sets a little space between a Han character and a letter or digit (autoSpaceDE, DN). How
much is not documented (?); LibreOffice takes a fifth of the size, and so do we.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from letters.rendering.page import Inline, Run, TextFormat
from letters.rendering.wordml.styles import TextLook

_EAST_ASIAN = (
    "\u2e80-\u2fdf\u2ff0-\u303f\u3040-\u31ff\u3200-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uffef\U00020000-\U0003ffff"
)
_SHARED = (
    "\u2010\u2013-\u2016\u2018-\u201f\u2025\u2026\u2030\u2032\u2033\u203b\u00b7\u2103"
    "\u2160-\u217f\u2190-\u2199\u2460-\u24ff\u2500-\u25ff"
)
_ANY = re.compile(f"[{_EAST_ASIAN}]")
_STRETCH = re.compile(
    f"[{_SHARED}]*[{_EAST_ASIAN}][{_EAST_ASIAN}{_SHARED}]*|[^{_EAST_ASIAN}{_SHARED}]+|[{_SHARED}]+"
)
_HINTED = re.compile(f"[{_EAST_ASIAN}{_SHARED}]+|[^{_EAST_ASIAN}{_SHARED}]+")


def runs(text: str, look: TextLook) -> Iterator[Run]:
    """The text cut where its face changes."""
    if look.latin is look.east_asian or text.isascii():
        yield Run(text, look.latin)
        return
    for stretch in (_HINTED if look.east_asian_hint else _STRETCH).findall(text):
        east_asian = _ANY.search(stretch) or (look.east_asian_hint and _is_shared(stretch))
        yield Run(stretch, look.east_asian if east_asian else look.latin)


def _is_shared(stretch: str) -> bool:
    return re.match(f"[{_SHARED}]", stretch) is not None


_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = "0-9A-Za-z\u00c0-\u024f\u0370-\u052f"
_MEETING = re.compile(f"(?<=[{_HAN}])(?=[{_LETTER}])|(?<=[{_LETTER}])(?=[{_HAN}])")


def spaced(items: Sequence[Inline]) -> Sequence[Inline]:
    """The items with a little space behind the last character before another script.

    The space belongs to the character before, so that it vanishes at the end of a line.
    """
    text = "".join(item.text for item in items if isinstance(item, Run))
    return tuple(_spaced(items)) if _MEETING.search(text) else items


def _spaced(items: Sequence[Inline]) -> Iterator[Inline]:
    for index, item in enumerate(items):
        if not isinstance(item, Run):
            yield item
            continue
        following = items[index + 1] if index + 1 < len(items) else None
        after = following.text[:1] if isinstance(following, Run) else ""
        start = 0
        for meeting in _MEETING.finditer(item.text + after):
            end = meeting.start()
            if end - 1 > start:
                yield Run(item.text[start : end - 1], item.format)
            yield Run(item.text[end - 1 : end], _wider(item.format))
            start = end
        if start < len(item.text):
            yield Run(item.text[start:], item.format)


@lru_cache(maxsize=1024)
def _wider(format_: TextFormat) -> TextFormat:
    return replace(format_, spacing=format_.spacing + format_.size / 5)
