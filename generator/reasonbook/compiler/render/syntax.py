"""
Nodes of Python's syntax tree in a few words.
"""

from __future__ import annotations

import ast
from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reasonbook.compiler.catalog.locale_data import Literal

# Nobody changes a program, so its nodes may share this one.
LOAD = ast.Load()


def module(*body: ast.stmt) -> ast.Module:
    """Return a module whose annotations are not evaluated."""
    return ast.Module([import_from("__future__", ("annotations",)), *body], [])


def import_from(home: str, names: Iterable[str], level: int = 0) -> ast.ImportFrom:
    """Return ``from home import names``."""
    return ast.ImportFrom(home, [ast.alias(each) for each in names], level)


def assign(target: str, value: ast.expr) -> ast.Assign:
    """Return ``target = value``."""
    return ast.Assign([ast.Name(target, ast.Store())], value)


def declare(target: str, annotation: ast.expr, value: ast.expr) -> ast.AnnAssign:
    """Return ``target: annotation = value``."""
    return ast.AnnAssign(ast.Name(target, ast.Store()), annotation, value, 1)


def for_checkers(imports: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Return *imports* as what only type checkers see, without importing `typing`."""
    if not imports:
        return []
    return [
        assign("TYPE_CHECKING", constant(False)),
        ast.If(name("TYPE_CHECKING"), list(imports), []),
    ]


def function(
    title: str,
    body: list[ast.stmt],
    returns: ast.expr,
    parameters: Iterable[tuple[str, ast.expr, ast.expr | None]] = (),
) -> ast.FunctionDef:
    """Return a function whose *parameters* (name, annotation, default) are passed by keyword."""
    rows = list(parameters)
    arguments = ast.arguments(
        [],
        [],
        None,
        [ast.arg(each, annotation) for each, annotation, _ in rows],
        [default for _, _, default in rows],
        None,
        [],
    )
    return ast.FunctionDef(title, arguments, body, [], returns)


def call(
    title: str, arguments: Iterable[ast.expr] = (), facts: Mapping[str, ast.expr] | None = None
) -> ast.Call:
    """Return ``title(arguments, **facts)``, the facts as keywords."""
    keywords = [ast.keyword(key, value) for key, value in (facts or {}).items()]
    return ast.Call(name(title), list(arguments), keywords)


def later(value: ast.expr) -> ast.Lambda:
    """Return ``lambda: value``."""
    return ast.Lambda(ast.arguments([], [], None, [], [], None, []), value)


def name(title: str) -> ast.Name:
    """Return the value of a name."""
    return ast.Name(title, LOAD)


def attribute(owner: str, title: str) -> ast.Attribute:
    """Return ``owner.title``."""
    return ast.Attribute(name(owner), title, LOAD)


def item(owner: str, *inside: ast.expr) -> ast.Subscript:
    """Return ``owner[inside]``."""
    index = inside[0] if len(inside) == 1 else ast.Tuple(list(inside), LOAD)
    return ast.Subscript(name(owner), index, LOAD)


def union(kinds: Iterable[ast.expr]) -> ast.expr:
    """Return ``one | two``."""
    return reduce(lambda one, two: ast.BinOp(one, ast.BitOr(), two), kinds)


def row(values: Iterable[ast.expr]) -> ast.Tuple:
    """Return a tuple."""
    return ast.Tuple(list(values), LOAD)


def mapping(items: Iterable[tuple[str, ast.expr]]) -> ast.Dict:
    """Return a dictionary with texts as keys."""
    pairs = list(items)
    return ast.Dict([constant(key) for key, _ in pairs], [value for _, value in pairs])


def constant(value: Literal | list[str]) -> ast.expr:
    """Return a literal."""
    if isinstance(value, tuple):
        return row(constant(each) for each in value)
    if isinstance(value, list):
        return ast.List([constant(each) for each in value], LOAD)
    return ast.Constant(value)
