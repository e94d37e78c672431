"""
The gate: what a template rendered is parsed and compared with the program it must be.

A template may change layout, comments and docstrings. Everything else is the same tree, node
by node and constant by constant, or the module is not written.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from reasonbook.compiler.diagnostics import error
from reasonbook.compiler.source import Span

if TYPE_CHECKING:
    from reasonbook.compiler.diagnostics import Diagnostic
    from reasonbook.compiler.source import SourceFile

_SHOWN = 60


def check_module(rendered: SourceFile, program: ast.Module) -> tuple[Diagnostic, ...]:
    """Return the first difference between *rendered* and *program* as a finding, if any."""
    foreign = _find_foreign(rendered)
    if foreign is not None:
        message = "something other than ASCII stands outside a comment"
        return (error("RB502", message, foreign, _HELP),)
    try:
        tree = ast.parse(rendered.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as failure:
        line = getattr(failure, "lineno", None) or 1
        column = getattr(failure, "offset", None) or 1
        span = Span(rendered.path, line, column, line, column)
        return (error("RB502", f"the rendered module is not Python: {failure}", span, _HELP),)
    difference = _compare(tree, program, tree)
    if difference is None:
        return ()
    code, message, node = difference
    line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0) + 1
    return (error(code, message, Span(rendered.path, line, column, line, column), _HELP),)


_HELP = "the template decides layout, comments and docstrings; nothing is written"


def _find_foreign(rendered: SourceFile) -> Span | None:
    """Return the first place outside comments that is not ASCII, or a control character."""
    if "\r" in rendered.text or "\f" in rendered.text:
        index = next(i for i, each in enumerate(rendered.text) if each in "\r\f")
        return rendered.span(index, index + 1)
    start = 0
    for line in rendered.text.split("\n"):
        is_comment = line.lstrip(" ").startswith("#")
        good = line.isprintable() if is_comment else line.isascii() and line.isprintable()
        if not good:
            return rendered.span(start, start + len(line))
        start += len(line) + 1
    return None


def _compare(found: ast.AST, wanted: ast.AST, near: ast.AST) -> tuple[str, str, ast.AST] | None:
    """Return the code and message of the first difference, and the node it is at."""
    near = found if hasattr(found, "lineno") else near
    if type(found) is not type(wanted):
        return "RB502", f"expected {_name(wanted)}, found {_name(found)}", near
    if isinstance(found, ast.Constant) and isinstance(wanted, ast.Constant):
        if type(found.value) is type(wanted.value) and found.value == wanted.value:
            return None
        return "RB503", f"expected {_show(wanted.value)}, found {_show(found.value)}", near
    for field in found._fields:
        mine, theirs = getattr(found, field, None), getattr(wanted, field, None)
        if isinstance(mine, list):
            difference = _compare_lists(mine, theirs or [], near)
        elif isinstance(mine, ast.AST) and isinstance(theirs, ast.AST):
            difference = _compare(mine, theirs, near)
        elif mine != theirs:
            difference = ("RB502", f"expected {_show(theirs)}, found {_show(mine)}", near)
        else:
            difference = None
        if difference:
            return difference
    return None


def _compare_lists(
    found: list[ast.AST], wanted: list[ast.AST], near: ast.AST
) -> tuple[str, str, ast.AST] | None:
    body = [each for each in found if not _is_docstring(each)]
    for mine, theirs in zip(body, wanted, strict=False):
        difference = _compare(mine, theirs, near)
        if difference:
            return difference
    if len(body) > len(wanted):
        extra = body[len(wanted)]
        return "RB502", f"{_name(extra)} is too many", extra if hasattr(extra, "lineno") else near
    if len(body) < len(wanted):
        return "RB502", f"{_name(wanted[len(body)])} is missing", near
    return None


def _is_docstring(node: ast.AST) -> bool:
    """Tell whether *node* is a text that stands as a statement: it does nothing anywhere."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _name(node: ast.AST) -> str:
    shown = ast.dump(node)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."


def _show(value: object) -> str:
    shown = ascii(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}..."
