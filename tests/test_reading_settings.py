"""letters.toml: every key is known or named, every value fits or is named."""

from dataclasses import replace

import pytest

from letters.errors import DataError
from letters.law import law_for
from letters.model.settings import DEFAULT_NUMBERING, Settings
from letters.reading.settings import read_toml, settings_from

FULL = """
creditor = "our"
language = "ru"
formats = ["pdf"]
locale = "es_MX"
[numbering]
demand_letter = "ПР-{year}-{seq:04}"
[ageing]
edges = [15, 45]
[law.RU]
moratorium_2022 = false
[law.CN]
statutory = "lpr_floating"
lpr_multiplier = "1.3"
year_days = 360
payments = "art561"
[law.ES]
payments = "interest_first"
[law_firm]
name = "浙江澜序律师事务所"
lawyer = "沈知远"
licence = "13302201510300017"
[guarantee_letter]
keeps_original_due_dates = false
"""


def read(text):
    return settings_from(read_toml(text), "letters.toml")


def test_all_settings_are_typed():
    settings, problems = read(FULL)
    assert problems == []
    assert settings == Settings(
        creditor="our",
        language="ru",
        formats=("pdf",),
        locale="es_MX",
        numbering={**DEFAULT_NUMBERING, "demand_letter": "ПР-{year}-{seq:04}"},
        ageing_edges=(15, 45),
        law={
            "RU": {"moratorium_2022": False},
            "CN": {
                "statutory": "lpr_floating", "lpr_multiplier": "1.3", "year_days": 360,
                "payments": "art561",
            },
            "ES": {"payments": "interest_first"},
        },
        law_firm={
            "name": "浙江澜序律师事务所", "lawyer": "沈知远", "licence": "13302201510300017",
        },
        guarantee_letter={"keeps_original_due_dates": False},
    )  # fmt: skip


@pytest.mark.parametrize("value", ['["ru"]', "1", '"fr"'])
def test_a_language_is_one_of_ours(value):
    settings, (problem,) = read(f"creditor = 'our'\nlanguage = {value}")
    assert (problem.code, settings.language) == ("settings.value", "")


def test_the_texts_of_a_case_file_mean_the_same():
    """The options of a law are as they were written: the law reads a text as it reads a value."""
    typed, _ = read(FULL)
    texts = {
        "creditor": "our",
        "language": "ru",
        "formats": ["pdf"],
        "locale": "es_MX",
        "numbering": {"demand_letter": "ПР-{year}-{seq:04}"},
        "ageing": {"edges": ["15", "45"]},
        "law": {
            "RU": {"moratorium_2022": "false"},
            "CN": {
                "statutory": "lpr_floating", "lpr_multiplier": "1.3", "year_days": "360",
                "payments": "art561",
            },
            "ES": {"payments": "interest_first"},
        },
        "law_firm": dict(typed.law_firm),
        "guarantee_letter": {"keeps_original_due_dates": "false"},
    }  # fmt: skip
    settings, problems = settings_from(texts, "case.yaml")
    assert problems == []
    assert replace(settings, law={}) == replace(typed, law={})
    for law, options in typed.law.items():
        same = law_for(law).late_payment(settings.law[law])
        assert same == law_for(law).late_payment(options)


@pytest.mark.parametrize(
    ("line", "key", "near"),
    [
        ('langage = "ru"', "langage", "language"),
        ("[law.RU]\nmoratorium = false", "law.RU.moratorium", "law.RU.moratorium_2022"),
        ("[ageing]\nedge = [30]", "ageing.edge", "ageing.edges"),
        ("edges = [30]", "edges", "edges"),
        ('[colour]\nxyzzy = "red"', "colour.xyzzy", ""),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest(line, key, near):
    _, (problem,) = read(f'creditor = "our"\n{line}\n')
    assert (problem.code, problem.place_text()) == ("settings.unknown_key", key)
    assert problem.params["near"] == near
    assert problem.hint_text()


@pytest.mark.parametrize(
    "line",
    [
        "creditor = true",
        "creditor = ' '",
        'language = "fr"',
        'formats = ["odt"]',
        "formats = []",
        'locale = "xx"',
        "locale = ''",
        "[numbering]\nguarantee_letter = 'ГП-{year}'",
        "[ageing]\nedges = [30, 10]",
        "[ageing]\nedges = ['a']",
    ],
)
def test_a_value_that_does_not_fit_is_named_and_left_at_its_default(line):
    settings, problems = read(line)
    (problem,) = problems
    assert problem.code == "settings.value"
    assert str(problem)
    assert settings == Settings(creditor="")


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ("[law.RU]\nmoratorium_2022 = 'maybe'", "law.RU.moratorium_2022"),
        ("[law.CN]\nlpr_multiplier = 'x'", "law.CN.lpr_multiplier"),
        ("[law.CN]\nlpr_multiplier = '2'", "law.CN.lpr_multiplier"),
        ("[law.CN]\nlpr_multiplier = '1.2'", "law.CN.lpr_multiplier"),
        ("[law.CN]\nyear_days = 366", "law.CN.year_days"),
        ("[law.CN]\nstatutory = 'lpr'", "law.CN.statutory"),
        ("[law.ES]\npayments = 'art561'", "law.ES.payments"),
        # 0.05 % a day has no surcharge: the two exclude each other.
        ("[law.CN]\nstatutory = 'sme_daily'\nlpr_multiplier = '1.5'", "law.CN.lpr_multiplier"),
    ],
)
def test_an_option_that_the_law_does_not_take_is_named(lines, key):
    _, (problem,) = read(f'creditor = "our"\n{lines}\n')
    assert (problem.code, problem.source, problem.place_text()) == (
        "settings.law", "letters.toml", key,
    )  # fmt: skip
    assert problem.message_text()
    assert problem.hint_text()


def test_toml_that_is_none_names_the_line():
    with pytest.raises(DataError, match="line 2"):
        read_toml('creditor = "our"\nlanguage = ru\n')
