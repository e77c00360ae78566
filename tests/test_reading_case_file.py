"""YAML: everything stays text, nothing is constructed, nothing stands twice."""

import pytest

from letters.errors import DataError
from letters.reading.case_file import read_yaml


def read(text):
    return read_yaml(text, "case.yaml")


def codes(text):
    return [(problem.code, problem.place_text()) for problem in read(text).problems]


def test_every_value_stays_the_text_that_was_typed():
    case = read(
        "creditor: 0123\n"
        "parties:\n"
        "  - {id: 1, name: Вектор, kpp: 077301001, phone: ~, email: '~'}\n"
        "  - id: no\n"
        "    name: |\n"
        "      два\n"
        "      ряда\n"
        "ledger: ~\n"
    )
    (table,) = case.tables
    assert case.settings == {"creditor": "0123"}
    assert list(table.numbers) == [3, 4]
    assert {name: list(cells) for name, cells in table.columns.items()} == {
        "id": ["1", "no"],
        "name": ["Вектор", "два\nряда\n"],
        "kpp": ["077301001", ""],
        "phone": ["", ""],
        "email": ["~", ""],
    }


def test_lists_and_fields_may_have_localised_names():
    (table,) = read(
        "договоры:\n- {код: 1, покупатель: a, номер: 5, дата: 01.02.2026, валюта: ₽}"
    ).tables
    assert table.name == "contracts"
    assert table.columns["debtor"] == ("a",)


def test_a_list_in_a_field_is_joined():
    (table,) = read(
        "ledger:\n- {date: a, contract: b, kind: c, number: d, amount: 5, settles: [1, '02']}"
    ).tables
    assert table.columns["settles"] == ("1;02",)


def test_tags_are_harmless_and_a_text_may_be_repeated():
    case = read("parties:\n- {id: 1, name: &a !!python/object:os.system ls}\n- {id: 2, name: *a}\n")
    assert list(case.tables[0].columns["name"]) == ["ls", "ls"]


@pytest.mark.parametrize(
    "text",
    [
        "parties:\n- &a {id: 1, name: x}\n- *a\n",
        "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "a: &a [*a]\n",
    ],
)
def test_a_block_repeated_by_an_alias_is_refused(text):
    with pytest.raises(DataError, match="repeated elsewhere by an alias"):
        read(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("creditor: a\ncreditor: b\n", ("yaml.doubled_key", "line 2, creditor")),
        ("parties:\n- id: 1\n  name: a\n  id: 2\n", ("yaml.doubled_key", "line 4, id")),
        ("law:\n  RU: {a: 1, a: 2}\n", ("yaml.doubled_key", "line 2, a")),
        ("parties: {id: 1}\n", ("yaml.shape", "line 1, parties")),
        ("parties:\n- a\n", ("yaml.shape", "line 2, parties")),
        ("? [a, b]\n: 1\n", ("yaml.key", "line 1")),
        ("parties:\n- {id: 1, [1, 2]: 3}\n", ("yaml.key", "line 2")),
        ("parties:\n- {id: 1, name: {a: 1}}\n", ("yaml.shape", "line 2, name")),
    ],
)
def test_what_would_be_silently_lost_is_a_problem(text, found):
    assert codes(text) == [found]


@pytest.mark.parametrize(
    "text", ["- 1\n", "", "text", "a: [1\n", "a: b: c\n", "\t- x", "a: 1\n---\nb: 2\n"]
)
def test_what_is_no_case_is_refused(text):
    with pytest.raises(DataError):
        read(text)


def test_a_missing_column_names_the_list():
    (table,) = read("creditor: a\nparties:\n- {id: 1}\n").tables
    (problem,) = table.problems
    assert (problem.code, problem.place_text()) == ("column.missing", "line 3, name")
