from __future__ import annotations

from struct import pack_into, unpack_from

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.messages.mo import write_mo
from reasonbook.runtime.mo import MAX_BYTES, MAX_STRING, Memory, MoError, TextError, Whole
from reasonbook.runtime.mo_large import Large


def large(data):
    return Large(Memory(data))


ROWS = [
    ("", "charset=latin-1\n"),
    ("a.b#x\x04One", "Eins"),
    ("a.b#y\x04Two", "Zwei ❤"),
    ("a.b#z\x04{n} thing\x00{n} things", "{n} Ding\x00{n} Dinge"),
]
FOUND = {key.encode(): text.encode() for key, text in ROWS[1:]}
REASONS = {
    "the file is shorter than its header",
    "the file does not begin as a catalogue does",
    "the file has an unknown revision",
    "a table of strings lies outside of the file",
    "the tables of strings lie over each other",
    "a string lies over a table of strings",
    "a string lies outside of the file or has no end",
    "the strings lie over each other",
    "a key is over 64 KiB",
    "it is over 64 KiB",
}

both = pytest.mark.parametrize("make", [Whole, large], ids=["whole", "large"])
keys = st.binary().map(lambda key: key + b"\x04")


def find_or_reason(make, data, key):
    try:
        return make(data).find(key)
    except (MoError, TextError) as error:
        return str(error)


@both
@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("revision", [0, 1, 0x10000, 0x10001])
def test_a_file_of_either_byte_order_and_any_known_revision_is_read(mo, make, order, revision):
    file = make(mo(ROWS, order=order, revision=revision))

    assert {key: file.find(key) for key in FOUND} == FOUND


@both
def test_a_key_is_found_only_as_a_whole(mo, make):
    file = make(mo(ROWS))

    assert file.find(b"a.b#z\x04{n} thing") is None
    assert file.find(b"a.b#x\x04One\x00Ones") is None
    assert file.find(b"a.b#x\x04On") is None
    assert file.find(b"a.b#x\x04One ") is None


@both
def test_a_file_without_entries_has_nothing(mo, make):
    assert make(mo([])).find(b"a\x04b") is None


@both
@given(st.dictionaries(keys, st.binary(), max_size=50), st.sampled_from("<>"), st.randoms())
def test_what_is_in_a_file_is_found_in_whatever_order_it_stands(mo, make, found, order, random):
    rows = list(found.items())
    random.shuffle(rows)
    file = make(mo(rows, order=order))

    assert {key: file.find(key) for key in found} == found
    assert file.find(b"\x04!") is None


@both
@pytest.mark.parametrize("count", [127, 128, 129, 257, 1000, 5000])
def test_each_of_many_entries_is_found_and_nothing_between_them(make, count):
    rows = {f"a.b{at:05d}#x\x04T": f"Text {at}" for at in range(count)}
    file = make(write_mo(list(rows.items()), locale="de"))

    for _ in range(2):
        assert all(file.find(key.encode()) == text.encode() for key, text in rows.items())
    assert not any(file.find(key.encode() + b"!") for key in rows)
    assert file.find(b"\x04") is None
    assert file.find(b"z\x04") is None


def test_keys_that_do_not_lie_in_the_order_of_their_table_are_found():
    count = 300
    data = bytearray(
        write_mo([(f"a{at:04d}\x04T", f"Text {at}") for at in range(count)], locale="de")
    )
    keys_at = 28 + 8
    entries = [bytes(data[keys_at + 8 * at : keys_at + 8 * at + 8]) for at in range(count)]
    length, start = unpack_from("<2I", entries[0])
    strings = [
        bytes(data[start + 8 * at : start + 8 * at + length + 1]) for at in reversed(range(count))
    ]
    data[start : start + 8 * count] = b"".join(strings)
    for at in range(count):
        data[keys_at + 8 * at : keys_at + 8 * at + 8] = entries[count - 1 - at]
    file = Whole(bytes(data))

    assert all(file.find(b"a%04d\x04T" % at) == b"Text %d" % at for at in range(count))


@both
@given(st.binary() | st.binary(min_size=24).map(lambda rest: b"\xde\x12\x04\x95" + rest))
def test_bytes_of_any_kind_give_nothing_or_a_reason(make, data):
    assert find_or_reason(make, data, b"a.b#x\x04One") in (None, *REASONS)


@both
@given(st.data())
def test_wrong_numbers_give_the_text_nothing_or_a_reason(mo, make, data):
    changed = bytearray(mo(ROWS))
    numbers = st.integers(0, 200) | st.integers(0, 2**32 - 1)
    for _ in range(3):
        pack_into("<I", changed, 4 * data.draw(st.integers(1, 22)), data.draw(numbers))
    found = find_or_reason(make, bytes(changed), b"a.b#x\x04One")

    assert found in (b"Eins", None, *REASONS) or make is large


