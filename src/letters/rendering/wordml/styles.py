"""Styles with inheritance: the levels of Word laid over each other, into finished formats.

Order for a paragraph: document defaults, table style, paragraph style (its bases first), list
level, the paragraph itself; for text also the character style and the run itself. On-off
properties of several styles cancel each other out, as in Word (ECMA-376-1, 17.7.3). A list's
indents count below those of the level that names the list, so a style may correct its own list.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from letters.rendering.page import ParagraphFormat, TabStop, TextFormat
from letters.rendering.wordml.names import A, Element, W, child_value, find, value
from letters.rendering.wordml.properties import (
    TOGGLES,
    TRACKED,
    Faces,
    Properties,
    paragraph_properties,
    text_properties,
)

ListLevel = Callable[[str, int, str], Properties]
NOTHING: Properties = {}
_ON_MARKS = frozenset((*TRACKED, "vanish", "specVanish"))  # they join a paragraph to the next


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """What one style or one condition of a table style says; equal only to itself."""

    paragraph: Properties = field(default_factory=dict)
    text: Properties = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextLook:
    """The looks of a run: for alphabetic and for East Asian characters.

    `east_asian_hint` gives the characters that both scripts use to the latter; `refused` names
    properties that cannot be drawn.
    """

    latin: TextFormat
    east_asian: TextFormat
    east_asian_hint: bool
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ParagraphLook:
    """A paragraph's format, what its runs start from, and its list; equal only to itself."""

    format: ParagraphFormat
    text: Properties
    mark: TextLook
    style: str
    numbering: str
    level: int
    contextual: bool
    auto_space: bool
    refused: tuple[str, ...]


class Styles:
    """The styles of one document (w:styles) with the faces of its theme."""

    def __init__(self, root: Element | None, theme: Faces, default_tab: float = 36.0) -> None:
        self.theme = theme
        self._default_tab = default_tab
        self._elements: dict[str, Element] = {}
        self._chains: dict[str, tuple[Level, ...]] = {}
        self.default_paragraph = ""
        self.default_table = ""
        for style in [] if root is None else root.findall(W + "style"):
            name = value(style, "styleId")
            self._elements[name] = style
            if value(style, "default") in {"1", "true", "on"}:
                if value(style, "type") == "paragraph":
                    self.default_paragraph = name
                elif value(style, "type") == "table":
                    self.default_table = name
        language = find(root, "docDefaults/rPrDefault/rPr/lang")
        self.languages = value(language), value(language, "eastAsia")
        self.defaults = Level(
            paragraph_properties(find(root, "docDefaults/pPrDefault/pPr")),
            text_properties(find(root, "docDefaults/rPrDefault/rPr"), theme),
        )

    def level(self, element: Element | None) -> Level:
        """What the w:pPr and w:rPr of a style or condition say."""
        return Level(
            paragraph_properties(find(element, "pPr")),
            text_properties(find(element, "rPr"), self.theme),
        )

    def elements(self, name: str) -> tuple[Element, ...]:
        """A style with the styles that it is based on, bases first; a loop is cut."""
        chain: list[Element] = []
        while (style := self._elements.get(name)) is not None and style not in chain:
            chain.append(style)
            name = child_value(style, "basedOn")
        return tuple(reversed(chain))

    def chain(self, name: str) -> tuple[Level, ...]:
        """What each style of the chain says, bases first."""
        if name not in self._chains:
            self._chains[name] = tuple(self.level(style) for style in self.elements(name))
        return self._chains[name]

    def paragraph_look(
        self, element: Element | None, table: Level, list_level: ListLevel, pitch: float = 0.0
    ) -> ParagraphLook:
        """The finished look of a paragraph with this w:pPr inside this table style.

        `pitch` is that of the page's line grid, which the paragraph follows unless told not to.
        """
        direct = paragraph_properties(element)
        style = direct.get("style", "")
        if style not in self._elements:
            style = self.default_paragraph
        merged = {**self.defaults.paragraph, **table.paragraph}
        styled: Properties = {}
        for properties in (*(level.paragraph for level in self.chain(style)), direct):
            listed = NOTHING
            if "numbering" in properties:
                listed = list_level(properties["numbering"], properties["level"], style)
            _lay(merged, listed)
            _lay(merged, properties)
        for level in self.chain(style):
            _lay(styled, level.text)
        text = self._texts(table.text, styled)
        mark = self.text_look(text, find(element, "rPr"))
        grid = pitch if merged.get("snap", True) else 0.0
        return ParagraphLook(
            format=_paragraph_format(merged, mark.latin.size, grid, self._default_tab),
            text=text,
            mark=mark,
            style=style,
            numbering=merged.get("numbering", ""),
            level=merged.get("level", 0),
            contextual=merged.get("contextual", False),
            auto_space=merged.get("auto_space", True),
            refused=_refused(merged) + tuple(n for n in mark.refused if n[2:] in _ON_MARKS),
        )

    def text_look(self, base: Properties, *elements: Element | None) -> TextLook:
        """The finished look of a run with these w:rPr in a paragraph of this base."""
        merged = dict(base)
        for element in elements:
            direct = text_properties(element, self.theme)
            if named := direct.get("style"):
                character: Properties = {}
                for level in self.chain(named):
                    _lay(character, level.text)
                for key, found in character.items():
                    toggles = key in TOGGLES
                    merged[key] = bool(merged.get(key)) ^ bool(found) if toggles else found
            _lay(merged, direct)
        latin = merged.get("latin", "Times New Roman")
        east_asian = merged.get("east_asian", "")
        look = _text_format(merged, (latin, east_asian) if east_asian else (latin,))
        other = _text_format(merged, (east_asian, latin)) if east_asian else look
        return TextLook(look, other, merged.get("hint") == "eastAsia", _refused(merged))

    def _texts(self, table: Properties, style: Properties) -> Properties:
        merged = {**self.defaults.text, **table, **style}
        for key in TOGGLES:
            if key in table and key in style:
                merged[key] = table[key] ^ style[key]
        return merged


