"""Genitive and dative of Russian personal names, their gender, their short forms.

The rules of petrovich (package pytrovich) decline 124 of 132 measured forms; what it gets wrong
there is corrected here. It cannot be right for every surname (the bearer decides between Кравца
and Кравеца), so the forms given in the data win over these, and a doubt is reported.
"""

# ruff: noqa: SIM905 - lists of words read best as running words

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from letters.errors import N_
from letters.model.party import Gender
from letters.wording.ru_names import FullName, parse_name, patronymic_gender, titled
from letters.wording.ru_numbers import NBSP

if TYPE_CHECKING:
    from pytrovich.detector import PetrovichGenderDetector
    from pytrovich.maker import PetrovichDeclinationMaker

Case = Literal["genitive", "dative"]

# Why a form is not sure; `{text}` is the form that would be printed.
FORM_UNKNOWN = N_("“{text}” was not declined: it is not “surname, first name, patronymic”")
GENDER_UNKNOWN = N_("“{text}” was not declined: the name does not show the gender")
GENDER_CONTRADICTS = N_("check the case form “{text}”: the gender given contradicts the name")
NO_PATRONYMIC = N_("check the case form “{text}”: there is no patronymic")
SURNAME_CONTRADICTS = N_(
    "check the case form “{text}”: the surname's ending contradicts the gender"
)
SURNAME_DOUBTFUL = N_("check the case form “{text}”: such surnames are declined in two ways")

# Surnames that petrovich takes for adjectives, and stressed French -я that never changes.
_NOUNS_IN_Y = frozenset(
    (
        "бой вой гой дой лой ной рой той чой шой кий герой ковбой покой прибой разбой строй гений"
    ).split()
)
_UNCHANGED = frozenset(["золя", "труайя"])
# Two consonants keep the vowel apart: Жнец - Жнеца, Кузнец - Кузнеца; but Кравец - Кравца.
_KEEPS_VOWEL = re.compile(r"[бвгджзйклмнпрстфхцчшщ]{2}ец")
_FEMALE_NOUN_IN_NA = re.compile(r".*[^иы]на")
# Endings where men's surnames drop a vowel or not, or are nouns or adjectives, at the bearer's
# choice; -ский and -цкий are always adjectives.
_DOUBTFUL = re.compile(r".*(?:ой|(?<![сц]к)ий|[её]ц|яц|ень|оть|[оеё]к|[её]л|ей)|лев|лоб")
_CERTAIN_IN_Y = frozenset(["цой", *_NOUNS_IN_Y])


@dataclass(frozen=True, slots=True)
class Declined:
    """A case form; where it is not `sure`, `reason` (a msgid with `{text}`) says why."""

    text: str
    sure: bool
    reason: str = ""


def gender_of(full_name: str) -> Gender:
    """`m` or `f`: by the patronymic, else by first name and surname if they agree, else empty.

    >>> gender_of("Иванова Анна Петровна")
    'f'
    """
    name = parse_name(full_name)
    if name is None:
        return ""
    if sure := patronymic_gender(name.patronymic):
        return "m" if sure == "m" else "f"
    found = {_first_name_gender(name.first), _surname_gender(name.surname)} - {""}
    return found.pop() if len(found) == 1 else ""


def decline_name(full_name: str, case: Case, gender: Gender = "") -> Declined:
    """A person's full name in `case`, in the order and the capitals in which it was written.

    >>> decline_name("Иванов Иван Иванович", "dative")
    Declined(text='Иванову Ивану Ивановичу', sure=True, reason='')

    `gender` from the data wins over what the name shows. A name that cannot be declined comes
    back as it is; everything that a person should look at is not `sure`.
    """
    name = parse_name(full_name)
    if name is None or (name.patronymic and not name.patronymic_is_nominative()):
        return Declined(full_name.strip(), sure=False, reason=FORM_UNKNOWN)
    shown = gender_of(full_name)
    actual = gender or shown
    if not actual:
        return Declined(name.text(), sure=False, reason=GENDER_UNKNOWN)
    declined = replace(
        name,
        surname=_surname(name.surname, actual, case),
        first=_first_name(name.first, actual, case),
        patronymic=_patronymic(name.patronymic, case),
    )
    reason = _doubt(name, actual, shown)
    return Declined(declined.text(), sure=not reason, reason=reason)


def short_name(
    full_name: str,
    *,
    surname_first: bool,
    case: Literal["nominative", "genitive", "dative"] = "nominative",
    gender: Gender = "",
) -> str:
    """`И.И. Иванов` for a signature, `Иванову И.И.` for an addressee (ГОСТ Р 7.0.97).

    A name of another form comes back whole. Whether the case form is certain: `decline_name`.
    """
    name = parse_name(full_name)
    if name is None:
        return full_name.strip()
    surname, actual = name.surname, gender or gender_of(full_name)
    if case != "nominative" and actual:
        surname = _surname(surname, actual, case)
    order = (surname, name.short_initials())
    return NBSP.join(order if surname_first else order[::-1])


