"""
YAML's syntax errors in words that help.

The C parser and the Python parser agree on the place of an error and not on its text, so the
text is ours: what the parser says only chooses it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import error, quote

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import SourceFile

_SYNTAX = "RB102"
_QUOTE = 'put the whole text in quotes: "..."'
_FLOW = "a text that starts with `{` or `[` needs quotes around the whole of it"
_KEY_FORM = "write `key: value`, with a blank behind the colon"
_DIGITS = r"`\x` takes 2 hexadecimal digits, `\u` 4 and `\U` 8"
_MAX_KEY = 1024  # characters of a key without `?`, YAML 1.2.2, section 7.4

_KEY = re.compile(r"[ \t]*[^\s:]+")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_WORD = re.compile(r"[^\s,\[\]{}]*")


@dataclass(frozen=True, slots=True)
class _Failure:
    """
    What the parser says.

    *index* is where it could not go on, *context* where that began which it was reading then:
    a quote, a bracket, a key.
    """

    file: SourceFile
    said: str
    index: int
    context: int

    @property
    def before(self) -> str:
        """What stands before *index* in its line."""
        place = self.file.span(self.index, self.index)
        return self.file.line(place.line)[: place.column - 1]

    @property
    def character(self) -> str:
        """The character at *index*, "" at the end of the file."""
        return self.file.text[self.index : self.index + 1]

    def report(
        self,
        message: str,
        place: tuple[int, int] | None = None,
        help: str = "",  # noqa: A002  the field's name
    ) -> Diagnostic:
        start, end = place or (self.index, self.index + 1)
        return error(_SYNTAX, message, self.file.span(start, min(end, len(self.file.text))), help)


def explain_syntax_error(file: SourceFile, failure: yaml.MarkedYAMLError) -> Diagnostic:
    """Return the finding for the parser's *failure* in *file*."""
    said = f"{failure.context or ''} {failure.problem or ''}"
    problem = failure.problem_mark or failure.context_mark
    index = min(problem.index if problem else 0, len(file.text))
    context = failure.context_mark.index if failure.context_mark else index
    found = _Failure(file, said, index, context)
    for part, explain in _EXPLANATIONS:
        if part in said:
            return explain(found)
    return _explain_place(found)


def explain_directive(file: SourceFile, start: int) -> Diagnostic:
    """Return the finding for the directive, a line with ``%``, that starts at *start*."""
    line = file.line(file.span(start, start).line)
    return error(
        _SYNTAX,
        "directives are not allowed",
        file.span(start, start + len(line.rstrip())),
        "remove the line; a text that starts with `%` needs quotes",
    )


def explain_tab(file: SourceFile, index: int) -> Diagnostic:
    """Return the finding for the tab at *index*, before which its line has nothing but blanks."""
    span = file.span(index, index + 1)
    return error(_SYNTAX, "a tab cannot indent", span, "indent with blanks")


def explain_escape(file: SourceFile, start: int) -> Diagnostic:
    """Return the finding for the escape at *start*, which stands for no character."""
    escape = _ESCAPE.match(file.text, start)
    assert escape is not None, "something stands behind the backslash"
    span = file.span(*escape.span())
    message = "this escape is no character"
    return error("RB108", message, span, r"write the character itself, or `\U` and 8 digits")


def explain_block_header(file: SourceFile, index: int) -> Diagnostic:
    """Return the finding for what stands at *index*, behind the sign of a block of lines."""
    return error(
        _SYNTAX,
        "something stands behind the `|` or `>` that starts a block of lines",
        file.span(index, index + 1),
        "start the text in the next line; one that starts with `|` or `>` needs quotes",
    )


def explain_second_document(file: SourceFile, place: tuple[int, int]) -> Diagnostic:
    """Return the finding for a second document whose first mark stands at *place*."""
    return error(
        "RB107",
        "a second document starts here",
        file.span(*place),
        "put it in a file of its own: one file is one enum",
    )


def explain_tag(file: SourceFile, place: tuple[int, int]) -> Diagnostic:
    """Return the finding for the tag at *place*."""
    return error(
        "RB106",
        f"the tag {quote(file.text[slice(*place)])} is not allowed",
        file.span(*place),
        "remove it; a text that starts with `!` needs quotes",
    )


def _bad_escape(found: _Failure) -> Diagnostic:
    return explain_escape(found.file, _backslash(found))


def _unknown_escape(found: _Failure) -> Diagnostic:
    start = _backslash(found)
    return found.report(
        "this backslash escape does not exist", (start, start + 2), "double the backslash"
    )


def _short_escape(found: _Failure) -> Diagnostic:
    start = _backslash(found)
    return found.report("this backslash escape is not complete", (start, start + 2), _DIGITS)


