from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reasonbook.compiler.catalog import read
from reasonbook.compiler.catalog.build import MAX_DEPTH
from reasonbook.compiler.catalog.nodes import Broken, Mapping, Scalar, Sequence, plain_data
from reasonbook.compiler.catalog.read import MAX_TEXT, read_tree
from reasonbook.compiler.diagnostics import MAX_FINDINGS
from reasonbook.compiler.source import SourceFile

CASES = Path(__file__).parents[2] / "cases"
SOURCES = sorted(CASES.glob("*/reasons.yaml")) + sorted(CASES.glob("*/reasons/*.yaml"))
LIMITED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)

# Pieces that make YAML more often than letters do. `?` is missing: PyYAML's two parsers do not
# agree what it means inside of a text in brackets.
PIECES = st.sampled_from(
    [
        *("a", "b: ", "c:\n", "- ", "k: v\n", "  k: v\n", "    - v\n", "{a: b}", "[x]", "x y"),
        *("  ", "    ", "\n", "\n\n", "\n  ", "\n    ", "\r\n", "\r", "\t"),
        *('"', "'", "''", "'a'", '"b"', '"x\\\n y"', "|", "|-\n", ">", ">+\n", "#", "# x"),
        *("{", "}", "[", "]", ", ", ",", ": ", ":", "<<: ", "=", "@", "`", "%"),
        *("&a ", "*a", "!t ", "!!str ", "!", "---\n", "...\n", "%YAML 1.2\n", "%YAML 1.1\n"),
        *("\\", "\\x41", "\\u0041", "\\ud800", "\\Uffffffff", "\\q", "\\x0"),
        *("é", "実", "\x85", "\u2028", "\ufeff", "\0", "\x07", "\ud800", "\u202e"),
        *("1", "404", "true", "~", "null", "9" * 20, "0x1"),
    ]
)
YAMLISH = st.lists(PIECES, max_size=12).map("".join)


def source(text):
    return SourceFile("reasons.yaml", text)


def data(text):
    root, findings = read_tree(source(text))
    assert findings == ()
    return plain_data(root)


def faults(text):
    """Return code, line and column of what is wrong with *text*."""
    return [(each.code, each.span.line, each.span.column) for each in read_tree(source(text))[1]]


def scalars(node):
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for each in node.items:
            yield from scalars(each)
    elif isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield key
            yield from scalars(value)


