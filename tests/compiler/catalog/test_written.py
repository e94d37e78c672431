from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonbook.compiler.catalog.nodes import Scalar
from reasonbook.compiler.catalog.read import read_tree
from reasonbook.compiler.catalog.written import find_places
from reasonbook.compiler.source import SourceFile

PIECES = st.sampled_from(
    ["a", "{b}", " ", "  ", "\n", "\n\n", "\n  ", "\n    ", "''", "\\n", "\\x7b", "\\u007D", "界"]
)
PIECES_OF_DOUBLE_QUOTES = st.sampled_from(['\\"', "\\ ", "\\\n  ", "\\\n\n", "\\_", "\\/", "\\\\"])
LINES = st.sampled_from(["", "a {b}", "  a", "    a b", "\n", " ", "a  "])
STYLES = {
    "plain": st.lists(PIECES, max_size=8).map(lambda row: "a: x" + "".join(row) + "\n"),
    "single": st.lists(PIECES, max_size=8).map(lambda row: "a: '" + "".join(row) + "'\n"),
    "double": st.lists(PIECES | PIECES_OF_DOUBLE_QUOTES, max_size=8).map(
        lambda row: 'a: "' + "".join(row) + '"\n'
    ),
    "block": st.builds(
        lambda sign, row: f"a: {sign}\n" + "".join(f"  {each}\n" if each else "\n" for each in row),
        st.sampled_from(["|", "|-", "|+", ">", ">-", ">+", ">-  # note", "|2", ">2-", "|+1", ">1"]),
        st.lists(LINES, max_size=6),
    ),
}


def scalar_of(text):
    root, _ = read_tree(SourceFile("a.yaml", text))
    return root.entries["a"][1] if root else None


def written(text):
    """Return the value at ``a`` in *text*, and what is written for each of its characters."""
    scalar = scalar_of(text)
    places = find_places(text, scalar)
    return scalar.text, None if places is None else [text[start:end] for start, end in places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: {b: 1}\na2: x", None),
        ("a: bc", ["b", "c"]),
        ("a: b\n  c", ["b", "\n  ", "c"]),
        ("a: b  \r\n\r\n  c", ["b", "  \r\n\r\n  ", "c"]),
        ("a: b\n\n\n  c", ["b", "\n\n\n  ", "\n\n\n  ", "c"]),
        ("a: 'b''c'", ["b", "''", "c"]),
        ("a: b''c", ["b", "'", "'", "c"]),
        ('a: "b\\x41\\u0042\\U00000043\\n\\"\\e"', [
            *("b", "\\x41", "\\u0042", "\\U00000043", "\\n", '\\"', "\\e"),
        ]),
        ('a: "b\\\n   c\\\n\n  d"', ["b", "c", "\\\n\n  ", "d"]),
        ("a: |\n  b\n   c\n", ["b", "\n", " ", "c", "\n"]),
        ("a: |-\n\n  b\n\n", ["\n", "b"]),
        ("a: >\n  b\n  c\n\n  d\n", ["b", "\n", "c", "\n", "d", "\n"]),
        ("a: >-\n  b\n    c\n  d", ["b", "\n", " ", " ", "c", "\n", "d"]),
        ("a: >+\n\n", ["\n"]),
        ("a: |+\n   \n\n", ["\n", "\n"]),
        ("a: >-\r\n  b\r\n  c\r\n", ["b", "\r\n", "c"]),
        ("a: |2\n   b", [" ", "b"]),
        ("a: >2-\n\n    b\n  c\n", ["\n", " ", " ", "b", "\n", "c"]),
        ("a: |-1\n  b\n c", [" ", "b", "\n", "c"]),
        ('a: ""', []),
        ("a: !t b", None),
    ],
)  # fmt: skip
def test_each_character_of_a_value_is_found_where_it_is_written(text, expected):
    scalar = scalar_of(text)
    if not isinstance(scalar, Scalar):
        scalar = Scalar("b", plain=True, start=3, end=7)

    places = find_places(text, scalar)

    assert (None if places is None else [text[start:end] for start, end in places]) == expected


@pytest.mark.parametrize("style", STYLES)
@given(data=st.data())
@settings(max_examples=settings.default.max_examples * 2, deadline=None)
def test_every_value_is_found_and_in_order(style, data):
    text = data.draw(STYLES[style])
    if data.draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    scalar = scalar_of(text)
    if not isinstance(scalar, Scalar):
        return

    places = find_places(text, scalar)

    assert places is not None
    assert len(places) == len(scalar.text)
    assert sorted(places) == places
    for character, (start, end) in zip(scalar.text, places, strict=True):
        part = text[start:end]
        assert part == character or part[0] == "\\" or part == "''" or part.strip(" \r\n") == ""