def _backslash(found: _Failure) -> int:
    return found.file.text.rfind("\\", 0, found.index + 1)


def _open_quote(found: _Failure) -> Diagnostic:
    return found.report(
        "the quote that opens here is never closed",
        (found.context, found.context + 1),
        "close it; a text that starts with a quote needs quotes around the whole of it",
    )


def _colon(found: _Failure) -> Diagnostic:
    key = _KEY.fullmatch(found.before)
    if key is None:
        return found.report("a `: ` stands inside a text without quotes", help=_QUOTE)
    start = found.index - len(found.before.lstrip())
    return found.report(
        "this line is read as part of the text above it",
        (start, found.index + 1),
        f"check its indentation, and the line above it: {_KEY_FORM}",
    )


def _no_colon(found: _Failure) -> Diagnostic:
    start = found.context
    if found.index - start > _MAX_KEY:
        message = f"this key has more than {_MAX_KEY:,} characters"
        return found.report(message, (start, start + 1), "shorten it")
    place = found.file.span(start, start)
    rest = found.file.line(place.line)[place.column - 1 :].rstrip()
    return found.report("there is no `: ` in this line", (start, start + len(rest)), _KEY_FORM)


def _open_flow(found: _Failure) -> Diagnostic:
    opening = found.file.text[found.context]
    closing = "}" if opening == "{" else "]"
    message = f"a `,` or `{closing}` is missing"
    line = found.file.span(found.context, found.context).line
    if line != found.file.span(found.index, found.index).line:
        message += f": the `{opening}` of line {line} is still open"
    return found.report(message, help=_FLOW)


def _bad_start(found: _Failure) -> Diagnostic:
    start = found.context
    message = "a text without quotes cannot start like this"
    return found.report(message, (start, start + 1), _QUOTE)


def _no_content(found: _Failure) -> Diagnostic:
    if "flow" in found.said and not found.character:
        return found.report("the file ends inside of brackets", help=f"close them; {_FLOW}")
    if "flow" in found.said:
        message = "a value is missing here"
        return found.report(message, help=f"remove the comma before it; {_FLOW}")
    message = "a text without quotes cannot start like this"
    return found.report(message, help=_QUOTE)


def _unknown_tag(found: _Failure) -> Diagnostic:
    word = _WORD.match(found.file.text, found.index)
    assert word is not None, "a word may be empty"
    return explain_tag(found.file, word.span())


def _block_header(found: _Failure) -> Diagnostic:
    return explain_block_header(found.file, found.index)


def _inline_list(found: _Failure) -> Diagnostic:
    return found.report(
        "a list of lines cannot start behind a key",
        help=f"write `- ` in the next line; if it is a text, {_QUOTE}",
    )


def _end_of_document(found: _Failure) -> Diagnostic:
    number = found.file.span(found.index, found.index).line - 1
    while number and found.file.line(number).split("#")[0].strip() == "":
        number -= 1
    if not found.file.line(number).startswith("..."):
        return _explain_place(found)
    return explain_second_document(found.file, (found.index, found.index + 1))


def _explain_place(found: _Failure) -> Diagnostic:
    """Say what can be said from the place alone."""
    before = found.before.strip()
    if not before and found.character == ":":
        return found.report("a key is missing before this colon", help=_KEY_FORM)
    if not before:
        message = "the line does not fit the lines above it"
        return found.report(message, help="check the indentation, and the quotes above it")
    helps = {
        "'": "a text in '...' has `''` for each quote inside of it",
        '"': r'a text in "..." has `\"` for each quote inside of it',
    }
    return found.report(
        "something stands behind the end of this value", help=helps.get(before[-1], _FLOW)
    )


# What the parser says (a part of it, in either parser's words), and who explains it.
_EXPLANATIONS: tuple[tuple[str, Callable[[_Failure], Diagnostic]], ...] = (
    ("invalid Unicode character escape", _bad_escape),
    ("unknown escape character", _unknown_escape),
    ("did not find expected hexdecimal", _short_escape),
    ("expected escape sequence of", _short_escape),
    ("found unexpected end of stream", _open_quote),
    ("found unexpected document", _open_quote),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("',' or '}'", _open_flow),
    ("',' or ']'", _open_flow),
    ("undefined tag handle", _unknown_tag),
    ("scanning an alias", _bad_start),
    ("scanning an anchor", _bad_start),
    ("scanning a tag", _bad_start),
    ("parsing a tag", _bad_start),
    ("scanning a block scalar", _block_header),
    ("sequence entries are not allowed", _inline_list),
    ("cannot start any token", _no_content),
    ("expected node content", _no_content),
    ("expected the node content", _no_content),
    ("document start", _end_of_document),
)