def salutation(full_name: str, gender: Gender = "") -> str:
    """«Уважаемый Иван Иванович!»; without a patronymic or a gender «Уважаемые господа!»."""
    name = parse_name(full_name)
    actual = gender or gender_of(full_name)
    if name is None or not name.patronymic_is_nominative() or not actual:
        return "Уважаемые господа!"
    greeting = {"m": "Уважаемый", "f": "Уважаемая"}[actual]
    return f"{greeting} {titled(name.first)} {titled(name.patronymic)}!"


def _doubt(name: FullName, gender: Gender, shown: Gender) -> str:
    if shown and shown != gender:
        return GENDER_CONTRADICTS
    if not name.patronymic:
        return NO_PATRONYMIC
    last = name.surname.lower().split("-")[-1]
    if _surname_gender(last) not in {"", gender}:
        return SURNAME_CONTRADICTS
    pieces = name.surname.lower().split("-")
    doubtful = any(_DOUBTFUL.fullmatch(piece) and piece not in _CERTAIN_IN_Y for piece in pieces)
    return SURNAME_DOUBTFUL if gender == "m" and doubtful else ""


def _surname(surname: str, gender: Gender, case: Case) -> str:
    *front, last = surname.split("-")
    pieces = [_surname_piece(piece, gender, case, known=False) for piece in front]
    return "-".join([*pieces, _surname_piece(last, gender, case, known=True)])


def _surname_piece(piece: str, gender: Gender, case: Case, *, known: bool) -> str:
    low = piece.lower()
    genitive = case == "genitive"
    if low in _UNCHANGED:
        return piece
    if gender == "m" and low in _NOUNS_IN_Y:
        return _in_capitals(piece, lambda word: word[:-1] + ("я" if genitive else "ю"))
    if gender == "m" and _KEEPS_VOWEL.search(low):
        return _in_capitals(piece, lambda word: word + ("а" if genitive else "у"))
    if gender == "f" and _FEMALE_NOUN_IN_NA.fullmatch(low):
        return _in_capitals(piece, lambda word: word[:-1] + ("ы" if genitive else "е"))
    return _in_capitals(piece, lambda word: _petrovich("LASTNAME", word, gender, case, known=known))


def _first_name(first: str, gender: Gender, case: Case) -> str:
    return _in_capitals(first, lambda word: _petrovich("FIRSTNAME", word, gender, case, known=True))


def _patronymic(patronymic: str, case: Case) -> str:
    """Regular throughout: -ич and -ыч as nouns, -на as nouns, оглы and кызы never change."""
    male, female = ("а", "ы") if case == "genitive" else ("у", "е")

    def decline(piece: str) -> str:
        if piece.lower().endswith(("ич", "ыч")):
            return _in_capitals(piece, lambda word: word + male)
        if piece.lower().endswith("на"):
            return _in_capitals(piece, lambda word: word[:-1] + female)
        return piece

    return "-".join(decline(piece) for piece in patronymic.split("-"))


def _in_capitals(word: str, decline: Callable[[str], str]) -> str:
    """`decline` in ordinary spelling, then back to capitals if the word was all capitals."""
    if len(word) > 1 and word.isupper():
        return decline(titled(word)).upper()
    return decline(word) if word else ""


def _petrovich(part: str, word: str, gender: Gender, case: Case, *, known: bool) -> str:
    from pytrovich.enums import Case as PetrovichCase
    from pytrovich.enums import Gender as PetrovichGender
    from pytrovich.enums import NamePart

    sex = PetrovichGender.MALE if gender == "m" else PetrovichGender.FEMALE
    target = PetrovichCase.GENITIVE if case == "genitive" else PetrovichCase.DATIVE
    return str(_maker().make(NamePart[part], sex, target, word, known_gender=known))


def _first_name_gender(first: str) -> Gender:
    return _detect(firstname=first) if first else ""


def _surname_gender(surname: str) -> Gender:
    """By the surname alone; -ой is no evidence, since Цой, Чой and Бой are women's names too."""
    return "" if surname.lower().endswith("ой") else _detect(lastname=surname)


def _detect(**part: str) -> Gender:
    """One part at a time: asked about two that disagree, the detector logs the person's name."""
    genders: dict[str, Gender] = {"MALE": "m", "FEMALE": "f"}
    found = _detector().detect(**part)  # type: ignore[no-untyped-call] # the package has no types
    return genders.get(found.name, "")


@cache
def _maker() -> "PetrovichDeclinationMaker":
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()


@cache
def _detector() -> "PetrovichGenderDetector":
    from pytrovich.detector import PetrovichGenderDetector

    return PetrovichGenderDetector()
