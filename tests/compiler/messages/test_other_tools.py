"""What GNU gettext, Babel and polib make of our files, and we of what they accept."""

from __future__ import annotations

import io
import re
import struct
import textwrap
from pathlib import Path

import polib
import pytest
from babel.messages import pofile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reasonbook.compiler.messages.po import (
    Entry,
    Po,
    read_po,
    with_header_field,
    write_po,
)
from reasonbook.compiler.source import SourceFile

FIXTURES = Path(__file__).parents[2] / "fixtures" / "locales"
HEADER = (
    'msgid ""\n'
    'msgstr ""\n'
    '"Language: de\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


def realistic_file():
    """Return a file with 120 messages of many lengths, wide and multi-line ones among them."""
    entries = []
    for number in range(120):
        words = " ".join(f"word{number * step % 97}" for step in range(1, 4 + number % 30))
        text = f'The {words} — "{{run_id}}"' + ("\nSecond line." if number % 11 == 0 else "")
        translation = f"Das {words} — „{{run_id}}“ 漢字 ü" + ("\n" if number % 13 == 0 else "")
        entries.append(
            Entry(
                f"run.code_{number}#short_explanation",
                text,
                translations=("",) if number % 7 == 0 else (translation,),
                translator_comments=("Geprüft.",) if number % 5 == 0 else (),
                extracted_comments=tuple(
                    textwrap.wrap(f"Explanation of run.code_{number}: {words}.", 73)
                ),
                references=("reasons/lifecycle.yaml",),
                flags=("fuzzy",) * (number % 7 == 1)
                + ("max-length:240",) * (number % 2)
                + ("python-brace-format",),
                obsolete=False,
            )
        )
    gone = Entry("run.gone#operator_label", "Gone", translations=("Weg",), obsolete=True)
    po = Po(None, (*entries, gone))
    for name, value in (
        ("Project-Id-Version", "operation_reasons"),
        ("Language", "de"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ):
        po = with_header_field(po, name, value)
    return po


def body(text):
    """Return the lines of *text* behind its header."""
    return text.strip("\n").split("\n\n", 1)[1].split("\n")


@pytest.mark.tools
def test_msgcat_leaves_the_fixture_as_it_is(run_gettext):
    path = FIXTURES / "de.po"

    result = run_gettext("msgcat", "--no-wrap", path)

    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout == path.read_bytes()


@pytest.mark.tools
def test_msgcat_changes_only_the_flags_that_gettext_does_not_know(run_gettext, tmp_path):
    text = write_po(realistic_file())
    path = tmp_path / "de.po"
    path.write_bytes(text.encode())

    result = run_gettext("msgcat", "--no-wrap", path)

    assert result.returncode == 0
    assert result.stdout.decode() == re.sub(r"max-length:[0-9]+, ", "", text)


@pytest.mark.tools
def test_msgmerge_changes_no_message_of_a_file_that_is_up_to_date(run_gettext, tmp_path):
    text = write_po(read(FIXTURES / "de.po"))
    (tmp_path / "de.po").write_bytes(text.encode())

    result = run_gettext(
        "msgmerge", "-q", "-N", "--no-wrap", "--previous", tmp_path / "de.po", tmp_path / "de.po"
    )

    assert result.returncode == 0
    assert set(read_text(result.stdout.decode()).entries) == set(read_text(text).entries)


def test_babel_changes_nothing_but_the_header():
    text = write_po(realistic_file())
    catalog = pofile.read_po(io.BytesIO(text.encode()), abort_invalid=True)
    output = io.BytesIO()

    pofile.write_po(output, catalog, width=0)

    assert body(output.getvalue().decode()) == body(text)


def test_babel_reads_the_same_messages():
    po = realistic_file()

    catalog = pofile.read_po(io.BytesIO(write_po(po).encode()), abort_invalid=True)

    found = {(each.context, each.id): (each.string, each.fuzzy) for each in catalog if each.id}
    assert found == {
        (each.context, each.text): (each.translations[0], each.is_fuzzy)
        for each in po.entries
        if not each.obsolete
    }


def test_polib_only_adds_an_empty_comment_to_the_header():
    text = write_po(realistic_file())

    assert str(polib.pofile(text, wrapwidth=0)).strip("\n") == "#\n" + text.strip("\n")


def read(path):
    return read_text(path.read_text("utf-8"))


def read_text(text):
    po, findings = read_po(SourceFile("de.po", text))
    assert findings == ()
    return po


# Each row with whether msgfmt, without `-c`, accepts it; we accept none.
ROWS = {
    "byte order mark": ("\ufeff" + HEADER, False),
    "carriage returns alone": ((HEADER + 'msgid "a"\nmsgstr "b"\n').replace("\n", "\r"), True),
    "unknown charset": (HEADER.replace("UTF-8", "CHARSET"), True),
    "utf-7": (HEADER.replace("UTF-8", "utf-7"), True),
    "duplicate msgid": (HEADER + 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', False),
    "two headers": (HEADER + HEADER, False),
    "unterminated": (HEADER + 'msgid "a"\nmsgstr "b\n', False),
    "no quotes": (HEADER + 'msgid a\nmsgstr "b"\n', False),
    "text after the quote": (HEADER + 'msgid "a" jun\nmsgstr "b"\n', False),
    "unknown escape": (HEADER + 'msgid "a\\q"\nmsgstr "b"\n', False),
    "hexadecimal escape": (HEADER + 'msgid "a\\x41"\nmsgstr "b"\n', True),
    "octal escape": (HEADER + 'msgid "a\\101"\nmsgstr "b"\n', True),
    "NUL": (HEADER + 'msgid "a\0"\nmsgstr "b"\n', True),
    "EOT": (HEADER + 'msgid "a\x04c"\nmsgstr "b"\n', False),
    "missing msgstr": (HEADER + 'msgid "a"\n', False),
    "msgstr[x]": (HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[x] "c"\n', False),
    "msgstr[-1]": (HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[-1] "c"\n', False),
    "msgstr[5]": (HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[5] "c"\n', False),
    "git conflict": (
        HEADER + '<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n=======\n>>>>>>> x\n',
        False,
    ),
    "obsolete and live": (HEADER + 'msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n', False),
}


@pytest.mark.tools
@pytest.mark.parametrize("row", ROWS)
def test_we_refuse_the_row_and_msgfmt_does_what_is_written_here(run_gettext, tmp_path, row):
    text, accepted = ROWS[row]
    path = tmp_path / "de.po"
    path.write_bytes(text.encode())

    result = run_gettext("msgfmt", "-o", tmp_path / "de.mo", path)

    assert read_po(SourceFile("de.po", text))[0] is None
    assert (result.returncode == 0) is accepted


def test_an_empty_context_and_none_are_two_messages_for_everyone():
    text = f'{HEADER}msgctxt ""\nmsgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n'

    assert len(read_text(text).entries) == 2


def messages_of(data):
    """Return the messages of a little-endian .mo file, without its header."""
    count, keys_at, values_at = struct.unpack_from("<3I", data, 8)
    strings = []
    for place in (keys_at, values_at):
        pairs = struct.iter_unpack("<2I", data[place : place + 8 * count])
        strings.append([data[start : start + length] for length, start in pairs])
    return {key: value for key, value in zip(*strings, strict=True) if key}


def finished_messages(po):
    """Return the messages of *po* that msgfmt compiles, in the .mo format's terms."""
    return {
        (f"{each.context}\x04" if each.context is not None else "").encode()
        + "\0".join([each.text, *([] if each.plural is None else [each.plural])]).encode(): (
            "\0".join(each.translations).encode()
        )
        for each in po.entries
        if not (each.obsolete or each.is_fuzzy) and each.translations[0]
    }


LINES = st.sampled_from(
    [
        'msgctxt "c"',
        'msgctxt "d"',
        'msgid "a"',
        'msgid "b"',
        'msgid ""',
        'msgid_plural "as"',
        'msgstr "x"',
        'msgstr ""',
        'msgstr "\\"\\\\\\t"',
        'msgstr "\\q"',
        'msgstr[0] "y"',
        'msgstr[1] "z"',
        '"more"',
        ' \t"indented" ',
        "# note",
        "# joined \\",
        "# guarded \\ ",
        "#, fuzzy",
        "#. extracted",
        '#| msgid "p"',
        '#| msgctxt "q"',
        '#| "previous"',
        '#~ msgid "o"',
        '#~ msgstr "old"',
        '#~| msgid "older"',
        "#~",
        "",
        "",
    ]
)
ENTRIES = st.sampled_from(
    [
        'msgctxt "c"\nmsgid "a"\nmsgstr "x"',
        '#, fuzzy\n#| msgid "p"\nmsgid "b"\nmsgstr "x"',
        'msgid "n"\nmsgid_plural "ns"\nmsgstr[0] "y"\nmsgstr[1] "z"\n',
        '#~| msgid "p"\n#~ msgid "o"\n#~ msgstr "old"',
    ]
)


@pytest.mark.tools
@settings(
    max_examples=settings.default.max_examples * 2,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.one_of(LINES, ENTRIES), max_size=7))
def test_what_we_accept_msgfmt_accepts_with_the_same_messages(run_gettext, tmp_path, lines):
    text = HEADER + "\n".join(lines) + "\n"
    po, _ = read_po(SourceFile("de.po", text))
    if po is None:
        return
    (tmp_path / "de.po").write_bytes(text.encode())

    result = run_gettext("msgfmt", "-o", tmp_path / "de.mo", tmp_path / "de.po")

    assert result.returncode == 0, result.stderr.decode()
    assert messages_of((tmp_path / "de.mo").read_bytes()) == finished_messages(po)
