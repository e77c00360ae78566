"""Amounts: `Decimal` in the currency's own unit, exact at the door, never a float."""

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from letters.errors import N_, DataError

# ISO 4217 currencies whose minor unit is not a hundredth (list one, 2024-06-25).
_EXPONENTS = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "UYI",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
}
_WIDE = Context(prec=40)
LARGEST = Decimal(10) ** 15


def exponent(currency: str) -> int:
    """Number of decimal places of the currency's minor unit (ISO 4217): 2 for RUB, 0 for JPY."""
    return _EXPONENTS.get(currency, 2)


def to_amount(value: int | str | Decimal, currency: str) -> Decimal:
    """`value` as an exact amount in `currency`; int, str and Decimal mean the same amount.

    >>> to_amount("1234.5", "RUB")
    Decimal('1234.50')

    Raises TypeError for a float (it cannot hold a kopeck exactly) and DataError for text that
    is no number, for more decimals than the currency has, and for sums of 10^15 and above.
    """
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise TypeError("an amount is an int, a str or a Decimal, never a float")
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise DataError(N_("“{value}” is not an amount"), value=value)
    if abs(number) >= LARGEST:
        raise DataError(N_("{value} is too large for an amount"), value=value)
    places = exponent(currency)
    amount = number.quantize(Decimal(1).scaleb(-places), context=_WIDE)
    if amount != number:
        raise DataError(
            N_("{value} has more decimals than {currency} knows ({places})"),
            N_("round the amount in the source"),
            value=value,
            currency=currency,
            places=places,
        )
    return amount + 0  # no negative zero


def zero(currency: str) -> Decimal:
    """Nothing, with the currency's decimals: 0.00 rather than 0."""
    return to_amount(0, currency)


def round_half_up(value: Decimal, currency: str) -> Decimal:
    """`value` rounded to the minor unit, halves away from zero: the rounding of a printed row.

    Rule: every printed row is rounded once, the total is the sum of the printed rows.
    """
    return value.quantize(Decimal(1).scaleb(-exponent(currency)), ROUND_HALF_UP, _WIDE) + 0
