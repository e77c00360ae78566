"""Every language says an amount in every currency, and reads it back: 0.01 to 10^12."""

from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from letters.errors import DataError
from letters.wording import wording_for

WORDINGS = [wording_for(language, country) for language, country in (
    ("ru", ""), ("zh", ""), ("es", "ES"), ("es", "MX"), ("es", "AR"), ("es", "PE"),
)]  # fmt: skip
CURRENCIES = ("RUB", "CNY", "EUR", "USD", "MXN", "KZT", "BYN")
CENTS = st.integers(1, 10**14) | st.builds(
    lambda digit, power: digit * 10**power, st.integers(1, 99), st.integers(0, 12)
)


@pytest.mark.parametrize("currency", CURRENCIES)
@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.lang)
@settings(max_examples=60, deadline=None)
@given(cents=CENTS)
@example(cents=1)
@example(cents=10**14)
@example(cents=10**14 - 1)
def test_an_amount_in_words_is_the_amount_in_digits(wording, currency, cents):
    amount = Decimal(cents).scaleb(-2)
    words = wording.amount_in_words(amount, currency)
    assert wording.parse_amount_in_words(words, currency) == amount
    both = wording.money_with_words(amount, currency)
    assert words in both
    assert wording.number(amount, currency) in both


@pytest.mark.parametrize("wording", WORDINGS, ids=lambda wording: wording.lang)
def test_no_currency_is_taken_for_another(wording):
    said = {currency: wording.amount_in_words(Decimal("2.22"), currency) for currency in CURRENCIES}
    for currency, words in said.items():
        for other in set(CURRENCIES) - {currency}:
            with pytest.raises(DataError):
                wording.parse_amount_in_words(words, other)