@both
def test_each_beginning_of_a_file_gives_the_text_nothing_or_a_reason(mo, make):
    data = mo(ROWS)

    for length in range(len(data)):
        for key, text in FOUND.items():
            found = find_or_reason(make, data[:length], key)
            assert found in ((text, *REASONS) if make is large else REASONS)


@both
@pytest.mark.parametrize("order", ["<", ">"])
def test_each_flipped_bit_gives_the_text_nothing_or_a_reason(mo, make, order):
    data = mo(ROWS, order=order)
    places = {
        text: range(data.index(text), data.index(text) + len(text)) for text in FOUND.values()
    }

    for at in range(len(data)):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[at] ^= 1 << bit
            for key, text in FOUND.items():
                found = find_or_reason(make, bytes(flipped), key)
                # A letter may become another one, and plural forms may be cut between two.
                is_right = found in (text, None, *REASONS) or text.startswith(found + b"\0")
                assert is_right or at in places[text]


def with_number(data, at, number):
    changed = bytearray(data)
    pack_into("<I", changed, at, number)
    return bytes(changed)


@both
@pytest.mark.parametrize(
    ("at", "number"),
    [
        *[(0, 0), (4, 0x20000), (8, 0xFFFFFFFF)],
        *[(12, 0), (12, 36), (12, 0xFFFFFFF0), (16, 27), (16, 36), (16, 100), (16, 0xFFFFFFFF)],
        *[(32, 40), (36, 0xFFFFFFFF), (40, 30), (40, 0xFFFFFFFF)],
        *[(68, 3), (68, 5), (68, 0xFFFFFFFF), (72, 0), (72, 28), (72, 150), (72, 0xFFFFFFFF)],
    ],
)
def test_a_number_that_points_out_of_place_is_a_reason(mo, make, at, number):
    data = bytearray(mo(ROWS))
    pack_into("<I", data, at, number)

    with pytest.raises(MoError) as raised:
        make(bytes(data)).find(b"a.b#x\x04One")
    assert str(raised.value) in REASONS


@both
@pytest.mark.parametrize("data", [b"", b"\xde\x12\x04", b"\xde\x12\x04\x95" + bytes(23)])
def test_a_file_without_a_whole_header_is_a_reason(make, data):
    with pytest.raises(MoError, match="shorter than its header"):
        make(data)


@both
def test_a_file_over_the_limit_is_a_reason(make):
    with pytest.raises(MoError, match="32 MiB"):
        make(bytes(MAX_BYTES + 1))


@both
def test_the_header_entry_is_never_looked_at(mo, make):
    header = b"Content-Type: text/plain; charset=utf-7\xff\nPlural-Forms: nplurals=1; plural=n/0;\n"

    assert make(mo([("", header), *ROWS[1:]])).find(b"a.b#x\x04One") == b"Eins"


@both
def test_a_text_over_the_limit_is_a_reason_of_its_own(mo, make):
    rows = [*ROWS, ("b\x04long", "x" * MAX_STRING), ("b\x04longer", "x" * (MAX_STRING + 1))]
    file = make(mo(rows))

    assert len(file.find(b"b\x04long")) == MAX_STRING
    with pytest.raises(TextError, match="it is over 64 KiB"):
        file.find(b"b\x04longer")
    assert file.find(b"a.b#x\x04One") == b"Eins"


def test_a_key_over_the_limit_is_not_read():
    rows = [(f"a{at:04d}\x04T", "Text") for at in range(200)]
    rows[99] = ("a0099\x04" + "x" * MAX_STRING, "Text")

    with pytest.raises(MoError, match="a key is over 64 KiB"):
        large(write_mo(rows, locale="de")).find(b"a0000\x04T")


def test_long_keys_are_found_and_not_remembered():
    rows = [(f"a{at:04d}\x04{'x' * 700}", f"Text {at}") for at in range(300)]
    file = large(write_mo(rows, locale="de"))

    assert all(file.find(key.encode()) == text.encode() for key, text in rows)


def test_strings_that_share_their_bytes_are_a_reason_before_they_fill_the_memory():
    length = 350_000
    rows = [(f"a{at:04d}\x04T", "Text") for at in range(999)]
    data = bytearray(write_mo(rows, locale="de") + bytes(length))
    for at in range(510, 615):
        pack_into("<I", data, 28 + 8 * at, length)

    with pytest.raises(MoError, match="the strings lie over each other"):
        large(bytes(data)).find(b"a0500\x04T!")
    with pytest.raises(MoError, match="the strings lie over each other"):
        Whole(bytes(data))
