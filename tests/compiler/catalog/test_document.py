from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reasonbook.compiler.catalog.document import (
    MAX_REASONS,
    iterate_plurals,
    iterate_steps,
    iterate_templates,
    iterate_texts,
    read_document,
    used_steps,
)
from reasonbook.compiler.catalog.read import MAX_BYTES
from reasonbook.compiler.config import Settings
from reasonbook.compiler.diagnostics import MAX_FINDINGS
from reasonbook.compiler.rules import Subject, check
from reasonbook.compiler.source import SourceFile

REASON = "{operator_label: A, short_explanation: B}"
FIELDS = (
    *("format", "catalog", "defaults", "limits", "placeholders", "next_steps", "reasons"),
    *("module", "enum", "prefix", "run.failed", "run.late", "operator_label", "short_explanation"),
    *("member", "actionability", "severity", "http_status", "docs_url", "retry_after", "tags"),
    *("annotations", "translator_note", "type", "example", "kind", "label", "url", "action"),
    *("params", "target", "id", "read_log", "run_id", "0", "true", "~", "colour", "<<"),
    *("plural", "one", "other", "surfaces", "badge", "values", "privacy", "required", "text"),
    *("metadata_only", "example", "list", "number", "enum"),
)
LEAVES = st.sampled_from(
    [
        *("reasonbook/1", "runs", "RunReason", "run.", "run.failed", "read_log", "run_id", "link"),
        *("string", "integer", "escalate", "error", "404", "true", "~", "", "'x'", '"{run_id}"'),
        *('"{run_id} {0} {"', "https://example.com/{run_id}", "/a", "[]", "{}", "A", "[read_log]"),
        *("9" * 30, "-1", "0.5", "&a b", "*a", "!t x", "'\t'", '"\\a"', "|\n  x\n", "x" * 70),
        *("enum", "list", "currency", "duration", "secret", "2026-11-25", "12.50 EUR", "PT1H"),
        *("{plural: run_id, one: A, other: '{run_id}'}", "{one: A}", "{run_id: {}}", "[a, b]"),
        *("{type: enum, values: {a: A}}", "{badge: {operator_label: A}}", "{plural: {plural: 1}}"),
    ]
)
BLOCKS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(st.tuples(st.sampled_from(FIELDS), inner), min_size=1, max_size=5).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        )
        | st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
    ),
    max_leaves=12,
)


def findings_of(source, text):
    document, found = read_document(source(text))
    documents = [document] if document else []
    return [*found, *check(Subject(documents, Settings()))]


def reasons(count, form=REASON):
    return "reasons:\n" + "".join(f"  run.r{number}: {form}\n" for number in range(count))


def test_a_document_knows_its_path_and_its_parts(document):
    found = document("reasons:\n  run.failed: " + REASON)

    assert found.path == "reasons.yaml"
    assert found.model.reasons["run.failed"].operator_label == "A"
    assert found.tree.key("reasons", "run.failed").line == 4


def test_texts_and_addresses_come_in_the_order_of_the_sections(document):
    found = document(
        """
        next_steps:
          a: {kind: link, label: Open., url: /a}
        reasons:
          run.failed:
            operator_label: A
            short_explanation: B
            placeholders: {x: {type: string}}
            next_steps: [a, {id: b, kind: link, label: Look., url: /b}]
        """
    )

    texts = [(each.value, each.path[-1], each.declared) for each in iterate_templates(found)]

    assert texts == [
        ("Open.", "label", None),
        ("A", "operator_label", {"x"}),
        ("B", "short_explanation", {"x"}),
        ("Look.", "label", {"x"}),
        ("/a", "url", None),
        ("/b", "url", {"x"}),
    ]
    assert [each.value for each in iterate_texts(found)] == ["Open.", "A", "B", "Look."]
    assert [path[-1] for path, _ in iterate_steps(found)] == ["a", 1]


