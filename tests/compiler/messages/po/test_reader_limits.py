"""What a reading may cost, and how much it says."""

from __future__ import annotations

import time

import pytest

from reasonbook.compiler.messages.po import read_po
from reasonbook.compiler.messages.po.reader import ReadLimits
from reasonbook.compiler.source import SourceFile

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def source(text):
    return SourceFile("locales/de.po", text)


def test_at_most_a_hundred_findings_are_returned():
    assert len(read_po(source("x\n" * 1000))[1]) == 100
    assert len(read_po(source("\0\n" * 1000))[1]) == 100
    assert len(read_po(source("msgid a \0\n" * 150))[1]) == 100


@pytest.mark.parametrize(
    ("limits", "line"),
    [
        (ReadLimits(characters=99), 1),
        (ReadLimits(line=49), 2),
        (ReadLimits(entries=2), 7),
    ],
)
def test_files_over_a_limit_are_refused(limits, line):
    text = f'{HEADER}msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n\nmsgid "c"\nmsgstr ""\n'

    po, findings = read_po(source(text), limits=limits)

    assert po is None
    assert [(each.code, each.span.line) for each in findings] == [("RB601", line)]
    assert read_po(source(text), limits=ReadLimits(len(text), 50, 4))[0] is not None


HOSTILE = {
    "blanks": " \t" * 30_000 + "x",
    "marks": "#~| " * 15_000,
    "backslashes": '"' + "\\" * 60_001,
    "escaped quotes": 'msgid "' + '\\"' * 30_000,
    "bad escapes": 'msgid "' + "\\q" * 30_000 + '"',
    "quotes": '"' * 60_000,
    "brackets": "msgstr" + "[" * 60_000,
    "flags": "#, " + 'range: "' * 7_000,
    "isolates": "#: " + "\u2068" * 60_000,
    "charsets": 'msgid ""\nmsgstr "' + "charset=" * 8_000 + '"',
    "strings": '"a"\n' * 30_000,
    "contexts": 'msgctxt "a"\n' * 30_000,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_lines_cost_no_more_than_their_length(case):
    start = time.process_time()

    read_po(source(HOSTILE[case]))

    # A tenth of that is usual; the square of the length takes minutes.
    assert time.process_time() - start < 10
