"""What is refused, with which code, and where."""

from __future__ import annotations

import pytest

from reasonbook.compiler.diagnostics import Severity
from reasonbook.compiler.messages.po import read_po
from reasonbook.compiler.source import SourceFile

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def refuse(text):
    """Return the findings about a refused file as (code, line, column, message)."""
    po, findings = read_po(SourceFile("locales/de.po", text))
    assert po is None
    assert all(each.severity is Severity.ERROR for each in findings)
    return [(each.code, each.span.line, each.span.column, each.message) for each in findings]


REFUSED = {
    "text after the closing quote": ('msgid "a" x\n', "RB601", 4, 11),
    "two strings on one line": ('msgid "a" "b"\n', "RB601", 4, 11),
    "an unescaped quote": ('msgid "a"b"\n', "RB601", 4, 10),
    "an unterminated string": ('msgid "a\n', "RB601", 4, 7),
    "an unterminated continuation": ('msgid ""\n"a\n', "RB601", 5, 1),
    "a string that ends with a backslash": ('msgid "a\\"\n', "RB601", 4, 7),
    "a keyword without a quote": ("msgid a\n", "RB601", 4, 7),
    "a keyword without a string": ('msgid\n"a"\n', "RB601", 4, 6),
    "an unknown escape": ('msgid "a\\q"\nmsgstr ""\n', "RB601", 4, 9),
    "a hexadecimal escape": ('msgid "a\\x41"\nmsgstr ""\n', "RB601", 4, 9),
    "an octal escape": ('msgid "a\\101"\nmsgstr ""\n', "RB601", 4, 9),
    "an escaped bell": ('msgid "a\\a"\nmsgstr ""\n', "RB604", 4, 9),
    "a hexadecimal control character": ('msgid "a"\nmsgstr "b\\x07"\n', "RB604", 5, 10),
    "a backslash at the end of a comment": ('# a\\\nmsgid "a"\nmsgstr ""\n', "RB601", 4, 1),
    "an escape in a continuation": ('msgid "a"\n"\\n\\e"\nmsgstr ""\n', "RB601", 5, 4),
    "a misspelt keyword": ('msgit "a"\n', "RB601", 4, 1),
    "an unknown line": ("hello\n", "RB601", 4, 1),
    "an obsolete unknown line": ("#~ hello\n", "RB601", 4, 4),
    "an obsolete comment": ('#~ # a\n#~ msgid "a"\n#~ msgstr ""\n', "RB601", 4, 4),
    "the domain directive": ('domain "a"\n', "RB601", 4, 1),
    "a byte order mark inside": ('\ufeffmsgid "a"\nmsgstr ""\n', "RB601", 4, 1),
    "a missing msgstr": ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', "RB601", 4, 1),
    "a missing msgstr at the end": ('msgctxt "a"\nmsgid "b"\n', "RB601", 5, 1),
    "a missing msgstr before a comment": (
        'msgid "a"\n\n# b\nmsgid "b"\nmsgstr ""\n',
        "RB601",
        4,
        1,
    ),
    "a missing msgid": ('msgctxt "a"\nmsgstr "b"\n', "RB601", 5, 1),
    "a missing msgid at the end": ('msgctxt "a"\n', "RB601", 4, 1),
    "a missing form": ('msgid "a"\nmsgid_plural "b"\n', "RB601", 5, 1),
    "msgstr twice": ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', "RB601", 6, 1),
    "msgctxt twice": ('msgctxt "a"\nmsgctxt "b"\nmsgid "c"\nmsgstr ""\n', "RB601", 5, 1),
    "msgid_plural alone": ('# a\nmsgid_plural "b"\n', "RB601", 5, 1),
    "a form that is no number": ('msgid "a"\nmsgid_plural "b"\nmsgstr[x] ""\n', "RB601", 6, 7),
    "a negative form": ('msgid "a"\nmsgid_plural "b"\nmsgstr[-1] ""\n', "RB601", 6, 7),
    "a form with blanks": ('msgid "a"\nmsgid_plural "b"\nmsgstr[ 0 ] ""\n', "RB601", 6, 7),
    "a form that is not closed": ('msgid "a"\nmsgid_plural "b"\nmsgstr[0 ""\n', "RB601", 6, 7),
    "an index that is no form's": ('msgid[0] "a"\nmsgstr ""\n', "RB601", 4, 6),
    "a form without a string": ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] c\n', "RB601", 6, 11),
    "a first form that is not 0": ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] ""\n', "RB601", 6, 1),
    "a form with a leading zero": ('msgid "a"\nmsgid_plural "b"\nmsgstr[00] ""\n', "RB601", 6, 1),
    "a gap in the forms": (
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[2] ""\n',
        "RB601",
        7,
        1,
    ),
    "an enormous form": (f'msgid "a"\nmsgid_plural "b"\nmsgstr[{"9" * 5000}] ""\n', "RB601", 6, 1),
    "a seventh form": (
        'msgid "a"\nmsgid_plural "b"\n' + "".join(f'msgstr[{n}] ""\n' for n in range(7)),
        "RB601",
        12,
        1,
    ),
    "a plural with a plain msgstr": ('msgid "a"\nmsgid_plural "b"\nmsgstr ""\n', "RB601", 6, 1),
    "a singular with a form": ('msgid "a"\nmsgstr[0] ""\n', "RB601", 5, 1),
    "a comment inside a message": ('msgid "a"\n# b\nmsgstr ""\n', "RB601", 5, 1),
    "an obsolete msgstr": ('msgid "a"\n#~ msgstr ""\n', "RB601", 5, 1),
    "an obsolete msgid only": ('#~ msgid "a"\nmsgstr ""\n', "RB601", 5, 1),
    "an obsolete continuation": ('msgid "a"\nmsgstr ""\n#~ "b"\n', "RB601", 6, 1),
    "previous lines of the other kind": ('#~| msgid "a"\nmsgid "b"\nmsgstr ""\n', "RB601", 5, 1),
    "a previous context alone": ('#| msgctxt "a"\nmsgid "b"\nmsgstr ""\n', "RB601", 5, 1),
    "previous lines in disorder": (
        '#| msgid "a"\n#| msgctxt "b"\nmsgid "c"\nmsgstr ""\n',
        "RB601",
        5,
        1,
    ),
    "a previous plural alone": ('#| msgid_plural "a"\nmsgid "c"\nmsgstr ""\n', "RB601", 4, 1),
    "a previous msgstr": ('#| msgstr "a"\nmsgid "c"\nmsgstr ""\n', "RB601", 4, 1),
    "a comment behind previous lines": ('#| msgid "a"\n# b\nmsgid "c"\nmsgstr ""\n', "RB601", 5, 1),
    "previous lines inside a message": ('msgid "a"\n#| msgid "b"\nmsgstr ""\n', "RB601", 4, 1),
    "previous lines at the end": ('#| msgid "a"\n', "RB601", 4, 1),
    "a lone carriage return": ('msgid "a"\rmsgstr ""\n', "RB601", 4, 10),
    "an unresolved merge": (
        '<<<<<<< HEAD\nmsgid "a"\n=======\nmsgid "b"\n>>>>>>> x\nmsgstr ""\n',
        "RB601",
        4,
        1,
    ),
    "a NUL": ('msgid "a\0"\nmsgstr ""\n', "RB604", 4, 9),
    "an end of transmission": ('msgid "a\x04b"\nmsgstr ""\n', "RB604", 4, 9),
    "an escape character in a comment": ('# \x1b[2J\nmsgid "a"\nmsgstr ""\n', "RB604", 4, 3),
    "a C1 control": ('msgid "a"\nmsgstr "\x85"\n', "RB604", 5, 9),
    "a lone surrogate": ('msgid "a\ud800"\nmsgstr ""\n', "RB604", 4, 9),
    "the same text twice": ('msgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n', "RB603", 7, 1),
    "the same message, once obsolete": (
        'msgctxt "c"\nmsgid "a"\nmsgstr ""\n\n#~ msgctxt "c"\n#~ msgid "a"\n#~ msgstr ""\n',
        "RB603",
        8,
        1,
    ),
    "two live messages with one context": (
        'msgctxt "c"\nmsgid "a"\nmsgstr ""\n\nmsgctxt "c"\nmsgid "b"\nmsgstr ""\n',
        "RB603",
        8,
        1,
    ),
    "two headers": (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n',
        "RB603",
        4,
        1,
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_the_format_is_refused_at_its_place(case):
    text, code, line, column = REFUSED[case]

    found = refuse(HEADER + text)

    assert (code, line, column) in [each[:3] for each in found]


def test_a_repeated_message_names_the_line_of_the_first():
    entry = 'msgctxt "run.x"\nmsgid "a"\nmsgstr ""\n\n'

    found = refuse(HEADER + entry * 3)

    assert found == [
        ("RB603", 8, 1, "the message `run.x` is already in line 4"),
        ("RB603", 12, 1, "the message `run.x` is already in line 4"),
    ]


def test_a_repeated_text_with_line_ends_is_named_by_its_first_line():
    entry = 'msgid ""\n"a\\n"\n"b"\nmsgstr ""\n\n'

    assert refuse(HEADER + entry * 2)[0][3] == "the message `a` is already in line 4"


def test_a_conflict_is_one_finding_whatever_it_holds():
    conflict = (
        "<<<<<<< HEAD\n"
        'msgctxt "a"\n'
        '"never closed\n'
        "||||||| base\n"
        "garbage\n"
        "=======\n"
        'msgctxt "b"\n'
        ">>>>>>> branch\n"
    )

    found = refuse(f'{HEADER}{conflict}msgid "c"\nmsgstr ""\n\nmsgid "d"\nmsgstr "\\q"\n')

    assert [each[:3] for each in found] == [("RB601", 4, 1), ("RB601", 16, 9)]
    assert found[0][3] == "unresolved merge: this line is a conflict marker"


@pytest.mark.parametrize("marker", ["=======", ">>>>>>> branch", "||||||| base"])
def test_a_conflict_marker_that_was_left_behind_is_an_unresolved_merge(marker):
    found = refuse(f'{HEADER}{marker}\nmsgid "c"\nmsgstr ""\n')

    assert found == [("RB601", 4, 1, "unresolved merge: this line is a conflict marker")]


def test_all_faults_of_a_file_are_found_at_once():
    text = (
        'msgctxt "a"\nmsgid "broken\nmsgstr "\\q"\n\n'
        'msgctxt "b"\nmsgid "no translation"\n\n'
        '# fine\nmsgctxt "c"\nmsgid "fine"\nmsgstr "bell \x07"\n\n'
        'msgctxt "c"\nmsgid "repeated"\nmsgstr ""\n'
    )

    assert [each[:3] for each in refuse(HEADER + text)] == [
        ("RB601", 5, 7),
        ("RB601", 6, 9),
        ("RB601", 9, 1),
        ("RB604", 14, 14),
        ("RB603", 16, 1),
    ]


def test_a_message_in_disorder_gives_one_finding_and_the_next_is_read():
    text = 'msgid "a"\nmsgstr[0] "b"\nmsgstr[1] "c"\n"d"\n\nmsgid "e"\nmsgstr "\\q"\n'

    assert [each[:3] for each in refuse(HEADER + text)] == [("RB601", 5, 1), ("RB601", 10, 9)]


def test_a_comment_inside_a_broken_message_gives_no_second_finding():
    text = 'msgid "a" x\nmsgid "b"\n# c\nmsgid "d"\nmsgstr ""\n'

    assert [each[:3] for each in refuse(HEADER + text)] == [("RB601", 4, 11)]


def test_a_fault_behind_a_complete_message_is_not_part_of_it():
    text = 'msgid "a"\nmsgstr "b"\nmsgctxt c\nmsgid "d"\nmsgstr "e"\nmsgid "a"\nmsgstr ""\n'

    assert [each[:3] for each in refuse(HEADER + text)] == [("RB601", 6, 9), ("RB603", 9, 1)]


def test_a_stray_line_behind_a_complete_message_does_not_break_it():
    text = 'msgid "a"\nmsgstr "b"\nstray\n\nmsgid "a"\nmsgstr ""\n'

    assert [each[:3] for each in refuse(HEADER + text)] == [("RB601", 6, 1), ("RB603", 8, 1)]


def test_a_string_without_a_keyword_says_what_is_expected():
    _, findings = read_po(SourceFile("locales/de.po", '"b"\n'))

    assert findings[0].message == "this string has no keyword"
    assert findings[0].help == "expected `msgctxt` or `msgid`"


def test_a_misspelt_keyword_gets_a_suggestion():
    _, findings = read_po(SourceFile("locales/de.po", f'{HEADER}msgst "b"\n'))

    assert findings[0].help == "did you mean `msgstr`?"


def test_lone_carriage_returns_end_lines_but_are_one_finding():
    found = refuse('msgid "a"\rmsgstr "b"\r\rmsgid "c"\rmsgstr "\\q"\r')

    assert [each[:3] for each in found] == [("RB601", 1, 10), ("RB601", 5, 9)]


def header(text):
    return f'msgid ""\nmsgstr ""\n"Language: de\\n"\n{text}\nmsgid "a"\nmsgstr "é"\n'


@pytest.mark.parametrize(
    "charset",
    [
        "ISO-8859-1",
        "CHARSET",
        "utf-7",
        "unicode_escape",
        "UTF-8;",
        '\\"UTF-8\\"',
        "UTF-16",
        "x" * 99,
    ],
)
def test_any_other_charset_is_refused_in_its_line(charset):
    found = refuse(header(f'"Content-Type: text/plain; charset={charset}\\n"\n'))

    assert [each[0] for each in found] == ["RB602"]
    assert found[0][1] in {1, 4}


def test_a_charset_is_found_wherever_gettext_would_find_it():
    found = refuse(header('"X-Note: charset=latin1\\n"\n"Content-Type: x; charset=UTF-8\\n"\n'))

    assert found == [("RB602", 4, 1, "the header's charset must be UTF-8, not `latin1`")]


@pytest.mark.parametrize("value", ["text/plain", "text/plain; charset=", ""])
def test_a_content_type_without_a_charset_is_refused(value):
    found = refuse(header(f'"Content-Type: {value}\\n"\n'))

    assert [each[:2] for each in found] == [("RB602", 4)]
