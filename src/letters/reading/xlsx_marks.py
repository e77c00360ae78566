"""What a workbook says about its cells beside their values.

The reader of values gives nothing for a formula that failed or was never calculated, and 0.001
where the user sees 0.1 %, and 15 where he sees 00015. Such cells are found here in the sheet's own
XML (ECMA-376 part 1, 18.3.1.4 `c` and 18.8 styles) and are read as the text that he sees.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import BinaryIO
from xml.etree import ElementTree as ET

from letters.reading.cells import NOT_CALCULATED
from letters.reading.xlsx_limits import check_extent, check_sizes, column_number, read_part

Marks = Mapping[tuple[int, int], str]
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_BUILT_IN_PERCENT = {9, 10}  # 0% and 0.00%
_PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_PREFIX = re.compile(rb"<(\w+:|)sheetData\b")


def marks_of(file: BinaryIO) -> Mapping[str, Marks]:
    """By sheet: the text of the cells (row, column; from 0) whose bare value would mislead.

    A workbook without such cells costs a search for a few words in each sheet. Raises DataError
    for one that is too large to be read at all (see `xlsx_limits`).
    """
    with zipfile.ZipFile(file) as archive:
        check_sizes(archive)
        names = set(archive.namelist())
        if _STRINGS in names:
            read_part(archive, _STRINGS)
        styles = _styles(read_part(archive, _STYLES)) if _STYLES in names else {}
        found = {}
        for sheet, part in _sheets(archive):
            if part in names:
                xml = read_part(archive, part)
                check_extent(sheet, xml)
                found[sheet] = dict(_marks(xml, styles))
        return found


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = _parse(read_part(archive, "xl/_rels/workbook.xml.rels"))
    targets = {
        node.get("Id", ""): node.get("Target", "") for node in relations.findall("{*}Relationship")
    }
    workbook = _parse(read_part(archive, "xl/workbook.xml"))
    for node in workbook.findall("{*}sheets/{*}sheet"):
        number = next((value for key, value in node.items() if key.endswith("}id")), "")
        target = targets.get(number, "")
        yield node.get("name", ""), target[1:] if target.startswith("/") else f"xl/{target}"


def _parse(xml: bytes) -> ET.Element:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("a workbook with a document type is not read")
    return ET.fromstring(xml)  # noqa: S314 - no document type, so no entities to expand


def _styles(xml: bytes) -> Mapping[bytes, str]:
    """The formats that change what is seen, by style number: `%`, or the zeros of `00000`."""
    root = _parse(xml)
    codes = {
        int(node.get("numFmtId", "0")): re.sub(r'"[^"]*"|\\.', "", node.get("formatCode", ""))
        for node in root.findall("{*}numFmts/{*}numFmt")
    }
    styles = {}
    for number, node in enumerate(root.findall("{*}cellXfs/{*}xf")):
        code = int(node.get("numFmtId", "0"))
        text = codes.get(code, "")
        if code in _BUILT_IN_PERCENT or "%" in text:
            styles[str(number).encode()] = "%"
        elif re.fullmatch("00+", text):
            styles[str(number).encode()] = text
    return styles


def _marks(xml: bytes, styles: Mapping[bytes, str]) -> Iterator[tuple[tuple[int, int], str]]:
    """Only cells that may be marked are taken out of a sheet of millions."""
    found = _PREFIX.search(xml)
    prefix = found[1] if found else b""
    for attributes, text in (*_uncalculated(xml, prefix), *_misleading(xml, prefix, styles)):
        if text and (place := _PLACE.search(attributes)):
            yield (int(place[2]) - 1, column_number(place[1]) - 1), text


def _uncalculated(xml: bytes, prefix: bytes) -> Iterator[tuple[bytes, str]]:
    """The attributes of the cells that have a formula but no value."""
    if b"<%bf" % prefix not in xml:
        return
    formula = rb"<{0}f\b[^>]*(?:/>|>[^<]*</{0}f>)\s*(?:<{0}v\s*/>|<{0}v></{0}v>)?\s*</{0}c>"
    for attributes in re.findall(_for(prefix, rb"<{0}c\s([^>]*)>\s*" + formula), xml):
        # A formula whose result is an empty text has t="str" and no value: that is no fault.
        if b't="str"' not in attributes:
            yield attributes, NOT_CALCULATED


def _misleading(
    xml: bytes, prefix: bytes, styles: Mapping[bytes, str]
) -> Iterator[tuple[bytes, str]]:
    """The attributes of the cells with an error or with one of the `styles`, and what is seen."""
    signs = [rb't="e"'] if b't="e"' in xml else []
    signs += [rb's="(?:%b)"' % b"|".join(styles)] if styles else []
    if not signs:
        return
    sought = rb"<{0}c\s(?=[^>]*\b(?:%b))([^>]*)>\s*(?:<{0}f\b[^>]*(?:/>|>[^<]*</{0}f>))?\s*"
    value = rb"(?:<{0}v>([^<]*)</{0}v>)?"
    for attributes, content in re.findall(_for(prefix, sought % b"|".join(signs) + value), xml):
        if b't="e"' in attributes:
            yield attributes, content.decode() or NOT_CALCULATED
        elif content and (b' t="' not in attributes or b' t="n"' in attributes):
            style = _STYLE.search(attributes)
            yield attributes, _as_seen(content, styles.get(style[1], "")) if style else ""


def _for(prefix: bytes, pattern: bytes) -> bytes:
    """A pattern for the tags of a sheet, whose names may have a prefix."""
    return pattern.replace(b"{0}", prefix)


@lru_cache(10_000)
def _as_seen(value: bytes, style: str) -> str:
    number = Decimal(value.decode())
    if style == "%":
        # Excel stores 22 % as 0.22, and 0.07 % as 7.0000000000000007E-4: 15 digits are exact.
        return f"{(Decimal(f'{number:.15g}') * 100).normalize():f}%"
    if style and number == number.to_integral_value() and number >= 0:
        return f"{number:f}".zfill(len(style))
    return ""
