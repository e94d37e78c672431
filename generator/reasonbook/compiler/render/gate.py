"""
The gate: what a template rendered is parsed and compared with the program it must be.

A template may change layout, comments and docstrings. Everything else is the same tree, node
by node and constant by constant, or the module is not written.
"""

from __future__ import annotations

import ast
import codecs
import re
import tokenize
import warnings
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, TypeAlias

from reasonbook.compiler.catalog.characters import blank_forbidden
from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.source import Span

if TYPE_CHECKING:
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import SourceFile

_HELP = "the template decides layout, comments and docstrings; nothing is written"
_SHAPE = "RB502"
_CONTENT = "RB503"
_SHOWN = 60
_MAX_BITS = 64

_SPECIAL = re.compile(r"[^\n\t\x20-\x7e]+")
_FOREIGN_CODE = re.compile(r"^(?![ \t]*#).*[^\x00-\x7f]", re.MULTILINE)
# Where one of these stands, a line inside a text may look like a comment.
_LINES_IN_TEXTS = re.compile(r"\"\"\"|'''|\\\n")
# What Python raises for a text that is no program, or one that is nested too deeply for it.
_FAILURES = (SyntaxError, ValueError, RecursionError, MemoryError, tokenize.TokenError)
# The fields that tell one node of a kind from another.
_LABELS = ("name", "id", "attr", "arg", "module")

# What a field of a node holds.
_Value: TypeAlias = "ast.AST | list[ast.AST | None] | str | int | None"


@dataclass(frozen=True, slots=True)
class _Difference:
    """What is not as it must be, and where; lines and columns count from 1."""

    message: str
    line: int = 1
    column: int = 1
    code: str = _SHAPE


def check_module(rendered: SourceFile, program: ast.Module) -> tuple[Diagnostic, ...]:
    """Return the first difference between *rendered* and *program* as a finding, if any."""
    difference = _check_controls(rendered) or _check_encoding(rendered.text)
    if difference is None:
        try:
            with warnings.catch_warnings():
                # What Python only warns of is refused too: importing a bundle is silent.
                warnings.simplefilter("error")
                difference = _check_program(rendered.text, program)
        except _FAILURES as failure:
            difference = _describe(failure)
    if difference is None:
        return ()
    place = (difference.line, difference.column)
    span = Span(rendered.path, *place, *place)
    return (error(difference.code, difference.message, span, _HELP),)


def _check_program(text: str, program: ast.Module) -> _Difference | None:
    tree = ast.parse(text)
    difference = _compare(tree, program, tree) or _check_foreign(text)
    if difference is None:
        # Some rules are about places, not nodes: an import from `__future__` comes first.
        compile(tree, "<rendered>", "exec", dont_inherit=True)
    return difference


def _describe(failure: Exception) -> _Difference:
    line = getattr(failure, "lineno", None) or 1
    column = getattr(failure, "offset", None) or 1
    said = getattr(failure, "msg", None) or type(failure).__name__
    return _Difference(f"the rendered module is not Python: {said}", line, column)


def _check_controls(rendered: SourceFile) -> _Difference | None:
    """Return the first character that may not even stand in a comment."""
    for run in _SPECIAL.finditer(rendered.text):
        if "\r" in run[0] or blank_forbidden(run[0]) != run[0]:
            place = rendered.span(*run.span())
            message = "a control character stands in the rendered module"
            return _Difference(message, place.line, place.column)
    return None


def _check_encoding(text: str) -> _Difference | None:
    """Tell whether a comment makes Python read the file as anything but UTF-8 (PEP 263)."""
    try:
        encoding, _ = tokenize.detect_encoding(BytesIO(text.encode()).readline)
    except SyntaxError:
        encoding = "unknown"
    if encoding != "unknown" and codecs.lookup(encoding).name == "utf-8":
        return None
    return _Difference("a comment says that the file is not UTF-8")


def _check_foreign(text: str) -> _Difference | None:
    """Return the first place outside of comments that is not ASCII; *text* is a program."""
    if text.isascii() or not (_FOREIGN_CODE.search(text) or _LINES_IN_TEXTS.search(text)):
        return None
    for token in tokenize.generate_tokens(StringIO(text).readline):
        if token.type != tokenize.COMMENT and not token.string.isascii():
            line, column = token.start
            message = "something other than ASCII stands outside of comments"
            return _Difference(message, line, column + 1)
    return None


def _compare(found: _Value, wanted: _Value, near: ast.AST) -> _Difference | None:
    """Return the first difference; *near* is the last node with a place in the text."""
    if isinstance(found, list):
        # A field that a newer Python has may be missing in a node of ours.
        return _compare_lists(found, wanted if isinstance(wanted, list) else [], near)
    if isinstance(found, ast.AST) and isinstance(wanted, ast.AST):
        return _compare_nodes(found, wanted, found if hasattr(found, "lineno") else near)
    if isinstance(found, ast.AST) or isinstance(wanted, ast.AST):
        return _differ(near, f"expected {_name(wanted)}, found {_name(found)}")
    if found == wanted:
        return None
    return _differ(near, f"expected {_show(wanted)}, found {_show(found)}")


def _compare_nodes(found: ast.AST, wanted: ast.AST, near: ast.AST) -> _Difference | None:
    if type(found) is not type(wanted):
        return _differ(near, f"expected {_name(wanted)}, found {_name(found)}")
    if isinstance(found, ast.Constant) and isinstance(wanted, ast.Constant):
        if type(found.value) is type(wanted.value) and found.value == wanted.value:
            return None
        message = f"expected {_show(wanted.value)}, found {_show(found.value)}"
        return _differ(near, message, code=_CONTENT)
    pairs = ((getattr(found, each, None), getattr(wanted, each, None)) for each in found._fields)
    differences = (_compare(mine, theirs, near) for mine, theirs in pairs)
    return next((each for each in differences if each), None)


def _compare_lists(
    found: list[ast.AST | None], wanted: list[ast.AST | None], near: ast.AST
) -> _Difference | None:
    body = [each for each in found if not _is_docstring(each)]
    for mine, theirs in zip(body, wanted, strict=False):
        difference = _compare(mine, theirs, near)
        if difference:
            return difference
    if len(body) > len(wanted):
        extra = body[len(wanted)]
        return _differ(extra if hasattr(extra, "lineno") else near, f"{_name(extra)} is too many")
    if len(body) < len(wanted):
        return _differ(near, f"{_name(wanted[len(body)])} is missing")
    return None


def _is_docstring(node: _Value) -> bool:
    """Tell whether *node* is a text that stands as a statement: it does nothing anywhere."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _differ(node: ast.AST | None, message: str, *, code: str = _SHAPE) -> _Difference:
    line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1
    return _Difference(message, line, column, code)


def _name(node: _Value) -> str:
    """Return *node* in a few words; what it is made of may be as deep as Python can parse."""
    if node is None:
        return "nothing"
    if isinstance(node, ast.Constant):
        return _show(node.value)
    labels = (getattr(node, each, None) for each in _LABELS)
    label = next((each for each in labels if isinstance(each, str)), None)
    kind = type(node).__name__
    return kind if label is None else f"{kind} {_show(label)}"


def _show(value: object) -> str:
    # Python refuses to write the digits of a huge number, and nobody would read them.
    if isinstance(value, int) and value.bit_length() > _MAX_BITS:
        return "a huge number"
    shown = ascii(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."
