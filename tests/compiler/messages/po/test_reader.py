from __future__ import annotations

import time
from pathlib import Path

import pytest

from reasonbook.compiler.diagnostics import Severity
from reasonbook.compiler.messages.po import Entry, header_field, read_po
from reasonbook.compiler.messages.po.reader import ReadLimits
from reasonbook.compiler.source import SourceFile

FIXTURES = Path(__file__).parents[3] / "fixtures" / "locales"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def source(text):
    return SourceFile("locales/de.po", text)


def read(text):
    po, findings = read_po(source(text))
    assert findings == ()
    return po


def refuse(text):
    """Return the findings about a refused file as (code, line, column, message)."""
    po, findings = read_po(source(text))
    assert po is None
    assert all(each.severity is Severity.ERROR for each in findings)
    return [(each.code, each.span.line, each.span.column, each.message) for each in findings]


def test_the_parts_of_a_realistic_file_are_all_read():
    po = read((FIXTURES / "de.po").read_text("utf-8"))

    assert po.header.translator_comments == (
        "German translation of the reasons.",
        "Copyright (C) the operators of the platform.",
    )
    assert header_field(po, "X-Reviewed-By") == "Jörg"
    assert len(po.entries) == 7
    assert po.entries[1].translator_comments == (
        "„Lauf“ heißt der Hintergrundprozess in allen unseren Texten.",
    )
    assert po.entries[2] == Entry(
        "run.retries_exhausted#short_explanation",
        "Run {run_id} failed after {attempts} attempts.",
        translations=("Lauf {run_id} ist nach {attempts} Versuchen gescheitert.",),
        extracted_comments=(
            "Explanation of the reason run.retries_exhausted.",
            "{run_id}: text, for example run_9f2.",
            "{attempts}: whole number, for example 3.",
        ),
        references=("reasons/lifecycle.yaml",),
        flags=("fuzzy", "python-brace-format"),
        previous_text="Run {run_id} failed after {attempts} tries.",
    )
    assert po.entries[3].text == (
        'A related restore record reached "terminal truth" first.\nSee C:\\restore\\log.txt.'
    )
    assert po.entries[5].obsolete
    assert po.entries[5].previous_text == "Old run label"
    assert po.entries[6].translations == ("Eine Zeile.\nNoch eine.\n",)


def test_a_file_that_other_tools_have_laid_out_is_read():
    po = read((FIXTURES / "foreign.po").read_text("utf-8"))

    assert po.header.is_fuzzy
    assert po.header.translator_comments[0] == ""
    assert po.entries == (
        Entry(
            "run.wrapped#operator_label",
            "A wrapped text with a\ttab",
            translations=("Ein umbrochener Text mit einem\tTab",),
            extracted_comments=("No blank behind the mark",),
            references=("reasons/a.yaml:12", "reasons/b.yaml:3", "reasons/two words.yaml"),
            flags=("fuzzy", "max-length:20", "python-brace-format", "range: 0..9"),
            previous_context="run.previous#operator_label",
            previous_text="A wrapped previous text",
        ),
        Entry("run.gone#operator_label", "Gone", translations=("Weg",), obsolete=True),
        Entry(
            None,
            "Without a context",
            plural="With a plural",
            translations=("eins", ""),
        ),
    )


def test_an_entry_knows_the_line_of_its_context():
    po = read(
        f'{HEADER}# one\n#. two\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n\nmsgid "d"\nmsgstr ""\n'
    )

    assert [each.line for each in po.entries] == [6, 10]


def test_flags_that_are_quoted_keep_their_blanks_and_commas():
    po = read(f'{HEADER}#, fuzzy,, placeholders:"a, b" x\nmsgid "a"\nmsgstr ""\n')

    assert po.entries[0].flags == ("fuzzy", 'placeholders:"a, b"', "x")


def test_a_reference_keeps_the_isolates_that_do_not_enclose_it_whole():
    po = read(f'{HEADER}#: \u2068two words.c\u2069:12 \u2068open\nmsgid "a"\nmsgstr ""\n')

    assert po.entries[0].references == ("\u2068two words.c\u2069:12", "\u2068open")


def test_comments_without_a_known_mark_are_the_translators():
    po = read(f'{HEADER}#\n#one\n# two\n#  three\n#!four\nmsgid "a"\nmsgstr ""\n')

    assert po.entries[0].translator_comments == ("", "one", "two", " three", "!four")


def test_an_empty_context_is_not_a_missing_one():
    po = read(f'{HEADER}msgctxt ""\nmsgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n')

    assert [each.context for each in po.entries] == ["", None]


def test_lines_may_end_with_cr_lf():
    assert read(f'{HEADER}msgid "a"\nmsgstr "b"\n'.replace("\n", "\r\n")) == read(
        f'{HEADER}msgid "a"\nmsgstr "b"\n'
    )


def test_unicode_line_separators_end_no_line():
    po = read(f'{HEADER}# a\u2028b\nmsgid "a\u2028b\u2029"\nmsgstr ""\n')

    assert po.entries[0].text == "a\u2028b\u2029"
    assert po.entries[0].translator_comments == ("a\u2028b",)


@pytest.mark.parametrize("text", ["", "\n", " \t\n\n"])
def test_an_empty_file_has_no_header_and_no_entries(text):
    po = read(text)

    assert (po.header, po.entries) == (None, ())


def test_a_comment_that_no_message_follows_is_a_warning():
    po, findings = read_po(source(f'{HEADER}msgid "a"\nmsgstr ""\n\n# lost\n# too\n'))

    assert len(po.entries) == 1
    assert [(each.severity, each.span.line) for each in findings] == [(Severity.WARNING, 7)]


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
    "an escaped bell": ('msgid "a\\a"\nmsgstr ""\n', "RB601", 4, 9),
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


def test_two_obsolete_messages_with_one_context_are_fine():
    text = '#~ msgctxt "c"\n#~ msgid "{}"\n#~ msgstr ""\n\n'

    assert len(read(HEADER + text.format("a") + text.format("b")).entries) == 2


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
    _, findings = read_po(source('"b"\n'))

    assert findings[0].message == "this string has no keyword"
    assert findings[0].help == "expected `msgctxt` or `msgid`"


def test_a_misspelt_keyword_gets_a_suggestion():
    _, findings = read_po(source(f'{HEADER}msgst "b"\n'))

    assert findings[0].help == "did you mean `msgstr`?"


def test_at_most_a_hundred_findings_are_returned():
    assert len(refuse("x\n" * 1000)) == 100
    assert len(refuse("\0\n" * 1000)) == 100
    assert len(refuse("msgid a \0\n" * 150)) == 100


def test_lone_carriage_returns_end_lines_but_are_one_finding():
    found = refuse('msgid "a"\rmsgstr "b"\r\rmsgid "c"\rmsgstr "\\q"\r')

    assert [each[:3] for each in found] == [("RB601", 1, 10), ("RB601", 5, 9)]


def header(text):
    return f'msgid ""\nmsgstr ""\n"Language: de\\n"\n{text}\nmsgid "a"\nmsgstr "é"\n'


@pytest.mark.parametrize("charset", ["UTF-8", "utf-8", "utf8", "UTF-8 "])
def test_a_charset_that_is_utf_8_is_accepted(charset):
    po = read(header(f'"Content-Type: text/plain; charset={charset}\\n"\n'))

    assert po.entries[0].translations == ("é",)


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


@pytest.mark.parametrize("text", ["", header("")])
def test_a_header_may_be_missing_or_leave_the_content_type_out(text):
    read(text)


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

    assert time.process_time() - start < 1
