from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from reasonbook import Money
from reasonbook.runtime.parameters import parameter
from reasonbook.runtime.values import MISSING


class Raises:
    """Fails at all it is asked."""

    def fail(self, *_args):
        raise ValueError

    __str__ = __repr__ = __eq__ = __hash__ = __format__ = __bool__ = fail
    __class__ = property(fail)


class LiesToBe:
    """Says it is of another class."""

    def __init__(self, kind):
        self.kind = kind

    def __str__(self):
        return "a liar"

    @property
    def __class__(self):
        return self.kind


class HostileText(str):
    __slots__ = ()

    def fail(self, *_args):
        raise ValueError

    __str__ = __repr__ = __eq__ = __hash__ = __format__ = __len__ = __getitem__ = encode = fail
    isprintable = translate = join = fail


class HostileNumber(int):
    def fail(self, *_args):
        raise ValueError

    __str__ = __repr__ = __eq__ = __hash__ = __format__ = __int__ = __index__ = bit_length = fail


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (lambda: "raw\n" + "x" * 300, "raw\n" + "x" * 300),
        (lambda: HostileText("hi"), "hi"),
        (lambda: 7, 7),
        (lambda: HostileNumber(7), 7),
        (lambda: True, True),
        (lambda: 2**1999, 2**1999),
        (lambda: 2**2000, None),
        (lambda: 1.5, 1.5),
        (lambda: float("nan"), None),
        (lambda: ["a", "b"], ("a", "b")),
        (lambda: ("a", 1, HostileText("b")), ("a", "b")),
        (lambda: Decimal("12.50"), "12.50"),
        (lambda: date(2026, 11, 25), "2026-11-25"),
        (lambda: timedelta(minutes=90), "PT1H30M"),
        (lambda: Money("12.5", "EUR"), "12.5 EUR"),
        (lambda: MISSING, None),
        (Raises, None),
        (lambda: LiesToBe(bool), None),
        (lambda: LiesToBe(dict), "a liar"),
        (lambda: LiesToBe(int), None),
        (lambda: LiesToBe(str), None),
    ],
)
def test_a_parameter_is_what_a_program_can_read(make, found):
    assert parameter(make()) == found
    assert type(parameter(make())) is type(found)
