from __future__ import annotations

import ast
from decimal import Decimal

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from reasonbook.compiler.messages.plural_rules import _read_relations, fold
from reasonbook.compiler.messages.plurals import category_of, plural_categories, plural_rules

# One locale for each set of rules that CLDR has.
LOCALES = sorted({plural_rules(each): each for each in sorted(locale_identifiers())}.values())


def test_a_rule_is_a_literal():
    assert plural_rules("pl") == (
        ("one", ((("i", 0, True, ((1, 1),)), ("v", 0, True, ((0, 0),))),)),
        (
            "few",
            (
                (
                    ("v", 0, True, ((0, 0),)),
                    ("i", 10, True, ((2, 4),)),
                    ("i", 100, False, ((12, 14),)),
                ),
            ),
        ),
        (
            "many",
            (
                (
                    ("v", 0, True, ((0, 0),)),
                    ("i", 0, False, ((1, 1),)),
                    ("i", 10, True, ((0, 1),)),
                ),
                (("v", 0, True, ((0, 0),)), ("i", 10, True, ((5, 9),))),
                (("v", 0, True, ((0, 0),)), ("i", 100, True, ((12, 14),))),
            ),
        ),
    )


@pytest.mark.parametrize("tag", LOCALES)
def test_every_rule_survives_being_written_as_source(tag):
    assert ast.literal_eval(repr(plural_rules(tag))) == plural_rules(tag)


@pytest.mark.parametrize(
    ("tag", "categories"),
    [
        ("de", "one other"),
        ("fr", "one many other"),
        ("pl", "one few many other"),
        ("ar", "zero one two few many other"),
        ("ja", "other"),
        ("lt", "one few many other"),
        ("ga", "one two few many other"),
        ("pt_PT", "one many other"),
        ("zh_Hant_TW", "other"),
    ],
)
def test_categories_stand_in_the_order_of_cldr(tag, categories):
    assert plural_categories(tag) == tuple(categories.split())


def test_the_exponent_of_compact_notation_is_worked_out():
    operands = {
        relation[0]
        for tag in LOCALES
        for _, rule in plural_rules(tag)
        for relations in rule
        for relation in relations
    }

    assert operands == set("nivft")


def test_a_rule_without_its_fractions():
    rule = (
        (("v", 0, True, ((0, 0),)), ("i", 10, True, ((1, 1),))),
        (("f", 10, True, ((1, 1),)),),
        (("t", 0, False, ((0, 0),)), ("i", 0, True, ((0, 1),))),
    )

    assert fold(rule, "vwft") == ((("i", 10, True, ((1, 1),)),),)


@given(st.sampled_from(LOCALES), st.integers(0, 3_000_000), st.sampled_from(["", "5", "04", "125"]))
def test_babel_finds_the_same_category(tag, whole, fraction):
    text = f"{whole}.{fraction}" if fraction else str(whole)
    number = Decimal(text) if fraction else whole

    assert category_of(plural_rules(tag), text) == Locale.parse(tag).plural_form(number)


@pytest.mark.parametrize(
    "tree",
    [
        ("relation", ("within", ("n", ()), ("range_list", []))),
        ("relation", ("in", ("n", ()), ("range_list", [(("value", (1,)), ("n", ()))]))),
        ("value", (1,)),
    ],
)
def test_what_cldr_does_not_have_is_an_error_of_the_library(tree):
    with pytest.raises(ValueError, match="a plural rule has"):
        list(_read_relations(tree))
