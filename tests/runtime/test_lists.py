from __future__ import annotations

from collections import UserList

import pytest
from babel.lists import format_list
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.messages.locale_table import make_locale_table
from reasonbook.compiler.messages.tags import known_tags
from reasonbook.runtime.lists import MAX_ITEMS, list_writer

ENGLISH = ("{0} and {1}", "{0}, {1}", "{0}, {1}", "{0}, and {1}")
# No locale has text outside of its places today.
WITH_TEXT_AROUND = ("a{0}b{1}c", "d{0}e{1}f", "g{0}h{1}i", "j{0}k{1}l")


def write_text(item):
    return item if isinstance(item, str) else None


def write(items, patterns=ENGLISH):
    return list_writer(patterns, write_text)(items)


def babel_like(items, patterns):
    """Put the items into the patterns one by one, as CLDR describes it."""
    two, start, middle, end = patterns
    if len(items) < 3:
        return two.format(*items) if len(items) == 2 else "".join(items)
    result = start.format(*items[:2])
    for item in items[2:-1]:
        result = middle.format(result, item)
    return end.format(result, items[-1])


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b, and c"),
        (("a", "b", "c", "d"), "a, b, c, and d"),
        (["{0}", "{1}", "%s"], "{0}, {1}, and %s"),
    ],
)
def test_items_are_joined_by_the_patterns(items, text):
    assert write(items) == text


@given(st.lists(st.text(), max_size=MAX_ITEMS), st.sampled_from([ENGLISH, WITH_TEXT_AROUND]))
def test_any_items_are_put_into_the_patterns_as_they_are(items, patterns):
    assert write(items, patterns) == babel_like(items, patterns)
    assert write(tuple(items), patterns) == babel_like(items, patterns)


@pytest.mark.slow
def test_every_locale_of_cldr_writes_lists_as_babel_does():
    patterns = {tag: make_locale_table(tag, ()).locales[tag]["lists"] for tag in known_tags()}
    lists = [["one", "two", "three", "four", "five"][:length] for length in range(6)]
    different = [
        (tag, items)
        for tag, each in patterns.items()
        for items in lists
        if write(items, each) != format_list(items, locale=tag)
    ]

    assert different == []


def test_of_a_long_list_64_items_are_written():
    letters = ["a"] * 64

    assert write(letters) == ", ".join(letters[:63]) + ", and a"
    assert write([*letters, "b"]) == ", ".join(letters) + ", …"
    assert write(["a"] * 1_000_000) == ", ".join(letters) + ", …"


def test_a_list_with_an_item_that_cannot_be_written_is_not_written():
    assert write(["a", None]) is None
    assert write([*["a"] * 64, None]) is not None


class Liar:
    def __init__(self, claimed):
        self.claimed = claimed

    @property
    def __class__(self):
        return self.claimed


class Raiser:
    @property
    def __class__(self):
        raise RuntimeError


@pytest.mark.parametrize("value", [None, "ab", b"ab", 7, {"a": 1}, {"a"}, UserList(["a"]), list])
def test_what_is_no_list_is_not_written(value):
    assert write(value) is None


def test_what_only_says_that_it_is_a_list_is_not_written():
    assert write(Liar(list)) is None
    assert write(Liar(tuple)) is None
    assert write(Raiser()) is None


class Items(list):
    def __getitem__(self, _):
        raise RuntimeError

    __iter__ = __len__ = __str__ = __getitem__


class Pair(tuple):
    __slots__ = ()

    def __getitem__(self, _):
        raise RuntimeError

    __iter__ = __len__ = __str__ = __getitem__


def test_methods_of_subclasses_are_not_called():
    assert write(Items(["a", "b"])) == "a and b"
    assert write(Pair(["a", "b"])) == "a and b"
