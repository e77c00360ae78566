"""Equal elements under equal elements share their computed style, in all letters of a template.

WeasyPrint matches and cascades for each element, and computes each letter's styles anew. Our
selectors ask for nothing but an element's own name, class and address, so its style follows from
these and from its parent's style. Letters of one template share their parsed style sheet; the
styles are kept with it. An element with declarations or an anchor of its own is never kept.
"""

from dataclasses import dataclass, field
from math import inf
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2
from weasyprint import css

from letters.rendering.quick.markup import Page
from letters.rendering.quick.replacing import Replacements


@dataclass(slots=True)
class _Look:
    """The styles of an element and its pseudo-elements, and the looks of what it contains."""

    styles: dict[str | None, Any]
    inside: dict[tuple[str | None, ...], "_Look"] = field(default_factory=dict)


class SharedLooks(css.StyleFor):  # type: ignore[misc]
    """The styles of one letter."""

    def __init__(self, html: Any, sheets: Any, _: Any, fonts: Any, targets: Any) -> None:
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles: dict[Any, Any] = {}
        self._sheets, self.font_config = sheets, fonts
        self.initial_page_sizes = {"box": None, "area": None}
        self._html, self._targets = html, targets
        known = sheets[-1][0].__dict__.setdefault("_letters_looks", {})
        self._settle(html.etree_element, None, known)

    def _settle(self, element: Element, parent: Element | None, known: Any) -> None:
        """Find the styles of an element and of all that it contains."""
        get = element.get
        key = element.tag, get("class"), get("href") and "", get("lang")
        look = known.get(key)
        if look is None or get("style") or get("id"):
            look = _Look(self._computed(element, parent))
            if not (get("style") or get("id")):
                known[key] = look
        for pseudo, style in look.styles.items():
            self._computed_styles[element, pseudo] = style
        for child in element:
            self._settle(child, element, look.inside)

    def _computed(self, element: Element, parent: Element | None) -> dict[str | None, Any]:
        """The styles of an element by its pseudo-elements, None for the element itself."""
        self._cascade(element)
        names = dict.fromkeys([None, *(pseudo for _, pseudo in self._cascaded_styles)])
        for pseudo in names:
            self.set_computed_styles(
                element,
                parent=element if pseudo else parent,
                root=self._html.etree_element,
                pseudo_type=pseudo,
                base_url=self._html.base_url,
                target_collector=self._targets,
            )
        self._cascaded_styles.clear()
        return {pseudo: self._computed_styles[element, pseudo] for pseudo in names}

    def _cascade(self, element: Element) -> None:
        """Collect what is declared for an element, the weightiest of each kind."""
        alone = Element(element.tag, element.attrib)

        def declare(origin: str, pseudo: str | None, specificity: Any, found: Any) -> None:
            style = self._cascaded_styles.setdefault((element, pseudo), {})
            for name, value, importance in found:
                weight = css.declaration_precedence(origin, importance), inf, specificity
                if name not in style or style[name][1] <= weight:
                    style[name] = value, weight

        for specificity, _, found, base in css.find_style_attributes(alone):
            declare("author", None, specificity, css.preprocess_declarations(base, found))
        wrapper = cssselect2.ElementWrapper.from_html_root(alone)
        for sheet, origin, own in self._sheets:
            for specificity, _, pseudo, (found, _) in sheet.matcher.match(wrapper):
                declare(origin, pseudo, own or specificity, found)


def shared_looks() -> Replacements:
    """The pages of `markup` get their styles from the looks that are known already."""
    usual = css.StyleFor

    def style_for(html: Any, *arguments: Any) -> Any:
        return (SharedLooks if isinstance(html, Page) else usual)(html, *arguments)

    yield css, "StyleFor", style_for
    yield css, "find_stylesheets", lambda *_: ()  # our markup has none in it
