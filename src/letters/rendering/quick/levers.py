"""All levers, in the order in which they take their places."""

from letters.rendering.quick.bytes_once import bytes_once
from letters.rendering.quick.known_lengths import known_lengths
from letters.rendering.quick.long_lines import long_lines
from letters.rendering.quick.shared_looks import shared_looks
from letters.rendering.quick.shared_type import shared_type

LEVERS = (shared_looks, shared_type, known_lengths, long_lines, bytes_once)
