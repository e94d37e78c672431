from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.report.characters import is_hidden
from reasonbook.compiler.report.documents import dump


@given(st.text())
def test_text_comes_back_as_it_was(text):
    assert json.loads(dump({"text": text, "list": [text, 1]})) == {"text": text, "list": [text, 1]}


@given(st.text(st.characters()))
def test_a_document_is_printable_utf_8_without_commands(text):
    document = dump([text])

    assert [each for each in document if is_hidden(each) and each != "\n"] == []
    assert not re.search(r"##[A-Za-z]*\[", document)
    json.loads(document.encode("utf-8"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("é 実行 😀", "é 実行 😀"),
        ("\x00\n\x1b", "\\u0000\\n\\u001b"),
        ("\x7f\x9b\u202e\u2028", "\\u007f\\u009b\\u202e\\u2028"),
        ("\U000e0041", "\\udb40\\udc41"),
        ("\\\ud800", "\\\\\\\\u{d800}"),
        ("\ud83d\ude00", "\\\\u{d83d}\\\\u{de00}"),
        ("\\##[x]", "\\\\#\\u0023[x]"),
    ],
)
def test_what_is_hidden_is_written_as_an_escape_and_surrogates_as_words(text, expected):
    assert dump([text]) == f'[\n  "{expected}"\n]\n'
