"""
Amounts of money: what a placeholder of the type ``currency`` takes.
"""

from __future__ import annotations

from reasonbook.runtime.frozen import Frozen, fill

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal

# The sign, digits, one point and an exponent. `Decimal` alone would also take underscores,
# spaces around the number, and the digits of every script.
_NUMERIC = frozenset("0123456789+-.eE")


class Money(Frozen):
    """
    An *amount* of the currency that has the *code* in ISO 4217: ``Money(Decimal("9.50"), "EUR")``.

    Amounts are equal if they are the same number of the same currency: 12.5 EUR and 12.50 EUR.
    """

    __slots__ = ("amount", "code")
    __match_args__ = ("amount", "code")

    amount: Decimal
    code: str

    def __init__(self, amount: Decimal | int, code: str) -> None:
        """
        Make an amount; `ValueError` and `TypeError` say what is none.

        A float is taken as the number that it is written as, so that 0.1 is a tenth, and so is
        a text. The code has to be three capital letters; which of them are a currency is
        not asked.
        """
        fill(self, amount=_read_amount(amount), code=_read_code(code))

    def __str__(self) -> str:
        """Return the amount for whoever has no locale: ``12.50 EUR``."""
        return f"{self.amount} {self.code}"


def read_decimal(text: str) -> Decimal | None:
    """Return the number that *text* is, None if it is none or no finite one."""
    from decimal import Decimal, InvalidOperation  # noqa: PLC0415  most applications need none

    if not _NUMERIC.issuperset(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    # A context that traps nothing makes NaN of what is no number.
    return number if number.is_finite() else None


def is_code(code: str) -> bool:
    """Tell whether *code* has the form of ISO 4217."""
    return len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()  # noqa: PLR2004  ISO 4217


def _read_amount(amount: object) -> Decimal:
    from decimal import Decimal  # noqa: PLC0415  most applications need none

    if isinstance(amount, Decimal):
        number = Decimal(amount) if amount.is_finite() else None
    elif isinstance(amount, int) and not isinstance(amount, bool):
        number = Decimal(int.__int__(amount))
    elif isinstance(amount, float):
        number = read_decimal(float.__repr__(amount))
    elif isinstance(amount, str):
        number = read_decimal(str.__str__(amount))
    else:
        raise TypeError(f"an amount of money is a Decimal or an int, not {_name(amount)}")
    if number is None:
        raise ValueError("an amount of money is a finite number")
    return number


def _read_code(code: object) -> str:
    if not isinstance(code, str):
        raise TypeError(f"the code of a currency is a text, not {_name(code)}")
    text = str.__str__(code)
    if not is_code(text):
        raise ValueError("the code of a currency is three capital letters, such as EUR")
    return text


def _name(value: object) -> str:
    return type(value).__name__
