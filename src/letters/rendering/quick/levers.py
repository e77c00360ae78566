"""All levers, in the order in which they take their places."""

from letters.rendering.quick.bare_boxes import bare_boxes
from letters.rendering.quick.bytes_once import bytes_once
from letters.rendering.quick.glyphs_known import glyphs_known
from letters.rendering.quick.known_lengths import known_lengths
from letters.rendering.quick.long_lines import long_lines
from letters.rendering.quick.plain_flow import plain_flow
from letters.rendering.quick.shared_looks import shared_looks
from letters.rendering.quick.shared_type import shared_type

LEVERS = (
    shared_looks, shared_type, known_lengths, bare_boxes, plain_flow, long_lines, glyphs_known,
    bytes_once,
)  # fmt: skip
