"""Nodes of a syntax tree: what Python writes for them."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.render import syntax
from reasonbook.compiler.render.gate import check_module
from reasonbook.compiler.source import SourceFile

A, B = syntax.name("a"), syntax.constant("b")
STATEMENTS = [
    (syntax.import_from("x.y", ("a", "b")), "from x.y import a, b"),
    (syntax.import_from("x", ("a",), level=2), "from ..x import a"),
    (syntax.assign("x", A), "x = a"),
    (syntax.declare("x", A, B), "x: a = 'b'"),
    (syntax.function("f", [ast.Pass()], A), "def f() -> a:\n    pass"),
    (
        syntax.function("f", [ast.Pass()], A, [("x", A, None), ("y", A, B)]),
        "def f(*, x: a, y: a='b') -> a:\n    pass",
    ),
    (syntax.module(syntax.assign("x", A)), "from __future__ import annotations\nx = a"),
]
EXPRESSIONS = [
    (syntax.call("f"), "f()"),
    (syntax.call("f", [A, B], {"x": A}), "f(a, 'b', x=a)"),
    (syntax.later(A), "lambda: a"),
    (syntax.attribute("a", "b"), "a.b"),
    (syntax.item("a", B), "a['b']"),
    (syntax.item("a", A, B), "a[a, 'b']"),
    (syntax.union([A]), "a"),
    (syntax.union([A, A, B]), "a | a | 'b'"),
    (syntax.row([]), "()"),
    (syntax.row(iter([A])), "(a,)"),
    (syntax.mapping(iter([("x", A), ("y", B)])), "{'x': a, 'y': 'b'}"),
    (syntax.constant(("a", 1, None, ("b",))), "('a', 1, None, ('b',))"),
    (syntax.constant(["a", "b"]), "['a', 'b']"),
]
LITERALS = st.recursive(
    st.text() | st.integers(min_value=0) | st.booleans() | st.none(),
    lambda each: st.lists(each).map(tuple),
    max_leaves=10,
)


@pytest.mark.parametrize(("node", "text"), [*STATEMENTS, *EXPRESSIONS], ids=lambda each: each)
def test_a_node_is_written_as(node, text):
    assert ast.unparse(ast.fix_missing_locations(node)) == text


@pytest.mark.parametrize(("node", "text"), STATEMENTS[:-1], ids=lambda each: each)
def test_what_python_parses_is_the_same_node_to_the_gate(node, text):
    rendered = SourceFile("x.py", f"from __future__ import annotations\n{text}\n")

    assert check_module(rendered, syntax.module(node)) == ()


@pytest.mark.parametrize(("node", "text"), EXPRESSIONS, ids=lambda each: each)
def test_what_python_parses_is_the_same_expression_to_the_gate(node, text):
    rendered = SourceFile("x.py", f"from __future__ import annotations\nx = {text}\n")

    assert check_module(rendered, syntax.module(syntax.assign("x", node))) == ()


@given(LITERALS)
def test_a_literal_of_any_kind_is_its_value(value):
    assert ast.literal_eval(syntax.constant(value)) == value


def test_imports_for_checkers_are_run_by_nobody():
    statements = syntax.for_checkers([syntax.import_from("x", ("a",))])
    written = ast.unparse(ast.fix_missing_locations(ast.Module(statements, [])))

    assert written == "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from x import a"
    assert syntax.for_checkers([]) == []
