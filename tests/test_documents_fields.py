"""What a kind of document lets its templates ask for."""

import pytest

from letters.documents.fields import Fields


def test_an_example_says_what_the_fields_are():
    fields = Fields.of(
        {"total": "5,00", "is_overdue": False, "rows": [{"no": "1"}, {"date": "x"}], "none": []},
        mandatory=["total", "rows"],
    )
    assert fields == Fields(
        scalars=frozenset({"total"}),
        flags=frozenset({"is_overdue"}),
        lists={"rows": frozenset({"no", "date"}), "none": frozenset()},
        mandatory=frozenset({"total", "rows"}),
    )
    assert fields.names == {"total", "is_overdue", "rows", "none"}


def test_what_is_mandatory_can_be_printed():
    with pytest.raises(ValueError, match="totl"):
        Fields(scalars=frozenset({"total"}), mandatory=frozenset({"totl"}))
    with pytest.raises(ValueError, match="is_overdue"):
        Fields.of({"is_overdue": True}, mandatory=["is_overdue"])


def test_a_name_means_one_thing():
    with pytest.raises(ValueError, match="never for two"):
        Fields(scalars=frozenset({"rows"}), lists={"rows": frozenset()})
