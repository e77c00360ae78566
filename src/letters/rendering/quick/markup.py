"""Our markup parsed by the C parser, with a browser's style sheet cut to its elements.

The markup is well-formed XML of some twenty elements. Six rules of WeasyPrint's own style sheet
would match every element of a long table. The result is the same PDF to the byte.
"""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import cssselect2
from weasyprint import CSS, HTML

_BROWSER = """
head,title{display:none}
html,body,section,div,p,h1,h2,h3,h4,h5,h6{display:block}
table{display:table;border-color:gray;box-sizing:border-box;text-indent:initial}
colgroup{display:table-column-group}col{display:table-column}
thead{display:table-header-group}tbody{display:table-row-group}
thead,tbody{border-color:inherit;vertical-align:middle}
tr{display:table-row;border-color:inherit;vertical-align:inherit}
td,th{display:table-cell;border-color:gray;vertical-align:inherit}
br::before{content:"\\A";white-space:pre-line}
img{overflow:hidden}
a:link{text-decoration:underline;color:blue}
h1{bookmark-level:1}h2{bookmark-level:2}h3{bookmark-level:3}
h4{bookmark-level:4}h5{bookmark-level:5}h6{bookmark-level:6}
h1,h2,h3,h4,h5,h6{bookmark-label:content(text);hyphens:manual}
@page{@footnote{margin-top:1em}}
"""


def _refuse(address: str) -> Any:
    raise ValueError(address)


_SHEET = CSS(string=_BROWSER, url_fetcher=_refuse)


class Page(HTML):  # type: ignore[misc]
    """Parsed markup that brings the short style sheet with it."""

    def __init__(self, markup: str, fetch: Callable[[str], Any]) -> None:
        root = ET.fromstring(markup)  # noqa: S314 - our own markup
        wrapper = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.base_url, self.url_fetcher, self.media_type = "letter:", fetch, "print"
        self.wrapper_element, self.etree_element = wrapper, wrapper.etree_element

    def _ua_stylesheets(self, *_: object, **__: object) -> list[Any]:
        return [_SHEET]
