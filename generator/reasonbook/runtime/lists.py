"""
Lists as a locale writes them: "a, b and c".
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias, TypeGuard

    from reasonbook.runtime.locale_data import ListPatterns

    Writer: TypeAlias = Callable[[object], str | None]

MAX_ITEMS = 64
MAX_CHARACTERS = 1_024
MORE = "…"
# The classes with an item that may be anything, for the type checkers.
_LIST: type[list[object]] = list
_TUPLE: type[tuple[object, ...]] = tuple


def list_writer(patterns: ListPatterns, write_item: Writer) -> Writer:
    """
    Return what writes a list or a tuple whose items *write_item* writes.

    It returns None for anything else, and if an item cannot be written. Of a longer list, 64
    items are written, and an ellipsis; a text of more than 1,024 characters is cut. An empty
    list is an empty text, as Babel has it.
    """
    two, start, middle, end = map(_parts, patterns)

    def write(value: object) -> str | None:
        items = _first_items(value)
        if items is None:
            return None
        texts: list[str] = []
        for each in items[:MAX_ITEMS]:
            text = write_item(each)
            if text is None:
                return None
            texts.append(text)
        last = end
        if len(items) > MAX_ITEMS:
            texts.append(MORE)
            last = middle
        if len(texts) > 2:  # noqa: PLR2004  the pattern for two is one of its own
            return _cut(_join(texts, (start, *[middle] * (len(texts) - 3), last)))
        return _join(texts, (two,) * (len(texts) - 1))

    return write


def _cut(text: str) -> str:
    return text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 1] + MORE


def _first_items(value: object) -> Sequence[object] | None:
    """Return the items that are written, and one more if there are more."""
    first = slice(MAX_ITEMS + 1)
    try:
        if _is_tuple(value):
            return _TUPLE.__getitem__(value, first)
        return _LIST.__getitem__(value, first) if _is_list(value) else None
    except Exception:  # noqa: BLE001  a lying or raising __class__ of someone else's object
        return None


def _is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    return isinstance(value, tuple)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _parts(pattern: str) -> tuple[str, str, str]:
    """Return what stands before, between and after the two places of *pattern*."""
    before, _, rest = pattern.partition("{0}")
    between, _, after = rest.partition("{1}")
    return before, between, after


def _join(texts: Sequence[str], patterns: Sequence[tuple[str, str, str]]) -> str:
    """Return *texts* put into *patterns*, of which there is one less, from the first on."""
    pieces = [before for before, _, _ in reversed(patterns)]
    pieces += texts[:1]
    for (_, between, after), text in zip(patterns, texts[1:], strict=False):
        pieces += (between, text, after)
    return "".join(pieces)
