"""
What gettext's tools find in a generated module, and the proof that it is the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeAlias

from babel.messages.extract import extract_python

from reasonbook.compiler.diagnostics import error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reasonbook.compiler.catalog.resolved import Message
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import Span

_CODE = "RB504"
_TAG = "Translators:"
# As `pybabel extract -k pgettext_noop:1c,2 -k npgettext_noop:1c,2,3` has them.
_KEYWORDS = {
    "pgettext_noop": ((1, "c"), 2),
    "npgettext_noop": ((1, "c"), 2, 3),
}

_Arguments: TypeAlias = "str | tuple[str | None, ...] | None"


@dataclass(frozen=True, slots=True)
class ExtractedMessage:
    """
    A message that was found in a module.

    *comments* are the lines above it for translators, without ``Translators:``.
    """

    context: str
    text: str
    plural: str | None
    comments: tuple[str, ...]


def extract_messages(module: str) -> tuple[ExtractedMessage, ...]:
    """
    Return the messages that Babel finds in *module*, the text of a Python module, in its order.

    A call whose arguments are no literals is left out, as Babel leaves it out. Text that is no
    Python is a bug of the caller's and raises what `tokenize` raises.
    """
    # Babel declares the result of its `extract` here, which is another tuple.
    found: Iterable[tuple[int, str, _Arguments, list[str]]] = extract_python(  # type: ignore[assignment]  # see above
        BytesIO(module.encode()), _KEYWORDS, (_TAG,), {}
    )
    messages = (
        _make_message(arguments, len(_KEYWORDS[name]), comments)
        for _, name, arguments, comments in found
    )
    return tuple(each for each in messages if each is not None)


def prove_extraction(
    expected: Sequence[Message], extracted: Sequence[ExtractedMessage], reference: Span
) -> tuple[Diagnostic, ...]:
    """
    Return an error at *reference* for each way in which *extracted* is not *expected*.

    There is none exactly if both have the same messages, each once, with the same context, text,
    plural and comments, code point for code point. Their order does not matter.
    """
    return tuple(error(_CODE, each, reference) for each in _differences(expected, extracted))


def _make_message(
    arguments: _Arguments, count: int, comments: Sequence[str]
) -> ExtractedMessage | None:
    given = arguments if isinstance(arguments, tuple) else (arguments,)
    literals = [each for each in given[:count] if each is not None]
    if len(literals) < count:
        return None
    lines = tuple(comments)
    if lines:
        lines = (lines[0].removeprefix(_TAG).removeprefix(" "), *lines[1:])
    context, text, *plural = literals
    return ExtractedMessage(context, text, plural[0] if plural else None, lines)


def _differences(
    expected: Sequence[Message], extracted: Sequence[ExtractedMessage]
) -> Iterator[str]:
    wanted = {each.context for each in expected}
    found: dict[str, ExtractedMessage] = {}
    strangers: dict[str, list[ExtractedMessage]] = {}
    for each in extracted:
        if each.context not in wanted:
            strangers.setdefault(each.text, []).append(each)
        elif each.context in found:
            yield f"the message {each.context!a} is extracted twice"
        else:
            found[each.context] = each
    for message in expected:
        if message.context in found:
            yield from _compare(message, found[message.context])
        elif strangers.get(message.text):
            other = strangers[message.text].pop(0)
            difference = _first_difference(message.context, other.context)
            yield f"the context {message.context!a} is not extracted as it is: {difference}"
        else:
            yield f"the message {message.context!a} is not extracted"
    for each in (each for same_text in strangers.values() for each in same_text):
        yield f"the message {each.context!a} is extracted, but the catalogue does not have it"


def _compare(message: Message, other: ExtractedMessage) -> Iterator[str]:
    if message.text != other.text:
        difference = _first_difference(message.text, other.text)
        yield f"the text of {message.context!a} is not extracted as it is: {difference}"
    yield from _compare_plurals(message, other)
    pairs = zip_longest(message.comments, other.comments, fillvalue="")
    for number, (line, other_line) in enumerate(pairs, 1):
        if line != other_line:
            difference = _first_difference(line, other_line)
            yield f"line {number} of the comment of {message.context!a} differs: {difference}"
            return
    if len(message.comments) != len(other.comments):
        yield f"the comment of {message.context!a} has another number of lines"


def _compare_plurals(message: Message, other: ExtractedMessage) -> Iterator[str]:
    match message.plural, other.plural:
        case None, str():
            yield f"the message {message.context!a} is extracted with a plural, which it has not"
        case str(), None:
            yield f"the message {message.context!a} is extracted without its plural"
        case str(own), str(found) if own != found:
            difference = _first_difference(own, found)
            yield f"the plural of {message.context!a} is not extracted as it is: {difference}"
        case _:
            pass


def _first_difference(expected: str, found: str) -> str:
    pairs = enumerate(zip_longest(expected, found), 1)
    return next(
        f"character {number} is {_describe(other)}, not {_describe(own)}"
        for number, (own, other) in pairs
        if own != other
    )


def _describe(character: str | None) -> str:
    return "missing" if character is None else f"{character!a} (U+{ord(character):04X})"
