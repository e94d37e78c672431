from __future__ import annotations

from dataclasses import replace

import pytest

from reasonbook.compiler.messages.po import (
    Entry,
    Po,
    header_field,
    sorted_flags,
    with_header_field,
)

PO = Po(
    Entry(None, "", translations=("X-Own: kept\nlanguage:  de \nNo colon\nLanguage: fr\n",)),
    (Entry("a", "b"),),
)


@pytest.mark.parametrize(
    ("translations", "translated"),
    [(("a",), True), (("",), False), (("a", "b"), True), (("a", ""), False)],
)
def test_an_entry_is_translated_when_every_form_is(translations, translated):
    assert Entry("a", "b", translations=translations).is_translated is translated


def test_an_entry_is_fuzzy_by_its_flag():
    assert Entry("a", "b", flags=("c-format", "fuzzy")).is_fuzzy
    assert not Entry("a", "b", flags=("c-format",)).is_fuzzy


def test_the_line_of_an_entry_takes_no_part_in_comparisons():
    assert Entry("a", "b", line=1) == Entry("a", "b", line=2)


def test_flags_are_sorted_with_fuzzy_first_and_each_once():
    flags = ("python-brace-format", "max-length:9", "fuzzy", "max-length:9")

    assert sorted_flags(flags) == ("fuzzy", "max-length:9", "python-brace-format")


def test_the_first_field_of_a_name_is_found_in_any_case():
    assert header_field(PO, "Language") == "de"
    assert header_field(PO, "x-own") == "kept"


@pytest.mark.parametrize("name", ["Lang", "No colon", ""])
def test_a_field_that_is_not_there_is_none(name):
    assert header_field(PO, name) is None


def test_a_file_without_a_header_has_no_fields():
    assert header_field(Po(None, ()), "Language") is None


def test_a_field_is_set_in_its_place_and_all_others_stay():
    changed = with_header_field(PO, "Language", "nl")

    assert changed.header.translations == ("X-Own: kept\nLanguage: nl\nNo colon\nLanguage: fr\n",)
    assert changed.entries == PO.entries


@pytest.mark.parametrize(
    ("name", "place"),
    [("Language", 1), ("POT-Creation-Date", 1), ("Plural-Forms", 3), ("X-New", 3)],
)
def test_a_new_field_stands_where_gettext_puts_it(name, place):
    fields = ["X-Own: 1", "mime-version: 1.0", "No colon"]
    po = Po(Entry(None, "", translations=("\n".join(fields),)), ())

    changed = with_header_field(po, name, "new").header.translations[0].split("\n")

    assert changed == [*fields[:place], f"{name}: new", *fields[place:], ""]


def test_a_header_without_a_last_line_end_gets_one():
    bare = replace(PO, header=Entry(None, "", translations=("X-Own: kept",)))

    assert with_header_field(bare, "Language", "nl").header.translations == (
        "X-Own: kept\nLanguage: nl\n",
    )


def test_a_file_without_a_header_gets_one_with_its_first_field():
    po = with_header_field(Po(None, ()), "Language", "nl")

    assert po.header == Entry(None, "", translations=("Language: nl\n",))


def test_setting_a_field_keeps_the_comments_and_flags_of_the_header():
    po = Po(Entry(None, "", translator_comments=("Mine",), flags=("fuzzy",)), ())

    changed = with_header_field(po, "Language", "nl").header

    assert (changed.translator_comments, changed.flags) == (("Mine",), ("fuzzy",))
