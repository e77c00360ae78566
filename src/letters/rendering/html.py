"""The page model as HTML and CSS for paged media: pages, headers, footers, sections.

The header of a first page stands in the flow of the text and pushes it down, as in Word; other
headers and footers are running elements in the page's margin, which is widened if they are
taller than it. `markup` and `inlines` write what is inside.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from letters.rendering import css
from letters.rendering.markup import Markup
from letters.rendering.page import Block, Document, Paragraph, Picture, Section
from letters.rendering.tabs import plain_width

Measure = Callable[[str, str, float], float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A document for a drawer of HTML: style sheet, markup, and pictures by their address."""

    css: str
    html: str
    pictures: dict[str, Picture]


def draw_html(document: Document) -> str:
    """The document as one HTML text with its style sheet inside."""
    drawing = draw(document)
    return drawing.html.replace("</head>", f"<style>{drawing.css}</style></head>", 1)


def draw(
    document: Document, *, title: str = "", language: str = "", measure: Measure | None = None
) -> Drawing:
    """The document as markup and style sheet.

    `measure(css, markup, width)` gives the height of a header or footer in points; without it
    every one is taken to fit its margin.
    """
    markup = Markup()
    pages = _Pages(markup, measure)
    sections = "".join(pages.section(*item) for item in enumerate(document.sections))
    lang = f' lang="{escape(language)}"' if language else ""
    html = f"<html{lang}><head><title>{escape(title)}</title></head><body>{sections}</body></html>"
    return Drawing(markup.styles.text(), html, markup.pictures)


class _Pages:
    """Writes the sections of one document."""

    def __init__(self, markup: Markup, measure: Measure | None) -> None:
        self._markup = markup
        self._measure = measure

    def section(self, index: int, section: Section) -> str:
        """A section with its headers and footers before its text."""
        sheet, name = section.sheet, f"s{index}"
        rule = self._markup.styles.rule
        header = self._end(f"h{index}", section.header, section)
        footer = self._end(f"f{index}", section.footer, section)
        top = self._margin(section.header, header, section, sheet.top, sheet.header)
        bottom = self._margin(section.footer, footer, section, sheet.bottom, sheet.footer)
        rule(f".{name}{{page:{name}}}")
        rule(
            f"@page {name}{{{css.sheet_rules(sheet, top, bottom)};"
            f"{_box('top', f'h{index}', section.header, sheet.header)}"
            f"{_box('bottom', f'f{index}', section.footer, sheet.footer)}"
            "@footnote{border-top:.5pt solid;padding-top:3pt;margin-top:6pt}}"
        )
        first = self._first(index, section)
        if section.first_number is not None:
            rule(f"@page {name}:nth(1 of {name}){{counter-reset:page {section.first_number}}}")
        blocks = self._markup.blocks(section.blocks, sheet, sheet.text_width)
        return f'<section class="{name}">{header}{footer}{first}{blocks}</section>'

    def _first(self, index: int, section: Section) -> str:
        """The header and footer of the section's first page, where it has its own."""
        if section.first_header is None or section.first_footer is None:
            return ""
        sheet, rule = section.sheet, self._markup.styles.rule
        out, room = "", abs(sheet.top)
        if section.first_header:
            room = sheet.header
            inside = self._markup.blocks(section.first_header, sheet, sheet.text_width)
            rule(f".g{index}{{display:flow-root;min-height:{css.pt(abs(sheet.top) - room)}}}")
            out = f'<div class="g{index}">{inside}</div>'
        footer = self._end(f"e{index}", section.first_footer, section)
        bottom = self._margin(section.first_footer, footer, section, sheet.bottom, sheet.footer)
        rule(
            f"@page s{index}:nth(1 of s{index}){{margin-top:{css.pt(room)};"
            f"margin-bottom:{css.pt(bottom)};@top-center{{content:none}}"
            f"{_box('bottom', f'e{index}', section.first_footer, sheet.footer)}}}"
        )
        return footer + out

    def _end(self, name: str, blocks: tuple[Block, ...], section: Section) -> str:
        """A header or footer as a running element."""
        if not blocks:
            return ""
        self._markup.styles.rule(f".{name}{{position:running({name})}}")
        inside = self._markup.blocks(blocks, section.sheet, section.sheet.text_width)
        return f'<div class="{name}">{inside}</div>'

    def _margin(
        self,
        blocks: tuple[Block, ...],
        drawn: str,
        section: Section,
        margin: float,
        distance: float,
    ) -> float:
        """The page's margin, widened to hold the header or footer; a negative one is exact."""
        if not blocks or margin < 0 or self._measure is None:
            return abs(margin)
        width = section.sheet.text_width
        if distance + _most(blocks, width) <= margin:
            return margin
        inside = drawn[drawn.index(">") + 1 : drawn.rindex("<")]
        return max(margin, distance + self._measure(self._markup.styles.text(), inside, width))


def _box(side: str, name: str, blocks: tuple[Block, ...], distance: float) -> str:
    """The margin box of a page that shows a running element over the whole width."""
    if not blocks:
        return f"@{side}-center{{content:none}}"
    return (
        f"@{side}-center{{content:element({name});width:100%;text-align:left;"
        f"vertical-align:{side};padding-{side}:{css.pt(distance)}}}"
    )


def _most(blocks: tuple[Block, ...], width: float) -> float:
    """No less than the height of these blocks, in points, as far as it is known at a glance."""
    height = 0.0
    for block in blocks:
        if not isinstance(block, Paragraph):
            return float("inf")
        format_ = block.format
        line, _ = css.line_and_base(block)
        length, breaks = plain_width(block)
        room = max(width - format_.left - format_.right, 1.0)
        lines = 1 + breaks + int(length * 1.1 / room)
        height += format_.before + format_.after + lines * line
    return height
