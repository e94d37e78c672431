"""
The binary catalogues of GNU gettext (its manual, "The Format of GNU MO Files").

Nothing here opens a file. The header entry is never looked at, so no charset and no plural
formula of a file has a say: texts are UTF-8. A key is always compared whole, so whatever a file
holds, what is found is the text of that key and of no other.
"""

from __future__ import annotations

import sys
from operator import add, le, lt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

MAX_BYTES = 32 * 1024 * 1024
MAX_STRING = 64 * 1024
HEAD = 28
ENTRY = 8
"""A table has for each string its length and its start, four bytes each."""

_MAGIC = 0x950412DE
_NEWEST_MAJOR = 1
_SWAPPED: dict[str, Literal["big", "little"]] = {"little": "big", "big": "little"}


class MoError(ValueError):
    """A file that cannot be used; the message says why, in words of ours alone."""


class TextError(ValueError):
    """A text that cannot be used in a file that can; the message is ours alone, too."""


class Layout:
    """Where the tables of a file are: the keys' and, as long, the translations'."""

    __slots__ = ("count", "keys", "swapped", "texts")

    def __init__(self, head: bytes, size: int) -> None:
        """Read the *head* of a file of *size* bytes; `MoError` if it is none or leads outside."""
        if size > MAX_BYTES:
            raise MoError("the file is over 32 MiB")
        if size < HEAD:
            raise MoError("the file is shorter than its header")
        self.swapped = int.from_bytes(head[:4], sys.byteorder) != _MAGIC
        if self.swapped and int.from_bytes(head[:4], _SWAPPED[sys.byteorder]) != _MAGIC:
            raise MoError("the file does not begin as a catalogue does")
        _, revision, count, keys, texts, *_ = words(head, swapped=self.swapped)
        if revision >> 16 > _NEWEST_MAJOR:
            raise MoError("the file has an unknown revision")
        length = ENTRY * count
        if min(keys, texts) < HEAD or max(keys, texts) + length > size:
            raise MoError("a table of strings lies outside of the file")
        if abs(keys - texts) < length:
            raise MoError("the tables of strings lie over each other")
        self.count = count
        self.keys = keys
        self.texts = texts


def words(raw: bytes, *, swapped: bool) -> memoryview[int]:
    """Return the numbers of four bytes in *raw*, whose bytes are *swapped* or are not."""
    # Neither `struct` nor `array`: to import one of them costs more than to open a catalogue.
    if swapped:
        turned = bytearray(len(raw))
        for each in range(4):
            turned[each::4] = raw[3 - each :: 4]
        return memoryview(turned).cast("I")
    return memoryview(raw).cast("I")


class Memory:
    """The bytes of a file, read as those of an open file are."""

    __slots__ = ("_data", "size")

    def __init__(self, data: bytes) -> None:
        """Take all bytes of the file."""
        self._data = data
        self.size = len(data)

    def read(self, length: int, start: int) -> bytes:
        """Return *length* bytes from *start* on; `MoError` if there are not so many."""
        found = self._data[start : start + length]
        if len(found) != length:
            raise MoError("a string lies outside of the file or has no end")
        return found

    def read_all(self) -> bytes:
        """Return all bytes."""
        return self._data

    def check(self) -> None:
        """Do nothing: the bytes cannot change."""


class Keys:
    """
    Some keys of a file that stand in its table one after the other.

    *table* is their part of it. *window* is what the file has from *start* on; *read* is asked
    for what lies outside of it, by length and start.
    """

    __slots__ = ("_read", "_start", "_table", "_window", "count")

    def __init__(
        self,
        table: memoryview[int],
        window: bytes,
        start: int,
        read: Callable[[int, int], bytes],
    ) -> None:
        """Look at nothing yet."""
        self.count = len(table) // 2
        self._table = table
        self._window = window
        self._start = start
        self._read = read

    def index(self, key: bytes) -> int:
        """Return which of the keys *key* is, -1 if it is none; if they are sorted, that is."""
        table = self._table
        wanted = key + b"\0"
        low, high = 0, self.count
        while low < high:
            middle = (low + high) // 2
            length = table[2 * middle]
            # One byte more than the key, or all with its end: enough to tell which is greater.
            found = self._bytes(min(length, len(key)) + 1, table[2 * middle + 1])
            if found < wanted:
                low = middle + 1
            elif found > wanted or length > len(key):
                high = middle
            else:
                return middle
        return -1

    def are_sorted(self) -> bool:
        """Tell whether `index` finds every key."""
        keys = self.all()
        return all(map(le, keys, keys[1:]))

    def all(self) -> list[bytes]:
        """Return all keys; `MoError` if they have more bytes than a file can have."""
        numbers = self._table.tolist()
        lengths = numbers[::2]
        # Strings that share their bytes could make a file take all memory there is.
        if sum(lengths) > MAX_BYTES:
            raise MoError("the strings lie over each other")
        return list(map(self._bytes, lengths, numbers[1::2]))

    def _bytes(self, length: int, start: int) -> bytes:
        at = start - self._start
        found = self._window[at : at + length] if at >= 0 else b""
        return found if len(found) == length else self._read(length, start)


class Whole:
    """A file in memory, all of it checked but for the encoding of its texts."""

    __slots__ = ("_data", "_keys", "_places", "_texts")

    def __init__(self, data: bytes) -> None:
        """Take *data*; `MoError` if it is damaged."""
        layout = Layout(data[:HEAD], len(data))
        length = ENTRY * layout.count
        keys = words(data[layout.keys : layout.keys + length], swapped=layout.swapped)
        texts = words(data[layout.texts : layout.texts + length], swapped=layout.swapped)
        _check(data, layout, keys.tolist() + texts.tolist())
        self._data = data
        self._texts = texts
        self._keys = Keys(keys, data, 0, Memory(data).read)
        self._places: dict[bytes, int] | None = None

    def find(self, key: bytes) -> bytes | None:
        """Return what the file has for *key*, None if nothing; `TextError` if it is too long."""
        at = self._keys.index(key)
        if at < 0:
            places = self._places
            if places is None:
                places = self._places = self._unsorted()
            at = places.get(key, -1)
        if at < 0:
            return None
        length, start = self._texts[2 * at : 2 * at + 2]
        if length > MAX_STRING:
            raise TextError("it is over 64 KiB")
        return self._data[start : start + length]

    def _unsorted(self) -> dict[bytes, int]:
        """Return the places of the keys if bisection does not find them; else none."""
        # GNU gettext sorts by key, and so do we; Babel sorts by the text first.
        if self._keys.are_sorted():
            return {}
        return {key: at for at, key in enumerate(self._keys.all())}


def _check(data: bytes, layout: Layout, numbers: list[int]) -> None:
    """Raise `MoError` if strings have no end, or if they or the tables share a byte."""
    starts = numbers[1::2]
    ends = list(map(add, starts, numbers[::2]))
    try:
        are_ended = not any(map(data.__getitem__, ends))
    except IndexError:
        are_ended = False
    if not are_ended:
        raise MoError("a string lies outside of the file or has no end")
    for table in (0, layout.keys, layout.texts) if layout.count else ():
        starts.append(table)
        ends.append(table + (ENTRY * layout.count if table else HEAD) - 1)
    # What begins second has to begin after what ends first has ended, and so on.
    starts.sort()
    ends.sort()
    if not all(map(lt, ends, starts[1:])):
        raise MoError("the strings lie over each other")
