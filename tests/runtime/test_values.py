from __future__ import annotations

import enum
from collections import UserDict, defaultdict
from decimal import Decimal
from types import MappingProxyType
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.runtime import values
from reasonbook.runtime.values import MISSING, shown, shown_in_url

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


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


class AnswersHostileText:
    def __str__(self):
        return HostileText("hi")


class AnswersNoText:
    def __str__(self):
        return 7  # noqa: PLE0307  that is what it is for


class Interrupts:
    def __str__(self):
        raise KeyboardInterrupt


class Colour(enum.Enum):
    RED = 1


class Code(enum.StrEnum):
    RED = "the.red"


class Level(enum.IntEnum):
    HIGH = 3


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("", ""),
        ("ä 漢 🙂 \u200d", "ä 漢 🙂 \u200d"),
        (Code.RED, "the.red"),
        (0, "0"),
        (-1234567, "-1234567"),
        (Level.HIGH, "3"),
        (10**255, "1" + "0" * 255),
        (True, "True"),
        (1.5, "1.5"),
        (Decimal("1.50"), "1.50"),
        (Colour.RED, "Colour.RED"),
        ("{name} %s {0.x}", "{name} %s {0.x}"),
    ],
)
def test_a_value_is_shown_as_plain_text(value, text):
    assert shown(value) == text
    assert type(shown(value)) is str


# Functions that make the value: pytest would look at hostile values to name its tests.
@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda: HostileText("hi"), "hi"),
        (lambda: HostileNumber(5), "5"),
        (AnswersHostileText, "hi"),
        (lambda: LiesToBe(bool), "a liar"),
        (lambda: LiesToBe(dict), "a liar"),
    ],
)
def test_a_hostile_value_is_shown_as_what_it_is(make, text):
    found = shown(make())

    assert found == text
    assert type(found) is str


@pytest.mark.parametrize(
    "make",
    [
        lambda: MISSING,
        lambda: None,
        Raises,
        AnswersNoText,
        lambda: LiesToBe(str),
        lambda: LiesToBe(int),
        lambda: 10**5000,
        lambda: -(10**5000),
    ],
)
def test_a_value_that_cannot_be_written_is_not_shown(make):
    assert shown(make()) is None
    assert shown_in_url(make()) is None


def test_an_interrupt_passes():
    with pytest.raises(KeyboardInterrupt):
        shown(Interrupts())


@pytest.mark.parametrize(
    "character", [*"\0\t\n\r\x1b\x1f\x7f\x80\x9f\u2028\u2029\ud800\udfff", *BIDI]
)
def test_a_control_becomes_a_replacement_character(character):
    assert shown(f"a{character}b") == "a\ufffdb"


@pytest.mark.parametrize(
    "character", [*" \xa0\u200c\u200d\u200e\u200f\u061c\ufeff\u2027\u202f\ue000"]
)
def test_other_invisible_characters_stay(character):
    assert shown(f"a{character}b") == f"a{character}b"


@pytest.mark.parametrize("length", [256, 257, 10_000_000])
def test_a_long_value_is_cut_at_256_characters(length):
    text = shown("x" * length)

    assert text == ("x" * 256 if length == 256 else "x" * 255 + "…")


def test_a_long_number_is_cut_at_256_characters():
    assert shown(10**300) == "1" + "0" * 254 + "…"


@given(st.text(max_size=50))
def test_a_value_in_a_url_has_only_unreserved_characters_and_escapes(text):
    escaped = shown_in_url(text)

    if shown(text) != text or not text:
        assert escaped is None
        return
    assert set(escaped) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%"
    )
    assert unquote(escaped) == text


def test_a_value_cannot_leave_its_place_in_a_url():
    assert shown_in_url("a/b?c#d e%ä") == "a%2Fb%3Fc%23d%20e%25%C3%A4"


@pytest.mark.parametrize("value", ["", None, "x" * 257, "a\nb", "\ud800"])
def test_a_value_that_would_lead_elsewhere_has_no_place_in_a_url(value):
    assert shown_in_url(value) is None


def test_a_number_has_a_place_in_a_url():
    assert shown_in_url(-7) == "-7"


@given(st.text() | st.integers() | st.binary() | st.floats() | st.lists(st.text()))
def test_what_is_shown_is_short_and_can_be_encoded(value):
    text = shown(value)

    assert len(text.encode()) <= 4 * 256
    assert not {each for each in text if each < " "}


class RaisingMapping(UserDict):
    def __getitem__(self, key):
        raise OSError

    get = __contains__ = __getitem__


class Collides:
    """A key in the place of ``name`` that fails when it is compared."""

    def __hash__(self):
        return hash("name")

    def __eq__(self, other):
        raise ValueError


@pytest.mark.parametrize(
    "make",
    [
        lambda: None,
        dict,
        lambda: 7,
        lambda: "name",
        lambda: [("name", 1)],
        Raises,
        lambda: LiesToBe(dict),
        lambda: RaisingMapping(name=1),
        lambda: {Collides(): 1},
        lambda: defaultdict(int),
    ],
)
def test_a_context_without_the_value_has_none(make):
    assert values.given(make(), "name") is MISSING


def test_a_default_of_the_context_is_not_stored_in_it():
    context = defaultdict(int)

    values.given(context, "name")

    assert context == {}


@pytest.mark.parametrize("kind", [dict, UserDict, lambda each: MappingProxyType(dict(each))])
def test_a_context_of_any_mapping_has_its_values(kind):
    assert values.given(kind({"name": None}), "name") is None


@pytest.mark.parametrize("make", [Raises, lambda: LiesToBe(str), int, lambda: None, bytes])
def test_what_is_no_text_has_no_exact_text(make):
    assert values.exact_text(make()) is None


@given(st.text(st.characters()))
def test_text_without_surrogates_can_be_encoded_and_is_the_same_otherwise(text):
    found = values.without_surrogates(text)

    assert found.encode().decode() == found
    assert all(a == b or (0xD800 <= ord(a) <= 0xDFFF) for a, b in zip(text, found, strict=True))
