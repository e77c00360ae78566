"""The parts of a Russian personal name: which word is the surname, which the patronymic."""

# ruff: noqa: SIM905 - lists of words read best as running words

import re
from dataclasses import dataclass

from letters.wording.ru_numbers import NBSP

# Patronymics of two words: «Мамед оглы», «Рашид кызы»; the second word never changes.
MALE_PARTICLES = frozenset("оглы оглу углы угли улы уулу".split())
FEMALE_PARTICLES = frozenset("кызы кизи гызы кзы".split())
_PARTICLES = MALE_PARTICLES | FEMALE_PARTICLES

# Enough to tell «Иван Петров» from «Петров Иван» where no patronymic does.
_FIRST_NAMES = frozenset(
    (
        "айгуль алевтина александр александра алексей алина алла альбина анастасия анатолий "
        "ангелина андрей анжела анна антон антонина арина аркадий арсений артур артём богдан "
        "борис вадим валентин валентина валерий валерия варвара василий вера вероника виктор "
        "виктория виталий владимир владислав вячеслав галина геннадий георгий герман глеб "
        "григорий гульнара давид даниил данил дарья денис диана динара дмитрий ева евгений "
        "евгения егор екатерина елена елизавета жанна захар зинаида зоя иван игорь ильдар илья "
        "инна ирина камиль карина кира кирилл константин кристина ксения лариса лев лейла леонид "
        "лидия лилия любовь людмила максим марат маргарита марина мария марк матвей михаил мурат "
        "надежда наталия наталья никита николай нина оксана олег олеся ольга павел полина пётр "
        "раиса регина ренат римма ринат роман руслан рустам савелий светлана семён сергей снежана "
        "софия софья станислав степан тамара тарас татьяна тимофей тимур ульяна фаина филипп "
        "фёдор эдуард эльвира эльдар эмма юлия юрий яков ян яна ярослав"
    )
    .replace("ё", "е")
    .split()
)

_WORD = re.compile(r"[А-ЯЁа-яё]+(?:['’-][А-ЯЁа-яё]+)*")
_INITIALS = re.compile(r"[А-ЯЁ]\.(?:-[А-ЯЁ]\.)?(?:[А-ЯЁ]\.)?")
_SPACED_INITIALS = re.compile(r"(?<=\b[А-ЯЁ]\.)\s+(?=[А-ЯЁ]\.)")
# Any case: «Ивановича» still shows which of three words is the patronymic.
_PATRONYMIC = re.compile(r"(?i).{2,}(?:[иы]ч[ау]?|[вч]н(?:а|ы|е|ой))")
_NOMINATIVE_PATRONYMIC = re.compile(r"(?i).{2,}(?:[иы]ч|[вч]на)")


@dataclass(frozen=True, slots=True)
class FullName:
    """A name in its parts: either `first` (and `patronymic`) or `initials` (`И.И.`) are known."""

    surname: str
    first: str = ""
    patronymic: str = ""
    initials: str = ""
    surname_first: bool = True

    def text(self) -> str:
        """The name in its own order; initials bound to the surname."""
        if self.initials:
            order = (self.surname, self.initials)
            return NBSP.join(order if self.surname_first else order[::-1])
        given = [part for part in (self.first, self.patronymic) if part]
        return " ".join([self.surname, *given] if self.surname_first else [*given, self.surname])

    def short_initials(self) -> str:
        """`И.И.`; `А.-М.` for Анна-Мария; one letter where there is no patronymic."""
        if self.initials:
            return self.initials
        first = "-".join(f"{piece[:1].upper()}." for piece in self.first.split("-"))
        return first + (f"{self.patronymic[:1].upper()}." if self.patronymic else "")

    def patronymic_is_nominative(self) -> bool:
        """Whether the patronymic stands in its dictionary form; False where there is none."""
        return patronymic_gender(self.patronymic) != ""


def parse_name(text: str) -> FullName | None:
    """The parts of a Russian name in either order; None for any other form, to be kept as it is.

    >>> parse_name("Иванов Иван Иванович")
    FullName(surname='Иванов', first='Иван', patronymic='Иванович', initials='', surname_first=True)
    """
    words = _join_particle(_SPACED_INITIALS.sub("", text).split())
    if len(words) == 2:
        return _two_words(*words)
    if len(words) != 3 or not all(_WORD.fullmatch(part) for word in words for part in word.split()):
        return None
    one, two, three = words
    if _is_patronymic(two) and (not _is_patronymic(three) or _is_first_name(one)):
        return FullName(three, one, two, surname_first=False)
    return FullName(one, two, three) if _is_patronymic(three) else None


def patronymic_gender(patronymic: str) -> str:
    """`m` or `f` by the ending of a nominative patronymic; an empty text for anything else."""
    low = patronymic.lower()
    last = re.split("[ -]", low)[-1]
    if last in MALE_PARTICLES:
        return "m"
    if last in FEMALE_PARTICLES:
        return "f"
    if not _NOMINATIVE_PATRONYMIC.fullmatch(low):
        return ""
    return "f" if low.endswith("на") else "m"


def titled(text: str) -> str:
    """ALL CAPITALS as a name is printed: `Иван`, `Анна-Мария`, `Мамед оглы`."""
    if not text.isupper():
        return text
    return " ".join(
        word.lower()
        if word.lower() in _PARTICLES
        else "-".join(piece.capitalize() for piece in word.split("-"))
        for word in text.split()
    )


def _two_words(one: str, two: str) -> FullName | None:
    if _INITIALS.fullmatch(two) and _WORD.fullmatch(one):
        return FullName(one, initials=two)
    if _INITIALS.fullmatch(one) and _WORD.fullmatch(two):
        return FullName(two, initials=one, surname_first=False)
    if _is_patronymic(two):  # «Иван Иванович» or Roman with the surname Абрамович: who knows
        return None
    if _is_first_name(two):
        return FullName(one, two) if _WORD.fullmatch(one) else None
    if _is_first_name(one):
        return FullName(two, one, surname_first=False) if _WORD.fullmatch(two) else None
    return None


def _join_particle(words: list[str]) -> list[str]:
    for place in range(2, len(words)):
        if words[place].lower() in _PARTICLES:
            return [
                *words[: place - 1],
                " ".join(words[place - 1 : place + 1]),
                *words[place + 1 :],
            ]
    return words


def _is_first_name(word: str) -> bool:
    return word.lower().replace("ё", "е") in _FIRST_NAMES


def _is_patronymic(word: str) -> bool:
    last = re.split("[ -]", word.lower())[-1]
    return last in _PARTICLES or _PATRONYMIC.fullmatch(word) is not None
