"""Values of XML elements and of data formats: exact or refused, with the place of the value."""

from decimal import Decimal
from pathlib import Path

import pytest

from letters.errors import DataError
from letters.model.origin import Origin
from letters.reading.foreign.elements import needed, root_of, said, said_amount, said_day
from letters.reading.foreign.file import File
from letters.reading.foreign.values import (
    Unreadable,
    above_zero,
    currency_numbered,
    exact,
    iso_day,
)
from letters.reading.foreign.xml import parse

DOCUMENT = parse(
    '<a><b x="-" y="1 000">ООО\n  «А»</b>\n<c d="32.01.2026" e="12.345"/>\n'
    '<c d="05.02.2026"/></a>'.encode()
)


def test_a_path_reads_the_first_value_that_is_filled_in() -> None:
    assert said(DOCUMENT, "b") == "ООО «А»"
    assert said(DOCUMENT, "b@x|y") == "1 000"
    assert said(DOCUMENT, "z@x") == ""
    assert said_day(parse(b'<a><c d="-"/><c d="05.02.2026"/></a>'), "c@d").isoformat() == (  # type: ignore[union-attr]
        "2026-02-05"
    )
    assert said_amount(DOCUMENT, "c@z", "RUB") is None


@pytest.mark.parametrize(
    ("read", "place"),
    [
        (lambda: said_day(DOCUMENT, "c@d"), "row 3, c/d: “32.01.2026” is not a day"),
        (lambda: said_amount(DOCUMENT, "c@e", "RUB"), "row 3, c/e: 12.345 has more decimals"),
        (lambda: said_amount(DOCUMENT, "b@y", "RUB"), "row 1, b/y: “1 000” is not an amount"),
        (lambda: needed(said(DOCUMENT, "b/q"), DOCUMENT, "b/q|p"), "row 1, b/q: this is not"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(read: object, place: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read()  # type: ignore[operator]
    assert caught.value.at(Origin("f.xml", 1)).render().startswith(f"f.xml: {place}")


@pytest.mark.parametrize(
    "value", [1.5, True, None, "1,5", "1 000", "NaN", "1e3", [], "٣", Decimal("0.001"), 10**16]
)
def test_an_amount_of_a_data_format_is_exact_or_refused(value: object) -> None:
    with pytest.raises(Unreadable):
        exact(value, "RUB")


def test_amounts_days_and_currencies_of_data_formats() -> None:
    assert [exact(value, "RUB") for value in ("11250", 5, Decimal("858539.1"), "-1.50")] == [
        Decimal("11250.00"), Decimal("5.00"), Decimal("858539.10"), Decimal("-1.50"),
    ]  # fmt: skip
    assert iso_day("2026-02-28T23:59:59.000+03:00").isoformat() == "2026-02-28"
    assert iso_day("2026-02-28Z").isoformat() == "2026-02-28"
    assert (currency_numbered("643"), currency_numbered("978")) == ("RUB", "EUR")
    for call in (lambda: currency_numbered("000"), lambda: above_zero(Decimal(0))):
        with pytest.raises(Unreadable):
            call()


def test_chinese_encodings_and_what_is_no_xml(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="GB2312"?><a>发票</a>'
    assert parse(text.encode("gb18030")).text == "发票"
    with pytest.raises(DataError, match="encoding"):
        parse(text.encode("gb18030")[:-5] + b"\xff</a>")
    path = tmp_path / "a.txt"
    path.write_text("no xml")
    with pytest.raises(DataError, match="no XML"):
        root_of(File(path))
