from __future__ import annotations

import pytest

from reasonbook.compiler.messages.po.strings import find_control, quote, unescape


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("", '""'),
        ("plain é 𝄞", '"plain é 𝄞"'),
        ('"\\\n\t\r', r'"\"\\\n\t\r"'),
        (r"\n", r'"\\n"'),
    ],
)
def test_a_text_is_quoted_and_comes_back(text, quoted):
    assert quote(text) == quoted
    assert unescape(quoted[1:-1]) == (text, ())


def test_escapes_that_are_not_allowed_are_named_by_their_place():
    assert unescape(r"a\qb\n\x41\\x") == (
        "ab\n\\x",
        ((1, "\\q"), (6, "\\x41")),
    )


@pytest.mark.parametrize(
    ("escape", "code"),
    [
        (r"\a", 7),
        (r"\b", 8),
        (r"\v", 11),
        (r"\f", 12),
        (r"\0", 0),
        (r"\33", 27),
        (r"\x1B", 27),
        (r"\177", 127),
        (r"\x41", None),
        (r"\101", None),
        (r"\x", None),
        (r"\q", None),
    ],
)
def test_an_escape_that_writes_a_control_character_is_known(escape, code):
    assert unescape(escape)[1] == ((0, escape),)
    assert find_control(escape) == code