@pytest.mark.usefixtures("loader")
class TestBothParsers:
    def test_a_document_becomes_a_tree(self):
        text = "a: {b: [1, 'x', ~], c: {}}\nd: |\n  e\n  f\n"

        assert data(text) == {"a": {"b": [1, "x", None], "c": {}}, "d": "e\nf\n"}

    def test_nodes_know_their_places(self):
        text = "a:\n  - x  \n  - 'y'\n\n# z\nb: {c: d}\n"

        root, _ = read_tree(source(text))

        assert isinstance(root, Mapping)
        places = {text[each.start : each.end] for each in scalars(root)}
        assert places == {"a", "x", "'y'", "b", "c", "d"}
        (_, items), (_, inner) = root.entries.values()
        assert text[items.start : items.end].startswith("- x")
        assert text[inner.start : inner.end] == "{c: d}"

    def test_an_empty_value_stands_behind_its_key(self):
        root, _ = read_tree(source("{\na:\n}"))

        assert root.entries["a"][1] == Scalar("", plain=True, start=3, end=3)

    def test_nothing_is_no_document(self):
        assert read_tree(source("")) == (None, ())
        assert read_tree(source("# only\n")) == (None, ())

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a: &b c", [("RB104", 1, 4)]),
            ("a: *b", [("RB104", 1, 4)]),
            ("a: !b c", [("RB106", 1, 4)]),
            ("a: !b &c d", [("RB106", 1, 4), ("RB104", 1, 7)]),
            ("a: &c\n  # !x\n  !b d", [("RB104", 1, 4), ("RB106", 3, 3)]),
            ("a: [!b c, !<d> e]", [("RB106", 1, 5), ("RB106", 1, 11)]),
            ("a: !b [&c {}]", [("RB106", 1, 4), ("RB104", 1, 8)]),
            ("!b c: 1", [("RB106", 1, 1)]),
            ("a: !b!c d", [("RB106", 1, 4)]),
            ("<<: {}", [("RB105", 1, 1)]),
            ("a: 1\n'a': 2\na: 3", [("RB103", 2, 1), ("RB103", 3, 1)]),
            ("[a]: b", [("RB203", 1, 1)]),
            ("a\n---\nb", [("RB107", 2, 1)]),
            ("a: b\n...\n# c\n\nd: e", [("RB107", 5, 1)]),
            ("%YAML 1.1\n---\na: b", [("RB102", 1, 1)]),
            ("%FOO\n---\na: b", [("RB102", 1, 1)]),
            ("a: |# b\n c", [("RB102", 1, 5)]),
            ("a: | b\n c", [("RB102", 1, 6)]),
            ("a: b\n\tc: d", [("RB102", 2, 1)]),
            ("a:\tb", [("RB108", 1, 3)]),
            ("a: b\t# c", [("RB108", 1, 5)]),
            ('a: "\\t"', [("RB108", 1, 5)]),
            ('a: !t "\\a"', [("RB106", 1, 4), ("RB108", 1, 4)]),
            ('a: "b\\N \\\\x85 \\x85"', [("RB108", 1, 6)]),
            ('a: "\\ud83d\\ude00"', [("RB108", 1, 5)]),
            ('a: "\\U00110000"', [("RB108", 1, 5)]),
            ('a: "\\Uffffffff"', [("RB108", 1, 5)]),
            ('a: "\\u12"', [("RB102", 1, 5)]),
            ('a: "\\q"', [("RB102", 1, 5)]),
            ("a: b: c", [("RB102", 1, 5)]),
            ("a: [b", [("RB102", 1, 6)]),
            ("a: [b, ", [("RB102", 1, 8)]),
            ("a: 'b", [("RB102", 1, 4)]),
            ("a: %b", [("RB102", 1, 4)]),
            ("a: &", [("RB102", 1, 4)]),
            ("a: !<b", [("RB102", 1, 4)]),
            ("a\nb: c", [("RB102", 2, 1)]),
            ("a: b\nc", [("RB102", 2, 1)]),
            (": a", [("RB102", 1, 1)]),
            ("{a: b}}", [("RB102", 1, 7)]),
            ("a: - b", [("RB102", 1, 4)]),
            (f"a: {'9' * 19}", [("RB206", 1, 4)]),
            ("\ufeffa: b", [("RB108", 1, 1)]),
            ("a\0b: c", [("RB108", 1, 2)]),
            ("a\0b\0", [("RB101", 1, 1)]),
        ],
    )
    def test_what_is_refused_is_refused_at_its_place(self, text, expected):
        assert faults(text) == expected

    def test_a_tag_or_a_number_that_is_refused_leaves_nothing_to_look_at(self):
        root, _ = read_tree(
            source(f"a: !b c\nd: {'9' * 19}\ne: [*f, g, {'9' * 19}]\n{'9' * 19}: h\n")
        )

        kinds = {key: type(value) for key, (_, value) in root.entries.items()}
        assert kinds == {"a": Broken, "d": Broken, "e": Sequence, "9" * 19: Scalar}
        assert plain_data(root) == {"e": ["g"], "9" * 19: "h"}

    def test_a_text_may_have_so_many_characters(self):
        assert faults(f"a: {'x' * MAX_TEXT}") == []
        assert faults(f"a: {'x' * (MAX_TEXT + 1)}") == [("RB406", 1, 4)]
        assert faults(f"? {'x' * (MAX_TEXT + 1)}\n: a") == [("RB406", 1, 3)]

    def test_values_may_be_nested_so_deeply(self):
        assert faults("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
        assert faults("[" * (MAX_DEPTH + 1)) == [("RB110", 1, MAX_DEPTH + 1)]
        assert faults("{a: " * (MAX_DEPTH + 1)) == [("RB110", 1, 4 * MAX_DEPTH + 1)]
        assert faults("- " * (MAX_DEPTH + 1)) == [("RB110", 1, 2 * MAX_DEPTH + 1)]

    def test_a_file_has_only_so_many_findings(self):
        root, findings = read_tree(source("[" + "*a, " * (MAX_FINDINGS + 1) + "]"))

        assert root is None
        assert len(findings) == MAX_FINDINGS

    def test_a_file_has_only_so_many_values(self, monkeypatch):
        monkeypatch.setattr(read, "MAX_NODES", 4)

        assert faults("[a, b, c]") == []
        assert faults("[a, {b: c}]") == [("RB111", 1, 1)]
        assert faults("[a, [b], {}]") == [("RB111", 1, 1)]

    @given(st.one_of(st.text(max_size=60), YAMLISH))
    @settings(LIMITED, max_examples=settings.default.max_examples * 2)
    def test_no_text_whatever_breaks_the_reader(self, text):
        file = source(text)

        root, findings = read_tree(file)

        assert root is not None or findings or not text.strip() or "#" in text or "%" in text
        for each in findings:
            assert 1 <= each.span.line <= each.span.end_line <= len(file.line_starts)
            assert (each.span.line, each.span.column) <= (each.span.end_line, each.span.end_column)
            assert each.span.end_column <= len(file.line(each.span.end_line)) + 2
        for each in scalars(root):
            assert 0 <= each.start <= each.end <= len(text)


def read_with(name, file, monkeypatch):
    monkeypatch.setattr(read, "_LOADER", getattr(yaml, name))
    return read_tree(file)


NEEDS_BOTH = pytest.mark.skipif(
    not hasattr(yaml, "CLoader"), reason="PyYAML has no parser in C here"
)


@NEEDS_BOTH
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(CASES).as_posix())
def test_both_parsers_give_one_result_for_every_case(path, monkeypatch):
    text = path.read_bytes().decode(errors="replace").removeprefix("\ufeff")

    from_c = read_with("CLoader", source(text), monkeypatch)
    from_python = read_with("Loader", source(text), monkeypatch)

    assert from_c == from_python


@NEEDS_BOTH
@given(YAMLISH)
@settings(LIMITED, max_examples=settings.default.max_examples * 3)
def test_what_one_parser_accepts_the_other_reads_alike(patch_for_all, text):
    from_c = read_with("CLoader", source(text), patch_for_all)
    from_python = read_with("Loader", source(text), patch_for_all)

    # Where something is wrong, they may come upon it in another order.
    assert from_c == from_python or (from_c[1] and from_python[1])


@pytest.fixture
def patch_for_all():
    """A patch that holds for all examples of one property."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch
