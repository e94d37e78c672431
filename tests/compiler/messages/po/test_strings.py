from __future__ import annotations

import pytest

from reasonbook.compiler.messages.po.strings import quote, unescape


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
    assert unescape(r"a\qb\n\x41\\x") == ("ab\n41\\x", (1, 6))
