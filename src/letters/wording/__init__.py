"""How things are said: one module a language, and nothing of what is owed."""

from typing import TYPE_CHECKING

from letters.errors import N_, UsageError

if TYPE_CHECKING:
    from letters.wording.base import Wording


def wording_for(language: str, country: str = "") -> "Wording":
    """The wording of `language` as used in `country` (ISO 3166); never another language."""
    if language == "ru":
        from letters.wording.ru import Russian

        return Russian()
    if language == "zh":
        from letters.wording.zh import Chinese

        return Chinese()
    if language == "es":
        from letters.wording.es import Spanish

        return Spanish(country)
    raise UsageError(
        N_("letters cannot write in the language “{language}”"),
        N_("use ru, zh or es"),
        language=language,
    )