def test_values_surfaces_and_plural_forms_are_texts_too(document):
    found = document(
        """
        placeholders: {a: {type: enum, values: {x: X, y: Y}}}
        next_steps: {b: {kind: wait, label: {plural: n, one: B1, other: B2}}}
        reasons:
          run.failed:
            operator_label: C
            short_explanation: {plural: n, one: D1, other: D2}
            placeholders: {a: {values: {z: Z}}}
            surfaces:
              mail: {operator_label: E, short_explanation: {plural: n, one: F1, other: F2}}
              list: {short_explanation: G}
            next_steps: [b, {id: h, kind: wait, label: {plural: n, one: H1, other: H2}}]
        """
    )

    texts = list(iterate_texts(found))

    assert " ".join(each.value for each in texts) == "X Y B1 B2 C D1 D2 E F1 F2 G H1 H2 Z"
    assert [each.value for each in iterate_texts(found, "label")] == ["C", "E"]
    assert [each.value for each in iterate_texts(found, "step", "value")] == [
        *("X", "Y", "B1", "B2", "H1", "H2", "Z"),
    ]
    assert all(found.tree.scalar(*each.path) == each.value for each in texts)
    assert [each.declared for each in texts if each.kind == "value"] == [frozenset()] * 3
    assert [(path[-1], each.one) for path, each in iterate_plurals(found)] == [
        *(("label", "B1"), ("label", "H1")),
        *(("short_explanation", "D1"), ("short_explanation", "F1")),
    ]


def test_a_document_is_whole_if_nothing_was_left_out_of_it(source, head):
    faults = ["defaults: 5", f"reasons: {{run.a: {REASON}, run.b: 5}}", ""]
    texts = [f"{head}reasons: {{run.a: {REASON}}}\n{each}" for each in faults]
    texts[1] = head + faults[1]

    assert [read_document(source(each))[0].is_whole for each in texts] == [False, False, True]


def test_a_reason_takes_placeholders_and_steps_of_its_own_or_the_defaults(document):
    found = document(
        f"""
        defaults: {{placeholders: {{x: {{type: string}}}}, next_steps: [a]}}
        next_steps: {{a: {{kind: wait, label: Wait.}}}}
        reasons:
          run.a: {REASON}
          run.b: {{operator_label: A, short_explanation: B, placeholders: {{}}, next_steps: []}}
        """
    )

    assert found.declared == {"run.a": {"x"}, "run.b": frozenset()}
    assert used_steps(found, "run.a") == (("defaults", "next_steps"), ("a",))
    assert used_steps(found, "run.b") == (("reasons", "run.b", "next_steps"), ())


def test_the_rest_of_a_file_is_checked_where_a_part_is_faulty(source, head):
    document, found = read_document(
        source(
            f"{head}limits: 5\n"
            "placeholders: {x: {type: strng}, y: {type: string}}\n"
            "next_steps: {a: {kind: wait}, b: {kind: wait, label: Wait., colour: red}}\n"
            f"reasons:\n  run.a: 5\n  run.b: {REASON}\n  run.c: {{colour: red, {REASON[1:]}\n"
        )
    )

    assert len(found) == 6
    assert list(document.model.reasons) == ["run.b", "run.c"]
    assert list(document.model.placeholders) == ["y"]
    assert list(document.model.next_steps) == ["b"]
    assert document.tree.keys("reasons") == ("run.a", "run.b", "run.c")


def test_a_key_that_is_merely_unknown_hides_nothing(source, head):
    text = (
        f"{head}catalogue: 5\nreasons:\n  run.a:\n    operator_label: A\n    short_explanation: B\n"
        "    next_steps: [{id: a, kind: wait, label: 'Wait {x}.', href: /}]\n"
    )

    found = sorted((each.span.line, each.code) for each in findings_of(source, text))

    assert found == [(3, "RB201"), (8, "RB201"), (8, "RB408")]


@pytest.mark.parametrize(
    "header",
    ["", "catalog: {}", "catalog: {module: A, enum: a, prefix: b}", "catalog: 5", "catalog:"],
)
def test_reasons_are_checked_under_a_faulty_header(header, source):
    text = (
        f"format: reasonbook/1\n{header}\nreasons: {{run.failed: {{{REASON[1:-1]}, severity: x}}}}"
    )

    codes = [each.code for each in findings_of(source, text)]

    assert "RB204" in codes
    assert not {"RB303", "RB304", "RB307"} & set(codes)


def test_two_files_with_faulty_headers_do_not_collide():
    files = [SourceFile(f"{n}.yaml", "format: reasonbook/1\nreasons: {}\n") for n in "ab"]
    documents = [document for document, _ in map(read_document, files) if document]

    assert len(documents) == 2
    assert list(check(Subject(documents, Settings()))) == []


@pytest.mark.parametrize("text", ["format: reasonbook/1\nreasons: 5", "reasons: {}", "a: b"])
def test_there_is_no_document_where_nothing_can_be_checked(text, source):
    document, found = read_document(source(text))

    assert document is None
    assert found


@pytest.mark.parametrize("text", ["*a", "!t x", "9" * 19])
def test_a_file_that_is_one_refused_value_has_one_finding(text, source):
    document, found = read_document(source(text))

    assert document is None
    assert len(found) == 1


