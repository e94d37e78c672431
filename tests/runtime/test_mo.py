from __future__ import annotations

from struct import pack_into

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.runtime.mo import MAX_BYTES, MoError, key, parse_mo

ROWS = [("", "charset=latin-1\n"), ("a.b#x\x04One", "Eins"), ("a.b#y\x04Two", "Zwei ❤")]
TEXTS = {"a.b#x\x04One": "Eins", "a.b#y\x04Two": "Zwei ❤"}
REASONS = {
    "the file is shorter than its header",
    "the file does not begin as a catalogue does",
    "the file has an unknown revision",
    "a table of strings lies outside of the file",
    "a string lies outside of the file or has no end",
    "the strings are longer than the file",
    "a string is not UTF-8",
    "an entry has two contexts or stands there twice",
    "a text without plural has several forms",
}

texts = st.text(st.characters(exclude_characters="\x00\x04", exclude_categories=["Cs"]))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("revision", [0, 1, 0x10000, 0x10001])
def test_a_catalogue_of_either_byte_order_and_any_known_revision_is_read(mo, order, revision):
    assert parse_mo(mo(ROWS, order=order, revision=revision)) == TEXTS


def test_the_key_is_the_context_and_the_source_text():
    assert key("a.b#x", "One") == "a.b#x\x04One"


@given(st.dictionaries(st.tuples(texts, texts), texts.filter(bool)), st.sampled_from("<>"))
def test_what_is_written_is_read(mo, found, order):
    rows = [(key(*identity), text) for identity, text in found.items()]

    assert parse_mo(mo(rows, order=order)) == dict(rows)


def read_or_reason(data):
    try:
        return parse_mo(data)
    except MoError as error:
        return str(error)


@given(st.binary() | st.binary(min_size=24).map(lambda rest: b"\xde\x12\x04\x95" + rest))
def test_bytes_of_any_kind_are_read_or_refused_with_a_reason(data):
    assert read_or_reason(data) in ({}, *REASONS)


@given(st.data())
def test_a_catalogue_with_wrong_numbers_is_read_or_refused_with_a_reason(mo, data):
    changed = bytearray(mo(ROWS))
    numbers = st.integers(0, 100) | st.integers(0, 2**32 - 1)
    for _ in range(3):
        pack_into("<I", changed, 4 * data.draw(st.integers(1, 18)), data.draw(numbers))
    found = read_or_reason(bytes(changed))

    assert isinstance(found, dict) or found in REASONS


def test_an_entry_that_is_empty_plural_or_without_context_is_left_out(mo):
    rows = [
        ("One", "no context"),
        ("a.b#x\x04One", ""),
        ("a.b#y\x04one\x00many", "eins\x00viele"),
        ("a.b#z\x04Two", "Zwei"),
    ]

    assert parse_mo(mo(rows)) == {"a.b#z\x04Two": "Zwei"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("a\x04b", b"\xff")], "UTF-8"),
        ([(b"a\x04\xc3", "x")], "UTF-8"),
        ([("a\x04b", b"\xed\xa0\x80")], "UTF-8"),
        ([("a\x04b\x04c", "x")], "two contexts"),
        ([("a\x04b", "x"), ("a\x04b", "y")], "stands there twice"),
        ([("a\x04b", "x\x00y")], "several forms"),
    ],
)
def test_one_bad_entry_refuses_the_file(mo, rows, words):
    with pytest.raises(MoError, match=words):
        parse_mo(mo([*ROWS, *rows]))


@pytest.mark.parametrize(
    ("at", "number", "words"),
    [
        (0, 0, "begin"),
        (4, 0x20000, "revision"),
        (8, 0xFFFFFFFF, "table"),
        (12, 0, "table"),
        (12, 0xFFFFFFF0, "table"),
        (16, 27, "table"),
        (28, 1, "end"),
        (36, 0xFFFFFFFF, "outside"),
        (40, 0, "outside"),
        (40, 0xFFFFFFFF, "outside"),
    ],
)
def test_a_number_that_points_out_of_place_refuses_the_file(mo, at, number, words):
    data = bytearray(mo(ROWS))
    pack_into("<I", data, at, number)

    with pytest.raises(MoError, match=words):
        parse_mo(bytes(data))


@pytest.mark.parametrize("data", [b"", b"\xde\x12\x04", b"\xde\x12\x04\x95" + bytes(23)])
def test_a_file_without_a_whole_header_is_refused(data):
    with pytest.raises(MoError, match="shorter than its header"):
        parse_mo(data)


def test_strings_that_share_their_bytes_are_refused_before_they_fill_the_memory(mo):
    many = 200
    data = bytearray(mo([(f"a{number}\x04b", "x" * 500) for number in range(many)]))
    first = 28 + 8 * many
    for number in range(many):
        data[first + 8 * number : first + 8 * number + 8] = data[first : first + 8]
    assert len(parse_mo(bytes(data))) == many
    del data[-500 * (many - 1) :]
    data[-1] = 0

    with pytest.raises(MoError, match="longer than the file"):
        parse_mo(bytes(data))


def test_a_file_over_the_limit_is_refused():
    with pytest.raises(MoError, match="32 MiB"):
        parse_mo(bytes(MAX_BYTES + 1))


def test_the_header_entry_is_never_looked_at(mo):
    header = b"Content-Type: text/plain; charset=utf-7\xff\nPlural-Forms: nplurals=1; plural=n/0;\n"

    assert parse_mo(mo([("", header), *ROWS[1:]])) == TEXTS
