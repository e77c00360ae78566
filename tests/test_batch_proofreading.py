"""The last look at a finished letter: what is found in its own words, and what is not."""

import zipfile
from dataclasses import replace
from io import BytesIO
from shutil import copy

import pytest

from command import run
from letters.batch.proofreading import proofread
from letters.errors import Refused
from letters.reading.sample import make_workspace
from letters.resources import find_template
from letters_zh_es import (
    ES_BUYER,
    ES_PERSON,
    ES_SALE,
    ES_TRADER,
    MX_BUYER,
    ONCE,
    THRICE,
    ZH_BUYER,
    ZH_PERSON,
    ZH_SALE,
    ZH_TRADER,
    es,
    filled,
    zh,
)  # fmt: skip


def edited(data, **words):
    """The Word file with other words in its body."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                for old_words, new_words in words.items():
                    assert old_words.encode() in part
                    part = part.replace(old_words.encode(), new_words.encode())
            new.writestr(name, part)
    return out.getvalue()


def read(facts, plan=ONCE, **words):
    data, view, wording = filled(facts, plan)
    return proofread(edited(data, **words), "zh.docx", "guarantee_letter", view, wording)


@pytest.mark.parametrize("law", ["CN", "RU", "ES"])
@pytest.mark.parametrize(
    ("make", "debtor"),
    [(zh, ZH_BUYER), (zh, ZH_TRADER), (zh, ZH_PERSON), (es, ES_BUYER), (es, ES_TRADER),
     (es, ES_PERSON), (es, MX_BUYER)],
)  # fmt: skip
def test_our_own_wording_passes_the_proofreading(make, debtor, law):
    contract = replace(ZH_SALE if make is zh else ES_SALE, jurisdiction=law)
    for plan in (ONCE, THRICE):
        data, view, wording = filled(make(contract=contract, debtor=debtor), plan)
        assert proofread(data, "t", "guarantee_letter", view, wording) == ()


@pytest.mark.parametrize(
    ("words", "start", "finding"),
    [
        ({"我公司承诺于": "我公司承担连带责任，于"}, "zh.docx: “二、我公司承担连带责任，于2026年",
         "“连带责任” makes the commitment a guarantee"),
        ({"不免除": "免除"}, "zh.docx: “四、本承诺书为我公司",
         "“免除我公司此前已产生的违约责任” gives up penalties"),
    ],
)  # fmt: skip
def test_a_commitment_that_says_too_much_is_refused(words, start, finding):
    with pytest.raises(Refused) as refused:
        read(zh(), **words)
    (problem,) = refused.value.problems
    assert str(problem).startswith(start)
    assert finding in str(problem)


def test_what_is_only_doubtful_is_a_warning():
    (warning,) = read(zh(), 我公司承诺于="我公司尽快并于")
    assert (warning.severity, warning.code) == ("warning", "commitment.conditional")
    (warning,) = read(es(), **{"en un único pago": "lo antes posible"})
    assert (warning.severity, warning.code) == ("warning", "commitment.conditional")
    (warning,) = read(es(), **{"no supone renuncia": "no afecta"})
    assert (warning.code, warning.place_text()) == ("commitment.reserve", "")


def test_slips_of_grammar_refuse_a_spanish_letter():
    with pytest.raises(Refused, match="“de el” is not Spanish"):
        read(es(), **{"de la deuda pendiente": "de el importe"})


def test_names_may_say_anything():
    """A guarantee company is a lawful debtor, and its contract of loan a lawful title."""
    debtor = replace(
        ZH_BUYER, name="苏州连带责任融资担保有限公司", address="苏州市担保路1号", phone="(None)"
    )
    assert read(zh(debtor=debtor, contract=replace(ZH_SALE, title="担保借款合同"))) == ()
    debtor = replace(ES_BUYER, name="Casa de el Rey, S.L..", address="Camino de el Pozo")
    assert read(es(debtor=debtor)) == ()


def test_a_word_that_may_not_stand_takes_no_number(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LETTERS_LANG", "en")
    make_workspace(tmp_path / "firm")
    monkeypatch.chdir(tmp_path / "firm")
    own = tmp_path / "firm" / "templates" / "guarantee_letter" / "zh.docx"
    own.parent.mkdir(parents=True)
    shipped = find_template("guarantee_letter", "zh")
    own.write_bytes(edited(shipped.read_bytes(), 不免除="免除"))
    order = "guarantee qiye --as-of 2026-09-15 --pay-by 2026-10-15 --format docx"
    result = run(capsys, order)
    assert result.status == 1
    assert "gives up penalties" in " ".join(result.out.split())
    assert run(capsys, "register list --json").lines == []
    copy(shipped, own)
    assert run(capsys, order).status == 0