def test_a_file_has_only_so_many_characters(source):
    document, (finding,) = read_document(source("#" * (MAX_BYTES + 1)))

    assert document is None
    assert (finding.code, finding.message) == ("RB111", "the file is larger than 16 MiB")


def test_a_file_has_only_so_many_reasons(source, head):
    text = head + reasons(MAX_REASONS + 1, "{}")

    document, (finding,) = read_document(source(text))

    assert document is None
    assert finding.code == "RB112"
    assert finding.message == "the file has 20,001 reasons, more than 20,000"
    assert finding.span.line == 3


LONG = "x" * 4000
STEPS = "".join(f"  s{n}: {{kind: wait, label: {LONG}}}\n" for n in range(20))
PLACEHOLDERS = "".join(f"  p{n}: {{type: string, description: {LONG}}}\n" for n in range(20))
ALL_STEPS = ", ".join(f"s{n}" for n in range(20))
ALL_PLACEHOLDERS = ", ".join(f"p{n}: {{}}" for n in range(20))


@pytest.mark.parametrize(
    ("shared", "own"),
    [
        ("defaults:\n  annotations:\n" + "".join(f"    k{n}: {LONG}\n" for n in range(20)), ""),
        (f"defaults: {{next_steps: [{ALL_STEPS}]}}\nnext_steps:\n{STEPS}", ""),
        (f"defaults: {{placeholders: {{{ALL_PLACEHOLDERS}}}}}\nplaceholders:\n{PLACEHOLDERS}", ""),
        (f"next_steps:\n{STEPS}", f", next_steps: [{ALL_STEPS}]"),
        (f"placeholders:\n{PLACEHOLDERS}", f", placeholders: {{{ALL_PLACEHOLDERS}}}"),
    ],
)
def test_what_reasons_share_does_not_make_a_bundle_that_fills_a_disk(shared, own, source, head):
    form = f"{{operator_label: A, short_explanation: B{own}}}"

    (finding,) = findings_of(source, head + shared + reasons(1000, form))

    assert finding.code == "RB111"
    assert re.fullmatch(r"what the reasons share comes to 7\d MiB in the bundle", finding.message)
    found = findings_of(source, head + shared + reasons(100, form))
    assert {each.code for each in found} <= {"RB413"}


@given(BLOCKS)
@settings(max_examples=settings.default.max_examples * 3, deadline=None)
def test_no_file_whatever_breaks_the_compiler(text):
    file = SourceFile("reasons.yaml", text)

    document, found = read_document(file)
    found = [*found, *check(Subject([document] if document else [], Settings()))]

    assert document is not None or found
    for each in found:
        assert 1 <= each.span.line <= each.span.end_line <= len(file.line_starts)
        assert (each.span.line, each.span.column) <= (each.span.end_line, each.span.end_column)
        assert each.message
        assert "None" not in each.message


SHAPED = st.fixed_dictionaries(
    {
        "operator_label": LEAVES,
        "short_explanation": LEAVES,
    },
    optional={
        "actionability": LEAVES,
        "next_steps": st.lists(BLOCKS, max_size=3).map(lambda row: f"[{', '.join(row)}]"),
        "placeholders": BLOCKS,
        "surfaces": BLOCKS,
        "annotations": BLOCKS,
        "tags": BLOCKS,
        "docs_url": LEAVES,
        "http_status": LEAVES,
        "member": LEAVES,
    },
)


@given(st.lists(SHAPED, min_size=1, max_size=3), BLOCKS, BLOCKS)
@settings(max_examples=settings.default.max_examples * 2, deadline=None)
def test_no_reason_whatever_breaks_the_compiler(rows, steps, defaults):
    lines = [
        f"  run.r{n}: {{{', '.join(f'{k}: {v}' for k, v in row.items())}}}"
        for n, row in enumerate(rows)
    ]
    text = "\n".join(
        [
            "format: reasonbook/1",
            "catalog: {module: runs, enum: RunReason, prefix: run.}",
            f"next_steps: {{read_log: {steps}}}",
            f"defaults: {defaults}",
            *("reasons:", *lines),
        ]
    )
    file = SourceFile("reasons.yaml", text)

    document, found = read_document(file)
    found = [*found, *check(Subject([document] if document else [], Settings()))]

    assert document is not None or found


