"""
Large catalogues, looked up where they lie.

A service that has fifty locales of ten thousand messages would spend 180 MiB and half a second on
what it never shows. A map of the file (`mmap`) would be as small as this, but whoever truncates
the file in place would kill the process (SIGBUS); a read only comes back short.
"""

from __future__ import annotations

from operator import add, lt

from reasonbook.runtime.mo import (
    ENTRY,
    HEAD,
    MAX_STRING,
    Keys,
    Layout,
    MoError,
    TextError,
    Whole,
    words,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reasonbook.runtime.files import File
    from reasonbook.runtime.mo import Memory

# A read of 16 KiB takes hardly longer than one of 8 bytes, so the last steps of a bisection are
# made in one block that is read at once: 128 keys were found to cost the least. The first
# steps, which most keys share, are remembered: at most as many, none of them long.
_BLOCK = 128
_MAX_WINDOW = 64 * 1024
_FENCES = 128
_MAX_FENCE = 256


class Large:
    """A file that is not in memory but for some keys that divide it."""

    __slots__ = ("_fences", "_file", "_layout", "_whole")

    def __init__(self, file: File | Memory) -> None:
        """Read the head of *file*, and where its strings end; `MoError` if it is damaged."""
        layout = Layout(file.read(min(HEAD, file.size), 0), file.size)
        self._file = file
        self._layout = layout
        self._fences: dict[int, bytes] = {}
        self._whole: Whole | None = None
        if layout.count:
            self._check_ends()

    def find(self, key: bytes) -> bytes | None:
        """
        Return what the file has for *key*, None if nothing.

        `MoError` if the file is damaged or was changed, `TextError` if the text is too long,
        and `OSError` if the file cannot be read.
        """
        whole = self._whole
        if whole is None:
            first, keys = self._block(key)
            at = keys.index(key)
            if at >= 0 or keys.are_sorted():
                found = None if at < 0 else self._text(first + at)
                self._file.check()
                return found
            whole = self._whole = Whole(self._file.read_all())
        return whole.find(key)

    def _check_ends(self) -> None:
        """Look at the first and at the last string: a file that was cut is the usual damage."""
        layout = self._layout
        tables_end = max(layout.keys, layout.texts) + ENTRY * layout.count
        if self._span(layout.keys, 0)[1] < tables_end:
            raise MoError("a string lies over a table of strings")
        length, start = self._span(layout.texts, layout.count - 1)
        self._string(0, start + length)

    def _block(self, key: bytes) -> tuple[int, Keys]:
        """Return the only keys that *key* can be among, and which is the first of them."""
        fences = self._fences
        count = self._layout.count
        low, high = 0, count
        while high - low > _BLOCK:
            middle = (low + high) // 2
            fence = fences.get(middle)
            if fence is None:
                fence = self._key(middle)
                if high - low > count // _FENCES and len(fence) <= _MAX_FENCE:
                    fences[middle] = fence
            if key < fence:
                high = middle
            else:
                low = middle
        return low, self._keys(low, high - low)

    def _keys(self, first: int, count: int) -> Keys:
        table = self._entries(self._layout.keys, first, count)
        if not count:
            return Keys(table, b"", 0, self._file.read)
        start = table[1]
        length = table[-1] + table[-2] + 1 - start
        # Where keys do not lie in their order, each is read by itself.
        window = self._file.read(length, start) if 0 < length <= _MAX_WINDOW else b""
        return Keys(table, window, start, self._file.read)

    def _key(self, at: int) -> bytes:
        length, start = self._entries(self._layout.keys, at, 1)
        if length > MAX_STRING:
            raise MoError("a key is over 64 KiB")
        return self._string(length, start)

    def _text(self, at: int) -> bytes:
        """Return the text of the key *at*; `MoError` if either entry may be another's."""
        self._span(self._layout.keys, at)
        length, start = self._span(self._layout.texts, at)
        if length > MAX_STRING:
            raise TextError("it is over 64 KiB")
        return self._string(length, start)

    def _span(self, table: int, at: int) -> tuple[int, int]:
        """Return length and start of a string that does not reach into those beside it."""
        first, end = max(at - 1, 0), min(at + 2, self._layout.count)
        entries = self._entries(table, first, end - first).tolist()
        lengths, starts = entries[::2], entries[1::2]
        if not all(map(lt, map(add, starts, lengths), starts[1:])):
            raise MoError("the strings lie over each other")
        return lengths[at - first], starts[at - first]

    def _string(self, length: int, start: int) -> bytes:
        found = self._file.read(length + 1, start)
        if found[length:] != b"\0":
            raise MoError("a string lies outside of the file or has no end")
        return found[:length]

    def _entries(self, table: int, first: int, count: int) -> memoryview[int]:
        raw = self._file.read(ENTRY * count, table + ENTRY * first)
        return words(raw, swapped=self._layout.swapped)