def theme_faces(root: Element | None, east_asian_language: str) -> Faces:
    """The faces that a theme gives to the roles `minorHAnsi`, `majorEastAsia` and so on."""
    faces: dict[str, str] = {}
    scripts = {"ja": "Jpan", "ko": "Hang"}
    script = scripts.get(east_asian_language[:2], "Hans")
    if east_asian_language in {"zh-TW", "zh-HK", "zh-MO"}:
        script = "Hant"
    for role in ("major", "minor"):
        fonts = None if root is None else next(root.iter(f"{A}{role}Font"), None)
        if fonts is None:
            continue
        latin, east_asian = fonts.find(A + "latin"), fonts.find(A + "ea")
        face = "" if latin is None else latin.get("typeface", "")
        faces[f"{role}HAnsi"] = faces[f"{role}Ascii"] = face
        face = "" if east_asian is None else east_asian.get("typeface", "")
        by_script = {f.get("script"): f.get("typeface", "") for f in fonts.iter(A + "font")}
        faces[f"{role}EastAsia"] = face or by_script.get(script, "")
    return faces


def _lay(below: Properties, above: Mapping[str, object]) -> None:
    """Lay one level over another in place; tab stops add up, a `None` stop clears one."""
    tabs = {**below.get("tabs", {}), **above["tabs"]} if "tabs" in above else None  # type: ignore[dict-item]
    below.update(above)
    if tabs is not None:
        below["tabs"] = tabs


def _paragraph_format(
    merged: Properties, size: float, grid: float, default_tab: float
) -> ParagraphFormat:
    def indent(key: str) -> float:
        chars: int = merged.get(f"{key}_chars", 0)
        length: float = chars / 100 * size if chars else merged.get(key, 0.0)
        return length

    left, first = indent("left"), indent("first")
    stops: list[TabStop] = [stop for stop in merged.get("tabs", {}).values() if stop]
    plain = {
        key: merged[key]
        for key in (
            "align", "right", "before", "after", "line", "line_rule", "keep_next", "keep_lines",
            "page_break_before", "widow_control", "heading", "borders", "background",
        )
        if key in merged
    }  # fmt: skip
    return ParagraphFormat(
        **{**plain, "right": indent("right")},
        left=left,
        first_line=first,
        grid=grid,
        tabs=tuple(sorted(stops, key=lambda stop: stop.position)),
        default_tab=default_tab,
    )


def _text_format(merged: Properties, faces: tuple[str, ...]) -> TextFormat:
    plain = {
        key: merged[key]
        for key in (
            "size", "bold", "italic", "underline", "strike", "caps", "small_caps", "colour",
            "background", "script", "raised", "spacing",
        )
        if key in merged
    }  # fmt: skip
    if merged.get("highlight"):
        plain["background"] = merged["highlight"]
    return TextFormat(faces=faces, **plain)


def _refused(merged: Properties) -> tuple[str, ...]:
    return tuple(key for key, found in merged.items() if key.startswith("w:") and found)


def east_asian_language(settings: Element | None) -> str:
    """The language that the document's settings name for East Asian text."""
    return value(find(settings, "themeFontLang"), "eastAsia", "zh-CN")
