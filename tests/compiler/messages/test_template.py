from __future__ import annotations

import pytest

from reasonbook.compiler.catalog.resolved import Catalogue, Enumeration, Message
from reasonbook.compiler.messages.merge import merge
from reasonbook.compiler.messages.po import Entry, write_po
from reasonbook.compiler.messages.template import make_template

MESSAGES = (
    Message(
        "run.a#operator_label",
        "Run {run_id}",
        ("Label of the reason.", "{run_id}: text."),
        ("python-brace-format", "max-length:60"),
        "reasons/two words.yaml",
    ),
    Message("run.b#operator_label", "Ran", (), (), "reasons/runs.yaml"),
)
PLURAL = Message(
    "run.c#short_explanation",
    "{n} run",
    ("Explanation.",),
    ("python-brace-format",),
    "reasons/runs.yaml",
    "{n} runs",
)


def catalogue(*messages):
    enum = Enumeration(
        module="runs",
        name="RunReason",
        prefix="run.",
        description="",
        reference="reasons/runs.yaml",
        reasons=(),
        messages=messages,
    )
    return Catalogue(
        bundle="operation_reasons",
        version="1.2.3",
        source_locale="en",
        locales=("de",),
        surfaces=(),
        actionabilities=(),
        enums=(enum,),
    )


def test_the_template_has_every_message_in_its_order():
    template = make_template(catalogue(*MESSAGES))

    assert template.entries == (
        Entry(
            "run.a#operator_label",
            "Run {run_id}",
            extracted_comments=("Label of the reason.", "{run_id}: text."),
            references=("reasons/two words.yaml",),
            flags=("max-length:60", "python-brace-format"),
        ),
        Entry("run.b#operator_label", "Ran", references=("reasons/runs.yaml",)),
    )


def test_a_plural_has_two_forms_for_the_tools_to_replace():
    (entry,) = make_template(catalogue(PLURAL)).entries

    assert (entry.text, entry.plural, entry.translations) == ("{n} run", "{n} runs", ("", ""))


def test_the_header_has_neither_dates_nor_versions():
    assert write_po(make_template(catalogue())) == (
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: operation_reasons\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
    )


def warnings(result):
    return {line.split("'")[1] for line in result.stderr.decode().splitlines() if "'" in line}


@pytest.mark.tools
def test_msgfmt_misses_in_the_template_only_what_a_translator_fills_in(run_gettext, tmp_path):
    path = tmp_path / "operation_reasons.pot"
    path.write_bytes(write_po(make_template(catalogue(*MESSAGES, PLURAL))).encode())

    result = run_gettext("msgfmt", "-c", "-o", tmp_path / "x.mo", path)

    assert result.returncode == 0
    assert warnings(result) == {
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Language",
    }


@pytest.mark.tools
def test_msgfmt_misses_in_a_new_file_only_what_a_translator_fills_in(run_gettext, tmp_path):
    path = tmp_path / "pt_BR.po"
    template = make_template(catalogue(*MESSAGES, PLURAL))
    path.write_bytes(
        write_po(merge(None, template, locale="pt_BR", bundle="operation_reasons")).encode()
    )

    result = run_gettext("msgfmt", "-c", "-o", tmp_path / "x.mo", path)

    assert result.returncode == 0
    assert warnings(result) == {"PO-Revision-Date", "Last-Translator", "Language-Team"}
