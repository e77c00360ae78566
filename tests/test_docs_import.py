"""docs/import.md: its example is read as it stands, and it leaves no format out."""

import re
from pathlib import Path

from letters.reading.foreign.formats import FORMATS
from letters.reading.foreign.rules import FIELDS, read_rules

PAGE = (Path(__file__).parent.parent / "docs" / "import.md").read_text(encoding="utf-8")


def test_the_example_of_import_toml_is_read(tmp_path):
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "import.toml").write_text(example, encoding="utf-8")
    rules = read_rules(tmp_path)
    assert rules.parties["Снегирь (старое название)"] == "snegir"
    assert rules.contracts == {"luchina": "luchina-31"}
    (own,) = rules.formats
    assert own.columns["amount"] == "На сумму"
    assert own.kinds["пришло"] == "payment"


def test_every_field_of_a_format_is_named():
    assert [field for field in FIELDS if not re.search(rf"\b{field}\b", PAGE)] == []


def test_every_format_is_named():
    words = (
        "1CClientBankExchange", "карточка", "сверки", "ОСВ", "УПД", "ТОРГ-12", "CommerceML",
        "Bitrix24", "客户往来明细账", "Chinese banks", "发票查询导出", "数电票", "Norma 43",
        "camt.053", "Facturae", "mayor", "ContaPlus",
    )  # fmt: skip
    assert [word for word in words if word not in PAGE] == []
    assert len(FORMATS) == 20  # another one needs its row in the table
