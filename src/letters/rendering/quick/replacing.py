"""How a lever says what it puts in the place of what."""

from collections.abc import Iterator
from typing import Any

Replacements = Iterator[tuple[Any, str, Any]]
"""A module or class, the name of an attribute, and its value while a letter is drawn."""