# What a hostile or sloppy author could write twenty thousand times over: a format for each line.
MANY = {
    "unknown keys": ("  run.r{n}: {{short_explanaton_{n}: x, colour_{n}: y}}\n", ""),
    "faulty codes": ("  Run.R{n}: {{operator_label: A, short_explanation: B}}\n", ""),
    "duplicate keys": ("  run.r: {{operator_label: A, short_explanation: B}}\n", ""),
    "wrong types": ("  run.r{n}: [{n}]\n", ""),
    "undeclared placeholders": (
        "  run.r{n}: {{operator_label: A, short_explanation: 'B {{p{n}}}'}}\n",
        "defaults: {placeholders: {a: {type: string}}}\n",
    ),
    "unknown steps": (
        "  run.r{n}: {{operator_label: A, short_explanation: B, next_steps: [step_{n}x]}}\n",
        "next_steps:\n" + "".join(f"  step_{n}: {{kind: wait, label: A}}\n" for n in range(20_000)),
    ),
    "repeated steps": (
        "  run.r{n}: {{operator_label: A, short_explanation: B, next_steps: [a, a, b, b]}}\n",
        "next_steps: {a: {kind: wait, label: A}, b: {kind: wait, label: B}}\n",
    ),
    "untyped placeholders": (
        "  run.r{n}: {{operator_label: A, short_explanation: B, placeholders: {{p{n}x: {{}}}}}}\n",
        "placeholders:\n" + "".join(f"  p{n}: {{type: string}}\n" for n in range(20_000)),
    ),
    "equal members": (
        "  run.r{n}: {{operator_label: A, short_explanation: B, member: SAME}}\n",
        "",
    ),
    "unused placeholders": (
        "  run.r{n}: {{operator_label: A, short_explanation: B, placeholders: {{p{n}: {{}}}}}}\n",
        "placeholders:\n" + "".join(f"  p{n}: {{type: string}}\n" for n in range(20_000)),
    ),
    "unknown surfaces": (
        "  run.r{n}: {{operator_label: A, short_explanation: B, surfaces: {{s{n}: {{}}}}}}\n",
        "",
    ),
    "secrets in a shared step": (
        "  run.r{n}: {{operator_label: A, short_explanation: B}}\n",
        (
            "next_steps: {a: {kind: wait, label: 'Wait {p}.'}}\n"
            "defaults: {next_steps: [a], placeholders: {p: {type: string, privacy: secret}}}\n"
        ),
    ),
    "plurals": (
        (
            "  run.r{n}: {{operator_label: A, placeholders: {{n: {{type: string}}}},"
            " short_explanation: {{plural: n, one: B, other: '{{n}}'}}}}\n"
        ),
        "",
    ),
    "tags and anchors": ("  run.r{n}: {{operator_label: &a A, short_explanation: !t B}}\n", ""),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", MANY)
def test_twenty_thousand_findings_take_seconds_and_not_hours(name, source, head):
    line, before = MANY[name]
    text = head + before + "reasons:\n" + "".join(line.format(n=n) for n in range(20_000))
    begin = time.perf_counter()

    found = findings_of(source, text)

    assert len(found) > 19_000
    assert time.perf_counter() - begin < 60


# Files of 16 MiB, each of one thing: what stands before it, the thing, what stands behind it.
LARGE = {
    "line ends": ("", "\n", ""),
    "carriage returns": ("", "\r", ""),
    "brackets": ("x: ", "[", ""),
    "question marks": ("", "? ", ""),
    "dashes": ("x:\n", "- ", ""),
    "one text": ("x: ", "y ", ""),
    "one folded text": ("x: >\n", " y\n", ""),
    "one quoted text of escapes": ('x: "', "\\a", '"'),
    "one text of braces": ("x: '", "{ ", "'"),
    "one key": ("", "x", ": y"),
    "control characters": ("# ", "\x07", ""),
    "zeros": ("", "\0", ""),
    "byte order marks": ("", "\ufeff", ""),
    "percent signs": ("", "%\n", ""),
    "tabs": ("x:", "\t", ""),
    "a number": ("x: ", "9", ""),
    "an open quote": ("x: '", "y", ""),
    "a tag": ("x: !", "y", ""),
    "an anchor": ("x: &", "y", ""),
    "empty values": ("x: [", "~,", "]"),
    "small mappings": ("x: [", "{},", "]"),
    "aliases": ("x: [", "*a,", "]"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_a_file_of_sixteen_mebibytes_is_read_or_refused_in_seconds(name, source, head):
    before, part, behind = LARGE[name]
    text = head + before + part * ((MAX_BYTES - 200) // len(part)) + behind
    begin = time.perf_counter()

    found = findings_of(source, text)

    assert found
    assert len(found) <= MAX_FINDINGS + 2
    assert time.perf_counter() - begin < 60
