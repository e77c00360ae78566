"""What a style means for setting type, worked out once a style and not for each piece of text.

That is the Pango context with its font and features, and the height of an empty line.
"""

from typing import Any

from weasyprint.layout import inline
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description
from weasyprint.text.line_break import Layout

from letters.rendering.quick.replacing import Replacements

_FEATURES = (
    "kerning", "variant_ligatures", "variant_position", "variant_caps", "variant_numeric",
    "variant_alternates", "variant_east_asian", "feature_settings",
)  # fmt: skip


def shared_type() -> Replacements:
    """Layouts and struts of one style share what they have in common."""
    setup, strut = Layout.setup, inline.strut

    def set_up(layout: Any, style: Any) -> None:
        known = style.__dict__.get("_letters_type")
        if known is None:
            known = style.__dict__["_letters_type"] = _type(style) if _is_plain(style) else ()
        if layout.justification_spacing or not known:
            setup(layout, style)
        else:
            _set_up(layout, style, *known)

    def strut_once(style: Any) -> Any:
        known = style.__dict__.get("_letters_strut")
        if known is None:
            known = style.__dict__["_letters_strut"] = strut(style)
        return known

    yield Layout, "setup", set_up
    yield inline, "strut", strut_once


def _is_plain(style: Any) -> bool:
    """Whether text of this style leaves the attributes of its layout as they are."""
    return (
        style["text_decoration_line"] == "none"
        and style["letter_spacing"] in {"normal", 0}
        and not style["word_spacing"]
        and style["overflow_wrap"] == "normal"
        and style["font_language_override"] == "normal"
        and bool(style["lang"])
    )


def _type(style: Any) -> tuple[Any, Any, Any, Any]:
    """The context, the language, the font and the features of all layouts of a style."""
    context = ffi.gc(
        pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref
    )
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    name, _ = unicode_to_char_p(style["lang"])
    language = pango.pango_language_from_string(name)
    pango.pango_context_set_language(context, language)
    features = font_features(
        *(style[f"font_{name}"] for name in ("kerning", "variant_ligatures", "variant_position")),
        *(
            style[f"font_variant_{name}"]
            for name in ("caps", "numeric", "alternates", "east_asian")
        ),
        style["font_feature_settings"],
    )
    attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    if features:
        text = ",".join(f"{name} {value}" for name, value in features.items()).encode()
        pango.pango_attr_list_insert(attributes, pango.pango_attr_font_features_new(text))
    return context, language, get_font_description(style), attributes


def _set_up(
    layout: Any, style: Any, context: Any, language: Any, font: Any, attributes: Any
) -> None:
    """What `Layout.setup` does, with what the style has ready."""
    layout.style, layout.language, layout.first_line_direction = style, language, 0
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    layout.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, font)
    pango.pango_layout_set_attributes(layout.layout, attributes)
