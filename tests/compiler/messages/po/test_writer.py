from __future__ import annotations

from pathlib import Path

import pytest

from reasonbook.compiler.messages.po import Entry, Po, read_po, write_po
from reasonbook.compiler.source import SourceFile

FIXTURES = Path(__file__).parents[3] / "fixtures" / "locales"


def read(text):
    po, findings = read_po(SourceFile("de.po", text))
    assert findings == ()
    return po


def test_the_canonical_layout_is_written_as_it_was_read():
    text = (FIXTURES / "de.po").read_text("utf-8")

    assert write_po(read(text)) == text


def test_a_foreign_layout_becomes_the_canonical_one():
    text = (FIXTURES / "foreign.po").read_text("utf-8")

    assert write_po(read(text)) == (FIXTURES / "foreign-canonical.po").read_text("utf-8")


def test_the_lines_of_an_entry_have_one_order():
    entry = Entry(
        "context",
        "text",
        plural="texts",
        translations=("one", "two"),
        translator_comments=("mine", ""),
        extracted_comments=("yours", ""),
        references=("a.yaml", "b c.yaml"),
        flags=("python-brace-format", "fuzzy", "max-length:20"),
        previous_context="old context",
        previous_text="old text",
        previous_plural="old texts",
    )

    assert write_po(Po(None, (entry,))) == (
        "# mine\n"
        "#\n"
        "#. yours\n"
        "#.\n"
        "#: a.yaml\n"
        "#: \u2068b c.yaml\u2069\n"
        "#, fuzzy, max-length:20, python-brace-format\n"
        '#| msgctxt "old context"\n'
        '#| msgid "old text"\n'
        '#| msgid_plural "old texts"\n'
        'msgctxt "context"\n'
        'msgid "text"\n'
        'msgid_plural "texts"\n'
        'msgstr[0] "one"\n'
        'msgstr[1] "two"\n'
    )


def test_an_obsolete_entry_has_its_mark_before_every_string():
    entry = Entry("c", "a\nb", obsolete=True, previous_text="x\ny\n", translator_comments=("m",))

    assert write_po(Po(None, (entry,))) == (
        "# m\n"
        '#~| msgid ""\n'
        '#~| "x\\n"\n'
        '#~| "y\\n"\n'
        '#~ msgctxt "c"\n'
        '#~ msgid ""\n'
        '#~ "a\\n"\n'
        '#~ "b"\n'
        '#~ msgstr ""\n'
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ['""']),
        ("a", ['"a"']),
        ("a\n", [r'"a\n"']),
        ("\n", [r'"\n"']),
        ("a\nb", ['""', r'"a\n"', '"b"']),
        ("a\nb\n", ['""', r'"a\n"', r'"b\n"']),
        ("\n\n", ['""', r'"\n"', r'"\n"']),
        ("word " * 40, [f'"{"word " * 40}"']),
    ],
)
def test_a_string_breaks_only_behind_its_inner_line_ends(text, lines):
    written = write_po(Po(None, (Entry("c", "m", translations=(text,)),)))

    assert written == 'msgctxt "c"\nmsgid "m"\nmsgstr ' + "\n".join(lines) + "\n"


def test_a_file_without_anything_is_empty():
    assert write_po(Po(None, ())) == ""


def test_line_ends_in_comments_cannot_write_entries():
    entry = Entry(
        "c",
        "m",
        translator_comments=('a\nmsgid "x"\rmsgstr "y"\r\nz',),
        extracted_comments=("b\nc",),
        references=('r\nmsgid "x"',),
        flags=('f\nmsgid "x"',),
    )

    assert write_po(Po(None, (entry,))) == (
        '# a\n# msgid "x"\n# msgstr "y"\n# z\n'
        "#. b\n#. c\n"
        '#: \u2068r msgid "x"\u2069\n'
        '#, f msgid "x"\n'
        'msgctxt "c"\nmsgid "m"\nmsgstr ""\n'
    )


def test_no_comment_ends_with_a_backslash():
    entry = Entry(
        "c", "m", translator_comments=("C:\\", "C:\\ "), references=("C:\\",), flags=("x\\",)
    )

    assert write_po(Po(None, (entry,))).startswith("# C:\\ \n# C:\\  \n#: C:\\ \n#, x\\ \nmsg")


def test_a_reference_that_has_isolates_gets_no_others():
    entry = Entry("c", "m", references=("\u2068a b.c\u2069:12",))

    assert write_po(Po(None, (entry,))).startswith("#: \u2068a b.c\u2069:12\n")
