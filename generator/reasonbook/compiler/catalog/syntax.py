"""
YAML's syntax errors in words that help.

The C parser and the Python parser agree on the place of an error and not on its text, so the
text is ours: what the parser says only chooses it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import error

if TYPE_CHECKING:
    import yaml

    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import SourceFile

_QUOTE = 'put the whole text in quotes: "..."'

# What the parser says (a part of it, in either parser's words): our message and help.
_EXPLANATIONS = (
    ("mapping values are not allowed", "a `: ` stands inside a text without quotes", _QUOTE),
    ("cannot start any token", "a text without quotes cannot start like this", _QUOTE),
    ("found unexpected end of stream", "the quote that opens here is never closed", "close it"),
    ("found unexpected document", "the quote that opens here is never closed", "close it"),
    ("could not find expected ':'", "a `:` is missing after this key", "write `key: value`"),
    ("unknown escape character", "this backslash escape does not exist", "double the backslash"),
    (
        "did not find expected hexdecimal",
        "this backslash escape is not complete",
        "YAML 1.2.2, section 5.7, lists them",
    ),
    (
        "expected escape sequence of",
        "this backslash escape is not complete",
        "YAML 1.2.2, section 5.7, lists them",
    ),
    ("',' or '}'", "a `,` or `}` is missing", "a text that starts with `{` needs quotes"),
    ("',' or ']'", "a `,` or `]` is missing", "a text that starts with `[` needs quotes"),
)
_BEHIND = (
    "something stands behind the end of this value",
    "a text that starts with `{`, `[` or a quote needs quotes around the whole of it",
)
_ELSE = ("the line does not fit the lines above it", "check the indentation and the quotes")


def explain_syntax_error(file: SourceFile, failure: yaml.MarkedYAMLError) -> Diagnostic:
    """Return the finding for the parser's *failure* in *file*."""
    said = f"{failure.context or ''} {failure.problem or ''}"
    mark = failure.problem_mark or failure.context_mark
    index = min(mark.index if mark else 0, len(file.text))
    if "invalid Unicode character escape" in said:
        start = file.text.rfind("\\", 0, index + 1)
        span = file.span(start, start + 2)
        return error("RB108", "this escape is no character", span, "write the character itself")
    message, help_text = _explain(said, file, index)
    if "never closed" in message and failure.context_mark is not None:
        index = failure.context_mark.index
    elif "backslash" in message:
        index = file.text.rfind("\\", 0, index + 1)
    return error("RB102", message, file.span(index, index + 1), help_text)


def _explain(said: str, file: SourceFile, index: int) -> tuple[str, str]:
    if file.text[index : index + 1] == "\t":
        return "a tab cannot indent", "indent with spaces"
    for part, message, help_text in _EXPLANATIONS:
        if part in said:
            return message, help_text
    place = file.span(index, index)
    if file.line(place.line)[: place.column - 1].strip():
        return _BEHIND
    return _ELSE
