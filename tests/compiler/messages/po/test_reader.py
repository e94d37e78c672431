from __future__ import annotations

from pathlib import Path

import pytest

from reasonbook.compiler.diagnostics import Severity
from reasonbook.compiler.messages.po import Entry, header_field, read_po
from reasonbook.compiler.source import SourceFile

FIXTURES = Path(__file__).parents[3] / "fixtures" / "locales"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def source(text):
    return SourceFile("locales/de.po", text)


def read(text):
    po, findings = read_po(source(text))
    assert findings == ()
    return po


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


def test_a_flag_with_a_quote_that_is_not_closed_is_dropped():
    po = read(f'{HEADER}#, "b, c"d\n#, "e range: f\nmsgid "a"\nmsgstr ""\n')

    assert po.entries[0].flags == ('"b, c"d', "f", "range:")


def test_a_fuzzy_flag_counts_even_between_quotes():
    po = read(f'{HEADER}#, x:"a, fuzzy, b"\nmsgid "a"\nmsgstr ""\n')

    assert po.entries[0].flags == ("fuzzy", 'x:"a, fuzzy, b"')


def test_a_reference_keeps_the_isolates_that_do_not_enclose_it_whole():
    po = read(f'{HEADER}#: \u2068two words.c\u2069:12 \u2068open\nmsgid "a"\nmsgstr ""\n')

    assert po.entries[0].references == ("\u2068two words.c\u2069:12", "\u2068open")


def test_comments_without_a_known_mark_are_the_translators():
    po = read(f'{HEADER}#\n#one\n# two\n \t#  three\n#!four\nmsgid "a"\nmsgstr ""\n')

    assert po.entries[0].translator_comments == ("", "one", "two", " three", "!four")


def test_a_blank_that_guards_a_backslash_is_no_part_of_a_comment():
    po = read(f'{HEADER}# a\\ \n#. b\\  \n# \n#  c \nmsgid "a"\nmsgstr ""\n')

    assert po.entries[0].translator_comments == ("a\\", "", " c ")
    assert po.entries[0].extracted_comments == ("b\\ ",)


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


def test_two_obsolete_messages_with_one_context_are_fine():
    text = '#~ msgctxt "c"\n#~ msgid "{}"\n#~ msgstr ""\n\n'

    assert len(read(HEADER + text.format("a") + text.format("b")).entries) == 2


@pytest.mark.parametrize("text", ["", 'msgid ""\nmsgstr "Language: de\\n"\n'])
def test_a_header_may_be_missing_or_leave_the_content_type_out(text):
    read(text)


@pytest.mark.parametrize("charset", ["UTF-8", "utf-8", "utf8", "UTF-8 "])
def test_a_charset_that_is_utf_8_is_accepted(charset):
    header = f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n\n'

    po = read(f'{header}msgid "a"\nmsgstr "é"\n')

    assert po.entries[0].translations == ("é",)
