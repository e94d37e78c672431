from __future__ import annotations

import ast
import re

import pytest
from babel import Locale
from babel.core import get_global

from reasonbook.compiler.catalog.locale_data import LocaleTable
from reasonbook.compiler.messages.locale_table import make_locale_table
from reasonbook.compiler.messages.plurals import plural_rules
from reasonbook.compiler.messages.tags import known_tags

MANY = (
    *("de", "en_GB", "en_IN", "es", "es_419", "es_MX", "fr", "hi_Latn", "ht", "nb", "nn", "no"),
    *("pt", "pt_AO", "pt_BR", "pt_PT", "sr", "sr_Cyrl", "sr_Latn", "sr_ME", "zh", "zh_Hans"),
    *("zh_Hans_SG", "zh_Hant", "zh_Hant_HK", "zh_Hant_MO", "zh_TW"),
)


def chain(tag, source="en", locales=MANY):
    return make_locale_table(source, locales).locales[tag]["chain"]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", ()),
        ("de", ("de",)),
        ("en_GB", ("en_GB",)),
        ("es_MX", ("es_MX", "es_419", "es")),
        ("es_419", ("es_419", "es")),
        ("pt_AO", ("pt_AO", "pt_PT", "pt")),
        ("pt_BR", ("pt_BR", "pt")),
        ("nb", ("nb", "no")),
        ("nn", ("nn", "no")),
        ("no", ("no",)),
        ("ht", ("ht", "fr")),
        ("hi_Latn", ("hi_Latn", "en_IN")),
        ("sr_Latn", ("sr_Latn",)),
        ("sr_ME", ("sr_ME", "sr_Latn")),
        ("sr_Cyrl", ("sr_Cyrl", "sr")),
        ("zh_Hans", ("zh_Hans", "zh")),
        ("zh_Hans_SG", ("zh_Hans_SG", "zh_Hans", "zh")),
        ("zh_Hant", ("zh_Hant",)),
        ("zh_TW", ("zh_TW", "zh_Hant")),
        ("zh_Hant_HK", ("zh_Hant_HK", "zh_Hant")),
        ("zh_Hant_MO", ("zh_Hant_MO", "zh_Hant_HK", "zh_Hant")),
    ],
)
def test_texts_are_taken_from_the_parents_that_cldr_knows(tag, expected):
    assert chain(tag) == expected


def test_only_translated_locales_are_in_a_chain():
    assert chain("es_MX", locales=["es_MX", "es"]) == ("es_MX", "es")
    assert chain("es_MX", locales=["es_MX"]) == ("es_MX",)


def test_a_chain_ends_before_the_source_locale():
    assert chain("es_MX", "es_419", ["es_MX", "es"]) == ("es_MX",)
    assert chain("es_419", "es_419", ["es_MX", "es"]) == ()
    assert chain("zh_Hans", "zh", ["zh_Hans"]) == ("zh_Hans",)
    assert chain("zh", "zh_Hans", ["zh"]) == ("zh",)


def test_the_source_locale_has_no_chain_even_if_it_is_translated():
    assert chain("en", "en", ["en", "de"]) == ()


@pytest.mark.slow
def test_no_chain_of_any_locale_leaves_its_script():
    likely = get_global("likely_subtags")

    def script_of(tag):
        return Locale.parse(tag).script or likely[tag.split("_")[0]].split("_")[1]

    table = make_locale_table("en", known_tags())
    mixed = [
        (tag, each)
        for tag, record in table.locales.items()
        for each in record["chain"]
        if script_of(each) != script_of(tag)
    ]

    assert mixed == []


@pytest.mark.parametrize(
    ("tag", "number", "percent"),
    [
        ("en", (".", ",", "-", 3, 3), ("", "%", "-", "%", 3, 3)),
        ("de", (",", ".", "-", 3, 3), ("", "\xa0%", "-", "\xa0%", 3, 3)),
        ("en_IN", (".", ",", "-", 3, 2), ("", "%", "-", "%", 3, 2)),
        ("tr", (",", ".", "-", 3, 3), ("%", "", "-%", "", 3, 3)),
        ("eu", (",", ".", "-", 3, 3), ("%\xa0", "", "-%\xa0", "", 3, 3)),
        ("ar", (".", ",", "-", 3, 3), ("", "%", "-", "%", 3, 3)),
    ],
)
def test_a_record_has_the_marks_the_signs_and_the_groups(tag, number, percent):
    record = make_locale_table(tag, ()).locales[tag]

    assert record["number"] == number
    assert record["percent"] == percent


def test_a_record_has_the_patterns_of_a_list():
    assert make_locale_table("en", ()).locales["en"]["lists"] == (
        "{0} and {1}",
        "{0}, {1}",
        "{0}, {1}",
        "{0}, and {1}",
    )


def test_a_record_has_the_plural_rules():
    assert make_locale_table("pl", ()).locales["pl"]["plural"] == plural_rules("pl")


def test_a_table_is_made_of_literals_in_a_fixed_order():
    table = make_locale_table("en", ("zh_Hant", "de", "pt_BR"))
    again = make_locale_table("en", ["pt_BR", "zh_Hant", "de", "de"])

    assert isinstance(table, LocaleTable)
    assert repr(table) == repr(again)
    assert list(table.locales) == ["de", "en", "pt_BR", "zh_Hant"]
    assert list(table.negotiation) == sorted(table.negotiation)
    assert ast.literal_eval(repr(table.locales)) == table.locales
    assert ast.literal_eval(repr(table.negotiation)) == table.negotiation


@pytest.mark.slow
def test_every_locale_of_cldr_has_patterns_of_the_shape_that_is_relied_on():
    list_pattern = re.compile(r"[^{}']*\{0\}[^{}']*\{1\}[^{}']*")
    odd = []
    for tag in known_tags():
        locale = Locale.parse(tag)
        record = make_locale_table(tag, ()).locales[tag]
        if not all(map(list_pattern.fullmatch, record["lists"])):
            odd.append((tag, record["lists"]))
        decimal, percent = locale.decimal_formats[None], locale.percent_formats[None]
        if (decimal.int_prec[0], decimal.frac_prec) != (1, (0, 3)) or decimal.suffix != ("", ""):
            odd.append((tag, decimal))
        if (percent.int_prec[0], percent.frac_prec) != (1, (0, 0)) or "'" in percent.pattern:
            odd.append((tag, percent))

    assert odd == []
