from __future__ import annotations

import pytest
from babel.localedata import locale_identifiers

from reasonbook.compiler.messages.plural_comments import form_comments
from reasonbook.compiler.messages.plurals import known_forms, plural_categories


def comments(tag, forms=None):
    return form_comments(tag, plural_categories(tag) if forms is None else tuple(forms.split()))


@pytest.mark.parametrize(
    ("tag", "lines"),
    [
        (
            "pl",
            [
                "msgstr[0]: one (1)",
                "msgstr[1]: few (2, 3, 4, 22)",
                "msgstr[2]: many (0, 5, 7, 11)",
                "msgstr[3]: other (1.5)",
            ],
        ),
        ("de", ["msgstr[0]: one (1)", "msgstr[1]: other (0, 2, 3, 4)"]),
        (
            "fr",
            [
                "msgstr[0]: one (0, 1)",
                "msgstr[1]: many (1000000)",
                "msgstr[2]: other (2, 3, 4, 5)",
            ],
        ),
        (
            "lt",
            [
                "msgstr[0]: one (1, 21, 41, 101)",
                "msgstr[1]: few (2, 3, 4, 5)",
                "msgstr[2]: many (1.5)",
                "msgstr[3]: other (0, 11, 12, 20)",
            ],
        ),
        ("ja", ["msgstr[0]: other (0, 1, 2, 3)"]),
    ],
)
def test_each_form_has_its_category_and_numbers_that_have_it(tag, lines):
    assert comments(tag) == tuple(lines)


def test_a_form_names_every_category_that_gets_it():
    assert comments("pl", "one few many")[2] == "msgstr[2]: many, other (0, 5, 7, 11, 1.5)"
    assert comments("fr", "one other")[1] == "msgstr[1]: many, other (2, 3, 4, 5)"
    assert comments("tr", "other") == ("msgstr[0]: one, other (0, 1, 2, 3)",)


def test_a_form_that_nothing_gets_says_so():
    assert form_comments("nds", ("", "other"))[0] == "msgstr[0]: never used"


@pytest.mark.slow
def test_the_lines_of_every_locale_have_examples_and_are_short():
    for tag in locale_identifiers():
        for known in known_forms(tag):
            for line in form_comments(tag, known.forms):
                assert len(line) <= 73
                assert line.endswith(")") or "never used" in line
                assert "()" not in line
