from __future__ import annotations

import pytest

from reasonbook.compiler.catalog.read import read_tree
from reasonbook.compiler.catalog.tree import Tree
from reasonbook.compiler.source import SourceFile, Span

TEXT = """\
a: {b: [1, {c: x}, *d, 'two words']}
empty:
list:
  -
  - y
block: |
  one
  two
null: ~
number: 0x1F
long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
quoted: "\\x61{b}"
broken: !t x
"""


@pytest.fixture
def tree():
    file = SourceFile("a.yaml", TEXT)
    root, _ = read_tree(file)
    return Tree(file, root)


def written(span):
    """Return what stands at *span*, the first line of it."""
    line = TEXT.split("\n")[span.line - 1]
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    return line[span.column - 1 : end]


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), TEXT.split("\n", 1)[0], ""),
        (("a",), "{b: [1, {c: x}, *d, 'two words']}", "a"),
        (("a", "b", 0), "1", "1"),
        (("a", "b", 1, "c"), "x", "c"),
        (("a", "b", 2), "'two words'", "'two words'"),
        (("empty",), "empty", "empty"),
        (("list",), "-", "list"),
        (("list", 0), "", ""),
        (("list", 1), "y", "y"),
        (("block",), "|", "block"),
        (("broken",), "!t x", "broken"),
        (("a", "x"), "{b: [1, {c: x}, *d, 'two words']}", "a"),
        (("a", "b", 7), "[1, {c: x}, *d, 'two words']", "b"),
        (("x", "y", 1), TEXT.split("\n", 1)[0], ""),
    ],
)
def test_values_and_keys_are_found_by_path(tree, path, value, key):
    assert written(tree.at(*path)) == value
    assert written(tree.key(*path)) == key


def test_an_empty_item_of_a_list_is_where_it_would_stand(tree):
    assert tree.at("list", 0) == Span("a.yaml", 4, 4, 4, 4)
    assert tree.key("list", 0) == tree.at("list", 0)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("a",), "a mapping"),
        (("list",), "a list"),
        (("empty",), "nothing"),
        (("nowhere",), "nothing"),
        (("broken",), "nothing"),
        (("null",), "`~`"),
        (("number",), "the number `0x1F`"),
        (("a", "b", 2), "the text `two words`"),
        (("long",), f"the text `{'a' * 64}…`"),
    ],
)
def test_a_value_is_described_in_words(tree, path, words):
    assert tree.describe(*path) == words


def test_keys_are_those_of_mappings(tree):
    assert tree.keys("a") == ("b",)
    assert tree.keys("list") == ()
    assert tree.keys("nowhere") == ()


def test_a_scalar_is_there_if_something_is_written(tree):
    assert tree.scalar("number") == "0x1F"
    assert tree.scalar("block") == "one\ntwo\n"
    assert tree.scalar("empty") is None
    assert tree.scalar("a") is None


def test_what_is_broken_is_there(tree):
    assert tree.has("broken")
    assert tree.is_broken(("broken",))
    assert not tree.is_broken(("number",))
    assert not tree.has("nowhere")


def test_the_written_form_is_known(tree):
    assert [tree.first_character(each) for each in ("a", "quoted", "block", "empty")] == [
        *("{", '"', "|", ""),
    ]
    assert tree.length("number") == 4
    assert tree.length("nowhere") == 0


def test_parts_of_a_value_are_found_where_they_are_written(tree):
    spans = tree.within(("quoted",), [(0, 1), (1, 4), (0, 0), (3, 9)])

    assert [written(each) for each in spans] == [
        *("\\x61", "{b}"),
        *('"\\x61{b}"', '"\\x61{b}"'),
    ]


def test_parts_of_what_is_no_scalar_are_the_whole(tree):
    assert tree.within(("list",), [(0, 1)]) == (tree.at("list"),)
