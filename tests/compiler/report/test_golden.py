"""
Every format of every case, as files: ``golden/<case>/<format>.txt`` or ``.json``.

``pytest --update-cases`` writes them anew; what changed is then read in the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from reasonbook.compiler.diagnostics import error, warning
from reasonbook.compiler.report import FORMATS, Report
from reasonbook.compiler.source import SourceFile, Span

GOLDEN = Path(__file__).parent / "golden"
SUFFIXES = {"json": "json", "gitlab": "json", "sarif": "json"}
PATH = "reasons/lifecycle.yaml"


def report(text, *diagnostics):
    return Report(diagnostics, {PATH: SourceFile(PATH, text)}, colour=False, version="0.1.0")


def unknown(text, wrong, *, help=""):  # noqa: A002  the field's name
    """Return a report of one error at the first *wrong* in *text*."""
    start = text.index(wrong)
    span = SourceFile(PATH, text).span(start, start + len(wrong))
    return report(text, error("RB408", f"`{wrong}` is not a declared placeholder", span, help))


CASES = {
    "nothing": report("format: reasonbook/1\n"),
    "one": unknown(
        "\n" * 13 + "    short_explanation: Run {nmae} failed.\n",
        "{nmae}",
        help="did you mean `{name}`?",
    ),
    "several": report(
        "a: {x}\nb: {x}\nc: Done.\n",
        error("RB408", "`{x}` is not a declared placeholder", Span(PATH, 1, 4, 1, 7)),
        error("RB408", "`{x}` is not a declared placeholder", Span(PATH, 2, 4, 2, 7)),
        warning("RB421", "a label has no full stop", Span(PATH, 3, 8, 3, 9), "remove it"),
    ),
    "wide": unknown("label: 実行 {ランID} が失敗\n", "{ランID}"),
    "fullwidth": unknown("label: \uff32\uff55\uff4e {id}\n", "{id}"),
    "combining": unknown("label: Cafe\u0301 \u0633\u200c\u0645 {n\u0303} ended\n", "{n\u0303}"),
    "tabs": unknown("label:\tRun\t{id}\tended\n", "{id}\t"),
    "bidi": unknown("label: safe \u202e{di}\u202c end\n", "{di}"),
    "terminal": unknown("label: \x1b[2J\x9b1m\x07{id}\u200b\n", "\x07{id}"),
    "surrogate": unknown("label: \ud83d {i\udc80d}\n", "{i\udc80d}"),
    "multi_line": report(
        "label: >\n  Run\n\n  ended\nnext: 1\n",
        error("RB402", "a label has one line", Span(PATH, 1, 8, 5, 1), "join the lines"),
    ),
    "empty_span": report("label:\n", error("RB201", "a value is missing", Span(PATH, 1, 7, 1, 7))),
    "end_of_file": report("a: 1\n", warning("RB203", "the file ends here", Span(PATH, 2, 1, 2, 1))),
    "long_line": unknown("label: " + "word " * 60 + "{id} " + "more " * 60 + "\n", "{id}"),
    "missing_source": report(
        "", error("RB011", "the file cannot be read", Span("locales/de.po", 7, 3, 7, 9), "look")
    ),
    "hostile": report(
        "",
        error(
            "RB901",
            "100% ::stop-commands::x\r\n::add-mask::y ##[add-path]/tmp \x1b]0;owned\x07 [a](b)",
            Span("::error file=a,b::\n##vso[x]\t%41 ü.yaml", 1, 1, 1, 1),
            "line one\n::warning::line two\u2028\u202e",
        ),
    ),
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("case", CASES)
def test_a_case_is_reported_as_its_file_says(case, name, request):
    path = GOLDEN / case / f"{name}.{SUFFIXES.get(name, 'txt')}"

    actual = FORMATS[name](CASES[case]).encode("utf-8")

    if request.config.getoption("--update-cases", default=False):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(actual)
    assert actual == path.read_bytes()


def test_there_is_a_file_for_each_case_and_format_and_no_other():
    expected = {f"{case}/{name}.{SUFFIXES.get(name, 'txt')}" for case in CASES for name in FORMATS}

    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*.*")} == expected
